"""Whatever happens to the index, answers stay right, and the indexer heals it."""

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from finder.config import SEARCHED
from finder.search import generations, indexer, reader
from finder.search.find import troubles
from finder.search.generations import IndexDamaged

from .conftest import Search, add, crowd, ids, programme

WATCH = (
    "import sys,pathlib; from finder.search.indexer import watch; "
    "c = pathlib.Path(sys.argv[1]); watch(c, c.parent, poll=.02, verify_every=.5)"
)
Hurt = Callable[[Path], None]


def segment(catalogue: Path, language: str = "sv") -> Path:
    """The file of postings in the current generation."""
    return next((generations.current(catalogue.parent) / language).glob("*.seg"))


def facts(catalogue: Path) -> Path:
    """The folder of what is true in every language."""
    return generations.current(catalogue.parent) / generations.FACTS


def pointer(catalogue: Path) -> Path:
    return catalogue.parent / "index" / "CURRENT"


def change_a_byte(catalogue: Path) -> None:
    path = segment(catalogue)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def rewrite_the_manifest(catalogue: Path, key: str, value: object) -> None:
    path = generations.current(catalogue.parent) / generations.MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), key: value}))


def forget_all(catalogue: Path) -> None:
    shutil.rmtree(
        catalogue.parent / "index", ignore_errors=True
    )  # it may be swept just now


FAULTS: dict[str, Hurt] = {
    "a byte changed": change_a_byte,
    "a file emptied": lambda c: os.truncate(segment(c), 0),
    "a file cut short": lambda c: os.truncate(segment(c), 100),
    "a file deleted": lambda c: segment(c).unlink(),
    "the facts changed": lambda c: (facts(c) / "programmes.json").write_text("{}"),
    "the facts deleted": lambda c: shutil.rmtree(facts(c)),
    "the words changed": lambda c: (segment(c).parent / "words.json").write_text("{}"),
    "the language deleted": lambda c: shutil.rmtree(segment(c).parent),
    "the generation deleted": lambda c: shutil.rmtree(generations.current(c.parent)),
    "everything deleted": forget_all,
    "the pointer deleted": lambda c: pointer(c).unlink(),
    "the pointer emptied": lambda c: os.truncate(pointer(c), 0),
    "the pointer a directory": lambda c: (pointer(c).unlink(), pointer(c).mkdir())[0],
    "the pointer leads away": lambda c: (pointer(c).write_text("../../etc"), None)[1],
    "the pointer not ASCII": lambda c: (pointer(c).write_bytes(b"\xff\xfe" * 99), None)[
        1
    ],
    "the pointer to nothing": lambda c: (pointer(c).write_text("g0"), None)[1],
    "the manifest deleted": lambda c: (
        generations.current(c.parent) / generations.MANIFEST
    ).unlink(),
    "the manifest not JSON": lambda c: os.truncate(
        generations.current(c.parent) / generations.MANIFEST, 20
    ),
    "an older schema": lambda c: rewrite_the_manifest(c, "schema", "0" * 64),
    "an older Whoosh": lambda c: rewrite_the_manifest(c, "whoosh", "2.7.4"),
    "another catalogue": lambda c: rewrite_the_manifest(c, "catalogue", 1),
    "no files in the manifest": lambda c: rewrite_the_manifest(c, "files", {}),
    "a list for a manifest": lambda c: rewrite_the_manifest(c, "versions", []),
}


@pytest.fixture
def fresh() -> Iterator[None]:
    """Forget what this process has read of indexes, before and after."""
    reader.forget()
    yield
    reader.forget()


@pytest.mark.parametrize("fault", FAULTS)
def test_fts5_answers_for_a_damaged_index_until_it_is_healed(
    indexed: Path, search: Search, fresh: None, fault: str
) -> None:
    right = ids(search("svenska"))
    reader.forget()
    before = troubles.total()

    FAULTS[fault](indexed)
    hurt = search("svenska")
    problems = indexer.check(indexed, indexed.parent)
    rebuilt = indexer.bring_up_to_date(indexed, indexed.parent)
    healed = search("svenska")

    assert (hurt["engine"], sorted(ids(hurt))) == ("fts5", sorted(right))
    assert troubles.total() == before + 1
    assert problems and all(problem.endswith(".") for problem in problems)
    assert rebuilt
    assert (healed["engine"], ids(healed)) == ("index", right)
    assert indexer.check(indexed, indexed.parent) == []


def test_a_damaged_language_leaves_the_others_alone(
    indexed: Path, search: Search, fresh: None
) -> None:
    segment(indexed, "en").unlink()

    assert search("svenska", "en")["engine"] == "fts5"
    assert search("svenska", "sv")["engine"] == "index"
    assert search("svenska", "ar")["engine"] == "index"
    assert indexer.bring_up_to_date(indexed, indexed.parent) == ["en"]


def test_damage_to_a_generation_that_is_open_changes_no_answer(
    indexed: Path, search: Search
) -> None:
    before = search("svenska")

    os.truncate(segment(indexed), 0)

    assert search("svenska") == before
    assert before["engine"] == "index"


def test_a_bad_generation_is_not_read_again_at_every_search(
    indexed: Path, search: Search, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_a_byte(indexed)
    search("svenska")
    reads = []
    monkeypatch.setattr(generations, "verified", lambda *_: reads.append(1))

    assert search("svenska")["engine"] == "fts5"
    assert reads == []


class Forged:
    """A pickle that makes a file when it is opened."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.mark,)


def test_a_forged_pickle_is_not_executed(
    indexed: Path, search: Search, fresh: None, tmp_path: Path
) -> None:
    mark = tmp_path / "executed"
    forged = pickle.dumps(Forged(mark))
    for path in (generations.current(indexed.parent) / "sv").iterdir():
        path.write_bytes(forged)
    (generations.current(indexed.parent) / "sv" / "_MAIN_9.toc").write_bytes(forged)

    assert search("svenska")["engine"] == "fts5"
    indexer.bring_up_to_date(indexed, indexed.parent)
    assert search("svenska")["engine"] == "index"
    assert not mark.exists()
    pickle.loads(forged)
    assert mark.exists()  # it would have been


def test_only_the_indexers_user_may_look_into_the_index(indexed: Path) -> None:
    folders = [path for path in (indexed.parent / "index").rglob("*") if path.is_dir()]

    assert {path.stat().st_mode & 0o777 for path in folders} == {0o700}
    assert (indexed.parent / "index").stat().st_mode & 0o777 == 0o700


def test_languages_that_did_not_change_are_taken_over(indexed: Path) -> None:
    old = generations.current(indexed.parent)
    add(indexed, programme("Ny", en={"name_explained": "New"}))
    indexer.bring_up_to_date(indexed, indexed.parent)
    middle = generations.current(indexed.parent)

    change_a_byte(indexed)
    rebuilt = indexer.bring_up_to_date(indexed, indexed.parent)

    new = generations.current(indexed.parent)
    assert rebuilt == ["sv"]
    assert len({old, middle, new}) == 3
    assert (new / "en" / "words.json").samefile(middle / "en" / "words.json")
    kept = {path.name for path in new.parent.iterdir() if path.is_dir()}
    assert kept == {middle.name, new.name}


def test_nothing_is_built_when_nothing_changed(indexed: Path) -> None:
    before = generations.current(indexed.parent)

    add(indexed, programme("Ny"))
    indexer.bring_up_to_date(indexed, indexed.parent)
    after = generations.current(indexed.parent)

    assert indexer.bring_up_to_date(indexed, indexed.parent) == []
    assert generations.current(indexed.parent) == after
    assert before.is_dir()  # whoever is reading it can go on


def test_a_failed_build_leaves_the_old_index_in_use(
    indexed: Path, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = generations.current(indexed.parent)
    add(indexed, programme("Ny"))
    monkeypatch.setattr("os.fsync", _no_space)

    with pytest.raises(OSError):
        indexer.bring_up_to_date(indexed, indexed.parent)
    monkeypatch.undo()

    assert generations.current(indexed.parent) == before
    assert ids(search("ny")) == ["ny"]
    assert indexer.bring_up_to_date(indexed, indexed.parent) == list(SEARCHED)
    assert len([path for path in before.parent.iterdir() if path.is_dir()]) == 2


def _no_space(_handle: int) -> None:
    raise OSError(28, "No space left on device")


def test_the_pointer_may_only_name_a_generation(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    for name in ("../../etc", "/etc", "A", "g" * 40, "", "g1\nx", "g1/..", "."):
        (tmp_path / "index" / "CURRENT").write_text(name)
        with pytest.raises(IndexDamaged):
            generations.current(tmp_path)


def test_without_an_index_check_says_so(catalogue: Path) -> None:
    assert indexer.check(catalogue, catalogue.parent) == ["There is no index yet."]


def test_behind_the_catalogue_check_says_so(indexed: Path) -> None:
    add(indexed, programme("Ny"))

    assert indexer.check(indexed, indexed.parent) == [
        f"The index of {one} is behind the catalogue." for one in SEARCHED
    ]


@contextmanager
def running(catalogue: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that runs the indexer; killed at the end, wherever it is in its work."""
    with subprocess.Popen([sys.executable, "-c", WATCH, str(catalogue)]) as process:
        try:
            yield process
        finally:
            process.kill()


def in_step(catalogue: Path, seconds: float = 20.0) -> bool:
    """Wait until the index is whole and in step."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if indexer.check(catalogue, catalogue.parent) == []:
            return True
        time.sleep(0.02)
    return False


def test_the_indexer_follows_heals_and_stops(catalogue: Path, search: Search) -> None:
    with running(catalogue) as process:
        assert in_step(catalogue)
        add(catalogue, programme("Ny", "Trumslagare."))
        assert in_step(catalogue)
        assert search("trumslagare")["engine"] == "index"

        change_a_byte(catalogue)
        assert in_step(catalogue)
        forget_all(catalogue)
        assert in_step(catalogue)

        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


def test_a_killed_indexer_never_makes_an_answer_wrong(
    catalogue: Path, search: Search
) -> None:
    add(catalogue, *crowd(60))
    everything = search("", limit=200)["total"]
    wrong = 0
    for kill in range(8):
        with running(catalogue):
            end = time.monotonic() + 0.25 + 0.12 * kill  # at another moment of its work
            number = 0
            while time.monotonic() < end:
                add(catalogue, programme("Växlar", f"Ord{kill} x{number} lär dig"))
                everything += (kill, number) == (0, 0)
                found = search(f"ord{kill} x{number}")
                wrong += ids(found) != ["vaxlar"] or bool(found["let_go"])
                wrong += search("", limit=200)["total"] != everything
                number += 1
                time.sleep(0.05 if number % 3 else 0.2)

    assert wrong == 0
    indexer.bring_up_to_date(catalogue, catalogue.parent)
    assert indexer.check(catalogue, catalogue.parent) == []
    folders = [path for path in (catalogue.parent / "index").iterdir() if path.is_dir()]
    assert len(folders) <= 2
