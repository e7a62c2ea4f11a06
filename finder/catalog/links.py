"""The addresses that the catalogue's pages lead to, and where they stand."""

from typing import TypedDict

from sqlite_utils import Database

PLACES = """
    SELECT p.web AS url, 'web' AS field, p.id AS programme, p.organization_id AS organization
      FROM programme AS p WHERE p.status = 'active' AND p.web IS NOT NULL
    UNION
    SELECT s.url, 'source', p.id, p.organization_id
      FROM source AS s JOIN programme AS p ON p.id = s.programme_id AND p.status = 'active'
    UNION
    SELECT l.web, 'location', p.id, p.organization_id
      FROM location AS l JOIN programme_location AS r ON r.location_id = l.id
      JOIN programme AS p ON p.id = r.programme_id AND p.status = 'active'
     WHERE l.web IS NOT NULL
    UNION
    SELECT o.web, 'organization', NULL, o.id FROM organization AS o WHERE o.web IS NOT NULL
     ORDER BY organization, programme, field DESC, url
"""
ORGANIZATIONS = "SELECT id, name FROM organization ORDER BY name, id"
PROGRAMMES = """
    SELECT p.id, s.text AS name, p.source_language AS language, p.organization_id AS organization
      FROM programme AS p JOIN programme_section AS s
        ON s.programme_id = p.id AND s.language = p.source_language AND s.section = 'name'
"""


class Place(TypedDict):
    """Where an address stands."""

    url: str
    field: str  # web, source, location or organization
    programme: str | None  # None: beside the organization alone
    organization: str


class Called(TypedDict):
    """A programme by its own name."""

    id: str
    name: str
    language: str  # of the name
    organization: str


def places(db: Database) -> list[Place]:
    """Every address of active programmes, their places and all organizations."""
    return list(db.query(PLACES))  # type: ignore[arg-type]


def organizations(db: Database) -> dict[str, str]:
    """Organization -> its name, by name."""
    return dict(db.execute(ORGANIZATIONS).fetchall())


def programmes(db: Database) -> dict[str, Called]:
    """Every programme, archived ones too, by id."""
    return {row["id"]: row for row in db.query(PROGRAMMES)}  # type: ignore[misc]
