"""What the command line changed in the catalogue: nobody at the desk wrote that down."""

from collections.abc import Iterator
from typing import TypedDict

from sqlite_utils import Database

CHANGES = """
    SELECT r.at, 'programme' AS kind, r.programme_id AS id, r.number, r.note
      FROM revision AS r
     WHERE r.editor = :editor AND (:subject IS NULL OR r.programme_id = :subject)
       AND (:day IS NULL OR r.at GLOB :day || '*')
    UNION ALL
    SELECT r.at, r.kind, r.id, r.number, r.note FROM entry_revision AS r
     WHERE r.editor = :editor AND (:subject IS NULL OR r.id = :subject)
       AND (:day IS NULL OR r.at GLOB :day || '*')
     ORDER BY at DESC, kind, id, number DESC
"""


class Change(TypedDict):
    """One revision."""

    at: str  # UTC
    kind: str  # programme, organization, location, term or concept
    id: str
    number: int
    note: str | None


def changes(
    db: Database, editor: int, subject: str | None = None, day: str | None = None
) -> Iterator[Change]:
    """The revisions that *editor* made, the newest first."""
    asked = {"editor": editor, "subject": subject, "day": day}
    yield from db.query(CHANGES, asked)  # type: ignore[misc]
