"""A disk that is full while something is imported at the desk: what was brought is kept."""

import io
import os
import re
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from finder.catalog import database
from tests.desk.desk import Editor
from tests.pages.sites import application, prepared

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a file system"),
]
LEFT = 240_000  # bytes: the desk still opens, an import does not fit
ROW = "rad-{0};coaching;staden;city;Rad {0};En rad.\n"
FILE = "id;kind;organization;area_scope;sv.name;sv.summary\n"
FILE += "".join(map(ROW.format, range(100)))


@pytest.fixture
def instance(built_city: Path, tmp_path: Path) -> Iterator[Path]:
    """An instance on a disk of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", str(folder)]
    subprocess.run(["mount", *options], check=True)
    yield prepared(built_city, folder, indexed=False)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(instance: Path) -> Path:
    """All that is free on the disk but LEFT, in a file."""
    ballast = instance / "ballast"
    free = os.statvfs(instance).f_bavail * os.statvfs(instance).f_frsize
    ballast.write_bytes(b"x" * (free - LEFT))
    return ballast


def test_what_was_brought_is_kept_and_taken_when_there_is_room_again(
    instance: Path,
) -> None:
    there = Editor(application(instance), "publisher")
    sent = {"file": (io.BytesIO(FILE.encode()), "t.csv")}
    address = there.send("/admin/import", sent).headers["Location"]
    page = unescape(there.ask(address).text)
    fields = dict(re.findall(r'name="(key|form|change)" value="([^"]*)"', page))
    ballast = fill(instance)

    full = there.ask(address, "POST", data={**fields, "how": "publish"})
    ballast.unlink()
    taken = there.ask(address, "POST", data={**fields, "how": "publish"})

    assert full.status_code == 503
    assert "disk is full" in full.text
    assert taken.status_code == 303
    assert database.faults(instance / "catalog.db") == []
