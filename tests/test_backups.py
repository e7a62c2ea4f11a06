"""Copies: whole or without a name; thinned out; put back; standing in for what is damaged."""

import signal
import stat
import subprocess
import sys
import threading
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from finder import backups, config
from finder.backups import backed_up, copies, faults, restored, thinned
from finder.catalog import database
from finder.cli.backing_up import due, made_when_due
from finder.desk import accounts
from finder.desk import database as desk_database
from finder.desk.times import now
from tests.cli import run
from tests.test_cli_serve import Site, finish

TODAY = date(2026, 11, 24)
COPIES = """
import sys
from datetime import date
from pathlib import Path
from finder.backups import backed_up
for day in range(1, 29):
    backed_up(Path(sys.argv[1]), Path(sys.argv[2]), date(2026, 10, day))
"""


def settings(catalogue: Path) -> config.Settings:
    return config.Settings(instance=catalogue.parent)


def test_a_copy_is_whole_and_private(catalogue: Path, tmp_path: Path) -> None:
    made = backed_up(catalogue, tmp_path / "copies", TODAY)

    assert made.name == "catalog-2026-11-24.db"
    assert faults(made) == []
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert [one.name for one in made.parent.iterdir()] == [made.name]


def test_copies_beside_a_busy_writer_are_each_of_one_moment(
    catalogue: Path, tmp_path: Path
) -> None:
    ended = threading.Event()

    def busy() -> None:
        db = database.writer(catalogue)
        number = 1
        while not ended.is_set():
            with database.write(db):  # both or none
                db.table("programme").update("feriejobb", {"capacity": number})
                db.table("programme").update("barnkock", {"capacity": number})
            number += 1
        db.close()

    writer = threading.Thread(target=busy)
    writer.start()
    made = [
        backed_up(catalogue, tmp_path / "copies", TODAY - timedelta(days=number))
        for number in range(5)
    ]
    ended.set()
    writer.join()

    for one in made:
        db = database.reader(one)
        values = db.execute(
            "SELECT DISTINCT capacity FROM programme WHERE id IN ('feriejobb', 'barnkock')"
        ).fetchall()
        db.close()
        assert len(values) == 1


def test_fourteen_days_and_twelve_months_stay(tmp_path: Path) -> None:
    days = [TODAY - timedelta(days=number) for number in range(500)]
    gone = set(thinned({day: tmp_path / day.isoformat() for day in days}))

    kept = [day for day in days if tmp_path / day.isoformat() not in gone]

    assert kept[:14] == days[:14]
    assert [day.day for day in kept[14:-1]] == [1] * 11
    assert len(kept) == 26


def test_a_copy_that_is_not_whole_gets_no_name(
    catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copies"
    yesterday = backed_up(catalogue, folder, TODAY - timedelta(days=1))
    monkeypatch.setattr(backups, "faults", lambda _: ["It is torn."])

    with pytest.raises(backups.Unsound, match="It is torn"):
        backed_up(catalogue, folder, TODAY)

    assert list(folder.iterdir()) == [yesterday]


def test_a_process_killed_while_copying_leaves_only_whole_copies(
    catalogue: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    for wait in (0.25, 0.35, 0.45, 0.55):
        process = subprocess.Popen(
            [sys.executable, "-c", COPIES, str(catalogue), str(folder)]
        )
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()

        assert all(faults(one) == [] for one in copies(folder, catalogue).values())
    backed_up(catalogue, folder, TODAY)
    assert not list(folder.glob(".*"))


def test_what_is_put_back_is_what_was_copied(catalogue: Path) -> None:
    chosen = settings(catalogue)
    made = backed_up(catalogue, chosen.backups, TODAY)
    db = database.writer(catalogue)
    with database.write(db):
        db.table("programme").update("feriejobb", {"capacity": 77})
    db.close()

    result = run(catalogue.parent, "restore", made)

    assert result.exit_code == 0, result.stderr
    assert "catalog.db.before-restore" in result.stdout
    held = "SELECT capacity FROM programme WHERE id = 'feriejobb'"
    db = database.reader(catalogue)
    assert db.execute(held).fetchone()[0] is None
    db.close()
    before = database.writer(catalogue.with_name("catalog.db.before-restore"))
    assert before.execute(held).fetchone()[0] == 77
    before.close()


def test_the_editors_database_is_copied_and_put_back(catalogue: Path) -> None:
    chosen = settings(catalogue)
    desk = desk_database.opened(chosen.editors)
    accounts.add(desk, "Rut", "reader", "sv", now())
    desk.close()
    assert run(catalogue.parent, "backup").exit_code == 0
    made = next(iter(copies(chosen.backups, chosen.editors).values()))
    chosen.editors.unlink()

    assert restored(made, chosen.editors) is None

    desk = desk_database.opened(chosen.editors)
    assert [one["name"] for one in accounts.accounts(desk)] == ["Rut"]
    desk.close()


def test_a_torn_copy_is_not_put_back(catalogue: Path, tmp_path: Path) -> None:
    torn = tmp_path / "catalog-2026-11-24.db"
    content = bytearray(catalogue.read_bytes())
    content[3 * 4096 : 4 * 4096] = bytes(4096)
    torn.write_bytes(content)
    before = catalogue.read_bytes()

    result = run(catalogue.parent, "restore", torn)

    assert result.exit_code == 1
    assert "Nothing was changed. Choose another copy." in result.stderr
    assert catalogue.read_bytes() == before


def test_a_file_of_another_name_is_not_guessed_at(
    catalogue: Path, tmp_path: Path
) -> None:
    other = tmp_path / "something.db"
    other.write_bytes(catalogue.read_bytes())

    result = run(catalogue.parent, "restore", other)

    assert result.exit_code == 1
    assert "does not tell what it is a copy of" in result.stderr


def test_copies_are_made_once_a_day_and_a_failure_is_a_sentence(
    catalogue: Path,
) -> None:
    chosen = settings(catalogue)
    assert made_when_due(chosen, TODAY) == []
    assert due(chosen, TODAY) == []

    damaged = bytearray(catalogue.read_bytes())
    damaged[3 * 4096 : 4 * 4096] = bytes(4096)
    catalogue.write_bytes(damaged)

    problems = made_when_due(chosen, TODAY + timedelta(days=1))

    assert len(problems) == 1 and "No copy of catalog.db could be made" in problems[0]
    assert list(copies(chosen.backups, catalogue)) == [TODAY]


def test_check_tells_of_copies(catalogue: Path) -> None:
    first = run(catalogue.parent, "check").stdout
    run(catalogue.parent, "backup")
    then = run(catalogue.parent, "check").stdout

    assert "Copies of catalog.db: there is no copy of it.\n" in first
    assert (
        f"Copies of catalog.db: its last checked copy is of {date.today()}.\n" in then
    )


def test_the_last_whole_copy_stands_in_for_a_damaged_catalogue(
    catalogue: Path, tmp_path: Path
) -> None:
    assert run(catalogue.parent, "backup").exit_code == 0
    content = bytearray(catalogue.read_bytes())
    for page in range(3, 40):
        content[page * 4096 : page * 4096 + 4096] = bytes(4096)
    catalogue.write_bytes(content)
    damaged = bytes(content)

    served = Site(catalogue.parent, tmp_path / "log", "--workers", "1")
    try:
        assert served.get("sv/programmes/feriejobb")[0] == 200
        assert served.get("sv/programmes?q=kock")[0] == 200
        assert served.get("admin/sign-in")[0] == 503
        told = served.logs.read_text()
        assert "is served in its place" in told and "finder restore" in told
    finally:
        finish(served)
    assert catalogue.read_bytes() == damaged
