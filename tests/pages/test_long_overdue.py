"""A reader is told when facts should have been checked again long ago."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from finder.catalog import database
from finder.catalog.publishing import current, publish_all
from tests import city
from tests.pages.page import words
from tests.pages.sites import Visitor, application, prepared

MARK = "Not checked since"
SENTENCE = "It should have been checked again by"


def checked(visitor: Visitor, programme: str, days: int, **changes: object) -> None:
    """As if somebody had checked *programme* so many *days* ago."""
    day = (date.today() - timedelta(days)).isoformat()
    db = database.writer(Path(visitor.site.config["SETTINGS"].catalogue))
    fields = {"assured_on": day, "assured_against": "webben", **changes}
    document = {**current(db, programme), **fields}
    publish_all(db, [document], editor=0, at=city.AT, note="test")  # type: ignore[list-item]
    db.close()


@pytest.fixture
def visitor(built_city: Path, tmp_path: Path) -> Visitor:
    return Visitor(application(prepared(built_city, tmp_path / "own", indexed=False)))


def test_card_and_page_say_so(visitor: Visitor) -> None:
    checked(visitor, "jobbhjalp", 400)

    card = visitor.open("/en/programmes?q=jobb").cards()["jobbhjalp"]
    page = visitor.open("/en/programmes/jobbhjalp").main()

    assert MARK in words(card)
    assert MARK in page and SENTENCE in page and "Checked" in page


def test_what_is_only_due_is_not_marked(visitor: Visitor) -> None:
    checked(visitor, "jobbhjalp", 200)  # due some eighteen days ago

    card = visitor.open("/en/programmes?q=jobb").cards()["jobbhjalp"]
    page = visitor.open("/en/programmes/jobbhjalp").main()

    assert MARK not in words(card) + page and SENTENCE not in page


def test_what_nobody_has_checked_says_that_and_no_more(visitor: Visitor) -> None:
    page = visitor.open("/en/programmes/jobbhjalp").main()

    assert "No one at the programme has checked this page yet." in page
    assert MARK not in page and SENTENCE not in page


def test_what_has_ended_is_not_late(visitor: Visitor) -> None:
    checked(visitor, "gamla-spar", 4000)

    assert MARK not in visitor.open("/en/programmes/gamla-spar").main()
