"""Real disks that are full or cannot be written: small file systems in memory.

Making one takes the rights of root, which CI has.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from finder import create_app
from finder.catalog import database, publishing
from finder.config import LANGUAGES, SEARCHED, Settings
from finder.search import find, generations, indexer, reader
from tests import city

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a file system"),
]
Disk = Callable[[str], Path]
PAGES = (
    "",
    "programmes",
    "programmes?q=kock",
    "programmes/feriejobb",
    "districts/norr",
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Makes a small disk of its own, for example of "3m"."""
    made: list[Path] = []

    def small(size: str) -> Path:
        folder = tmp_path / f"disk{len(made)}"
        folder.mkdir()
        subprocess.run(
            [
                "mount",
                "-t",
                "tmpfs",
                "-o",
                f"size={size},mode=700",
                "tmpfs",
                str(folder),
            ],
            check=True,
        )
        made.append(folder)
        return folder

    yield small
    for folder in made:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def addresses(instance: Path) -> dict[str, int]:
    """Address -> status of pages of every kind."""
    client = create_app(Settings(instance=instance)).test_client()
    paths = [f"/{language}/{path}" for language in LANGUAGES for path in PAGES]
    return {path: client.get(path).status_code for path in paths}


def test_a_disk_that_cannot_be_written_is_read(built_city: Path, disk: Disk) -> None:
    """Also a catalogue in WAL mode, whose -shm file cannot be made there."""
    instance = disk("8m")
    catalogue = Path(shutil.copy(built_city, instance / "catalog.db"))
    writer = database.writer(catalogue)
    writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    writer.close()
    indexer.bring_up_to_date(catalogue, instance)
    for left in ("catalog.db-wal", "catalog.db-shm"):
        (instance / left).unlink(missing_ok=True)
    subprocess.run(["mount", "-o", "remount,ro", str(instance)], check=True)

    assert set(addresses(instance).values()) == {200}
    found = find(catalogue, instance, text="kock", language="sv", filters={})
    assert (found["engine"], found["total"]) == ("index", 1)


def test_a_full_disk_while_indexing_leaves_the_old_index(
    built_city: Path, disk: Disk, tmp_path: Path
) -> None:
    catalogue = Path(shutil.copy(built_city, tmp_path / "catalog.db"))
    instance = disk("1m")
    indexer.bring_up_to_date(catalogue, instance)
    before = generations.current(instance)
    filler = instance / "filler"
    change = {**city.documents()[1], "age_max": 21}
    db = database.writer(catalogue)
    publishing.publish_all(db, [change], editor=0, at=city.AT, note="a test")
    db.close()
    _fill(filler)

    with pytest.raises(OSError):
        indexer.bring_up_to_date(catalogue, instance)

    assert generations.current(instance) == before
    assert (
        find(catalogue, instance, text="kock", language="sv", filters={})["total"] == 1
    )
    filler.unlink()
    assert indexer.bring_up_to_date(catalogue, instance) == list(SEARCHED)
    reader.forget()
    assert indexer.check(catalogue, instance) == []


def test_a_full_disk_refuses_a_change_and_keeps_the_rest(
    built_city: Path, disk: Disk
) -> None:
    instance = disk("2m")
    catalogue = Path(shutil.copy(built_city, instance / "catalog.db"))
    db = database.writer(catalogue)
    filler = instance / "filler"
    _fill(filler)
    long = {**city.documents()[1], "editors_note": "x" * 2000}

    with pytest.raises(database.Error):
        publishing.publish_all(db, [long] * 1, editor=0, at=city.AT, note="y" * 500_000)

    assert set(addresses(instance).values()) == {200}
    filler.unlink()
    publishing.publish_all(db, [long], editor=0, at=city.AT, note="again")
    assert publishing.current(db, "feriejobb")["editors_note"] == "x" * 2000
    db.close()
    assert database.faults(catalogue) == []


def _fill(file: Path) -> None:
    """Write until there is no room left."""
    with file.open("wb", buffering=0) as opened:
        try:
            while True:
                opened.write(bytes(64 * 1024))
        except OSError:
            pass
