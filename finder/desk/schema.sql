-- The editors' database: who may edit, what is not public yet, what was reported. Never copied
-- to where the public can read it. Times are UTC, ISO 8601, to the second; days are ISO 8601.

CREATE TABLE account (
    id INTEGER PRIMARY KEY,             -- the editor of a revision; never used again
    name TEXT NOT NULL CHECK (name <> ''),
    unit TEXT,                          -- id of the organization whose programmes are theirs
    role TEXT NOT NULL CHECK (role IN ('reader', 'writer', 'publisher', 'administrator')),
    language TEXT NOT NULL CHECK (language IN ('sv', 'en')),
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    made_at TEXT NOT NULL,
    issuer TEXT,                        -- of the city's sign-in, with
    subject TEXT,                       -- who they are there
    login TEXT UNIQUE,                  -- of a local account
    password TEXT,                      -- argon2
    totp TEXT,                          -- secret, base32
    totp_step INTEGER,                  -- the last one used: a code works once
    UNIQUE (issuer, subject),
    CHECK ((issuer IS NULL) = (subject IS NULL))
) STRICT;

CREATE TABLE recovery_code (            -- printed; each opens the door once
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    PRIMARY KEY (account_id, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (               -- a one-time link that sets up a local account
    digest TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    digest TEXT PRIMARY KEY,            -- of the cookie's value
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    form_key TEXT NOT NULL,             -- what each of its forms must bring along
    begun_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    signed_in_by TEXT NOT NULL CHECK (signed_in_by IN ('provider', 'password', 'recovery-code'))
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt (                  -- tries at a door, by keyed hash; gone after a day
    key TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX attempt_key ON attempt (key, at);

CREATE TABLE draft (                    -- what is not public yet; at most one for each part
    programme_id TEXT NOT NULL,
    part TEXT NOT NULL,                 -- facts, or the language of a text
    content TEXT NOT NULL,              -- of the part, as in a programme document; JSON
    based_on TEXT NOT NULL,             -- digest of the part it was begun from; '' for a new one
    state TEXT NOT NULL CHECK (state IN ('draft', 'review')),
    publish_on TEXT,                    -- day on which it is to become public, once approved
    note TEXT,                          -- to whoever reviews it, or from them
    small_edit INTEGER NOT NULL CHECK (small_edit IN (0, 1)),  -- 1: translations stay true
    approved_by INTEGER REFERENCES account (id),  -- who let it be published on that day
    number INTEGER NOT NULL,            -- of the event that tells of its last save; only rises
    saved_at TEXT NOT NULL,
    saved_by INTEGER NOT NULL REFERENCES account (id),
    PRIMARY KEY (programme_id, part),
    CHECK ((publish_on IS NULL) = (approved_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE form_token (               -- forms that were saved: a second sending does nothing
    digest TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    result TEXT NOT NULL                -- what the save did, as JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE event (                    -- who did what; never changed
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    account_id INTEGER REFERENCES account (id),  -- NULL: the command line, or nobody signed in
    action TEXT NOT NULL,               -- programme.published, account.disabled …
    subject TEXT NOT NULL,              -- the id of what it was done to
    detail TEXT NOT NULL DEFAULT '{}'   -- JSON
) STRICT;
CREATE INDEX event_subject ON event (subject, number);
CREATE TRIGGER event_stays BEFORE UPDATE ON event
BEGIN SELECT raise(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;

CREATE TABLE batch (                    -- many programmes changed as one step, to be undone as one
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    account_id INTEGER REFERENCES account (id),
    kind TEXT NOT NULL CHECK (kind IN ('import', 'bulk')),
    note TEXT NOT NULL,
    undone_at TEXT,
    form TEXT NOT NULL DEFAULT ''       -- digest of the form that began it
) STRICT;
CREATE TABLE batch_programme (
    batch_id INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
    programme_id TEXT NOT NULL,
    before INTEGER,                     -- number of the revision; NULL: it was not there
    after INTEGER NOT NULL,
    PRIMARY KEY (batch_id, programme_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_file (              -- files to be imported; an hour, then gone
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id),
    at TEXT NOT NULL,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    judged TEXT NOT NULL,               -- what would become of each row, JSON
    taken TEXT NOT NULL DEFAULT ''      -- "drafts", or the number of the batch
) STRICT;

CREATE TABLE report (                   -- an error that a reader told of; gone when handled
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    programme_id TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('closed', 'contact', 'wrong-facts', 'hard-to-read')),
    text TEXT NOT NULL CHECK (length(text) <= 500),
    language TEXT NOT NULL,             -- of the page
    on_day TEXT NOT NULL                -- no finer: nobody needs to know who was there when
) STRICT;

CREATE TABLE vain (                     -- words searched in vain, as keyed hashes
    digest TEXT NOT NULL,
    language TEXT NOT NULL,
    day TEXT NOT NULL,
    times INTEGER NOT NULL,             -- at most one an hour
    counted_in INTEGER,                 -- the hour it was counted last; NULL when the day is over
    PRIMARY KEY (digest, language, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX vain_day ON vain (day);
CREATE TABLE vain_word (                -- those asked often enough by more than one to be shown
    language TEXT NOT NULL,
    word TEXT NOT NULL,
    digest TEXT NOT NULL,
    shown_since TEXT NOT NULL,          -- day
    settled TEXT CHECK (settled IN ('synonym', 'missing-programme', 'ignored')),
    note TEXT,
    PRIMARY KEY (language, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (                     -- addresses in the catalogue, as last tried
    url TEXT PRIMARY KEY,
    tried_on TEXT NOT NULL,             -- day
    status INTEGER,                     -- HTTP's; NULL: no answer
    problem TEXT CHECK (problem IN ('wrong-address', 'refused-address', 'no-such-host',
        'no-answer', 'certificate', 'status', 'moved')),  -- NULL: it opened
    target TEXT,                        -- where it sends its readers
    failing_since TEXT,                 -- day
    CHECK ((problem IS NULL) = (failing_since IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE link_host (                -- hosts that an editor accepted
    host TEXT PRIMARY KEY,
    accepted_by INTEGER REFERENCES account (id),
    accepted_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE feed (                     -- of a unit's overdue programmes, for feed readers
    unit TEXT PRIMARY KEY,
    number INTEGER NOT NULL             -- goes into its key: another number, another key
) STRICT, WITHOUT ROWID;

CREATE TABLE upload (                   -- a translators' file between its trial and its taking
    token TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    at TEXT NOT NULL,                   -- gone an hour later
    language TEXT NOT NULL,
    name TEXT NOT NULL,                 -- of the file
    made_by TEXT NOT NULL CHECK (made_by IN ('person', 'machine')),
    checked INTEGER NOT NULL CHECK (checked IN (0, 1)),  -- whoever brought it has checked it
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;
