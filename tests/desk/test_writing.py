"""Writing Swedish: the same measure with and without a script; names that are alike."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from finder.catalog.alike import alike
from finder.catalog.readability import lix
from finder.config import ROOT
from tests.desk.desk import Editor

SAMPLES = Path(__file__).with_name("lix.json")
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="only Node runs a script outside a browser")
def test_the_script_measures_as_the_server_does() -> None:
    texts = json.loads(SAMPLES.read_text(encoding="utf-8"))
    module = (ROOT / "static" / "desk" / "writing.mjs").as_uri()
    script = (
        f'import {{ lix }} from "{module}";'
        f"console.log(JSON.stringify({json.dumps(texts)}.map(lix)));"
    )

    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", script],
        capture_output=True,
        check=True,
        timeout=60,
    )

    assert json.loads(done.stdout) == pytest.approx([lix(one) for one in texts])
    assert lix(texts[3]) > 25 > lix(texts[2])


NAMES = {
    "a": "Feriejobb",
    "b": "Feriejobb i Farsta",
    "c": "Jobbtorg unga Kista",
    "d": "Språkcafé",
}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("FERIEJOBB!", ["a", "b"]),
        ("Farsta feriejobb", ["b", "a"]),
        ("Jobbtorg Kista", ["c"]),
        ("Språkkafé", ["d"]),
        ("Svetsare", []),
        ("", []),
        ("– !", []),
    ],
)
def test_names_alike_are_found_whatever_their_case_order_and_signs(
    name: str, found: list[str]
) -> None:
    assert alike(name, NAMES)[: len(found) or None] == found


def test_a_programme_is_not_alike_to_itself() -> None:
    assert alike("Feriejobb", NAMES, besides="a") == ["b"]


def test_names_are_asked_for_while_typing(editor: Callable[..., Editor]) -> None:
    answer = editor("reader").ask("/admin/names?name=Jobbhj%C3%A4lpen&besides=x")

    assert answer.get_json() == [
        {"name": "Jobbhjälp", "address": "/admin/programmes/jobbhjalp"}
    ]
    assert editor().ask("/admin/names?name=x").status_code == 401
