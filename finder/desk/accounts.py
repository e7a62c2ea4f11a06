"""Accounts of those who keep the catalogue: names, roles, and whether they may come in."""

from datetime import datetime
from typing import TypedDict, cast

from sqlite_utils import Database

from finder.desk.database import write
from finder.desk.times import stamp

# What each role may do beyond the one before it: read drafts, write them, publish, and all else.
ROLES = ("reader", "writer", "publisher", "administrator")
COLUMNS = "id, name, unit, role, language, disabled, made_at, issuer, subject, login"


class Account(TypedDict):
    """Somebody who may sign in. What proves who they are stays in the database."""

    id: int
    name: str
    unit: str | None  # organization whose programmes are theirs
    role: str
    language: str  # of the desk: sv or en
    disabled: int
    made_at: str
    issuer: str | None  # of the city's sign-in, with
    subject: str | None
    login: str | None  # of a local account


def may(role: str, least: str) -> bool:
    """Whether *role* may do what *least* may."""
    return ROLES.index(role) >= ROLES.index(least)


def account(db: Database, account_id: int) -> Account | None:
    """The account with an id."""
    rows = list(db.query(f"SELECT {COLUMNS} FROM account WHERE id = ?", [account_id]))
    return cast(Account, rows[0]) if rows else None


def accounts(db: Database) -> list[Account]:
    """All, by name."""
    return cast(
        list[Account],
        list(db.query(f"SELECT {COLUMNS} FROM account ORDER BY name, id")),
    )


def add(db: Database, name: str, role: str, language: str, at: datetime) -> int:
    """A new account that cannot sign in yet; its id."""
    with write(db):
        done = db.table("account").insert(
            {"name": name, "role": role, "language": language, "made_at": stamp(at)}
        )
    return cast(int, done.last_pk)
