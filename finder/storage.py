"""SQLite as this program uses it, for the public catalogue and the editors' database alike."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.db import sqlite3

LOCK_TIMEOUT = 5.0  # seconds a writer waits for another one
Error = sqlite3.Error
OperationalError = sqlite3.OperationalError
DatabaseError = sqlite3.DatabaseError
PRAGMAS = (
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
)

log = logging.getLogger(__name__)


def safe_for_wal(version: tuple[int, ...]) -> bool:
    """Whether SQLite *version* is free of the WAL-reset fault that damages files."""
    return (
        version >= (3, 51, 3)
        or (3, 50, 7) <= version < (3, 51)
        or (3, 44, 6) <= version < (3, 45)
    )


def sqlite_version() -> tuple[int, ...]:
    """Of the library in use, for example ``(3, 53, 4)``."""
    return tuple(int(part) for part in sqlite3.sqlite_version.split("."))


def connected(path: Path, options: str) -> Database:
    """The file at *path*, opened as the *options* of an SQLite address say."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        uri=True,
        timeout=LOCK_TIMEOUT,
        isolation_level=None,
    )
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return Database(connection)


def durable(db: Database) -> None:
    """From now on a commit on *db* is on the disk when it returns."""
    mode = "wal" if safe_for_wal(sqlite_version()) else "delete"
    if mode == "delete":
        log.warning("SQLite %s: readers will wait for writers", sqlite3.sqlite_version)
    db.execute(f"PRAGMA journal_mode = {mode}")
    db.execute("PRAGMA synchronous = FULL")


@contextmanager
def write(db: Database) -> Iterator[Database]:
    """One transaction; another writer waits up to LOCK_TIMEOUT for it. Never nested."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.commit()
    except BaseException:
        db.rollback()
        raise
