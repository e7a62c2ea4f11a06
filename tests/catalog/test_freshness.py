"""When facts are due to be checked again, day by day."""

from datetime import date, timedelta

import pytest
from sqlite_utils import Database

from finder.catalog import freshness
from finder.catalog.editing import FACTS, EditConflict, part_of
from finder.catalog.publishing import current, publish_all
from finder.catalog.revisions import at_revision, once_said
from tests import city

CHECKED = date(2026, 1, 15)
DUE = date(2026, 7, 15)  # six months later


def change(db: Database, programme: str, **fields: object) -> None:
    """Publish *programme* with other *fields*."""
    document = {**current(db, programme), **fields}
    publish_all(db, [document], editor=0, at=city.AT, note="test")  # type: ignore[list-item]


def state(db: Database, programme: str, day: date) -> str:
    return next(
        one["state"] for one in freshness.reviews(db, day) if one["id"] == programme
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-10_000, "fresh"),  # a clock that went back years
        (-31, "fresh"),
        (-30, "due"),
        (0, "due"),
        (1, "overdue"),
        (60, "overdue"),
        (61, "long-overdue"),
        (10_000, "long-overdue"),
    ],
)
def test_a_check_ages_by_its_own_rhythm(db: Database, days: int, expected: str) -> None:
    change(db, "jobbhjalp", assured_on=CHECKED.isoformat(), assured_against="webben")

    assert state(db, "jobbhjalp", DUE + timedelta(days)) == expected


def test_what_nobody_ever_checked_is_not_late(db: Database) -> None:
    assert state(db, "jobbhjalp", date(2999, 1, 1)) == "unchecked"


def test_archived_programmes_wait_for_nobody(db: Database) -> None:
    found = freshness.reviews(db, CHECKED)

    assert "gamla-spar" not in [one["id"] for one in found]
    assert freshness.reviews(db, CHECKED, "nobody") == []
    assert freshness.units(db) == {"staden": "Staden"}


def test_the_longest_due_come_first_and_the_unchecked_last(db: Database) -> None:
    change(db, "jobbhjalp", assured_on="2026-01-15", assured_against="webben")
    change(db, "sprakkafe", assured_on="2025-01-15", assured_against="webben")

    found = [one["id"] for one in freshness.reviews(db, DUE)]

    assert found[:2] == ["sprakkafe", "jobbhjalp"]


def assure(db: Database, revision: int, token: str = "one") -> freshness.Saved:
    return freshness.assure(
        *(db, "jobbhjalp", revision),
        **{"day": DUE, "against": "enhetens egna uppgifter"},
        **{"editor": 7, "at": city.AT, "token": token},
    )


def test_nothing_has_changed_writes_the_day_and_nothing_else(db: Database) -> None:
    before = current(db, "jobbhjalp")

    done = assure(db, 1)

    after = current(db, "jobbhjalp")
    assert done.done.changed == ["jobbhjalp"]
    assert after == {
        **before,
        "assured_on": "2026-07-15",
        "assured_against": "enhetens egna uppgifter",
    }
    assert state(db, "jobbhjalp", DUE) == "fresh"
    assert assure(db, 1).again


def test_facts_changed_meanwhile_are_not_vouched_for(db: Database) -> None:
    change(db, "jobbhjalp", phone="08-999 99 99")

    with pytest.raises(EditConflict) as conflict:
        assure(db, 1)

    assert conflict.value.theirs == current(db, "jobbhjalp")
    assert current(db, "jobbhjalp")["assured_on"] is None


def test_a_text_changed_meanwhile_is_no_hindrance(db: Database) -> None:
    texts = current(db, "jobbhjalp")["texts"]
    sv = {**texts["sv"], "what": "En coach hjälper dig."}
    change(db, "jobbhjalp", texts={**texts, "sv": sv})

    assure(db, 1)

    after = current(db, "jobbhjalp")
    assert after["assured_on"] == "2026-07-15"
    assert after["texts"]["sv"]["what"] == "En coach hjälper dig."


def test_a_revision_that_never_was_is_told(db: Database) -> None:
    with pytest.raises(LookupError):
        assure(db, 99)
    with pytest.raises(LookupError):
        at_revision(db, "nobody", 1)


def test_revisions_tell_what_a_digest_meant(db: Database) -> None:
    document = current(db, "jobbhjalp")
    old = str(document["texts"]["sv"]["what"])
    sv = {**document["texts"]["sv"], "what": "Nytt."}
    change(db, "jobbhjalp", texts={**document["texts"], "sv": sv})

    assert once_said(db, "jobbhjalp", "sv", "what", city.digest(old)) == old
    assert once_said(db, "jobbhjalp", "sv", "what", city.digest("Nytt.")) == "Nytt."
    assert once_said(db, "jobbhjalp", "sv", "what", "0" * 12) is None
    assert once_said(db, "jobbhjalp", "sv-simple", "what", "0" * 12) is None
    assert part_of(at_revision(db, "jobbhjalp", 1), FACTS) == part_of(document, FACTS)
