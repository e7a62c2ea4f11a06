"""How the installation is, for its administrators: what a person must see to, in sentences."""

import shutil
from typing import NamedTuple

from finder.admin.connections import desk
from finder.backups import copies
from finder.catalog.listed import today
from finder.search import indexer
from finder.storage import Error, safe_for_wal, sqlite_version
from finder.web.catalogue import settings
from finder.web.languages import day as day_said
from finder.web.languages import gettext

LEAST_FREE = 500  # MB on the disk
OLD = 1  # days after which a nightly copy is missing


class Sign(NamedTuple):
    """One thing about the installation."""

    text: str
    is_well: bool


def condition() -> list[Sign]:
    """What there is to say, faults first."""
    found = [_index(), _desk(), _disk(), _sqlite(), _copies()]
    return sorted(found, key=lambda one: one.is_well)


def _index() -> Sign:
    chosen = settings()
    if indexer.is_in_step(chosen.catalogue, chosen.instance):
        return Sign(gettext("The search index is in step with the catalogue."), True)
    said = gettext(
        "The search index is behind the catalogue. Search goes on in a simpler form. If this "
        "stays for more than a minute, look whether the indexer runs."
    )
    return Sign(said, False)


def _desk() -> Sign:
    try:
        found = [row[0] for row in desk().execute("PRAGMA quick_check(1)").fetchall()]
    except Error as error:
        found = [str(error)]
    if found == ["ok"]:
        return Sign(gettext("The editors' database is whole."), True)
    said = gettext("The editors' database is damaged: restore a backup of it.")
    return Sign(said, False)


def _disk() -> Sign:
    free = shutil.disk_usage(settings().instance).free // 10**6
    if free < LEAST_FREE:
        said = gettext("Only %(free)s MB are free on the disk. Make room.")
        return Sign(said % {"free": free}, False)
    said = gettext("%(free)s GB are free on the disk.") % {"free": free // 1000}
    return Sign(said, True)


def _sqlite() -> Sign:
    version = ".".join(map(str, sqlite_version()))
    if safe_for_wal(sqlite_version()):
        said = gettext("SQLite %(version)s: readers do not wait for writers.")
        return Sign(said % {"version": version}, True)
    said = gettext(
        "SQLite %(version)s has a fault that can damage files, so readers wait for writers. "
        "Install a newer one."
    )
    return Sign(said % {"version": version}, False)


def _copies() -> Sign:
    """Of the nightly copies of both databases."""
    chosen = settings()
    newest = [
        next(iter(copies(chosen.backups, one)), None)
        for one in (chosen.catalogue, chosen.editors)
    ]
    days = [day for day in newest if day]
    if len(days) < len(newest):
        said = gettext("There is no checked copy of both databases yet.")
        return Sign(said, False)
    said = gettext("The newest checked copies of both databases are from %(day)s.")
    here = today()
    return Sign(
        said % {"day": day_said(min(days).isoformat())}, (here - min(days)).days <= OLD
    )
