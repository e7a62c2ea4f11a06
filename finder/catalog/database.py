"""Opening the catalogue's file, and the one way of writing to it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.db import sqlite3

APPLICATION_ID = 0x656E7669  # "envi": marks our files, so that a foreign one is refused
SCHEMA_VERSION = 2  # raised with every change of schema.sql
LOCK_TIMEOUT = 5.0  # seconds a writer waits for another one
SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")

log = logging.getLogger(__name__)
Error = sqlite3.Error


class CatalogueDamaged(RuntimeError):
    """The file is no catalogue of ours, or is not whole; the message is a sentence."""


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


def reader(path: Path) -> Database:
    """A connection that cannot write.

    A catalogue in WAL mode on a read-only file system cannot be opened as usual:
    only then it is opened as immutable, which ignores locks and the WAL.

    Raises :class:`CatalogueDamaged` for a missing, foreign or unreadable file.
    """
    try:
        return _opened(f"{path.absolute().as_uri()}?mode=ro")
    except sqlite3.OperationalError as error:
        if not path.is_file():
            raise CatalogueDamaged(f"There is no catalogue at {path}.") from error
    try:
        return _opened(f"{path.absolute().as_uri()}?mode=ro&immutable=1")
    except sqlite3.Error as error:
        raise CatalogueDamaged(f"{path} cannot be read: {error}.") from error


def writer(path: Path) -> Database:
    """A connection to an existing catalogue that can write, through :func:`write` only.

    Raises :class:`CatalogueDamaged` for a missing, foreign or unreadable file.
    """
    try:
        db = _opened(f"{path.absolute().as_uri()}?mode=rw")
    except sqlite3.OperationalError as error:
        raise CatalogueDamaged(f"{path} cannot be opened: {error}.") from error
    mode = "wal" if safe_for_wal(sqlite_version()) else "delete"
    if mode == "delete":
        log.warning("SQLite %s: readers will wait for writers", sqlite3.sqlite_version)
    db.execute(f"PRAGMA journal_mode = {mode}")
    db.execute("PRAGMA synchronous = FULL")
    return db


def created(path: Path) -> Database:
    """A new, empty catalogue at *path*, which must not exist yet."""
    if path.exists():
        raise FileExistsError(f"{path} exists already.")
    db = Database(_connection(f"{path.absolute().as_uri()}?mode=rwc"))
    db.executescript(SCHEMA)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    return db


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


def faults(path: Path) -> list[str]:
    """What is wrong with the file at *path*, as sentences; empty when it is whole."""
    try:
        db = reader(path)
        rows = [row[0] for row in db.execute("PRAGMA integrity_check").fetchall()]
        found = [f"{path}: {row}." for row in rows if row != "ok"]
        strays = db.execute("PRAGMA foreign_key_check").fetchall()
        db.close()
    except (CatalogueDamaged, sqlite3.DatabaseError) as error:
        return [str(error)]
    return found + [f"{path}: a row of {row[0]} points to nothing." for row in strays]


def _opened(uri: str) -> Database:
    db = Database(_connection(uri))
    try:
        row = db.execute("PRAGMA application_id").fetchone()
        version = db.execute("PRAGMA user_version").fetchone()
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        db.close()
        raise
    except sqlite3.DatabaseError as error:
        db.close()
        raise CatalogueDamaged(f"The file is damaged: {error}.") from error
    if row[0] != APPLICATION_ID:
        db.close()
        raise CatalogueDamaged("The file is not a catalogue of this program.")
    if version[0] != SCHEMA_VERSION:
        db.close()
        raise CatalogueDamaged(
            f"The catalogue has schema {version[0]}, this program reads {SCHEMA_VERSION}."
        )
    return db


def _connection(uri: str) -> "sqlite3.Connection":
    connection = sqlite3.connect(
        uri, uri=True, timeout=LOCK_TIMEOUT, isolation_level=None
    )
    for pragma in (
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection
