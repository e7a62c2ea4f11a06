"""Translators' files between their trial and their taking: an hour, for whoever brought them."""

import secrets
from datetime import datetime, timedelta
from typing import TypedDict, cast

from sqlite_utils import Database

from finder.desk.database import write
from finder.desk.times import stamp

KEPT = timedelta(hours=1)
MOST = 2 * 1024 * 1024  # bytes of a file
EACH = 10  # files that one account may have waiting; the oldest go first
OLDER = """
    DELETE FROM upload WHERE account_id = :account AND token NOT IN
      (SELECT token FROM upload WHERE account_id = :account ORDER BY at DESC LIMIT :most)
"""


class Upload(TypedDict):
    """A file that waits to be taken."""

    language: str
    name: str  # of the file
    made_by: str  # person or machine
    checked: int  # whether whoever brought it has checked it
    content: bytes


def keep(db: Database, account_id: int, upload: Upload, at: datetime) -> str:
    """Keep *upload*; the token that its owner gets it back with."""
    token = secrets.token_urlsafe(24)
    row = {"token": token, "account_id": account_id, "at": stamp(at), **upload}
    with write(db):
        db.execute("DELETE FROM upload WHERE at < ?", [stamp(at - KEPT)])
        db.table("upload").insert(row)
        db.execute(OLDER, {"account": account_id, "most": EACH})
    return token


def kept(db: Database, account_id: int, token: str, at: datetime) -> Upload | None:
    """What was kept under *token*; None when it is somebody else's, taken or too old."""
    rows = list(
        db.query(
            "SELECT language, name, made_by, checked, content FROM upload"
            " WHERE token = ? AND account_id = ? AND at >= ?",
            [token, account_id, stamp(at - KEPT)],
        )
    )
    return cast(Upload, rows[0]) if rows else None


def drop(db: Database, token: str) -> None:
    """Forget a file."""
    with write(db):
        db.execute("DELETE FROM upload WHERE token = ?", [token])
