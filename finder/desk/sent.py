"""Forms about drafts that were sent: each is known by its token, written with what it saves."""

import hashlib
from datetime import datetime, timedelta

from sqlite_utils import Database

from finder.desk.times import stamp

KEPT = timedelta(hours=24)  # for which a second sending is recognised


def sent_before(db: Database, token: str) -> bool:
    """Whether the form with *token* was saved already."""
    return result(db, token) is not None


def result(db: Database, token: str) -> int | None:
    """The number of the draft that the form with *token* saved; None when it was not sent."""
    row = db.execute(
        "SELECT result FROM form_token WHERE digest = ?", [_digest(token)]
    ).fetchone()
    return int(row[0]) if row else None


def write_down(db: Database, token: str, number: int, at: datetime) -> None:
    """Remember *token*, within the transaction that saves its form."""
    db.execute("DELETE FROM form_token WHERE at < ?", [stamp(at - KEPT)])
    db.table("form_token").insert(
        {"digest": _digest(token), "at": stamp(at), "result": str(number)}
    )


def _digest(token: str) -> str:
    """Forms about other things keep their tokens apart."""
    return hashlib.sha256(f"draft\0{token}".encode()).hexdigest()
