"""Programmes as an editor chooses them for a list, an export or a change of many at once."""

from collections.abc import Mapping
from typing import TypedDict, cast

from sqlite_utils import Database

# what an editor may choose by; an empty value chooses all
BY = (
    *("text", "kind", "organization", "district", "status", "term", "language"),
    "state",
)
STATES = ("missing", "outdated", "machine", "person", "checked")
CHOSEN = """
    SELECT p.id, s.text AS name, s.language, p.status, o.name AS organization
      FROM programme AS p JOIN organization AS o ON o.id = p.organization_id
      JOIN programme_section AS s ON s.programme_id = p.id AND s.section = 'name'
       AND s.language = p.source_language
     WHERE (:status = '' OR p.status = :status)
       AND (:kind = '' OR p.kind = :kind OR EXISTS (SELECT 1 FROM programme_term AS t
             WHERE t.programme_id = p.id AND t.taxonomy = 'kind' AND t.term = :kind))
       AND (:organization = '' OR p.organization_id = :organization OR EXISTS
            (SELECT 1 FROM programme_partner AS r WHERE r.programme_id = p.id
                AND r.organization_id = :organization))
       AND (:district = '' OR EXISTS (SELECT 1 FROM programme_district AS d
             WHERE d.programme_id = p.id AND d.district_id = :district) OR EXISTS
            (SELECT 1 FROM programme_location AS r JOIN location AS l ON l.id = r.location_id
              WHERE r.programme_id = p.id AND l.district_id = :district))
       AND (:term = '' OR EXISTS (SELECT 1 FROM programme_term AS t
             WHERE t.programme_id = p.id AND t.taxonomy || '/' || t.term = :term))
       AND (:language = '' OR EXISTS (SELECT 1 FROM translation_state AS t
             WHERE t.programme_id = p.id AND t.language = :language
               AND (:state = '' OR t.state = :state)))
     ORDER BY s.text COLLATE NOCASE, p.id
"""


class Chosen(TypedDict):
    """One programme in a list."""

    id: str
    name: str
    language: str  # of the name
    status: str
    organization: str  # name


def chosen(db: Database, by: Mapping[str, str]) -> list[Chosen]:
    """The programmes that everything in *by* is true of, by name; *by* has keys of BY."""
    asked = {name: by.get(name, "") for name in BY}
    text = asked.pop("text").casefold()
    return [
        cast(Chosen, row)
        for row in db.query(CHOSEN, asked)
        if text in f"{row['id']} {row['name']}".casefold()
    ]


def organizations(db: Database) -> dict[str, str]:
    """Id -> name, by name."""
    rows = db.execute("SELECT id, name FROM organization ORDER BY name COLLATE NOCASE")
    return dict(rows.fetchall())


def locations(db: Database) -> dict[str, str]:
    """Id -> name, by name."""
    rows = db.execute("SELECT id, name FROM location ORDER BY name COLLATE NOCASE")
    return dict(rows.fetchall())
