"""Reading programmes for a page: in the reader's language, and honest where that lacks."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict

from sqlite_utils import Database

from finder.catalog.document import SECTIONS, TERM_LISTS
from finder.catalog.listed import ON_DAY, is_seen, iso
from finder.catalog.review import DUE_ON, LONG_OVERDUE_FROM
from finder.config import readable

BRIEF = ("name", "name_explained", "summary")  # what a list shows of a text
FACTS = f"""
    SELECT p.*, {DUE_ON} AS due_on, {LONG_OVERDUE_FROM} AS long_overdue_from,
           o.name AS organization, o.web AS organization_web,
           (SELECT max(number) FROM revision WHERE programme_id = p.id) AS revision,
           (SELECT max(at) FROM revision WHERE programme_id = p.id) AS published_at
      FROM programme AS p JOIN organization AS o ON o.id = p.organization_id
      JOIN json_each(:ids) AS asked ON asked.value = p.id
"""
# the original first, then what reads better and better
WORDS = """
    SELECT s.programme_id, s.section, s.language, s.text, s.made_by, s.checked_on,
           (SELECT state FROM translation_state AS t
             WHERE t.programme_id = s.programme_id AND t.language = s.language
               AND t.section = s.section) AS state
      FROM json_each(:ids) AS asked
      JOIN programme AS p ON p.id = asked.value
      JOIN programme_section AS s ON s.programme_id = p.id
      LEFT JOIN json_each(:languages) AS l ON l.value = s.language
     WHERE (l.value IS NOT NULL OR s.language = p.source_language)
       AND s.section IN (SELECT value FROM json_each(:sections))
     ORDER BY s.programme_id, coalesce(l.key, 99) DESC
"""
LISTS = """
    SELECT programme_id, taxonomy, term AS value FROM programme_term
      JOIN json_each(:ids) AS asked ON asked.value = programme_id
    UNION ALL
    SELECT programme_id, 'district', district_id FROM programme_district
      JOIN json_each(:ids) AS asked ON asked.value = programme_id
    ORDER BY 1, 2, 3
"""
LOCATIONS = """
    SELECT r.programme_id, l.*, w.directions, w.language AS directions_language
      FROM json_each(:ids) AS asked
      JOIN programme_location AS r ON r.programme_id = asked.value
      JOIN location AS l ON l.id = r.location_id
      LEFT JOIN location_text AS w ON w.location_id = l.id AND w.language =
           (SELECT coalesce(max(CASE language WHEN :language THEN language END), 'sv')
              FROM location_text WHERE location_id = l.id)
     ORDER BY r.programme_id, l.name
"""
STARTS = """
    SELECT programme_id, starts_on, last_day_to_apply, places, as_of FROM programme_start
      JOIN json_each(:ids) AS asked ON asked.value = programme_id ORDER BY 1, 2
"""
PARTNERS = """
    SELECT o.name FROM programme_partner AS r JOIN organization AS o ON o.id = r.organization_id
     WHERE r.programme_id = ? ORDER BY o.name
"""
EXPLAINED = """
    SELECT explained AS text, language FROM organization_text
     WHERE organization_id = ? AND language IN (?, 'sv') ORDER BY language = ? DESC
"""
OUTCOMES = """
    SELECT o.period, o.measure, o.value, o.unit, o.source, w.definition, w.language
      FROM outcome AS o JOIN outcome_text AS w USING (programme_id, position)
     WHERE o.programme_id = :id AND w.language =
           (SELECT coalesce(max(CASE language WHEN :language THEN language END), 'sv')
              FROM outcome_text WHERE programme_id = o.programme_id AND position = o.position)
     ORDER BY o.period DESC, o.position
"""
PARTS = f"""{ON_DAY}
    SELECT id FROM listed WHERE part_of = :id ORDER BY id
"""
MOVED = f"""{ON_DAY}
    SELECT programme_id FROM moved JOIN seen ON seen.id = programme_id WHERE old_id = :id
"""
# nearest first: terms in common, the same kind counting as three
SIMILAR = f"""{ON_DAY}
    SELECT p.id,
           3 * (p.kind = own.kind) + (SELECT count(*) FROM programme_term AS a
             JOIN programme_term AS b ON b.taxonomy = a.taxonomy AND b.term = a.term
            WHERE a.programme_id = own.id AND b.programme_id = p.id
              AND a.taxonomy IN ('target_group', 'sector', 'kind')) AS nearness
      FROM programme AS own JOIN listed AS p
        ON p.id <> own.id AND p.id IS NOT own.part_of
       AND p.part_of IS NOT own.id
     WHERE own.id = :id AND nearness > 2 AND (p.area_scope <> 'districts' OR NOT :open_to_all
       AND EXISTS (SELECT 1 FROM programme_district AS a JOIN programme_district AS b
                       ON a.district_id = b.district_id
                    WHERE a.programme_id = p.id AND b.programme_id = own.id))
     ORDER BY nearness DESC, p.area_scope = 'districts', p.confirmed DESC, p.id LIMIT :limit
"""


class NotFound(LookupError):
    """There is no such programme."""


class Words(TypedDict):
    """A piece of text and the truth about it."""

    text: str
    language: str
    state: str  # original, or as the view translation_state says
    made_by: str
    checked_on: str | None
    now: str | None  # what the original says, where it is newer than this


class Card(TypedDict):
    """A programme in a list. Facts are as in the programme document; words in *words*."""

    id: str
    words: dict[str, Words]  # section -> in the reader's language, else the original
    facts: dict[
        str, Any
    ]  # columns of the programme table, organization's name included
    terms: dict[str, list[str]]  # taxonomy -> ids; "district": limited to residents of
    locations: list[dict[str, Any]]
    starts: list[dict[str, Any]]  # by date


class Programme(Card):
    """A programme on its own page."""

    partners: list[str]
    organization_explained: dict[str, str] | None  # text, language
    sources: list[str]
    inferred: list[str]
    outcomes: list[dict[str, Any]]  # newest first
    whole: Card | None  # what it is part of
    successor: Card | None  # what came after it, of an archived one
    parts: list[Card]
    similar: list[
        Card
    ]  # nearest first; for a local programme only those open to everyone


def cards(
    db: Database, ids: Sequence[str], language: str, parts: Sequence[str] = BRIEF
) -> list[Card]:
    """The programmes named, in the order named; ids that do not exist are left out.

    Of their text only the *parts* asked for.
    """
    asked = {
        "ids": json.dumps(list(ids)),
        "language": language,
        "languages": json.dumps(readable(language)),
        "sections": json.dumps(list(parts)),
    }
    facts = {row["id"]: row for row in db.query(FACTS, asked)}
    words: dict[str, dict[str, Words]] = defaultdict(dict)
    originals: dict[tuple[str, str], str] = {}
    for row in db.query(WORDS, asked):
        key = row["programme_id"], row["section"]
        if row["state"] is None:
            originals[key] = row["text"]
        words[key[0]][key[1]] = _words(row, originals.get(key))
    terms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in db.query(LISTS, asked):
        terms[row["programme_id"]][row["taxonomy"]].append(row["value"])
    locations = _by_programme(db, LOCATIONS, asked)
    starts = _by_programme(db, STARTS, asked)
    return [
        Card(
            id=one,
            words=_in_page_order(words[one]),
            facts=facts[one],
            terms={
                name: terms[one][name] for name in (*TERM_LISTS.values(), "district")
            },
            locations=locations[one],
            starts=starts[one],
        )
        for one in ids
        if one in facts
    ]


def programme(
    db: Database,
    programme_id: str,
    language: str,
    *,
    day: date | None = None,
    hidden: bool = False,
) -> Programme:
    """All that is published of a programme, and what belongs to it as seen on *day*.

    Today in Stockholm unless given. Raises :class:`NotFound`, also for one that residents
    do not see that day, unless *hidden* ones are asked for.
    """
    found = cards(db, [programme_id], language, SECTIONS)
    if not found or not (hidden or is_seen(found[0]["facts"], day)):
        raise NotFound(programme_id)
    card = found[0]
    asked = {"id": programme_id, "day": iso(day)}
    organization = card["facts"]["organization_id"]
    local = card["facts"]["area_scope"] == "districts"
    explained = next(db.query(EXPLAINED, [organization, language, language]), None)
    return Programme(
        **card,
        partners=[row["name"] for row in db.query(PARTNERS, [programme_id])],
        organization_explained=explained,
        sources=_column(
            db, "SELECT url FROM source WHERE programme_id = ?", programme_id
        ),
        inferred=_column(
            db,
            "SELECT field FROM programme_inferred WHERE programme_id = ?",
            programme_id,
        ),
        outcomes=list(db.query(OUTCOMES, {"id": programme_id, "language": language})),
        whole=_seen(db, card["facts"]["part_of"], language, day),
        successor=_seen(db, card["facts"]["successor"], language, day),
        parts=cards(db, [row["id"] for row in db.query(PARTS, asked)], language),
        similar=cards(
            db,
            similar_ids(db, programme_id, limit=4, open_to_all=local, day=day),
            language,
        ),
    )


def _seen(
    db: Database, programme_id: str | None, language: str, day: date | None
) -> Card | None:
    """The card of a programme that is named and seen on *day*."""
    found = cards(db, [programme_id], language) if programme_id else []
    return found[0] if found and is_seen(found[0]["facts"], day) else None


def active_ids(db: Database, day: date | None = None) -> list[str]:
    """Every programme that runs or is believed to run, and is seen on *day*, by id."""
    rows = db.query(f"{ON_DAY} SELECT id FROM listed ORDER BY id", {"day": iso(day)})
    return [row["id"] for row in rows]


def similar_ids(
    db: Database,
    programme_id: str,
    *,
    limit: int,
    open_to_all: bool = False,
    day: date | None = None,
) -> list[str]:
    """Active programmes most like one and seen on *day*, nearest first.

    Those only for residents of some districts are left out when *open_to_all*, and else
    where this one is not for the same residents.
    """
    asked = {
        "id": programme_id,
        "limit": limit,
        "open_to_all": open_to_all,
        "day": iso(day),
    }
    return [row["id"] for row in db.query(SIMILAR, asked)]


def moved_to(db: Database, old_id: str, day: date | None = None) -> str | None:
    """The programme an old address leads to now, where it is seen on *day*."""
    row = next(db.query(MOVED, {"id": old_id, "day": iso(day)}), None)
    return str(row["programme_id"]) if row else None


def _words(row: dict[str, Any], original: str | None) -> Words:
    return Words(
        text=row["text"],
        language=row["language"],
        state=row["state"] or "original",
        made_by=row["made_by"],
        checked_on=row["checked_on"],
        now=original if row["state"] == "outdated" else None,
    )


def _in_page_order(words: dict[str, Words]) -> dict[str, Words]:
    return {section: words[section] for section in SECTIONS if section in words}


def _by_programme(
    db: Database, sql: str, asked: dict[str, str]
) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in db.query(sql, asked):
        found[row["programme_id"]].append(row)
    return found


def _column(db: Database, sql: str, programme_id: str) -> list[str]:
    return [row[0] for row in db.execute(sql, [programme_id]).fetchall()]
