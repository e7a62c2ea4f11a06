"""A catalogue of an earlier schema becomes one of this program's, and nothing of it is lost."""

import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.db import sqlite3

from finder.catalog import database, reading
from finder.catalog.upgrading import upgraded, version
from finder.config import LANGUAGES

OLD_SCHEMA = Path(__file__).with_name("schema-1.sql").read_text(encoding="utf-8")
SECOND_SCHEMA = Path(__file__).with_name("schema-2.sql").read_text(encoding="utf-8")
OLD_SECTION = "programme_id, language, section, text, digest, based_on"
OWN = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"


@pytest.fixture
def old(catalogue: Path) -> Path:
    """The city as the program's first version kept it; one text checked, one language known."""
    new = Database(catalogue.rename(catalogue.with_name("new.db")))
    path = catalogue
    db = Database(sqlite3.connect(path, isolation_level=None))
    db.executescript(OLD_SCHEMA)
    db.execute(
        f"ATTACH '{new.conn.execute('PRAGMA database_list').fetchone()[2]}' AS new"
    )
    db.execute("BEGIN")
    db.execute("PRAGMA defer_foreign_keys = ON")
    for (table,) in db.execute(OWN).fetchall():
        if table in ("programme_text", "programme_section"):
            continue
        names = ", ".join(
            row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall()
        )
        db.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM new.{table}")
    db.execute(
        "INSERT INTO programme_text SELECT DISTINCT programme_id, language, made_by,"
        " checked_by, checked_on FROM new.programme_section"
    )
    db.execute(
        f"INSERT INTO programme_section SELECT {OLD_SECTION} FROM new.programme_section"
    )
    db.execute(
        "UPDATE programme_text SET checked_by = 'owner', checked_on = '2026-02-01'"
        " WHERE programme_id = 'jobbhjalp' AND language = 'en'"
    )
    db.execute("DELETE FROM version WHERE language = 'ti'")
    db.execute("COMMIT")
    db.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    db.close()
    new.close()
    return path


@pytest.fixture
def second(catalogue: Path) -> Path:
    """The city as the program's second schema kept it."""
    new = catalogue.rename(catalogue.with_name("new.db"))
    db = Database(sqlite3.connect(catalogue, isolation_level=None))
    db.executescript(SECOND_SCHEMA)
    db.execute(f"ATTACH '{new}' AS new")
    db.execute("BEGIN")
    db.execute("PRAGMA defer_foreign_keys = ON")
    for (table,) in db.execute(OWN).fetchall():
        names = ", ".join(
            row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall()
        )
        db.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM new.{table}")
    db.execute("COMMIT")
    db.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 2")
    db.close()
    new.unlink()
    return catalogue


def revisions(path: Path) -> list[tuple[object, ...]]:
    db = Database(path)
    found = db.execute("SELECT * FROM revision ORDER BY 1, 2").fetchall()
    db.close()
    return found  # type: ignore[no-any-return]


def test_an_older_catalogue_is_brought_to_this_schema(old: Path) -> None:
    before, content = revisions(old), old.read_bytes()

    assert upgraded(old) == 1

    assert version(old) == database.SCHEMA_VERSION
    assert database.faults(old) == []
    assert revisions(old) == before
    assert old.with_name("catalog.db.schema-1").read_bytes() == content
    db = database.reader(old)
    words = reading.programme(db, "jobbhjalp", "en")["words"]
    assert (words["what"]["state"], words["what"]["checked_on"]) == (
        "checked",
        "2026-02-01",
    )
    assert words["who"]["state"] == "original"
    held = db.execute("SELECT language FROM version").fetchall()
    assert {row[0] for row in held} == set(LANGUAGES)
    found = db.execute(
        "SELECT programme_id FROM programme_fts WHERE programme_fts MATCH 'coach'"
    )
    assert ("jobbhjalp",) in found.fetchall()
    db.close()


def test_a_catalogue_of_the_second_schema_is_too(second: Path) -> None:
    before = revisions(second)

    assert upgraded(second) == 2

    assert version(second) == database.SCHEMA_VERSION
    assert database.faults(second) == []
    assert revisions(second) == before
    db = database.reader(second)
    own = db.execute("SELECT DISTINCT visible_from, successor FROM programme")
    assert own.fetchall() == [(None, None)]
    counted = db.execute("SELECT number FROM change").fetchone()[0]
    assert counted == len(before)
    db.close()


def test_what_needs_no_upgrade_is_left_alone(catalogue: Path, tmp_path: Path) -> None:
    before = catalogue.read_bytes()
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(b"GIF89a" * 1000)

    assert upgraded(catalogue) is None
    assert upgraded(foreign) is None
    assert upgraded(tmp_path / "missing.db") is None
    assert catalogue.read_bytes() == before
    assert sorted(one.name for one in catalogue.parent.iterdir()) == ["catalog.db"]


def test_an_upgrade_that_fails_leaves_the_old_catalogue(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    monkeypatch.setattr(database, "faults", lambda _: ["It is not whole."])

    with pytest.raises(database.CatalogueDamaged, match="It is not whole"):
        upgraded(old)

    assert old.read_bytes() == before
    assert version(old) == 1
    assert not list(old.parent.glob(".new-*"))


def test_four_processes_at_once_upgrade_once(old: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        done = list(pool.map(upgraded, [old] * 4))

    assert sorted(done, key=str) == [1, None, None, None]
    assert database.faults(old) == []


def test_somebody_who_writes_meanwhile_is_waited_for_or_told_of(old: Path) -> None:
    other = sqlite3.connect(old, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    copy = Path(shutil.copy(old, old.with_name("copy.db")))

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        upgraded(old)

    other.execute("ROLLBACK")
    other.close()
    assert old.read_bytes() == copy.read_bytes()
    assert upgraded(old) == 1
