"""The supply at a glance: how many programmes of each kind, in each district, in all."""

from datetime import date
from typing import Any, TypedDict, cast

from sqlite_utils import Database

from finder.catalog.listed import ON_DAY, iso

COUNTS = f"""{ON_DAY}
    SELECT kind AS value, count(*) AS programmes FROM listed GROUP BY kind
"""
# a place there, or only for residents there
IN_DISTRICT = f"""{ON_DAY}
    SELECT p.id, EXISTS (SELECT 1 FROM programme_district AS d
                          WHERE d.programme_id = p.id AND d.district_id = :district) AS limited
      FROM listed AS p
     WHERE limited OR EXISTS
           (SELECT 1 FROM programme_location AS r JOIN location AS l ON l.id = r.location_id
             WHERE r.programme_id = p.id AND l.district_id = :district)
     ORDER BY p.id
"""
SUPPLY = f"""{ON_DAY}
    SELECT d.id,
           (SELECT count(DISTINCT r.programme_id) FROM programme_location AS r
              JOIN location AS l ON l.id = r.location_id AND l.district_id = d.id
              JOIN listed AS p ON p.id = r.programme_id) AS held,
           (SELECT count(*) FROM programme_district AS r JOIN listed AS p ON p.id = r.programme_id
             WHERE r.district_id = d.id) AS limited
      FROM district AS d ORDER BY d.position
"""
STATE = f"""{ON_DAY}
    SELECT count(*) FILTER (WHERE status = 'active') AS active,
           count(*) FILTER (WHERE status = 'active' AND confirmed) AS confirmed,
           count(*) FILTER (WHERE status = 'archived') AS archived,
           count(*) FILTER (WHERE status = 'active' AND area_scope <> 'districts') AS open_to_all,
           count(*) FILTER (WHERE status = 'active' AND assured_on IS NOT NULL) AS assured,
           (SELECT count(DISTINCT url) FROM source JOIN seen ON seen.id = programme_id) AS sources,
           (SELECT max(at) FROM revision) AS published_at
      FROM seen
"""
LANGUAGES = f"""{ON_DAY}
    SELECT language, count(*) FILTER (WHERE lacks = 0) AS whole,
           count(*) FILTER (WHERE lacks AND has) AS partly,
           count(*) FILTER (WHERE old) AS outdated,
           count(*) FILTER (WHERE has AND checked = has) AS checked
      FROM (SELECT t.language, t.programme_id,
                   count(*) FILTER (WHERE t.state = 'missing') AS lacks,
                   count(*) FILTER (WHERE t.state <> 'missing') AS has,
                   count(*) FILTER (WHERE t.state = 'outdated') AS old,
                   count(*) FILTER (WHERE t.state = 'checked') AS checked
              FROM translation_state AS t JOIN listed AS p ON p.id = t.programme_id
             WHERE t.section <> 'how_to_refer'
             GROUP BY 1, 2)
     GROUP BY 1
"""


class InLanguage(TypedDict):
    """How many active programmes have text in a language they are not written in.

    What is for caseworkers alone is not asked for.
    """

    language: str
    whole: int  # every part of it
    partly: int  # some parts
    outdated: int  # of both: those with a part whose original is newer
    checked: int  # of both: those whose every part a person has checked


def languages(db: Database, day: date | None = None) -> dict[str, InLanguage]:
    """Language -> how much text there is in it.

    This and all below as residents see it on *day*: today in Stockholm unless given.
    """
    rows = db.query(LANGUAGES, {"day": iso(day)})
    return {row["language"]: cast(InLanguage, row) for row in rows}


def counts(db: Database, day: date | None = None) -> dict[str, int]:
    """Kind -> number of active programmes whose main kind it is."""
    rows = db.query(COUNTS, {"day": iso(day)})
    return {row["value"]: row["programmes"] for row in rows}


def in_district(
    db: Database, district_id: str, day: date | None = None
) -> tuple[list[str], list[str]]:
    """Active programmes with a place in a district, and those only for its residents, by id.

    One that is both stands among the second.
    """
    rows = list(db.query(IN_DISTRICT, {"district": district_id, "day": iso(day)}))
    held = [row["id"] for row in rows if not row["limited"]]
    return held, [row["id"] for row in rows if row["limited"]]


def supply(db: Database, day: date | None = None) -> dict[str, dict[str, int]]:
    """District -> ``held`` there and ``limited`` to its residents: numbers of programmes."""
    return {row.pop("id"): row for row in db.query(SUPPLY, {"day": iso(day)})}


def state(db: Database, day: date | None = None) -> dict[str, Any]:
    """What the whole catalogue holds: active, confirmed, archived, open_to_all, assured
    (checked by somebody), sources (addresses), published_at (UTC)."""
    return next(db.query(STATE, {"day": iso(day)}))


def organizations(db: Database) -> dict[str, str]:
    """Organization id -> name, by name."""
    rows = db.query("SELECT id, name FROM organization ORDER BY name, id")
    return {row["id"]: row["name"] for row in rows}
