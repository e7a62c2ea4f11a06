"""What a reader meets when something is broken: the page all the same, or one plain sentence."""

import logging
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from finder.catalog import database
from tests.pages.sites import LANGUAGES, Visitor

Own = Callable[..., Visitor]
TRACES = re.compile(r"Traceback|sqlite|OperationalError|File &#34;|\.py|/tmp/", re.I)
NEEDS_CATALOGUE = (
    "",
    "programmes",
    "programmes/feriejobb",
    "districts/norr",
    "kinds",
    "about",
)
NEEDS_NOTHING = ("about/accessibility", "about/privacy")
PLANTED = "Zebrasson19121212"


def instance(visitor: Visitor) -> Path:
    """The folder of a visitor's site."""
    folder: Path = visitor.site.config["SETTINGS"].instance
    return folder


def gone(folder: Path) -> None:
    """No index at all."""
    shutil.rmtree(folder / "index")


def emptied(folder: Path) -> None:
    """Every file of the index without content."""
    for file in (folder / "index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"")


def garbled(folder: Path) -> None:
    """One byte of each index file changed."""
    for file in (folder / "index").rglob("*"):
        if file.is_file() and file.stat().st_size:
            content = file.read_bytes()
            file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


@pytest.mark.parametrize("damage", [gone, emptied, garbled])
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_sound_index_everything_is_still_found(
    own: Own, damage: Callable[[Path], None], language: str
) -> None:
    visitor = own()
    asked = [f"/{language}/programmes{one}" for one in ("", "?q=kock", "?form=remote")]
    sound = [visitor.open(one) for one in asked]
    again = own()
    damage(instance(again))

    for before, address in zip(sound, asked):
        page = again.open(address)
        assert set(page.cards()) == set(before.cards())
        assert len(page.of_class("note")) == len(before.of_class("note")) + 1
    assert again.open(f"/{language}/programmes/feriejobb").main()


def missing(file: Path) -> None:
    """No catalogue."""
    file.unlink()


def empty(file: Path) -> None:
    """A file with nothing in it."""
    file.write_bytes(b"")


def foreign(file: Path) -> None:
    """A file of something else."""
    file.write_bytes(b"GIF89a" * 4000)


def cut(file: Path) -> None:
    """The first half only."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2 // 4096 * 4096])


def zeros(file: Path) -> None:
    """All pages but the first overwritten."""
    content = file.read_bytes()
    file.write_bytes(content[:4096] + bytes(len(content) - 4096))


@pytest.mark.parametrize("damage", [missing, empty, foreign, cut, zeros])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_broken_catalogue_is_one_sentence_and_no_trace(
    own: Own, damage: Callable[[Path], None], language: str
) -> None:
    visitor = own()
    for beside in instance(visitor).glob("catalog.db-*"):
        beside.unlink()
    damage(instance(visitor) / "catalog.db")

    for path in NEEDS_CATALOGUE:
        answer = visitor.ask(f"/{language}/{path}")
        status = answer.status_code
        assert 500 <= status < 600 or (damage is cut and status == 200), path
        if status != 200:
            page = visitor.open(f"/{language}/{path}", status)
            assert not TRACES.search(page.main())
            assert answer.headers["Cache-Control"] == "no-store"
    for path in NEEDS_NOTHING:
        visitor.open(f"/{language}/{path}")


@pytest.mark.parametrize("damage", [missing, empty, foreign, zeros])
def test_a_broken_catalogue_is_unavailable_not_a_fault_of_the_program(
    own: Own, damage: Callable[[Path], None]
) -> None:
    visitor = own()
    damage(instance(visitor) / "catalog.db")

    assert visitor.ask("/sv/programmes/feriejobb").status_code == 503


def test_a_catalogue_that_comes_back_is_read_again(own: Own) -> None:
    visitor = own()
    file = instance(visitor) / "catalog.db"
    file.rename(file.with_suffix(".away"))
    assert visitor.ask("/sv/programmes").status_code == 503

    file.with_suffix(".away").rename(file)

    assert visitor.open("/sv/programmes").cards()


def test_a_fault_of_the_program_shows_no_trace_and_logs_no_query(
    own: Own, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Provoked by a table that is gone."""
    visitor = own()
    db = database.writer(instance(visitor) / "catalog.db")
    with database.write(db):
        db.execute("DROP TABLE taxonomy_term_text")
    db.close()

    with caplog.at_level(logging.DEBUG):
        page = visitor.open(
            f"/sv/programmes?q={PLANTED}",
            500,
            headers={"Referer": f"http://x/{PLANTED}"},
        )

    assert not TRACES.search(page.main())
    told = caplog.text + "".join(capfd.readouterr())
    assert "Exception on /sv/programmes" in told
    assert PLANTED not in told


@pytest.mark.parametrize("damage", [None, gone, garbled])
def test_no_log_says_what_anyone_looked_for(
    own: Own,
    damage: Callable[[Path], None] | None,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    visitor = own()
    if damage:
        damage(instance(visitor))
    planted = {
        "Referer": f"https://example.org/?{PLANTED}",
        "User-Agent": PLANTED,
        "Cookie": f"name={PLANTED}",
        "Accept-Language": PLANTED,
        "X-Forwarded-For": PLANTED,
        "Authorization": f"Bearer {PLANTED}",
        "Host": f"{PLANTED}.example",
    }

    with caplog.at_level(logging.DEBUG):
        for address in (
            f"/sv/programmes?q={PLANTED}",
            f"/ar/programmes?kind={PLANTED}&page={PLANTED}&x={PLANTED}",
            "/sv/programmes/feriejobb",
            "/xx/",
        ):
            visitor.ask(address, headers=planted)
            visitor.ask(address, "POST", headers=planted, data={"q": PLANTED})

    told = caplog.text + "".join(capfd.readouterr())
    assert PLANTED not in told and PLANTED.lower() not in told
    files = [one.read_bytes() for one in instance(visitor).rglob("*") if one.is_file()]
    assert not any(PLANTED.encode() in one for one in files)
