"""One-time links with which a local account is set up, or set up anew. *at* is the present."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlite_utils import Database

from finder.desk import events, second_steps, sessions
from finder.desk.accounts import Account, account
from finder.desk.database import write
from finder.desk.times import stamp

LASTS = timedelta(hours=24)
ALIVE = "SELECT account_id FROM invitation WHERE digest = ? AND expires_at > ?"


class Over(LookupError):
    """The link was used, replaced by a newer one, or is too old."""


def invite(db: Database, account_id: int, by: int | None, at: datetime) -> str:
    """The token of a new link for an account; links it had before open nothing any more."""
    token = secrets.token_urlsafe(32)
    with write(db):
        db.execute("DELETE FROM invitation WHERE account_id = ?", [account_id])
        db.table("invitation").insert(
            {
                "digest": _digest(token),
                "account_id": account_id,
                "expires_at": stamp(at + LASTS),
            }
        )
        events.add(db, by, "account.invited", str(account_id), at)
    return token


def invited(db: Database, token: str, at: datetime) -> Account:
    """Whose account the link with *token* sets up. Raises :class:`Over`."""
    row = db.execute(ALIVE, [_digest(token), stamp(at)]).fetchone()
    found = account(db, row[0]) if row else None
    if found is None or found["disabled"] or found["login"] is None:
        raise Over
    return found


def accept(
    db: Database, token: str, password: str, step: int, key: bytes, at: datetime
) -> str:
    """Set up the account, in the caller's transaction: the hash *password*, the phone whose code
    of *step* was shown, and ten recovery codes. Everything it had before is gone, sessions too.

    Its id. Raises :class:`Over`.
    """
    who = invited(db, token, at)["id"]
    db.execute("DELETE FROM invitation WHERE account_id = ?", [who])
    db.table("account").update(
        who,
        {
            "password": password,
            "totp": second_steps.phone_secret(key, token),
            "totp_step": step,
        },
    )
    replace_codes(db, who, second_steps.recovery_codes(key, token))
    sessions.forget(db, who)
    events.add(db, who, "account.set_up", str(who), at)
    return str(who)


def replace_codes(db: Database, account_id: int, codes: Iterable[str]) -> None:
    """Only *codes* open the door from now on; in the caller's transaction."""
    db.execute("DELETE FROM recovery_code WHERE account_id = ?", [account_id])
    db.table("recovery_code").insert_all(
        {"account_id": account_id, "digest": second_steps.digest(account_id, one)}
        for one in codes
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
