"""Publishing many programmes as one step, and undoing it as one."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlite_utils import Database

from finder.admin.connections import at, catalogue_writer, desk, me
from finder.catalog.document import ProgrammeDocument
from finder.catalog.publishing import Published, publish_all
from finder.catalog.saving import Saved, saved_once
from finder.catalog.turning_back import (
    Moved,
    changes_so_far,
    document_at,
    latest,
    note_at,
)
from finder.desk import batches, events, import_files
from finder.desk.database import write

TRIES = 3  # at undoing while others publish
ENDED = "Programmet lades in av misstag."  # for readers, in Swedish


class ChangedSince(RuntimeError):
    """Somebody changed programmes of the batch after it; ``programmes`` are their ids."""

    def __init__(self, programmes: list[str]) -> None:
        super().__init__(f"{len(programmes)} programmes were changed since")
        self.programmes = programmes


class Step(NamedTuple):
    """What is to happen as one."""

    kind: batches.Kind
    note: str
    action: str  # in the history
    file: int | None = None  # number of the one that was brought


def publish(
    documents: Sequence[ProgrammeDocument], step: Step, change: int, token: str
) -> int:
    """Make *documents*, each with a difference, public as one batch; the batch's number.

    *change* is the state of the catalogue they were judged against: where it moved since,
    nothing is written and :class:`~finder.catalog.turning_back.Moved` raised. A form sent
    again gives the batch that it made. Raises also what ``publish_all`` does.
    """
    db = catalogue_writer()
    made = made_by(token)
    if made:
        return made
    held = latest(db, [one["id"] for one in documents])
    before = {one["id"]: held.get(one["id"]) for one in documents}
    note = step.note
    number = batches.begin(desk(), me()["id"], step.kind, note, before, token, at())
    try:
        saved = Saved.by(
            db,
            token,
            lambda: _publish(
                db, documents, f"{batches.mark(number)} {note}", change, token
            ),
        )
    except BaseException:
        batches.drop(desk(), number)
        raise
    if saved.again:
        batches.drop(desk(), number)
        return made_by(token)
    _record(step, number, saved.done)
    return number


def made_by(token: str) -> int:
    """The batch that a form made; 0 where it made none yet."""
    db, begun = catalogue_writer(), batches.of_form(desk(), token)
    return next((number for number in begun if happened(db, number)), 0)


def happened(db: Database, number: int) -> bool:
    """Whether the catalogue holds what a batch says it did."""
    parts = batches.parts(desk(), number)
    return bool(parts) and all(
        note_at(db, one["programme_id"], one["after"]).startswith(batches.mark(number))
        for one in parts[:1]
    )


def undo(done: batches.Batch, token: str) -> None:
    """Make every programme of a batch what it was before it.

    One that the batch added is archived and hidden: its history stays, since revisions are
    never deleted and publishing goes on from the newest. Raises :class:`ChangedSince`.
    """
    db = catalogue_writer()
    for _ in range(TRIES):
        change = changes_so_far(db)
        parts = batches.parts(desk(), done["id"])
        if not _is_undone(db, done["id"], parts):
            since = changed_since(db, parts)
            if since:
                raise ChangedSince(since)
            note = f"{batches.undo_mark(done['id'])} {done['note']}"
            earlier = [_earlier(db, one) for one in parts]
            try:
                Saved.by(db, token, lambda: _publish(db, earlier, note, change, token))
            except Moved:
                continue
        detail = {"note": done["note"], "programmes": len(parts)}
        batches.undo(desk(), me()["id"], done, at(), detail)
        return
    raise Moved


def changed_since(db: Database, parts: Sequence[batches.Part]) -> list[str]:
    """The programmes of a batch that somebody changed after it."""
    now = latest(db, [one["programme_id"] for one in parts])
    return [
        one["programme_id"]
        for one in parts
        if now.get(one["programme_id"]) != one["after"]
    ]


def _publish(
    db: Database,
    documents: Sequence[ProgrammeDocument],
    note: str,
    change: int,
    token: str,
) -> Published:
    def unmoved(db: Database) -> None:
        if changes_so_far(db) != change:
            raise Moved

    return publish_all(
        db,
        documents,
        editor=me()["id"],
        at=at(),
        note=note,
        before=unmoved,
        after=saved_once(token, at()),
    )


def _record(step: Step, number: int, done: Published) -> None:
    detail = {
        "note": step.note,
        "added": len(done.added),
        "changed": len(done.changed),
    }
    with write(desk()) as db:
        if step.file is not None:
            import_files.take(db, step.file, str(number))
        events.add(db, me()["id"], step.action, str(number), at(), detail)


def _is_undone(db: Database, number: int, parts: Sequence[batches.Part]) -> bool:
    """Whether the catalogue says so: a crash may have kept the desk from writing it down."""
    return any(
        note_at(db, one["programme_id"], one["after"] + 1).startswith(
            batches.undo_mark(number)
        )
        for one in parts[:1]
    )


def _earlier(db: Database, part: batches.Part) -> ProgrammeDocument:
    if part["before"] is not None:
        return document_at(db, part["programme_id"], part["before"])
    ended = document_at(db, part["programme_id"], part["after"])
    ended["status"] = "archived"
    ended["archived_because"] = ENDED
    ended["visible_to"] = (at().date() - timedelta(days=1)).isoformat()
    ended.pop("visible_from", None)
    return ended
