"""Sessions of people who are signed in: on this side only, so that they end when we say so.

A cookie holds 256 random bits, the database their SHA-256. *at* is the present moment.
"""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple, TypedDict

from sqlite_utils import Database

from finder.desk.accounts import Account, account
from finder.desk.database import write
from finder.desk.times import stamp
from finder.storage import Error

log = logging.getLogger(__name__)
IDLE = timedelta(minutes=60)  # without a request it ends
LONGEST = timedelta(hours=10)  # it ends in any case
SEEN = timedelta(minutes=1)  # how finely "last seen" is kept

FOUND = """
    SELECT account_id, form_key, begun_at, seen_at, signed_in_by FROM session
     WHERE digest = ? AND begun_at > ? AND seen_at > ?
"""
LISTED = """
    SELECT digest, begun_at, seen_at, signed_in_by FROM session
     WHERE account_id = ? AND begun_at > ? AND seen_at > ? ORDER BY seen_at DESC, digest
"""


class Session(NamedTuple):
    """Somebody signed in."""

    digest: str
    account: Account
    form_key: str  # what each of its forms must bring along
    signed_in_by: str


class Listed(TypedDict):
    """A session as its owner sees it."""

    digest: str
    begun_at: str
    seen_at: str
    signed_in_by: str


def begin(db: Database, account_id: int, signed_in_by: str, at: datetime) -> str:
    """A new session; its secret, which the cookie brings back."""
    secret = secrets.token_urlsafe(32)
    with write(db):
        db.execute("DELETE FROM session WHERE begun_at <= ?", [stamp(at - LONGEST)])
        db.table("session").insert(
            {
                "digest": _digest(secret),
                "account_id": account_id,
                "form_key": secrets.token_urlsafe(32),
                "begun_at": stamp(at),
                "seen_at": stamp(at),
                "signed_in_by": signed_in_by,
            }
        )
    return secret


def session(db: Database, secret: str, at: datetime) -> Session | None:
    """The living session of *secret*, marked as seen; None when it ended or never was."""
    digest = _digest(secret)
    row = db.execute(FOUND, [digest, stamp(at - LONGEST), stamp(at - IDLE)]).fetchone()
    if row is None:
        return None
    account_id, form_key, _, seen_at, signed_in_by = row
    who = account(db, account_id)
    if who is None or who["disabled"]:
        return None
    if seen_at <= stamp(at - SEEN):
        _mark(db, digest, at)
    return Session(digest, who, form_key, signed_in_by)


def of_account(db: Database, account_id: int, at: datetime) -> list[Listed]:
    """The living sessions of an account, the last seen first."""
    asked = [account_id, stamp(at - LONGEST), stamp(at - IDLE)]
    return list(db.query(LISTED, asked))  # type: ignore[arg-type]


def end(db: Database, account_id: int, digest: str) -> None:
    """End one session of an account, now."""
    with write(db):
        db.execute(
            "DELETE FROM session WHERE account_id = ? AND digest = ?",
            [account_id, digest],
        )


def end_all(db: Database, account_id: int, besides: str = "") -> None:
    """End every session of an account, now; but the one whose digest is *besides*."""
    with write(db):
        db.execute(
            "DELETE FROM session WHERE account_id = ? AND digest <> ?",
            [account_id, besides],
        )


def forget(db: Database, account_id: int) -> None:
    """End every session of an account, within the caller's transaction."""
    db.execute("DELETE FROM session WHERE account_id = ?", [account_id])


def end_secret(db: Database, secret: str) -> None:
    """End the session of *secret*, whoever's it is: its cookie is about to be replaced."""
    with write(db):
        db.execute("DELETE FROM session WHERE digest = ?", [_digest(secret)])


def _mark(db: Database, digest: str, at: datetime) -> None:
    """Write down that a session was seen; a full or busy disk is no reason to end it."""
    try:
        with write(db):
            db.execute(
                "UPDATE session SET seen_at = max(seen_at, ?) WHERE digest = ?",
                [stamp(at), digest],
            )
    except Error as error:
        log.warning("when a session was seen could not be written: %s", error)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
