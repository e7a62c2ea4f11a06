"""Publishing whole programmes, each begun from what it said when somebody looked at it."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlite_utils import Database

from finder.catalog.document import ProgrammeDocument, line
from finder.catalog.editing import EditConflict
from finder.catalog.publishing import NEW, Published, current, publish_all
from finder.catalog.saving import Saved, saved_once

WHOLE = "whole"  # the part that is all of a programme


def present(db: Database, programme: str) -> ProgrammeDocument | None:
    """The published document of *programme*; None where the catalogue has none."""
    try:
        return current(db, programme)
    except LookupError:
        return None


def whole_digest(document: ProgrammeDocument | None) -> str:
    """Changes with anything *document* says; :data:`NEW` of none."""
    if document is None:
        return NEW
    return hashlib.sha256(line(document).encode()).hexdigest()[:16]


def publish_seen(
    db: Database,
    documents: Sequence[ProgrammeDocument],
    seen: Mapping[str, str],
    *,
    editor: int,
    at: datetime,
    note: str,
    token: str,
    before: Callable[[Database], None] | None = None,
) -> Saved:
    """Make *documents* public, where all programmes in *seen* still have that digest.

    *token* is the form's own: a second sending writes nothing and gives the first one's
    result. *before* runs within the transaction, once nothing stands in the way.

    Raises :class:`EditConflict` for a programme that says something else by now, or
    :class:`~finder.catalog.publishing.Invalid`; nothing is written then.
    """

    def unchanged(db: Database) -> None:
        for programme, digest in seen.items():
            theirs = present(db, programme)
            if whole_digest(theirs) != digest:
                raise EditConflict(programme, WHOLE, theirs)
        if before:
            before(db)

    def save() -> Published:
        return publish_all(
            db,
            documents,
            editor=editor,
            at=at,
            note=note,
            before=unchanged,
            after=saved_once(token, at),
        )

    return Saved.by(db, token, save)
