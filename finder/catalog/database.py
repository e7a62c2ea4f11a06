"""Opening the catalogue's file, and the one way of writing to it."""

from pathlib import Path

from sqlite_utils import Database

from finder import storage
from finder.storage import (
    LOCK_TIMEOUT,
    Error,
    safe_for_wal,
    sqlite_version,
    write,
)

__all__ = ["LOCK_TIMEOUT", "Error", "safe_for_wal", "sqlite_version", "write"]

APPLICATION_ID = 0x656E7669  # "envi": marks our files, so that a foreign one is refused
SCHEMA_VERSION = 3  # raised with every change of schema.sql
SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")


class CatalogueDamaged(RuntimeError):
    """The file is no catalogue of ours, or is not whole; the message is a sentence."""


def reader(path: Path) -> Database:
    """A connection that cannot write.

    A catalogue in WAL mode on a read-only file system cannot be opened as usual:
    only then it is opened as immutable, which ignores locks and the WAL.

    Raises :class:`CatalogueDamaged` for a missing, foreign or unreadable file.
    """
    try:
        return _opened(path, "mode=ro")
    except storage.OperationalError as error:
        if not path.is_file():
            raise CatalogueDamaged(f"There is no catalogue at {path}.") from error
    try:
        return _opened(path, "mode=ro&immutable=1")
    except storage.Error as error:
        raise CatalogueDamaged(f"{path} cannot be read: {error}.") from error


def writer(path: Path) -> Database:
    """A connection to an existing catalogue that can write, through :func:`write` only.

    Raises :class:`CatalogueDamaged` for a missing, foreign or unreadable file.
    """
    try:
        db = _opened(path, "mode=rw")
    except storage.OperationalError as error:
        raise CatalogueDamaged(f"{path} cannot be opened: {error}.") from error
    storage.durable(db)
    return db


def created(path: Path) -> Database:
    """A new, empty catalogue at *path*, which must not exist yet."""
    if path.exists():
        raise FileExistsError(f"{path} exists already.")
    db = storage.connected(path, "mode=rwc")
    db.executescript(SCHEMA)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    return db


def faults(path: Path) -> list[str]:
    """What is wrong with the file at *path*, as sentences; empty when it is whole."""
    try:
        db = reader(path)
        rows = [row[0] for row in db.execute("PRAGMA integrity_check").fetchall()]
        found = [f"{path}: {row}." for row in rows if row != "ok"]
        strays = db.execute("PRAGMA foreign_key_check").fetchall()
        db.close()
    except (CatalogueDamaged, storage.DatabaseError) as error:
        return [str(error)]
    return found + [f"{path}: a row of {row[0]} points to nothing." for row in strays]


def _opened(path: Path, options: str) -> Database:
    db = storage.connected(path, options)
    try:
        row = db.execute("PRAGMA application_id").fetchone()
        version = db.execute("PRAGMA user_version").fetchone()
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except storage.OperationalError:
        db.close()
        raise
    except storage.DatabaseError as error:
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
