"""From the schema of an earlier version to this one's: into a new file, then by a rename."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from finder import storage
from finder.catalog import database
from finder.catalog.searchable import refresh_all_fts
from finder.catalog.shipped import copied, tables
from finder.config import LANGUAGES

KEPT = ".schema-{}"  # added to the name of the file that an upgrade replaced
# Tables whose rows stood otherwise in an earlier schema: its number -> table -> how to read
# them. Tables and columns that it did not have yet stay empty.
READ = {
    1: {"programme_section": """
            SELECT s.programme_id, s.language, s.section, s.text, s.digest, s.based_on,
                   t.made_by, t.checked_by, t.checked_on
              FROM programme_section AS s JOIN programme_text AS t
                ON t.programme_id = s.programme_id AND t.language = s.language
             ORDER BY s.programme_id, s.language, s.section"""},
    2: {},
}


def version(path: Path) -> int | None:
    """The schema of the catalogue at *path*; None where that cannot be told or is not ours."""
    try:
        with _closing(path) as db:
            row = db.execute("PRAGMA application_id").fetchone()
            number: int = db.execute("PRAGMA user_version").fetchone()[0]
    except storage.Error:
        return None
    return number if row[0] == database.APPLICATION_ID else None


def upgraded(path: Path) -> int | None:
    """Bring the catalogue at *path* to this program's schema; the number of the one it had.

    None, and nothing touched, where there is nothing to do or no way to. The old file stays
    beside the new one under a name that tells its schema. One process upgrades, others wait;
    nobody may be writing to the catalogue with an earlier version of the program.
    """
    if version(path) not in READ:
        return None
    with _alone(path):
        old = version(path)
        if old not in READ:
            return None
        kept = path.with_name(path.name + KEPT.format(old))
        with tempfile.TemporaryDirectory(prefix=".new-", dir=path.parent) as folder:
            draft = Path(folder) / path.name
            _rewritten(path, draft, READ[old])
            found = database.faults(draft)
            if found:
                raise database.CatalogueDamaged(
                    "The catalogue could not be brought to schema"
                    f" {database.SCHEMA_VERSION}: {found[0]}"
                )
            database.writer(draft).close()  # into WAL mode, before anybody reads it
            with draft.open("rb+") as file:
                os.fsync(file.fileno())
            kept.unlink(missing_ok=True)
            os.link(path, kept)
            os.replace(draft, path)
        _sync(path.parent)
        return old


def _rewritten(path: Path, draft: Path, read: dict[str, str]) -> None:
    new = database.created(draft)
    with _closing(path) as old:
        # all in the one file, and nobody writes while it is read
        old.execute("PRAGMA journal_mode = DELETE")
        old.execute("BEGIN IMMEDIATE")
        with database.write(new):
            new.execute("PRAGMA defer_foreign_keys = ON")
            for table in tables(new):
                copied(old, new, table, read.get(table))
            new.execute("DELETE FROM version")
            copied(old, new, "version")
            have = {row[0] for row in new.execute("SELECT language FROM version")}
            new.table("version").insert_all(
                {"language": one, "number": 1} for one in LANGUAGES if one not in have
            )
            refresh_all_fts(new)
        old.execute("ROLLBACK")
    new.close()


@contextmanager
def _closing(path: Path) -> Iterator[Database]:
    db = storage.connected(path, "mode=rw")
    try:
        yield db
    finally:
        db.close()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with open(path.with_name(".upgrading"), "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
