"""What each programme states, as filters and answers need it: values, never text."""

from collections import defaultdict
from typing import Any, TypedDict

from sqlite_utils import Database

from finder.catalog.filters import FILTERS, OUTSIDE
from finder.catalog.review import LONG_OVERDUE_FROM

# each with WHERE {only}: "1", or a condition that names one programme
PROGRAMMES = f"""
    SELECT p.id AS programme_id, p.status = 'archived' AS archived, t.text AS name,
           p.area_scope <> 'districts' AS open_to_all, p.part_of, p.source_language, p.kind,
           p.confirmed, p.age_min, p.age_max, p.swedish_level, p.form, p.intake, p.cost,
            p.visible_from, p.visible_to, o.name AS organization,
            {LONG_OVERDUE_FROM} AS long_overdue_from
      FROM programme AS p JOIN organization AS o ON o.id = p.organization_id
      JOIN programme_section AS t ON t.programme_id = p.id AND t.section = 'name'
       AND t.language = p.source_language
     WHERE {{only}} ORDER BY p.id
"""
TERMS = """
    SELECT p.id, t.taxonomy, t.term
      FROM programme AS p JOIN programme_term AS t ON t.programme_id = p.id
     WHERE {only} ORDER BY 1, 2, 3
"""
PLACES = """
    SELECT p.id, CASE WHEN l.outside_city THEN :outside ELSE l.district_id END AS district_id
      FROM programme AS p JOIN programme_location AS r ON r.programme_id = p.id
      JOIN location AS l ON l.id = r.location_id WHERE {only} ORDER BY 1, 2
"""
LIMITS = """
    SELECT p.id, d.district_id
      FROM programme AS p JOIN programme_district AS d ON d.programme_id = p.id
     WHERE {only} ORDER BY 1, 2
"""
LANGUAGES = """
    SELECT DISTINCT programme_id, language FROM programme_section ORDER BY 1, 2
"""
TAXONOMY = "SELECT id FROM taxonomy_term WHERE taxonomy = ? ORDER BY position, id"
DISTRICTS = "SELECT id FROM district ORDER BY position, id"
ONE_VALUE = ("swedish_level", "form", "intake", "cost")

Values = dict[str, dict[str, set[str]]]  # programme -> taxonomy -> terms


class Stated(TypedDict):
    """One programme, as an answer names and filters it."""

    id: str
    name: str  # in its source language
    source_language: str
    languages: list[str]  # of its texts
    archived: bool
    open_to_all: bool  # False: only for residents of some districts
    part_of: str | None  # another programme
    kind: str  # the main one
    confirmed: bool  # a source of 2023 or later shows it running
    long_overdue_from: str | None  # day; None: nobody has ever checked the facts
    ages: tuple[int | None, int | None]  # years, from and to; None is not stated
    seen: tuple[str | None, str | None]  # first and last day on which residents see it
    terms: dict[str, list[str]]  # filter -> its values, sorted; [] is not stated


def stated(db: Database) -> list[Stated]:
    """Every programme, archived ones included, ordered by id."""
    held = values(db, {})
    languages: dict[str, list[str]] = defaultdict(list)
    for programme, language in db.execute(LANGUAGES).fetchall():
        languages[programme].append(language)
    everywhere = {row[0] for row in db.execute("SELECT id FROM district").fetchall()}
    return [
        Stated(
            id=row["programme_id"],
            name=row["name"],
            source_language=row["source_language"],
            languages=languages[row["programme_id"]],
            archived=bool(row["archived"]),
            open_to_all=bool(row["open_to_all"]),
            part_of=row["part_of"],
            kind=row["kind"],
            confirmed=bool(row["confirmed"]),
            long_overdue_from=row["long_overdue_from"],
            ages=(row["age_min"], row["age_max"]),
            seen=(row["visible_from"], row["visible_to"]),
            terms=_by_filter(with_own(row, held[row["programme_id"]], everywhere)),
        )
        for row in rows(db, PROGRAMMES, {})
    ]


def values(db: Database, asked: dict[str, str]) -> Values:
    """What the tables beside each programme say; *asked* may hold ``only``, an id."""
    found: Values = defaultdict(lambda: defaultdict(set))
    for row in rows(db, TERMS, asked):
        found[row["id"]][row["taxonomy"]].add(row["term"])
    for row in rows(db, PLACES, asked):
        if row["district_id"]:
            found[row["id"]]["district"].add(row["district_id"])
    for row in rows(db, LIMITS, asked):
        found[row["id"]]["open_to"].add(row["district_id"])
    return found


def with_own(
    row: dict[str, Any], held: dict[str, set[str]], everywhere: set[str]
) -> dict[str, set[str]]:
    """*held*, with what the programme's own *row* states."""
    found = dict(held)
    found["kind"] = found.get("kind", set()) | {row["kind"]}
    if row["open_to_all"]:
        found["open_to"] = everywhere
    for name in ONE_VALUE:
        found[name] = {row[name]} - {None}
    return found


def rows(db: Database, sql: str, asked: dict[str, str]) -> list[dict[str, Any]]:
    """The rows of *sql*, of one programme where *asked* names ``only`` one."""
    only = "p.id = :only" if "only" in asked else "1"
    return list(db.query(sql.format(only=only), asked | {"outside": OUTSIDE}))


def _by_filter(held: dict[str, set[str]]) -> dict[str, list[str]]:
    return {
        name: sorted(held.get(name if taxonomy == "district" else taxonomy, set()))
        for name, taxonomy in FILTERS.items()
    }


def allowed(db: Database) -> dict[str, list[str]]:
    """Filter -> every value it may have, in the order of its taxonomy."""
    found = {}
    for name, taxonomy in FILTERS.items():
        asked = (DISTRICTS, []) if taxonomy == "district" else (TAXONOMY, [taxonomy])
        found[name] = [str(row[0]) for row in db.execute(*asked).fetchall()]
    return found
