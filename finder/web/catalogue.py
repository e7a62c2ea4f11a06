"""The catalogue as one request reads it: a connection that cannot write, closed at its end."""

from flask import Flask, current_app, g
from sqlite_utils import Database

from finder.catalog import database
from finder.catalog.places import District, districts
from finder.catalog.taxonomy import Terms, terms
from finder.config import Settings
from finder.web.languages import current


def settings() -> Settings:
    """Of the running site."""
    chosen: Settings = current_app.config["SETTINGS"]
    return chosen


def catalogue() -> Database:
    """The request's own connection, opened when first asked for.

    Raises :class:`~finder.catalog.database.CatalogueDamaged`.
    """
    if "catalogue" not in g:
        g.catalogue = database.reader(settings().catalogue)
    db: Database = g.catalogue
    return db


def vocabulary() -> Terms:
    """The taxonomy in the reader's language, read once a request."""
    if "terms" not in g:
        g.terms = terms(catalogue(), current().tag)
    found: Terms = g.terms
    return found


def named_districts() -> dict[str, District]:
    """The city's districts, read once a request."""
    if "districts" not in g:
        g.districts = districts(catalogue())
    found: dict[str, District] = g.districts
    return found


def init_app(app: Flask) -> None:
    """Close the request's connection when the request ends."""

    @app.teardown_appcontext
    def closed(_: BaseException | None) -> None:
        db = g.pop("catalogue", None)
        if db is not None:
            db.close()
