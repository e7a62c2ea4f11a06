"""Opening the catalogue's file, and writing to it in whole transactions only."""

from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.db import sqlite3

from finder.catalog import database


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_wal_is_used_only_where_sqlite_is_free_of_its_fault(
    version: tuple[int, ...], safe: bool
) -> None:
    assert database.safe_for_wal(version) is safe


def test_a_writer_has_the_settings_that_keep_data(db: Database) -> None:
    wanted = {
        "journal_mode": (
            "wal" if database.safe_for_wal(database.sqlite_version()) else "delete"
        ),
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": 5000,
    }

    assert {
        name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted
    } == wanted


def test_a_reader_cannot_write(catalogue: Path) -> None:
    reader = database.reader(catalogue)

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("DELETE FROM moved")
    reader.close()


def test_a_failed_write_leaves_nothing_behind(db: Database) -> None:
    rows = [
        {"old_id": f"old-{number}", "programme_id": "feriejobb"}
        for number in range(250)
    ]

    with pytest.raises(sqlite3.IntegrityError):
        with database.write(db):
            db.table("moved").insert_all(
                [*rows, {"old_id": "last", "programme_id": "no-such"}]
            )

    assert db.table("moved").count == 0


def test_a_write_inside_a_write_is_refused(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError):
        with database.write(db), database.write(db):
            pass

    with database.write(db):
        db.table("moved").insert({"old_id": "old", "programme_id": "feriejobb"})
    assert db.table("moved").count == 1


def test_readers_read_while_a_writer_holds_the_lock(
    catalogue: Path, db: Database
) -> None:
    with database.write(db):
        db.table("moved").insert({"old_id": "old", "programme_id": "feriejobb"})
        reader = database.reader(catalogue)
        seen = reader.table("moved").count
        reader.close()

    assert seen == 0


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(database.CatalogueDamaged, match="There is no catalogue at"):
        database.reader(tmp_path / "none.db")


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    other = sqlite3.connect(foreign)
    other.execute("CREATE TABLE something (id)")
    other.close()

    with pytest.raises(
        database.CatalogueDamaged, match="not a catalogue of this program"
    ):
        database.reader(foreign)


def test_a_catalogue_of_another_schema_is_refused(
    catalogue: Path, db: Database
) -> None:
    db.execute("PRAGMA user_version = 99")

    with pytest.raises(database.CatalogueDamaged, match="has schema 99"):
        database.reader(catalogue)


def test_an_overwritten_page_is_found(catalogue: Path) -> None:
    assert database.faults(catalogue) == []
    with catalogue.open("rb+") as file:
        file.seek(4096 * 3)
        file.write(bytes(4096))

    assert database.faults(catalogue) != []


def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "text.db"
    file.write_text("This is not a database, it is a sentence. " * 100)

    assert len(database.faults(file)) == 1


def test_history_is_never_changed(db: Database) -> None:
    for statement in (
        "UPDATE revision SET note = 'other'",
        "DELETE FROM revision",
        "INSERT OR REPLACE INTO revision SELECT * FROM revision",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            db.execute(statement)
