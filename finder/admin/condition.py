"""How the installation is, for its administrators: what a person must see to, in sentences."""

import shutil
from pathlib import Path
from typing import NamedTuple

from finder.admin.connections import at, desk
from finder.search import indexer
from finder.storage import Error, safe_for_wal, sqlite_version
from finder.web.catalogue import settings
from finder.web.languages import gettext

LEAST_FREE = 500  # MB on the disk
OLD = 36  # hours after which a nightly copy is missing
COPIES = "backups"  # folder of nightly copies, where there is one


class Sign(NamedTuple):
    """One thing about the installation."""

    text: str
    is_well: bool


def condition() -> list[Sign]:
    """What there is to say, faults first."""
    found = [_index(), _desk(), _disk(), _sqlite(), _copy()]
    return sorted((one for one in found if one), key=lambda one: one.is_well)


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


def _copy() -> Sign | None:
    """Of the newest nightly copy; None where there are none to be looked for."""
    folder = settings().instance / COPIES
    newest = max(map(_changed, folder.glob("*.db")), default=None)
    if newest is None:
        return None
    hours = int((at().timestamp() - newest) // 3600)
    said = gettext("The newest backup is %(hours)s hours old.") % {"hours": hours}
    return Sign(said, hours <= OLD)


def _changed(file: Path) -> float:
    return file.stat().st_mtime
