"""Many programmes changed as one step, to be undone as one.

A batch is written down before the catalogue is: what a crash leaves between the two is a batch
without revisions, which nobody sees. A revision carries its batch's mark in its note.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, TypedDict, cast

from sqlite_utils import Database

from finder.desk import events
from finder.desk.database import write
from finder.desk.times import stamp

Kind = Literal["import", "bulk"]
BATCHES = """
    SELECT b.id, b.at, b.kind, b.note, b.undone_at, a.name AS account,
           (SELECT count(*) FROM batch_programme WHERE batch_id = b.id) AS programmes,
           (SELECT count(*) FROM batch_programme WHERE batch_id = b.id AND before IS NULL) AS added
      FROM batch AS b LEFT JOIN account AS a ON a.id = b.account_id
     WHERE (:id IS NULL OR b.id = :id) AND (:before IS NULL OR b.id < :before)
     ORDER BY b.id DESC LIMIT :limit
"""
PARTS = "SELECT programme_id, before, after FROM batch_programme WHERE batch_id = ? ORDER BY 1"
UNDONE = "UPDATE batch SET undone_at = ? WHERE id = ? AND undone_at IS NULL"


class Batch(TypedDict):
    """One step."""

    id: int
    at: str
    kind: Kind
    note: str  # the file's name, or what was changed
    undone_at: str | None
    account: str | None  # name
    programmes: int
    added: int


class Part(TypedDict):
    """What the step did to one programme."""

    programme_id: str
    before: int | None  # number of the revision; None: it was not there
    after: int


def mark(number: int) -> str:
    """What the notes of a batch's revisions begin with."""
    return f"Batch {number}:"


def undo_mark(number: int) -> str:
    """What the notes of the revisions that undo it begin with."""
    return f"Batch {number} undone:"


def begin(
    db: Database,
    account: int,
    kind: Kind,
    note: str,
    before: Mapping[str, int | None],
    form: str,
    at: datetime,
) -> int:
    """Write down what is about to happen; the batch's number. *before*: programme -> revision."""
    with write(db):
        done = db.table("batch").insert(
            {
                "at": stamp(at),
                "account_id": account,
                "kind": kind,
                "note": note,
                "form": _digest(form),
            }
        )
        number = cast(int, done.last_pk)
        rows = [
            {
                "batch_id": number,
                "programme_id": programme,
                "before": revision,
                "after": (revision or 0) + 1,
            }
            for programme, revision in before.items()
        ]
        db.table("batch_programme").insert_all(rows)
    return number


def drop(db: Database, number: int) -> None:
    """It did not happen."""
    with write(db):
        db.execute("DELETE FROM batch WHERE id = ?", [number])


def of_form(db: Database, form: str) -> list[int]:
    """The batches that a form began, the newest first; at most one of them happened."""
    sql = "SELECT id FROM batch WHERE form = ? ORDER BY id DESC"
    return [row[0] for row in db.execute(sql, [_digest(form)]).fetchall()]


def batch(db: Database, number: int) -> Batch | None:
    """The one with a number."""
    found = list(db.query(BATCHES, {"id": number, "before": None, "limit": 1}))
    return cast(Batch, found[0]) if found else None


def batches(db: Database, before: int | None, limit: int) -> list[Batch]:
    """The newest first, from the one before *before*."""
    asked = {"id": None, "before": before, "limit": limit}
    return cast(list[Batch], list(db.query(BATCHES, asked)))


def parts(db: Database, number: int) -> list[Part]:
    """What a batch did, by programme."""
    return cast(list[Part], list(db.query(PARTS, [number])))


def since(db: Database, at: datetime) -> list[int]:
    """The batches begun since *at*; a crash may have kept one from happening."""
    sql = "SELECT id FROM batch WHERE at >= ? ORDER BY id"
    return [row[0] for row in db.execute(sql, [stamp(at)]).fetchall()]


def undo(
    db: Database, account: int, done: Batch, at: datetime, detail: Mapping[str, Any]
) -> None:
    """Write down that it was undone, once."""
    with write(db):
        changed = db.execute(UNDONE, [stamp(at), done["id"]])
        if changed.rowcount:
            events.add(
                db, account, f"{done['kind']}.undone", str(done["id"]), at, detail
            )


def _digest(form: str) -> str:
    return hashlib.sha256(form.encode()).hexdigest()
