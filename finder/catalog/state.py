"""Which state a catalogue is in: asked at every request, read only when its files change."""

import threading
import time
from pathlib import Path
from typing import NamedTuple

from finder.catalog.database import reader
from finder.catalog.searchable import versions

TRUSTED = 1.0  # seconds; two changes within a file system's tick look like one

Stamp = tuple[tuple[int, int, int], ...]  # inode, mtime, size of files


class State(NamedTuple):
    """Of a catalogue; equal states hold equal programmes."""

    catalogue: int  # inode of the file: another one may count alike
    versions: tuple[tuple[str, int], ...]  # language, version
    changes: int  # of whatever is published, searched or not


class _Read(NamedTuple):
    stamp: Stamp
    at: float  # seconds of the monotonic clock
    state: State


_known: dict[Path, _Read] = {}
_reading = threading.Lock()


def state(path: Path) -> State:
    """Of the catalogue at *path*; a change is seen at once, or at worst after TRUSTED.

    Raises :class:`~finder.catalog.database.CatalogueDamaged`.
    """
    wal = path.with_name(path.name + "-wal")
    found, now = stamp(path, wal), time.monotonic()
    with _reading:
        known = _known.get(path)
        if known is None or known.stamp != found or now - known.at > TRUSTED:
            db = reader(path)
            try:
                number = db.execute("SELECT number FROM change").fetchone()[0]
                held = State(found[0][0], tuple(versions(db).items()), number)
            finally:
                db.close()
            known = _known[path] = _Read(found, now, held)
        return known.state


def stamp(*paths: Path) -> Stamp:
    """Moves when a file is written, replaced or removed."""
    found = []
    for path in paths:
        try:
            about = path.stat()
            found.append((about.st_ino, about.st_mtime_ns, about.st_size))
        except OSError:
            found.append((0, 0, 0))
    return tuple(found)


def forget() -> None:
    """Drop what this process has read of catalogues' states."""
    with _reading:
        _known.clear()
