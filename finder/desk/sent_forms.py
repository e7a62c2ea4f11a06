"""Forms of the editors' database that may be sent twice, by a double click or a lost answer."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlite_utils import Database

from finder.desk.database import write
from finder.desk.times import stamp

KEPT = timedelta(hours=24)  # for which a second sending is recognised


def result(db: Database, purpose: str, token: str) -> str | None:
    """What the form with *token* did when it was sent before, if it was."""
    row = db.execute(
        "SELECT result FROM form_token WHERE digest = ?", [_digest(purpose, token)]
    ).fetchone()
    return str(json.loads(row[0])) if row else None


def saved_once(
    db: Database, purpose: str, token: str, at: datetime, save: Callable[[], str]
) -> str:
    """What *save* gives, or gave when the form was sent before. It writes in our transaction."""
    with write(db):
        before = result(db, purpose, token)
        if before is not None:
            return before
        done = save()
        db.execute("DELETE FROM form_token WHERE at < ?", [stamp(at - KEPT)])
        db.table("form_token").insert(
            {
                "digest": _digest(purpose, token),
                "at": stamp(at),
                "result": json.dumps(done),
            }
        )
    return done


def _digest(purpose: str, token: str) -> str:
    return hashlib.sha256(f"{purpose}\0{token}".encode()).hexdigest()
