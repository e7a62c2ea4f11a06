"""Signing in without the city's provider: login, password, and a code that works once."""

import unicodedata
from datetime import datetime
from typing import NamedTuple, TypedDict, cast

from sqlite_utils import Database

from finder.desk import attempts, events, passwords, second_steps
from finder.desk.database import write

FOUND = "SELECT id, password, totp, disabled FROM account WHERE login = ?"
OWN = "SELECT id, password, totp, disabled FROM account WHERE id = ?"
# A code that was used, or is older than one that was, opens nothing.
STEPPED = (
    "UPDATE account SET totp_step = ? WHERE id = ? AND coalesce(totp_step, -1) < ?"
)
USED_UP = "DELETE FROM recovery_code WHERE account_id = ? AND digest = ?"


class Refused(RuntimeError):
    """Login, password or code is wrong, or the account may not be used. Which is not told."""


class Proof(NamedTuple):
    """What somebody types to show who they are."""

    login: str
    password: str
    code: str  # from a phone, or a printed one


class SignedIn(NamedTuple):
    """Who came in, and how."""

    account_id: int
    by: str  # password or recovery-code


class _Kept(TypedDict):
    id: int
    password: str | None
    totp: str | None
    disabled: int


def login_of(text: str) -> str:
    """A login as it is kept, however it is typed."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def signed_in(
    db: Database, key: bytes, proof: Proof, address: str, at: datetime
) -> SignedIn:
    """Who *proof* shows somebody at *address* to be; the code in it is used up.

    Raises :class:`Refused`, :class:`~finder.desk.attempts.TooMany` or
    :class:`~finder.desk.passwords.Busy`. Whether there is such a login is told neither by the
    error nor by how long it takes.
    """
    login = login_of(proof.login)
    attempt = attempts.counted(db, key, login, address, at)
    row = next(db.query(FOUND, [login]), None)
    done = _checked(db, cast(_Kept | None, row), proof, at)
    attempts.succeeded(db, attempt)
    return done


def shown_again(
    db: Database,
    key: bytes,
    account_id: int,
    proof: Proof,
    address: str,
    at: datetime,
) -> None:
    """That somebody signed in is still who they were; the same errors as :func:`signed_in`."""
    attempt = attempts.counted(db, key, proof.login, address, at)
    row = next(db.query(OWN, [account_id]), None)
    _checked(db, cast(_Kept | None, row), proof, at)
    attempts.succeeded(db, attempt)


def _checked(db: Database, row: _Kept | None, proof: Proof, at: datetime) -> SignedIn:
    right = passwords.matches(row["password"] if row else None, proof.password)
    if row is not None and right and not row["disabled"]:
        by = _by(db, row, proof.code, at)
        if by:
            return SignedIn(row["id"], by)
    # Nothing that was typed, and the same work whether there is such an account or not.
    events.record(db, None, "sign_in.refused", str(row["id"]) if row else "", at)
    raise Refused


def _by(db: Database, row: _Kept, code: str, at: datetime) -> str:
    """How *code* lets them in, using it up; empty when it does not."""
    step = second_steps.step_of(row["totp"], code, at) if row["totp"] else None
    with write(db):
        if step is not None:
            stepped = db.execute(STEPPED, [step, row["id"], step])
            return "password" if stepped.rowcount == 1 else ""
        used = db.execute(USED_UP, [row["id"], second_steps.digest(row["id"], code)])
        return "recovery-code" if used.rowcount == 1 else ""
