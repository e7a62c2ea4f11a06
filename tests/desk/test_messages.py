"""The desk speaks Swedish as completely as English."""

import re
import subprocess
import sys
from pathlib import Path

from babel.messages.pofile import read_po

from finder.config import ROOT

PLACEHOLDER = re.compile(r"%\(\w+\)s")


def test_every_message_of_the_desk_is_there_in_swedish(tmp_path: Path) -> None:
    target = tmp_path / "desk.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract"]
    command += ["-F", "translations/babel-desk.cfg", "-k", "gettext"]
    command += ["-k", "ngettext:1,2", "--no-location", "--sort-output"]
    command += ["--omit-header", "-o", str(target), "."]
    subprocess.run(command, cwd=ROOT, check=True)
    kept = ROOT / "translations" / "desk.pot"
    assert target.read_text("utf-8") == kept.read_text("utf-8"), "run `make messages`"
    with kept.open("rb") as file:
        wanted = [one for one in read_po(file) if one.id]
    with (ROOT / "translations/sv/LC_MESSAGES/desk.po").open("rb") as file:
        told = read_po(file)

    assert not told.obsolete
    for one in wanted:
        ids = [one.id] if isinstance(one.id, str) else list(one.id)
        found = told.get(ids[0])
        assert found is not None, ids[0]
        said = [found.string] if isinstance(found.string, str) else list(found.string)
        assert len(said) == len(ids) and all(said), ids[0]
        for words in said:
            assert set(PLACEHOLDER.findall(words)) <= set(PLACEHOLDER.findall(ids[-1]))
