"""What administrators do with accounts. There is always one of them who can come in."""

import hashlib
import json
from datetime import datetime
from typing import NamedTuple, TypedDict, cast

from sqlite_utils import Database

from finder.desk import events, sessions
from finder.desk.accounts import Account, account
from finder.desk.database import write
from finder.desk.times import stamp

LONGEST = 200  # characters of a name, a login, an issuer, a subject
CHANGED = ("name", "unit", "role", "disabled", "login", "issuer", "subject")
TAKEN = """
    SELECT id FROM account
     WHERE id <> :id AND (login = :login OR (issuer = :issuer AND subject = :subject))
"""
ADMINISTRATORS = """
    SELECT count(*) FROM account
     WHERE role = 'administrator' AND NOT disabled
       AND (issuer IS NOT NULL OR (login IS NOT NULL AND password IS NOT NULL))
"""
STATES = """
    SELECT a.id, a.password IS NOT NULL AS set_up,
           EXISTS (SELECT 1 FROM invitation AS i
                    WHERE i.account_id = a.id AND i.expires_at > ?) AS invited
      FROM account AS a
"""


class Taken(ValueError):
    """Another account has that login, or that identity at the provider."""


class LastAdministrator(ValueError):
    """Without this one nobody could give rights or take them."""


class ChangedMeanwhile(RuntimeError):
    """Somebody else changed the account after the form was opened. ``now`` is how it is."""

    def __init__(self, now: Account) -> None:
        super().__init__(now["name"])
        self.now = now


class Kept(NamedTuple):
    """What an administrator says of an account."""

    name: str
    role: str
    unit: str | None = None
    login: str | None = None  # of a local account
    issuer: str | None = None  # of the city's sign-in, with
    subject: str | None = None
    disabled: int = 0


class Way(TypedDict):
    """How somebody can come in, beside the provider."""

    set_up: int  # with a password
    invited: int  # by a link that is still good


def of_identity(db: Database, issuer: str, subject: str) -> Account | None:
    """Whose account an identity is: an issuer's word and its number, never an e-mail address."""
    row = db.execute(
        "SELECT id FROM account WHERE issuer = ? AND subject = ?", [issuer, subject]
    ).fetchone()
    return account(db, row[0]) if row else None


def of_login(db: Database, login: str) -> Account | None:
    """The local account with a login."""
    row = db.execute("SELECT id FROM account WHERE login = ?", [login]).fetchone()
    return account(db, row[0]) if row else None


def ways(db: Database, at: datetime) -> dict[int, Way]:
    """Account id -> how it can come in."""
    return {row.pop("id"): cast(Way, row) for row in db.query(STATES, [stamp(at)])}


def digest(shown: Account) -> str:
    """Of all that a form shows of an account: another one after any change."""
    text = json.dumps([shown[name] for name in CHANGED])  # type: ignore[literal-required]
    return hashlib.sha256(text.encode()).hexdigest()


def add(
    db: Database, kept: Kept, language: str, by: int | None, at: datetime
) -> Account:
    """A new account, within the caller's transaction. Raises :class:`Taken`."""
    _refuse_taken(db, 0, kept)
    row = {**kept._asdict(), "language": language, "made_at": stamp(at)}
    made = cast(int, db.table("account").insert(row).last_pk)
    events.add(db, by, "account.added", str(made), at, {"role": kept.role})
    return cast(Account, account(db, made))


def change(
    db: Database, account_id: int, kept: Kept, shown: str, by: int, at: datetime
) -> None:
    """Make an account what *kept* says; *shown* is the :func:`digest` of what the form showed.

    Another role or being disabled ends its sessions in the same transaction. Raises
    :class:`ChangedMeanwhile`, :class:`Taken` or :class:`LastAdministrator`.
    """
    with write(db):
        now = cast(Account, account(db, account_id))
        if digest(now) != shown:
            raise ChangedMeanwhile(now)
        _refuse_taken(db, account_id, kept)
        before = {name: now[name] for name in CHANGED}  # type: ignore[literal-required]
        after = kept._asdict()
        differing = [name for name in CHANGED if before[name] != after[name]]
        if differing:
            had = _administrators(db)
            db.table("account").update(account_id, after)
            if had and not _administrators(db):
                raise LastAdministrator
            _record(db, account_id, differing, before, after, by, at)
        if {"role", "disabled", "login", "issuer", "subject"} & set(differing):
            sessions.forget(db, account_id)


def speak(db: Database, account_id: int, language: str, at: datetime) -> None:
    """The language in which somebody sees the desk."""
    with write(db):
        db.table("account").update(account_id, {"language": language})
        events.add(
            *(db, account_id, "account.language", str(account_id), at),
            {"language": language},
        )


def _record(
    db: Database,
    account_id: int,
    differing: list[str],
    before: dict[str, object],
    after: dict[str, object],
    by: int,
    at: datetime,
) -> None:
    action = "account.changed"
    if "disabled" in differing:
        action = "account.disabled" if after["disabled"] else "account.enabled"
    detail = {name: [before[name], after[name]] for name in differing}
    events.add(db, by, action, str(account_id), at, detail)


def _refuse_taken(db: Database, account_id: int, kept: Kept) -> None:
    asked = {
        "id": account_id,
        "login": kept.login,
        "issuer": kept.issuer,
        "subject": kept.subject,
    }
    if db.execute(TAKEN, asked).fetchone():
        raise Taken


def _administrators(db: Database) -> int:
    """How many can come in."""
    return cast(int, db.execute(ADMINISTRATORS).fetchone()[0])
