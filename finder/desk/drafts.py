"""Drafts: what is written and not public yet, at most one for each part of a programme.

Whoever changes a draft says which *number* of it was seen, 0 for none. Where it has another
one by now nothing is written, and :class:`DraftConflict` tells what is there.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypedDict

from sqlite_utils import Database

from finder.desk import events
from finder.desk.database import write
from finder.desk.sent import result, write_down
from finder.desk.times import stamp

NONE = 0  # the number of a draft that is not there
DRAFTS = """
    SELECT d.*, a.name AS saved_by_name FROM draft AS d JOIN account AS a ON a.id = d.saved_by
     WHERE (:programme IS NULL OR d.programme_id = :programme)
       AND (:due IS NULL OR d.publish_on <= :due)
     ORDER BY d.programme_id, d.part <> 'facts', d.part
"""


class Draft(TypedDict):
    """What one part of a programme is to become."""

    programme_id: str
    part: str  # facts, or the language of a text
    content: dict[str, Any]  # of the part, as in a programme document
    based_on: str  # digest of the public part that it was begun from
    state: str  # draft or review
    publish_on: str | None  # day on which it becomes public; None: not approved
    note: str | None
    small_edit: int
    approved_by: int | None
    number: int
    saved_at: str  # UTC
    saved_by: int
    saved_by_name: str


class DraftConflict(RuntimeError):
    """Somebody else changed the draft meanwhile; nothing was written."""

    def __init__(self, programme: str, part: str, theirs: Draft | None) -> None:
        """*theirs*: what is there now; None where it is gone."""
        super().__init__(f"the draft of {part} of {programme} was changed meanwhile")
        self.programme, self.part, self.theirs = programme, part, theirs


class Written(NamedTuple):
    """What is to be saved of a part."""

    programme: str
    part: str
    content: Mapping[str, Any]
    based_on: str
    state: str = "draft"
    note: str = ""
    small_edit: bool = False


def draft(db: Database, programme: str, part: str) -> Draft | None:
    """The draft of a part, if there is one."""
    return next((one for one in drafts(db, programme) if one["part"] == part), None)


def drafts(
    db: Database, programme: str | None = None, *, due: str | None = None
) -> list[Draft]:
    """All drafts, or those of one *programme*, or those to be published by the day *due*."""
    rows = db.query(DRAFTS, {"programme": programme, "due": due})
    return [
        Draft({**row, "content": json.loads(row["content"])})  # type: ignore[typeddict-item]
        for row in rows
    ]


def save(
    db: Database, given: Written, *, seen: int, account: int, at: datetime, token: str
) -> int:
    """Make *given* the draft of its part; its number.

    What was approved has to be approved again. The same form, known by its *token*, sent a
    second time writes nothing, and so does a draft that says what is there already.

    Raises :class:`DraftConflict`.
    """
    with write(db):
        before = result(db, token)
        if before is None:
            before = put(db, given, seen, account, at)
            write_down(db, token, before, at)
        return before


def begin(
    db: Database, given: Iterable[Written], *, account: int, at: datetime, token: str
) -> None:
    """The same with parts that have no draft yet: all of them or none."""
    with write(db):
        if result(db, token) is None:
            numbers = [put(db, one, NONE, account, at) for one in given]
            write_down(db, token, max(numbers, default=NONE), at)


def take_back(
    db: Database,
    programme: str,
    part: str,
    *,
    seen: int,
    account: int,
    at: datetime,
    note: str = "",
) -> None:
    """What waits for review or for its day is a draft again; *note* says why.

    Raises :class:`DraftConflict`.
    """
    _change(
        db,
        (programme, part, seen),
        "draft-taken-back",
        (account, at, note),
        {"state": "draft", "publish_on": None, "approved_by": None},
    )


def approve(
    db: Database,
    programme: str,
    part: str,
    day: str,
    *,
    seen: int,
    account: int,
    at: datetime,
) -> None:
    """Let the draft become public on *day*, as it is now.

    Raises :class:`DraftConflict`.
    """
    _change(
        db,
        (programme, part, seen),
        "draft-approved",
        (account, at, day),
        {"state": "review", "publish_on": day, "approved_by": account},
    )


def discard(
    db: Database,
    programme: str,
    part: str,
    *,
    seen: int,
    account: int,
    at: datetime,
    whole: bool = False,
) -> None:
    """Drop the draft, or with it every other of the programme where *whole*.

    What they said stays in the events; one that is gone is no error. Raises :class:`DraftConflict`.
    """
    with write(db):
        found = drafts(db, programme)
        if not any(one["part"] == part for one in found):
            return
        _seen(db, programme, part, seen)
        for one in found:
            if whole or one["part"] == part:
                detail = {"part": one["part"], "content": one["content"]}
                action = "programme.draft-discarded"
                events.add(db, account, action, programme, at, detail)
                _drop(db, programme, one["part"], one["number"])


def published(
    db: Database,
    programme: str,
    numbers: Mapping[str, int],
    *,
    account: int | None,
    at: datetime,
    note: str,
    token: str,
) -> None:
    """Tell that parts of *programme* became public, once for each *token*; drop their drafts.

    *numbers*: part -> number of the draft it was, 0 for none. A draft that was saved since
    then stays.
    """
    with write(db):
        for part, number in numbers.items():
            _drop(db, programme, part, number)
        if result(db, token) is None:
            detail = {"parts": sorted(numbers), "note": note}
            events.add(db, account, "programme.published", programme, at, detail)
            write_down(db, token, NONE, at)


def drop(db: Database, gone: Iterable[Draft]) -> None:
    """Forget drafts that say what is public already, unless somebody saved them again."""
    with write(db):
        for one in gone:
            _drop(db, one["programme_id"], one["part"], one["number"])


def put(db: Database, given: Written, seen: int, account: int, at: datetime) -> int:
    """What :func:`save` does for one part, within the caller's transaction."""
    there = _seen(db, given.programme, given.part, seen)
    if there is not None and _same(there, given):
        return there["number"]
    action = "sent-for-review" if given.state == "review" else "drafted"
    number = _told(db, action, given.programme, given.part, account, at, given.note)
    db.table("draft").upsert(
        {
            "programme_id": given.programme,
            "part": given.part,
            "content": json.dumps(given.content, ensure_ascii=False),
            "based_on": given.based_on,
            "state": given.state,
            "publish_on": None,
            "approved_by": None,
            "note": given.note or None,
            "small_edit": int(given.small_edit),
            "number": number,
            "saved_at": stamp(at),
            "saved_by": account,
        },
        pk=("programme_id", "part"),
    )
    return number


def _change(
    db: Database,
    which: tuple[str, str, int],
    action: str,
    who: tuple[int, datetime, str],
    changes: Mapping[str, Any],
) -> None:
    programme, part, seen = which
    account, at, note = who
    with write(db):
        there = _seen(db, programme, part, seen)
        if there is None:
            raise DraftConflict(programme, part, None)
        number = _told(db, action, programme, part, account, at, note)
        kept = {"note": note} if action == "draft-taken-back" and note else {}
        db.table("draft").update(
            (programme, part), {**changes, **kept, "number": number}
        )


def _seen(db: Database, programme: str, part: str, seen: int) -> Draft | None:
    there = draft(db, programme, part)
    if (there["number"] if there else NONE) != seen:
        raise DraftConflict(programme, part, there)
    return there


def _same(there: Draft, given: Written) -> bool:
    return (
        there["content"] == given.content
        and there["based_on"] == given.based_on
        and there["state"] == given.state
        and bool(there["small_edit"]) == given.small_edit
        and (there["note"] or "") == given.note
        and there["publish_on"] is None
    )


def _told(
    db: Database,
    action: str,
    programme: str,
    part: str,
    account: int,
    at: datetime,
    note: str,
) -> int:
    """Write the event of a change down; its number, which becomes the draft's."""
    detail = {"part": part, **({"note": note} if note else {})}
    events.add(db, account, f"programme.{action}", programme, at, detail)
    number: int = db.execute("SELECT max(number) FROM event").fetchone()[0]
    return number


def _drop(db: Database, programme: str, part: str, number: int) -> None:
    db.execute(
        "DELETE FROM draft WHERE programme_id = ? AND part = ? AND number = ?",
        [programme, part, number],
    )
