"""Killed in the middle of a save or a merge: what was answered is there, and nothing is half."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlite_utils import Database

from finder.catalog import database
from finder.catalog.entries import history
from finder.catalog.entry_document import entry, present
from finder.catalog.publishing import current
from finder.catalog.searchable import texts

KILLS = 6
PROGRAM = """
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path
from finder.catalog import database
from finder.catalog.entries import By, save
from finder.catalog.entry_document import NEW, digest, entry, present
from finder.catalog.entry_merging import merge

db = database.writer(Path(sys.argv[1]))
at = datetime(2026, 11, 24, tzinfo=UTC)
number = int(sys.argv[2])
gone = f"bolag-{number}" if number else "staden"
print("ready", flush=True)
while True:
    number += 1
    kept = f"bolag-{number}"
    new = entry(db, "organization", gone) | {"id": kept, "name": f"Bolag {number}"}
    by = By(1, at, "", secrets.token_hex())
    save(db, "organization", kept, new, seen=NEW, **by._asdict())
    seen = [digest("organization", entry(db, "organization", one)) for one in (gone, kept)]
    merge(db, "organization", gone, kept, seen=tuple(seen), by=By(1, at, "", secrets.token_hex()))
    gone = kept
    print(number, flush=True)
"""


def test_a_killed_merge_leaves_nothing_half_done(catalogue: Path) -> None:
    db = database.writer(catalogue)
    chosen, last = random.Random(7), 0

    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(catalogue), str(last)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(chosen.uniform(0.05, 0.8))
        process.send_signal(signal.SIGKILL)
        answered = [int(one) for one in process.stdout.read().split()]
        process.stdout.close()
        process.wait()

        assert database.faults(catalogue) == []
        last = max([last, *answered])
        responsible = one_organization(db)
        if responsible != named(last):  # one more, nobody was told of it
            last += 1
        assert responsible == named(last)
        assert last == 0 or present(db, "organization", named(last - 1)) is None
        if present(db, "organization", named(last + 1)):  # added, its merge undone
            with database.write(db):
                db.execute("DELETE FROM organization WHERE id = ?", [named(last + 1)])

    assert last > KILLS
    assert history(db, "organization", "bolag-1")[0]["document"] is None
    db.close()


def named(number: int) -> str:
    """The organization that stands after so many merges."""
    return f"bolag-{number}" if number else "staden"


def one_organization(db: Database) -> str:
    """The one that every programme and place names, in rows, revisions and search alike."""
    programmes = [one["id"] for one in db.query("SELECT id FROM programme")]
    named_by = {current(db, one)["organization"] for one in programmes}
    for table in ("programme", "location"):
        rows = db.execute(f"SELECT organization_id FROM {table}").fetchall()
        named_by |= {row[0] for row in rows}
    (only,) = named_by
    name = entry(db, "organization", only)["name"]
    assert all(name in one.keywords for one in texts(db, "sv"))
    return str(only)
