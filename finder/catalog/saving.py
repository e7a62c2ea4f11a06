"""Saving a form once, however often it is sent: its token is written with what it saves."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlite_utils import Database

from finder.catalog.publishing import Published

KEPT = timedelta(hours=24)  # for which a second sending is recognised


class Saved(NamedTuple):
    """What saving a form did."""

    done: Published
    again: bool  # the form had been saved already: nothing was written now

    @staticmethod
    def by(db: Database, token: str, save: Callable[[], Published]) -> "Saved":
        """What *save* does, or did when the form with *token* was sent before."""
        before = _result(db, token)
        if before is not None:
            return Saved(before, True)
        try:
            return Saved(save(), False)
        except AlreadySaved:
            before = _result(db, token)
            assert before is not None  # the other sending has been written by now
            return Saved(before, True)


class AlreadySaved(RuntimeError):
    """The same form is saved by another request."""


def saved_once(token: str, at: datetime) -> Callable[[Database, Published], None]:
    """What writes *token* down within the transaction that saves its form.

    Raises :class:`AlreadySaved` there when it has been written before.
    """

    def write_down(db: Database, done: Published) -> None:
        if _result(db, token) is not None:
            raise AlreadySaved(token)
        moment = at.astimezone(UTC)
        db.execute("DELETE FROM form_token WHERE at < ?", [_text(moment - KEPT)])
        db.table("form_token").insert(
            {"digest": _digest(token), "at": _text(moment), "result": json.dumps(done)}
        )

    return write_down


def _result(db: Database, token: str) -> Published | None:
    row = db.execute(
        "SELECT result FROM form_token WHERE digest = ?", [_digest(token)]
    ).fetchone()
    return Published(*json.loads(row[0])) if row else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
