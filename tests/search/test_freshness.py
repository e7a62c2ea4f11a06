"""What should have been checked long ago ranks a little lower, for whole days at a time."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.search.conftest import Search, ids, programme

LATE = date(2026, 9, 14)  # 61 days after 15 July
CHECKED = {"assured_on": "2026-01-15", "assured_against": "webben"}


@pytest.fixture
def two(published: Callable[..., None], search: Search) -> Search:
    """Programmes that are alike, but for the day on which their facts were checked."""
    published(
        programme("Ateljé A", "Vi väver mattor.", **CHECKED),
        programme("Ateljé B", "Vi väver mattor.", assured_on="2026-06-01"),
        programme("Ateljé C", "Vi väver mattor."),
    )
    return search


@pytest.mark.parametrize("simpler", [False, True])
def test_long_overdue_ranks_lower_from_its_day_on(two: Search, simpler: bool) -> None:
    before = two("mattor", day=date(2026, 9, 13), simpler=simpler)
    after = two("mattor", day=LATE, simpler=simpler)

    assert ids(before) == ["atelje-a", "atelje-b", "atelje-c"]
    assert ids(after) == ["atelje-b", "atelje-c", "atelje-a"]
    assert after["engine"] == ("fts5" if simpler else "index")
    assert after["results"][2]["score"] == pytest.approx(
        0.95 * after["results"][1]["score"], abs=0.001
    )


@pytest.mark.parametrize("simpler", [False, True])
def test_days_may_come_in_any_order(two: Search, simpler: bool) -> None:
    days = [LATE, date(2026, 1, 1), LATE, date(2027, 10, 1), date(2026, 1, 1)]

    found = [ids(two("mattor", day=day, simpler=simpler)) for day in days]

    assert found[0] == found[2] != found[1] == found[4]
    assert found[3] == ["atelje-c", "atelje-a", "atelje-b"]  # the unchecked is not late


def test_it_never_outweighs_a_better_match(
    published: Callable[..., None], search: Search
) -> None:
    published(
        programme("Mattverkstad", "Vi väver mattor.", **CHECKED),
        programme("Ateljé", "Vi syr.", sv={"what": "Ibland väver vi mattor."}),
    )

    assert ids(search("mattor", day=LATE))[0] == "mattverkstad"


def test_it_is_explained(two: Search) -> None:
    found = two("mattor", day=LATE, explain=True)

    assert found["explained"] is not None
    standing = {one["id"]: one["standing"] for one in found["explained"]["results"]}
    assert standing == {"atelje-a": 0.95, "atelje-b": 1.0, "atelje-c": 1.0}


def test_without_words_the_order_stays_that_of_names(
    two: Search, catalogue: Path
) -> None:
    assert ids(two("", day=LATE)) == ids(two("", day=date(2026, 1, 1)))
