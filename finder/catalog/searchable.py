"""What can be searched: the programmes' texts, their terms' labels and their filters' values."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypedDict

from sqlite_utils import Database

from finder.catalog.filters import FILTERS, OUTSIDE
from finder.config import SOURCE_LANGUAGE

# taxonomies whose labels are words people search by
SPOKEN = (
    "kind",
    "target_group",
    "sector",
    "profession",
    "theme",
    "support",
    "language_name",
)

# each with WHERE {only}: "1", or a condition that names one programme
PROGRAMMES = """
    SELECT p.id AS programme_id, p.status = 'archived' AS archived,
           p.area_scope <> 'districts' AS open_to_all, p.part_of, p.source_language, p.kind,
           p.confirmed,
           p.swedish_level, p.form, p.intake, o.name AS organization
      FROM programme AS p JOIN organization AS o ON o.id = p.organization_id
     WHERE {only} ORDER BY p.id
"""
SECTIONS = """
    SELECT s.programme_id, s.language, s.section, s.text
      FROM programme AS p JOIN programme_section AS s ON s.programme_id = p.id
     WHERE s.language IN (:language, p.source_language) AND {only}
     ORDER BY s.programme_id, s.language, s.section
"""
TERMS = """
    SELECT p.id, t.taxonomy, t.term
      FROM programme AS p JOIN programme_term AS t ON t.programme_id = p.id
     WHERE {only} ORDER BY 1, 2, 3
"""
PARTNERS = """
    SELECT p.id, o.name
      FROM programme AS p JOIN programme_partner AS r ON r.programme_id = p.id
      JOIN organization AS o ON o.id = r.organization_id WHERE {only} ORDER BY 1, 2
"""
PLACES = """
    SELECT p.id, l.name, l.locality, l.address,
           CASE WHEN l.outside_city THEN :outside ELSE l.district_id END AS district_id
      FROM programme AS p JOIN programme_location AS r ON r.programme_id = p.id
      JOIN location AS l ON l.id = r.location_id WHERE {only} ORDER BY 1, 2
"""
LIMITS = """
    SELECT p.id, d.district_id
      FROM programme AS p JOIN programme_district AS d ON d.programme_id = p.id
     WHERE {only} ORDER BY 1, 2
"""
DISTRICTS = """
    SELECT id, name FROM district
    UNION SELECT district_id, name FROM district_former ORDER BY 1, 2
"""
LABELS = """
    SELECT taxonomy, term, label, coalesce(plain, '') FROM taxonomy_term_text
     WHERE language = ? ORDER BY 1, 2
"""
Labels = dict[tuple[str, str], list[str]]
Values = dict[str, dict[str, set[str]]]


class Searchable(TypedDict):
    """One programme as search sees it."""

    id: str
    name: str  # in its source language
    archived: bool
    open_to_all: bool  # False: only for residents of some districts
    part_of: str | None
    kind: str  # the main one
    confirmed: bool  # a source of 2023 or later shows it running
    texts: dict[
        str, dict[str, str]
    ]  # language -> section -> text; that asked for, the source's
    keywords: dict[
        str, list[str]
    ]  # language -> labels of its terms, places, organizations
    terms: dict[str, list[str]]  # filter -> its values, sorted; [] is not stated


def versions(db: Database) -> dict[str, int]:
    """Language -> a counter that rises with every change to what is searched in it."""
    rows = db.execute(
        "SELECT language, number FROM version ORDER BY language"
    ).fetchall()
    return {language: number for language, number in rows}


def searchable(
    db: Database, language: str, only: str | None = None
) -> list[Searchable]:
    """Every programme, archived ones included, ordered by id; or the one named *only*."""
    asked = {"language": language} | ({"only": only} if only else {})
    texts = _texts(db, asked)
    values, names = _values(db, asked)
    everywhere = {row[0] for row in db.execute("SELECT id FROM district").fetchall()}
    labels = {one: _labels(db, one) for one in {language, SOURCE_LANGUAGE}}
    return [
        _searchable(row, texts[row["programme_id"]], values, names, labels, everywhere)
        for row in _rows(db, PROGRAMMES, asked)
    ]


def refresh_fts(db: Database, programmes: Iterable[str]) -> None:
    """Rewrite the full-text rows of *programmes*; call it in the transaction that changes them."""
    for programme in programmes:
        db.execute("DELETE FROM programme_fts WHERE programme_id = ?", [programme])
        for language in versions(db):
            _insert_fts(db, searchable(db, language, programme), language)


def refresh_all_fts(db: Database) -> None:
    """Rewrite all full-text rows, in order of language and id."""
    db.execute("DELETE FROM programme_fts")
    for language in versions(db):
        _insert_fts(db, searchable(db, language), language)


def _insert_fts(db: Database, rows: Iterable[Searchable], language: str) -> None:
    for row in rows:
        text = row["texts"].get(language, {})
        keywords = row["keywords"].get(language, [])
        name = " ".join(
            text[part] for part in ("name", "name_explained") if part in text
        )
        body = [
            words
            for part, words in text.items()
            if part not in ("name", "name_explained", "summary")
        ]
        db.execute(
            "INSERT INTO programme_fts VALUES (?, ?, ?, ?, ?, ?)",
            [
                *(row["id"], language, name, "\n".join(keywords)),
                *(text.get("summary", ""), "\n".join(body)),
            ],
        )


def _rows(db: Database, sql: str, asked: dict[str, str]) -> list[dict[str, Any]]:
    only = "p.id = :only" if "only" in asked else "1"
    return list(db.query(sql.format(only=only), asked | {"outside": OUTSIDE}))


def _texts(db: Database, asked: dict[str, str]) -> dict[str, dict[str, dict[str, str]]]:
    texts: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in _rows(db, SECTIONS, asked):
        texts[row["programme_id"]][row["language"]][row["section"]] = row["text"]
    return texts


def _values(db: Database, asked: dict[str, str]) -> tuple[Values, dict[str, list[str]]]:
    """Programme -> taxonomy -> terms, and programme -> names of partners, places, districts."""
    values: Values = defaultdict(lambda: defaultdict(set))
    names: dict[str, list[str]] = defaultdict(list)
    for row in _rows(db, TERMS, asked):
        values[row["id"]][row["taxonomy"]].add(row["term"])
    for row in _rows(db, PARTNERS, asked):
        names[row["id"]].append(row["name"])
    for row in _rows(db, PLACES, asked):
        names[row["id"]] += [
            row[part] for part in ("name", "locality", "address") if row[part]
        ]
        if row["district_id"]:
            values[row["id"]]["district"].add(row["district_id"])
    for row in _rows(db, LIMITS, asked):
        values[row["id"]]["open_to"].add(row["district_id"])
    called = defaultdict(list)
    for district, name in db.execute(DISTRICTS).fetchall():
        called[district].append(name)
    for programme, taxonomies in values.items():
        near = taxonomies.get("district", set()) | taxonomies.get("open_to", set())
        for district in sorted(near):
            names[programme] += called[district]
    return values, names


def _searchable(
    row: dict[str, Any],
    texts: dict[str, dict[str, str]],
    values: Values,
    names: dict[str, list[str]],
    labels: dict[str, Labels],
    everywhere: set[str],
) -> Searchable:
    programme, source = row["programme_id"], row["source_language"]
    taxonomies = dict(values[programme])
    taxonomies["kind"] = taxonomies.get("kind", set()) | {row["kind"]}
    if row["open_to_all"]:
        taxonomies["open_to"] = everywhere
    for name in ("swedish_level", "form", "intake"):
        taxonomies[name] = {row[name]} - {None}
    return Searchable(
        id=programme,
        name=texts[source]["name"],
        archived=bool(row["archived"]),
        open_to_all=bool(row["open_to_all"]),
        part_of=row["part_of"],
        kind=row["kind"],
        confirmed=bool(row["confirmed"]),
        texts=dict(texts),
        keywords=_keywords(
            taxonomies, labels, source, [row["organization"], *names[programme]]
        ),
        terms={
            name: sorted(
                taxonomies.get(name if taxonomy == "district" else taxonomy, set())
            )
            for name, taxonomy in FILTERS.items()
        },
    )


def _labels(db: Database, language: str) -> Labels:
    rows = db.execute(LABELS, [language]).fetchall()
    return {
        (taxonomy, term): [part for part in said if part]
        for taxonomy, term, *said in rows
    }


def _keywords(
    taxonomies: dict[str, set[str]],
    labels: dict[str, Labels],
    source: str,
    names: Iterable[str],
) -> dict[str, list[str]]:
    words = {
        language: [
            part
            for taxonomy in SPOKEN
            for term in sorted(taxonomies.get(taxonomy, set()))
            for part in known.get((taxonomy, term), [])
        ]
        for language, known in labels.items()
    }
    words[source] = list(dict.fromkeys([*words.get(source, []), *names]))
    return words
