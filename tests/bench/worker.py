"""One worker as a process of its own: how soon it is warm, what it holds, when it sees a change.

Run as ``python -m tests.bench.worker TASK INSTANCE``; it prints JSON.
"""

import json
import logging
import subprocess
import sys
import time
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from finder import create_app
from finder.catalog import database, publishing
from finder.config import ROOT, Settings
from finder.search import find, indexer, warm
from tests.bench.grown import LANGUAGES
from tests.bench.measure import command, environment, resident

NEW = "xqzvwkjx"  # a word that no text has, nor any like it
READY = "ready\n"
NAP = 0.02  # seconds between two looks
LONGEST = 600.0  # seconds that a change is waited for
Told = dict[str, float]


def main() -> None:
    """Do what the command line says."""
    task, instance = sys.argv[1], Path(sys.argv[2])
    logging.disable(logging.WARNING)  # that FTS5 answers meanwhile is expected
    print(json.dumps({"warmed": _warmed, "seen": _seen}[task](instance)))


def _warmed(instance: Path) -> Told:
    """Seconds until all is read, and MB held after a page in every language."""
    app = create_app(Settings(instance=instance))
    wall, cpu = time.perf_counter(), time.process_time()
    warm(instance / "catalog.db", instance)
    told = {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
    }
    client = app.test_client()
    for language in LANGUAGES:
        client.get(f"/{language}/programmes?q=svenska")
    return {**told, "memory": resident()}


def _seen(instance: Path) -> Told:
    """With the old index in memory: the moment at which the index finds NEW."""
    catalogue = instance / "catalog.db"
    warm(catalogue, instance)
    if _found(catalogue, instance):
        raise ValueError(f"{NEW} is found before it is there.")
    print(READY, end="")
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if _found(catalogue, instance):
            return {"at": time.monotonic()}
        time.sleep(NAP)
    raise TimeoutError(f"The change was not seen within {LONGEST} seconds.")


def _found(catalogue: Path, instance: Path) -> bool:
    found = find(catalogue, instance, text=NEW, language="sv", filters={})
    return found["engine"] == "index" and found["total"] == 1


def edited(instance: Path) -> Told:
    """Seconds from the beginning of a change until it is published, indexed and found.

    Another process, that had the old index in memory, finds it.
    """
    catalogue = instance / "catalog.db"
    asked = command("tests.bench.worker", "seen", instance)
    with subprocess.Popen(
        asked, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        if other.stdout.readline() != READY:
            raise RuntimeError("The other process does not answer.")
        start = time.monotonic()
        _publish(catalogue)
        published = time.monotonic()
        indexer.bring_up_to_date(catalogue, instance)
        indexed = time.monotonic()
        told: Any = json.loads(other.stdout.readlines()[-1])
    return {
        "published": published - start,
        "indexed": indexed - start,
        "found": told["at"] - start,
    }


def _publish(catalogue: Path) -> None:
    """Add NEW to the summary of one programme."""
    db = database.writer(catalogue)
    first = db.execute("SELECT min(id) FROM programme WHERE status = 'active'")
    document = deepcopy(publishing.current(db, first.fetchone()[0]))
    said = document["texts"]["sv"]
    said["summary"] = f"{said.get('summary', '')} {NEW}".strip()
    publishing.publish_all(db, [document], editor=0, at=datetime.now(UTC), note="bench")
    db.close()


if __name__ == "__main__":
    main()
