"""Opening the editors' database, which is made when it is first needed."""

import fcntl
import os
from pathlib import Path

from sqlite_utils import Database

from finder import storage
from finder.storage import write

__all__ = ["DeskDamaged", "opened", "write"]

APPLICATION_ID = 0x64657376  # marks our files, so that a foreign one is refused
SCHEMA_VERSION = 1  # raised with every change of schema.sql
SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
PRIVATE = 0o600  # the file is its owner's alone


class DeskDamaged(RuntimeError):
    """The file is no editors' database of ours; the message is a sentence."""


def opened(path: Path) -> Database:
    """A connection that can write, through :func:`write` only. Without a file there, one is made.

    Raises :class:`DeskDamaged` for a foreign, damaged or other version's file.
    """
    if not path.exists():
        _make(path)
    db = storage.connected(path, "mode=rw")
    try:
        refuse_foreign(db, path)
    except BaseException:
        db.close()
        raise
    storage.durable(db)
    db.execute("PRAGMA secure_delete = ON")  # what is deleted here is gone
    return db


def refuse_foreign(db: Database, path: Path) -> None:
    """Raises :class:`DeskDamaged` unless *db*, opened from *path*, is ours and of this version."""
    try:
        own = db.execute("PRAGMA application_id").fetchone()[0]
        version = db.execute("PRAGMA user_version").fetchone()[0]
    except storage.OperationalError:
        raise
    except storage.DatabaseError as error:
        raise DeskDamaged(f"{path} is damaged: {error}.") from error
    if (own, version) != (APPLICATION_ID, SCHEMA_VERSION):
        raise DeskDamaged(
            f"{path} is not an editors' database that this program can read."
        )


def _make(path: Path) -> None:
    """Make it whole or not at all; of many who try at once one does."""
    with open(path.with_name(".making-desk"), "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():
            return
        draft = path.with_name(f".{path.name}.new")
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_WRONLY, PRIVATE))
        db = storage.connected(draft, "mode=rw")
        db.executescript(SCHEMA)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.close()
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(draft, path)
