"""Saving entries: edited once, used everywhere, and nobody's change is overwritten.

Each save is one transaction: the rows, what of the search depends on them, the entry's history
and the form's token. The first save of an entry also keeps the state before it, as number 1.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypedDict, cast

from sqlite_utils import Database

from finder.catalog.database import write
from finder.catalog.entry_document import (
    Entry,
    canonical,
    credited,
    digest,
    line,
    present,
    split,
)
from finder.catalog.entry_problems import FIXED, Fault, problems, unlisted
from finder.catalog.entry_rows import remove_rows, write_rows
from finder.catalog.entry_use import Touched, touched
from finder.catalog.publishing import COMMAND_LINE, FEW, Published
from finder.catalog.saving import Saved, saved_once
from finder.catalog.searchable import refresh_all_fts, refresh_fts

FIRST = "as it was before the first change"  # note of the state that was there before
HISTORY = """
    SELECT number, at, editor, note, document FROM entry_revision
     WHERE kind = ? AND id = ? ORDER BY number DESC LIMIT ?
"""
NUMBER = "SELECT coalesce(max(number), 0) FROM entry_revision WHERE kind = ? AND id = ?"


class Refused(RuntimeError):
    """An entry was not changed; nothing was written."""


class EntryConflict(Refused):
    """Somebody else changed the entry since the editing of it began; nothing was written."""

    def __init__(self, kind: str, entry_id: str, theirs: Entry | None) -> None:
        """*theirs*: what it says now; None where it is gone."""
        super().__init__(f"{kind} {entry_id} was changed meanwhile")
        self.kind, self.id, self.theirs = kind, entry_id, theirs


class EntryInvalid(Refused):
    """An entry that cannot be saved; nothing was written."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__(f"{len(found)} faults")
        self.problems = found


class EntryUsed(Refused):
    """An entry that cannot be removed: something uses it, or its taxonomy is fixed."""

    def __init__(self, by: Touched | None) -> None:
        """*by*: what uses it; None where the program itself does."""
        super().__init__("the entry is in use")
        self.by = by


class By(NamedTuple):
    """Who changes an entry, when, why, and by which form."""

    editor: int
    at: datetime
    note: str
    token: str


class EntryRevision(TypedDict):
    """One state in the history of an entry."""

    number: int
    at: str  # UTC
    editor: int  # 0: the command line
    note: str | None
    document: Entry | None  # None: it was removed


def save(
    db: Database,
    kind: str,
    entry_id: str,
    document: Mapping[str, Any],
    *,
    seen: str,
    editor: int,
    at: datetime,
    note: str,
    token: str,
) -> Saved:
    """Make *document* what the entry says, begun from the state with digest *seen* (or NEW).

    A second sending of the form with *token* writes nothing and gives the first one's
    result. A save without a difference makes no revision. What the result names as changed
    or added is the entry.

    Raises :class:`EntryConflict` or :class:`EntryInvalid`; nothing is written then.
    """
    by = By(editor, at, note, token)

    def once() -> Published:
        with write(db):
            before = seen_by(db, kind, entry_id, seen)
            done = _save(db, kind, entry_id, before, document, by)
            saved_once(token, at)(db, done)
        return done

    return or_again(db, token, once)


def remove(db: Database, kind: str, entry_id: str, *, seen: str, by: By) -> Saved:
    """Take an entry that nothing uses out of the catalogue; its history stays.

    Raises :class:`EntryConflict`, or :class:`EntryUsed` with what uses it.
    """

    def once() -> Published:
        with write(db):
            before = seen_by(db, kind, entry_id, seen)
            if before is None:
                raise EntryConflict(kind, entry_id, None)
            take_out(db, kind, entry_id, before, by)
            done = Published([], [entry_id], [])
            saved_once(by.token, by.at)(db, done)
        return done

    return or_again(db, by.token, once)


def history(
    db: Database, kind: str, entry_id: str, limit: int = 100
) -> list[EntryRevision]:
    """The states of an entry, the newest first; empty where it was never changed here."""
    return [
        cast(EntryRevision, row | {"document": json.loads(row["document"] or "null")})
        for row in db.query(HISTORY, [kind, entry_id, limit])
    ]


def seen_by(db: Database, kind: str, entry_id: str, seen: str) -> Entry | None:
    """What the entry says now. Raises :class:`EntryConflict` when that is not what was *seen*."""
    now = present(db, kind, entry_id)
    if digest(kind, now) != seen:
        raise EntryConflict(kind, entry_id, now)
    return now


def changed(
    db: Database, kind: str, entry_id: str, before: Entry | None, after: Entry, by: By
) -> None:
    """Write *after*, its place in the history and what depends on it; within a transaction."""
    write_rows(db, kind, entry_id, after)
    _remember(db, kind, entry_id, before, after, by)
    refresh(db, [one.id for one in touched(db, kind, entry_id).programmes])


def take_out(db: Database, kind: str, entry_id: str, before: Entry, by: By) -> None:
    """Remove an entry within a transaction. Raises :class:`EntryUsed`."""
    if kind == "term" and split(entry_id)[0] in FIXED:
        raise EntryUsed(None)
    using = touched(db, kind, entry_id)
    if using.programmes or using.entries:
        raise EntryUsed(using)
    remove_rows(db, kind, entry_id)
    _remember(db, kind, entry_id, before, None, by)


def refresh(db: Database, programmes: list[str]) -> None:
    """Rewrite what is searched of *programmes*."""
    if len(programmes) > FEW:
        refresh_all_fts(db)
    else:
        refresh_fts(db, programmes)


def _save(
    db: Database,
    kind: str,
    entry_id: str,
    before: Entry | None,
    document: Mapping[str, Any],
    by: By,
) -> Published:
    found = problems(db, kind, entry_id, document)
    if before is None:
        found += unlisted(kind, entry_id)
    if found:
        raise EntryInvalid(found)
    after = canonical(kind, credited(kind, before, document))
    if before is not None and line(kind, before) == line(kind, after):
        return Published([], [], [entry_id])
    changed(db, kind, entry_id, before, after, by)
    if before is None:
        return Published([entry_id], [], [])
    return Published([], [entry_id], [])


def _remember(
    db: Database,
    kind: str,
    entry_id: str,
    before: Entry | None,
    after: Entry | None,
    by: By,
) -> None:
    number = db.execute(NUMBER, [kind, entry_id]).fetchone()[0]
    at = by.at.isoformat(timespec="seconds")
    states: list[tuple[int, str, Entry | None]] = [(by.editor, by.note, after)]
    if before is not None and number == 0:
        states.insert(0, (COMMAND_LINE, FIRST, before))
    for editor, note, document in states:
        number += 1
        text = None if document is None else line(kind, document)
        db.execute(
            "INSERT INTO entry_revision VALUES (?, ?, ?, ?, ?, ?, ?)",
            [kind, entry_id, number, at, editor, note or None, text],
        )


def or_again(db: Database, token: str, once: Callable[[], Published]) -> Saved:
    """What *once* does; where the same form was saved while this one waited, what that did."""
    try:
        return Saved.by(db, token, once)
    except Refused as refused:
        caught = refused

    def told() -> Published:
        raise caught

    return Saved.by(db, token, told)
