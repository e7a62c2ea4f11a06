"""The catalogue as one request reads it: a connection that cannot write, closed at its end."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from flask import Flask, current_app, g
from sqlite_utils import Database

from finder.catalog import database
from finder.catalog.places import District, districts
from finder.catalog.state import state
from finder.catalog.taxonomy import Terms, terms
from finder.config import Settings
from finder.web.languages import current

MOST = 20_000  # things kept, some 20 MB; those not used for longest go first

Name = TypeVar("Name", bound=Hashable)
Made = TypeVar("Made")
_kept: "OrderedDict[Hashable, object]" = OrderedDict()
_changing = threading.Lock()


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


def kept(key: Hashable, make: Callable[[], Made]) -> Made:
    """What *make* gives for *key*, remembered by this process while the catalogue stays as it is.

    Nothing that somebody typed may be part of a *key*.
    """
    return kept_each(key, [""], lambda _: {"": make()})[""]


def kept_each(
    key: Hashable, names: Sequence[Name], make: Callable[[list[Name]], dict[Name, Made]]
) -> dict[Name, Made]:
    """The same for many *names* at once, in their order: *make* is asked for those it lacks."""
    if "state" not in g:
        path = settings().catalogue
        g.state = f"{path} {state(path)}"  # one string: it is compared often
    whole = {name: (g.state, key, name) for name in names}
    with _changing:
        found = {name: _kept[one] for name, one in whole.items() if one in _kept}
        for name in found:
            _kept.move_to_end(whole[name])
    missing = [name for name in whole if name not in found]
    if missing:
        made = make(missing)
        with _changing:
            _kept.update({whole[name]: one for name, one in made.items()})
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        found |= made
    return {name: found[name] for name in whole if name in found}  # type: ignore[misc]


def vocabulary() -> Terms:
    """The taxonomy in the reader's language."""
    tag = current().tag
    return kept(("terms", tag), lambda: terms(catalogue(), tag))


def named_districts() -> dict[str, District]:
    """The city's districts."""
    return kept("districts", lambda: districts(catalogue()))


def init_app(app: Flask) -> None:
    """Close the request's connection when the request ends."""

    @app.teardown_appcontext
    def closed(_: BaseException | None) -> None:
        db = g.pop("catalogue", None)
        if db is not None:
            db.close()
