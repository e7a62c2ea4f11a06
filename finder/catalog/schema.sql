-- The catalogue: published programmes and their history, public data only.
-- NULL means "not stated", everywhere. Dates are ISO 8601, possibly only a year or a month.

CREATE TABLE taxonomy_term (
    taxonomy TEXT NOT NULL,             -- kind, target_group, route, sector …
    id TEXT NOT NULL,
    position INTEGER NOT NULL,          -- order within the taxonomy
    PRIMARY KEY (taxonomy, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE taxonomy_term_text (
    taxonomy TEXT NOT NULL,
    term TEXT NOT NULL,
    language TEXT NOT NULL,
    label TEXT NOT NULL,
    plain TEXT,                         -- the same in a resident's everyday words
    definition TEXT,
    made_by TEXT NOT NULL CHECK (made_by IN ('person', 'machine')),
    PRIMARY KEY (taxonomy, term, language),
    FOREIGN KEY (taxonomy, term) REFERENCES taxonomy_term (taxonomy, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE district (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    part_of_city TEXT NOT NULL,
    latitude REAL NOT NULL,             -- degrees, WGS 84, middle of the district
    longitude REAL NOT NULL,
    web TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE district_former (
    district_id TEXT NOT NULL REFERENCES district (id),
    name TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    PRIMARY KEY (district_id, name, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE district_neighbourhood (
    district_id TEXT NOT NULL REFERENCES district (id),
    name TEXT NOT NULL,
    PRIMARY KEY (district_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE district_population (
    district_id TEXT NOT NULL REFERENCES district (id),
    date TEXT NOT NULL,
    people INTEGER NOT NULL,
    derived INTEGER NOT NULL CHECK (derived IN (0, 1)),  -- 1: our own sum
    PRIMARY KEY (district_id, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE organization (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN (
        'city-department', 'district-administration', 'city-company', 'adult-education',
        'folk-high-school', 'state-agency', 'ngo', 'company', 'foundation',
        'coordination-association', 'cooperation', 'municipality', 'university', 'unknown')),
    web TEXT,
    succeeded_by TEXT REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE organization_text (
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    explained TEXT NOT NULL,
    PRIMARY KEY (organization_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE location (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT,
    locality TEXT,                      -- neighbourhood, as the source names it
    district_id TEXT REFERENCES district (id),
    outside_city INTEGER NOT NULL CHECK (outside_city IN (0, 1)),
    phone TEXT,                         -- national form
    email TEXT,
    web TEXT,
    organization_id TEXT REFERENCES organization (id),
    CHECK (outside_city = 0 OR district_id IS NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE location_text (
    location_id TEXT NOT NULL REFERENCES location (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    directions TEXT NOT NULL,
    PRIMARY KEY (location_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE concept (                  -- everyday words that mean the same
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE concept_label (            -- what people type for it
    concept_id TEXT NOT NULL REFERENCES concept (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (language, label)       -- a word means one thing
) STRICT, WITHOUT ROWID;

CREATE TABLE concept_term (             -- what in the taxonomy it leads to
    concept_id TEXT NOT NULL REFERENCES concept (id) ON DELETE CASCADE,
    taxonomy TEXT NOT NULL,
    term TEXT NOT NULL,
    weight INTEGER NOT NULL CHECK (weight IN (1, 2)),  -- 2: what it is about
    PRIMARY KEY (concept_id, taxonomy, term),
    FOREIGN KEY (taxonomy, term) REFERENCES taxonomy_term (taxonomy, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE figure (                   -- statistics that are about the city or a district
    id TEXT PRIMARY KEY,
    area TEXT,                          -- a district's id, stockholm, or NULL for another part
    area_name TEXT NOT NULL,            -- as the source names it
    period TEXT,
    measure TEXT NOT NULL,
    value REAL,
    unit TEXT NOT NULL,
    source TEXT NOT NULL,
    derived INTEGER NOT NULL CHECK (derived IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE figure_text (
    figure_id TEXT NOT NULL REFERENCES figure (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    definition TEXT NOT NULL,
    PRIMARY KEY (figure_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme (
    id TEXT PRIMARY KEY CHECK (id NOT GLOB '*[^a-z0-9-]*' AND length(id) BETWEEN 2 AND 60),
    source_language TEXT NOT NULL,      -- the language of the original text
    status TEXT NOT NULL CHECK (status IN ('active', 'archived')),
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),  -- 1: seen running in 2023 or later
    seen_year INTEGER,                  -- year of the newest source
    kind_taxonomy TEXT NOT NULL GENERATED ALWAYS AS ('kind') STORED,
    kind TEXT NOT NULL,
    part_of TEXT REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    delivery TEXT CHECK (delivery IN ('in-house', 'procured', 'mixed', 'partnership', 'state',
        'ngo', 'education-provider', 'employer')),
    area_scope TEXT NOT NULL CHECK (area_scope IN ('city', 'districts', 'region', 'national')),
    age_min INTEGER CHECK (age_min BETWEEN 0 AND 120),
    age_max INTEGER CHECK (age_max BETWEEN 0 AND 120),
    swedish_level TEXT CHECK (swedish_level IN ('none', 'beginner', 'sfi-c', 'sfi-d', 'sfi-done',
        'basic', 'upper-secondary')),   -- least needed to begin
    income_support_rule TEXT CHECK (income_support_rule IN ('required', 'targeted',
        'not-required')),
    cost TEXT CHECK (cost IN ('free', 'free-tuition', 'partly-paid', 'paid-by-authority')),
    form TEXT CHECK (form IN ('on-site', 'remote', 'hybrid')),
    intake TEXT CHECK (intake IN ('continuous', 'fixed-starts', 'application-period',
        'school-holidays')),
    weeks_min INTEGER CHECK (weeks_min > 0),
    weeks_max INTEGER CHECK (weeks_max >= weeks_min),
    hours_min REAL CHECK (hours_min > 0),   -- hours a week
    hours_max REAL CHECK (hours_max >= hours_min),
    capacity INTEGER CHECK (capacity > 0),  -- places at one time or in one round
    capacity_as_of TEXT,
    runs_from TEXT,
    runs_to TEXT,
    web TEXT,
    phone TEXT,
    email TEXT,
    assured_on TEXT,                    -- when somebody last checked the facts
    assured_against TEXT,               -- and against what
    review_every INTEGER NOT NULL CHECK (review_every > 0),  -- months
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    editors_note TEXT,                  -- for editors, not shown to readers
    visible_from TEXT,                  -- day; residents see it from then on
    visible_to TEXT,                    -- day; the last one on which residents see it
    closed_from TEXT,                   -- day; it takes a break from then on
    closed_until TEXT,                  -- day; the last one of the break
    archived_because TEXT,              -- why it ended, for readers, in Swedish
    successor TEXT REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (kind_taxonomy, kind) REFERENCES taxonomy_term (taxonomy, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_term (
    programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    taxonomy TEXT NOT NULL,
    term TEXT NOT NULL,
    PRIMARY KEY (programme_id, taxonomy, term),
    FOREIGN KEY (taxonomy, term) REFERENCES taxonomy_term (taxonomy, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_district (       -- the exceptions: only for residents of …
    programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    district_id TEXT NOT NULL REFERENCES district (id),
    PRIMARY KEY (programme_id, district_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_partner (
    programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    PRIMARY KEY (programme_id, organization_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_location (
    programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    location_id TEXT NOT NULL REFERENCES location (id),
    PRIMARY KEY (programme_id, location_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_start (
    programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    starts_on TEXT NOT NULL,
    last_day_to_apply TEXT,
    places INTEGER,
    as_of TEXT NOT NULL,
    PRIMARY KEY (programme_id, starts_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_inferred (       -- fields no source states word for word
    programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    PRIMARY KEY (programme_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (programme_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE outcome (
    programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    period TEXT,
    measure_taxonomy TEXT NOT NULL GENERATED ALWAYS AS ('measure') STORED,
    measure TEXT NOT NULL,
    value REAL,
    unit_taxonomy TEXT NOT NULL GENERATED ALWAYS AS ('unit') STORED,
    unit TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (programme_id, position),
    FOREIGN KEY (measure_taxonomy, measure) REFERENCES taxonomy_term (taxonomy, id),
    FOREIGN KEY (unit_taxonomy, unit) REFERENCES taxonomy_term (taxonomy, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE outcome_text (
    programme_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    language TEXT NOT NULL,
    definition TEXT NOT NULL,
    PRIMARY KEY (programme_id, position, language),
    FOREIGN KEY (programme_id, position) REFERENCES outcome (programme_id, position)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_section (
    programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    section TEXT NOT NULL CHECK (section IN ('name', 'name_explained', 'summary', 'what', 'who',
        'how_to_join', 'how_to_refer', 'practical', 'money', 'delivered_by', 'place_note')),
    text TEXT NOT NULL,
    digest TEXT NOT NULL,               -- of text
    based_on TEXT,                      -- digest of the original this was made from
    made_by TEXT NOT NULL CHECK (made_by IN ('person', 'machine')),
    checked_by TEXT,                    -- the role that checked it, never a person's name
    checked_on TEXT,
    PRIMARY KEY (programme_id, language, section),
    CHECK ((checked_by IS NULL) = (checked_on IS NULL))
) STRICT, WITHOUT ROWID;

-- One row per section of an original and other language; nobody else names a state.
-- Names stay as they are: what is made from a name is its explanation, which an easy
-- version of the same language does not need.
CREATE VIEW translation_state AS
SELECT o.programme_id, l.language,
       CASE o.section WHEN 'name' THEN 'name_explained' ELSE o.section END AS section,
       CASE WHEN s.text IS NULL THEN 'missing'
            WHEN s.based_on <> o.digest THEN 'outdated'
            WHEN s.checked_on IS NOT NULL THEN 'checked'
            ELSE s.made_by END AS state
  FROM programme AS p
  JOIN programme_section AS o
    ON o.programme_id = p.id AND o.language = p.source_language
  JOIN version AS l ON l.language <> p.source_language
  LEFT JOIN programme_section AS s
    ON s.programme_id = p.id AND s.language = l.language
   AND s.section = CASE o.section WHEN 'name' THEN 'name_explained' ELSE o.section END
 WHERE o.section <> 'name' OR l.language <> o.language || '-simple';

CREATE TABLE revision (
    programme_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,                   -- UTC
    editor INTEGER NOT NULL,            -- opaque; 0 is the command line
    note TEXT,
    document TEXT NOT NULL,             -- the whole programme document, JSON
    PRIMARY KEY (programme_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER revision_stays BEFORE UPDATE ON revision
BEGIN SELECT raise(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER revision_is_kept BEFORE DELETE ON revision
BEGIN SELECT raise(ABORT, 'a revision is never deleted'); END;

CREATE TABLE moved (
    old_id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_revision (           -- history of what programmes point to
    kind TEXT NOT NULL CHECK (kind IN ('organization', 'location', 'term', 'concept')),
    id TEXT NOT NULL,                   -- a term's is taxonomy/id
    number INTEGER NOT NULL,
    at TEXT NOT NULL,                   -- UTC
    editor INTEGER NOT NULL,            -- opaque; 0 is the command line
    note TEXT,
    document TEXT,                      -- all of it as JSON; NULL: removed
    PRIMARY KEY (kind, id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_revision_stays BEFORE UPDATE ON entry_revision
BEGIN SELECT raise(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER entry_revision_is_kept BEFORE DELETE ON entry_revision
BEGIN SELECT raise(ABORT, 'a revision is never deleted'); END;

CREATE TABLE form_token (               -- forms that were saved: a second sending does nothing
    digest TEXT PRIMARY KEY,
    at TEXT NOT NULL,                   -- UTC
    result TEXT NOT NULL                -- what the save did, as JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE change (                   -- rises with whatever is published, searched or not
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO change VALUES (1, 0);

CREATE TRIGGER revision_counts AFTER INSERT ON revision
BEGIN UPDATE change SET number = number + 1; END;
CREATE TRIGGER entry_revision_counts AFTER INSERT ON entry_revision
BEGIN UPDATE change SET number = number + 1; END;

CREATE TABLE version (                  -- rises with every change to what is searched
    language TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE programme_fts USING fts5 (
    programme_id UNINDEXED, language UNINDEXED, name, keywords, summary, body,
    tokenize = "unicode61 remove_diacritics 2");

CREATE INDEX programme_part_of ON programme (part_of);
CREATE INDEX programme_kind ON programme (kind_taxonomy, kind);
CREATE INDEX programme_organization ON programme (organization_id);
CREATE INDEX programme_term_term ON programme_term (taxonomy, term);
CREATE INDEX programme_location_location ON programme_location (location_id);
CREATE INDEX programme_district_district ON programme_district (district_id);
CREATE INDEX figure_area ON figure (area);

-- Facts are searched in every language; an original's text along with every language.
CREATE TRIGGER programme_added AFTER INSERT ON programme
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER programme_changed AFTER UPDATE ON programme
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER programme_removed AFTER DELETE ON programme
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER term_added AFTER INSERT ON programme_term
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER term_removed AFTER DELETE ON programme_term
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER label_changed AFTER UPDATE ON taxonomy_term_text
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER place_added AFTER INSERT ON programme_location
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER place_removed AFTER DELETE ON programme_location
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER place_changed AFTER UPDATE ON location
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER district_added AFTER INSERT ON programme_district
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER district_removed AFTER DELETE ON programme_district
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER organization_changed AFTER UPDATE ON organization
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER concept_label_added AFTER INSERT ON concept_label
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER concept_label_removed AFTER DELETE ON concept_label
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER concept_term_added AFTER INSERT ON concept_term
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER concept_term_removed AFTER DELETE ON concept_term
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER section_added AFTER INSERT ON programme_section
BEGIN UPDATE version SET number = number + 1
       WHERE language = NEW.language OR NEW.language = 'sv'; END;
CREATE TRIGGER section_changed AFTER UPDATE ON programme_section
BEGIN UPDATE version SET number = number + 1
       WHERE language = NEW.language OR NEW.language = 'sv'; END;
CREATE TRIGGER section_removed AFTER DELETE ON programme_section
BEGIN UPDATE version SET number = number + 1
       WHERE language = OLD.language OR OLD.language = 'sv'; END;

-- Entries change by themselves: a label or a place that many programmes use.
CREATE TRIGGER label_added AFTER INSERT ON taxonomy_term_text
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER label_removed AFTER DELETE ON taxonomy_term_text
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER vocabulary_added AFTER INSERT ON taxonomy_term
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER vocabulary_changed AFTER UPDATE ON taxonomy_term
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER vocabulary_removed AFTER DELETE ON taxonomy_term
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER concept_label_changed AFTER UPDATE ON concept_label
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER concept_term_changed AFTER UPDATE ON concept_term
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER partner_added AFTER INSERT ON programme_partner
BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER partner_removed AFTER DELETE ON programme_partner
BEGIN UPDATE version SET number = number + 1; END;
