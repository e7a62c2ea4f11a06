"""Taking a translators' file while others save."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlite_utils import Database

from finder.catalog.document import Making, digest
from finder.catalog.publishing import current, publish_all
from finder.exchange import taking
from finder.exchange.taking import Busy, taken
from finder.exchange.translations import NOTHING, Entry, judged
from tests import city

HOW = Making(made_by="person", checked_by=None, checked_on=None)


def entries(db: Database) -> list[Entry]:
    """A file that translates who the programme is for, and what one does there."""
    text: Any = current(db, "jobbhjalp")["texts"]
    was = digest(text["en"]["what"])
    return [
        Entry("jobbhjalp", "who", text["sv"]["who"], "You.", NOTHING, 1),
        Entry("jobbhjalp", "what", text["sv"]["what"], "The file's.", was, 2),
    ]


def take(db: Database, given: list[Entry], token: str = "one") -> Any:
    """Take it."""
    how = {"editor": 7, "at": city.AT, "note": "test", "token": token}
    return taken(db, given, "en", HOW, **how)  # type: ignore[arg-type]


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, save: Callable[[int], None], times: int
) -> None:
    """Let *save* happen between judging and publishing, so many *times*."""
    done: list[int] = []

    def interrupted(*asked: Any) -> Any:
        found = judged(*asked)
        if len(done) < times:
            done.append(1)
            save(len(done))
        return found

    monkeypatch.setattr(taking, "judged", interrupted)


def correct(db: Database, words: str) -> None:
    """Somebody corrects the English."""
    document: Any = current(db, "jobbhjalp")
    document["texts"]["en"]["what"] = words
    publish_all(db, [document], editor=8, at=city.AT, note="test")


def english(db: Database) -> Any:
    """What is public."""
    return current(db, "jobbhjalp")["texts"]["en"]


def test_what_is_saved_between_judging_and_publishing_is_not_overwritten(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = entries(db)
    meanwhile(monkeypatch, lambda _: correct(db, "A person's."), 1)

    verdicts, saved = take(db, given)

    assert [one.outcome for one in verdicts] == ["taken", "left"]
    assert saved.done.changed == ["jobbhjalp"]
    assert (english(db)["who"], english(db)["what"]) == ("You.", "A person's.")


def test_who_is_never_left_alone_is_told(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = entries(db)
    meanwhile(monkeypatch, lambda n: correct(db, f"Words {n}."), taking.TRIES)

    with pytest.raises(Busy):
        take(db, given)

    assert "who" not in english(db)


def test_a_file_taken_twice_is_taken_once(db: Database) -> None:
    given = entries(db)

    first, second = take(db, given)[1], take(db, given)[1]

    assert not first.again and second.again and first.done == second.done
    assert db.execute(
        "SELECT count(*) FROM revision WHERE programme_id = 'jobbhjalp'"
    ).fetchone() == (2,)
