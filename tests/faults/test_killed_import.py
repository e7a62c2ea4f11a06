"""Imports killed half-way, by real processes: nothing of them is there, and the next one works."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from finder.catalog import database
from finder.config import ROOT
from finder.desk import database as desk_database
from tests.cli import needs_wal, run, started
from tests.pages.sites import prepared

pytestmark = [pytest.mark.slow, needs_wal]
HEAD = "id;kind;organization;area_scope;sv.name;sv.summary\n"
ROW = 'rad-{0};coaching;staden;city;\'=HYPERLINK({0});"En ""rad"" <b>{0}</b>"\n'
AT_THE_DESK = """
import io, sys
from pathlib import Path
from tests.desk.desk import Editor
from tests.desk.test_import import bring, take
from tests.pages.sites import application
there = Editor(application(Path(sys.argv[1])), "publisher")
address = bring(there, Path(sys.argv[2]).read_bytes()).headers["Location"]
print("looked", flush=True)
print(take(there, address).status_code, flush=True)
"""


def hostile(file: Path, rows: int) -> Path:
    """A table of *rows* programmes that nobody should have typed."""
    file.write_text(HEAD + "".join(map(ROW.format, range(rows))), encoding="utf-8")
    return file


def killed_while_writing(
    running: "subprocess.Popen[str]", catalogue: Path, sign: Callable[[str], bool]
) -> bool:
    """Whether *running* was at work when it was killed: some time after it said *sign*."""
    assert running.stdout
    for told in running.stdout:
        if sign(told):
            break
    wal = catalogue.with_name("catalog.db-wal")
    while not (wal.exists() and wal.stat().st_size) and running.poll() is None:
        time.sleep(0.01)
    half = running.poll() is None
    running.send_signal(signal.SIGKILL)
    running.communicate()
    return half


def is_as_before(catalogue: Path) -> bool:
    db = database.reader(catalogue)
    counts = [
        db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("programme", "revision")
    ]
    db.close()
    return counts == [6, 6] and database.faults(catalogue) == []


@pytest.mark.timeout(1800)
def test_a_hostile_import_of_ten_thousand_rows_killed_half_way_leaves_nothing(
    catalogue: Path, tmp_path: Path
) -> None:
    file = hostile(tmp_path / "rows.csv", 10_000)
    running = started(catalogue.parent, "import", file, stdout=subprocess.PIPE)

    half = killed_while_writing(
        running, catalogue, lambda told: told.startswith("10000 added")
    )

    assert half
    assert is_as_before(catalogue)
    few = run(catalogue.parent, "import", hostile(tmp_path / "few.csv", 3))
    assert "Taken: 3 added" in few.stdout


def test_an_import_at_the_desk_killed_half_way_leaves_neither_programmes_nor_a_batch(
    built_city: Path, tmp_path: Path
) -> None:
    instance = prepared(built_city, tmp_path / "instance", indexed=False)
    file = hostile(tmp_path / "rows.csv", 400)
    command = [sys.executable, "-c", AT_THE_DESK, str(instance), str(file)]
    running = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )

    half = killed_while_writing(
        running, instance / "catalog.db", lambda told: told.startswith("looked")
    )

    assert half
    assert is_as_before(instance / "catalog.db")
    desk = desk_database.opened(instance / "editors.db")
    assert desk.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert desk.execute("SELECT count(*) FROM event").fetchone() == (0,)
    desk.close()
    again = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    assert again.stdout.splitlines() == ["looked", "303"]
