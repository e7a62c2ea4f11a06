"""People with accounts of their own at a desk, who sign in as people do."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from pyotp import TOTP
from werkzeug.test import TestResponse

from finder.admin.guard import COOKIE
from finder.desk import administering, database, invitations, keys
from finder.desk import passwords, second_steps
from finder.desk.administering import Kept
from finder.desk.database import Database
from tests.desk.desk import Editor

PASSWORD = "tolv gula cyklar i regn"
KEY = b"k" * 32


class Person(NamedTuple):
    """What somebody with a local account knows and has."""

    account: int
    login: str
    secret: str  # of the phone
    codes: list[str]  # printed

    def code(self, at: datetime | None = None) -> str:
        """What the phone shows; *at* present."""
        return TOTP(self.secret).at(at or datetime.now(UTC))


def file(site: Flask) -> Path:
    """Of the editors' database."""
    path: Path = site.config["SETTINGS"].editors
    return path


def key(site: Flask) -> bytes:
    """The instance's secret."""
    return keys.secret(site.config["SETTINGS"].key)


def hired(
    db: Database,
    key: bytes = KEY,
    name: str = "Anna Berg",
    role: str = "writer",
    at: datetime | None = None,
) -> Person:
    """Somebody whose account was set up an hour ago (or an hour before *at*)."""
    before = (at or datetime.now(UTC)) - timedelta(hours=1)
    login = name.split()[0].lower()
    with database.write(db):
        who = administering.add(db, Kept(name, role, login=login), "en", None, before)[
            "id"
        ]
    token = invitations.invite(db, who, None, before)
    step = int(before.timestamp()) // second_steps.STEP
    with database.write(db):
        invitations.accept(db, token, passwords.hashed(PASSWORD), step, key, before)
    return Person(
        who,
        login,
        second_steps.phone_secret(key, token),
        second_steps.recovery_codes(key, token),
    )


def signs_in(
    there: Editor, login: str, password: str, code: str, **options: object
) -> TestResponse:
    """The answer to the form on the sign-in page."""
    fields = {"login": login, "password": password, "code": code}
    return there.send("/admin/sign-in", fields, **options)


def cookie(answer: TestResponse) -> str:
    """The session that an answer begins; empty when it begins none."""
    found = [
        one
        for one in answer.headers.getlist("Set-Cookie")
        if one.startswith(f"{COOKIE}=")
    ]
    return found[0].split(";")[0].partition("=")[2] if found else ""


def fields(page: str) -> dict[str, str]:
    """Hidden fields of the first form."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def everything(db: Database) -> str:
    """All that a database holds, as text."""
    return "\n".join(
        repr(row) for table in db.table_names() for row in db.table(table).rows
    )
