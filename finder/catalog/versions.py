"""Every version of a programme: who made it when, what it said, and making it public again."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import TypedDict, cast

from sqlite_utils import Database

from finder.catalog.document import ProgrammeDocument
from finder.catalog.saving import Saved
from finder.catalog.whole import publish_seen, whole_digest

LATE = 200  # versions among which one is looked for that a form was opened with
VERSIONS = """
    SELECT number, at, editor, note FROM revision
     WHERE programme_id = :programme AND (:before IS NULL OR number < :before)
     ORDER BY number DESC LIMIT :limit
"""
DOCUMENT = "SELECT document FROM revision WHERE programme_id = ? AND number = ?"
NEWEST = "SELECT max(number) FROM revision WHERE programme_id = ?"


class NoVersion(LookupError):
    """There is no such version."""


class Version(TypedDict):
    """One version, without what it says."""

    number: int
    at: str  # UTC
    editor: int
    note: str | None


def versions(
    db: Database, programme: str, *, before: int | None = None, limit: int = 50
) -> list[Version]:
    """The versions of *programme*, also of one that was merged into another, newest first.

    Those *before* a number only.
    """
    asked = {"programme": programme, "before": before, "limit": limit}
    return cast(list[Version], list(db.query(VERSIONS, asked)))


def newest(db: Database, programme: str) -> int:
    """The number of the newest version; 0 where there never was such a programme."""
    return int(db.execute(NEWEST, [programme]).fetchone()[0] or 0)


def version(db: Database, programme: str, number: int) -> ProgrammeDocument:
    """What a version says; raises :class:`NoVersion`."""
    row = db.execute(DOCUMENT, [programme, number]).fetchone()
    if row is None:
        raise NoVersion(f"{programme} has no version {number}.")
    return cast(ProgrammeDocument, json.loads(row[0]))


def with_digest(
    db: Database,
    programme: str,
    digest: str,
    digested: Callable[[ProgrammeDocument], str] = whole_digest,
) -> ProgrammeDocument | None:
    """The newest version of which *digested* gives *digest*; None where no late one does."""
    for one in versions(db, programme, limit=LATE):
        document = version(db, programme, one["number"])
        if digested(document) == digest:
            return document
    return None


def restore(
    db: Database,
    programme: str,
    number: int,
    *,
    seen: str,
    editor: int,
    at: datetime,
    note: str,
    token: str,
) -> Saved:
    """Make version *number* public again, as the next one; *seen*: the digest of what is now.

    A programme that was merged into another comes back, and its address with it. Raises
    :class:`NoVersion`, :class:`~finder.catalog.editing.EditConflict`, or
    :class:`~finder.catalog.publishing.Invalid` where the catalogue no longer has what the
    version points to.
    """
    return publish_seen(
        db,
        [version(db, programme, number)],
        {programme: seen},
        editor=editor,
        at=at,
        note=note,
        token=token,
    )
