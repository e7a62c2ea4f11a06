"""What a request at the desk works with: two databases it may write to, and who is there."""

import secrets
from datetime import datetime
from typing import cast

from flask import Flask, g
from sqlite_utils import Database

from finder.catalog import database as catalogue_database
from finder.desk import database as desk_database
from finder.desk import keys
from finder.desk.accounts import Account, may
from finder.desk.sessions import Session
from finder.desk.times import now
from finder.web.catalogue import settings


def desk() -> Database:
    """The editors' database, for this request."""
    if "desk" not in g:
        g.desk = desk_database.opened(settings().editors)
    return cast(Database, g.desk)


def catalogue_writer() -> Database:
    """The catalogue, to write to, for this request. Pages that only look use ``catalogue()``."""
    if "catalogue_writer" not in g:
        g.catalogue_writer = catalogue_database.writer(settings().catalogue)
    return cast(Database, g.catalogue_writer)


def key() -> bytes:
    """The instance's secret."""
    return keys.secret(settings().key)


def at() -> datetime:
    """The moment of this request, UTC; the same however often it is asked for."""
    if "at" not in g:
        g.at = now()
    return cast(datetime, g.at)


def session() -> Session:
    """Whoever is signed in. Only on pages that ask for a role."""
    return cast(Session, g.session)


def me() -> Account:
    """The account of whoever is signed in."""
    return session().account


def allowed(least: str) -> bool:
    """Whether whoever is signed in may do what *least* may."""
    there: Session | None = g.get("session")
    return there is not None and may(there.account["role"], least)


def new_token() -> str:
    """For one form: saving it twice does what saving it once does."""
    return secrets.token_urlsafe(18)


def init_app(app: Flask) -> None:
    """Close the connections when the request ends."""

    @app.teardown_appcontext
    def closed(_: BaseException | None) -> None:
        for name in ("desk", "catalogue_writer"):
            db = g.pop(name, None)
            if db is not None:
                db.close()
