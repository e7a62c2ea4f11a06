"""Filters and their counts, against a count by hand of what every programme says."""

import random
from pathlib import Path

import pytest

from finder.catalog import database
from finder.catalog.filters import FILTERS
from finder.catalog.stated import Stated, stated
from finder.search.facets import NOT_STATED
from finder.search.sets import bits, flags, numbers

from .conftest import Search, ids

Chosen = dict[str, list[str]]


def says(row: Stated, name: str, values: list[str]) -> bool | None:
    """Whether *row* states one of *values*; None when it says nothing about it."""
    said = row["terms"][name]
    return any(value in said for value in values) if said else None


def by_hand(rows: list[Stated], chosen: Chosen) -> dict[str, object]:
    """Totals and counts over *rows*, the slow way."""
    said = [
        [says(row, name, values) for name, values in chosen.items()] for row in rows
    ]
    return {
        "total": sum(all(one) for one in said),
        "unstated": sum(False not in one and None in one for one in said),
        "counts": {
            name: {
                value: _if_chosen(rows, {**chosen, name: [value]})
                for value in {value for row in rows for value in row["terms"][name]}
            }
            | {
                NOT_STATED: _silent(
                    rows, name, {k: v for k, v in chosen.items() if k != name}
                )
            }
            for name in FILTERS
        },
    }


def _if_chosen(rows: list[Stated], chosen: Chosen) -> int:
    return sum(all(says(row, *one) for one in chosen.items()) for row in rows)


def _silent(rows: list[Stated], name: str, others: Chosen) -> int:
    return _if_chosen([row for row in rows if not row["terms"][name]], others)


def some_filters(chance: random.Random, rows: list[Stated]) -> Chosen:
    """Up to three filters with up to three values each."""
    chosen = {}
    for name in chance.sample(list(FILTERS), chance.randint(0, 3)):
        values = sorted({value for row in rows for value in row["terms"][name]})
        if values:
            chosen[name] = chance.sample(values, min(len(values), chance.randint(1, 3)))
    return chosen


@pytest.mark.parametrize("simpler", [False, True])
def test_totals_and_counts_are_those_counted_by_hand(
    crowded: Search, crowded_catalogue: Path, simpler: bool
) -> None:
    db = database.reader(crowded_catalogue)
    every = stated(db)
    db.close()
    chance = random.Random(3)
    for archived in (False, True):
        rows = [row for row in every if row["archived"] == archived]
        for _ in range(60):
            chosen = some_filters(chance, every)

            found = crowded(filters=chosen, archived=archived, simpler=simpler)

            expected = by_hand(rows, chosen)
            assert found["total"] == expected["total"], chosen
            assert found["unstated"] == expected["unstated"], chosen
            counts = {
                name: {value: count for value, count in values.items() if count}
                for name, values in found["counts"].items()
            }
            assert counts == {
                name: {value: count for value, count in values.items() if count}
                for name, values in expected["counts"].items()  # type: ignore[attr-defined]
            }, chosen


def test_what_says_nothing_stays_after_what_does(
    indexed: object, search: Search
) -> None:
    found = search(filters={"hours": ["evening"], "form": ["remote"]})

    assert [(hit["id"], hit["stated"]) for hit in found["results"]] == [
        ("jobbhjalp", True),
        ("feriejobb", False),
        ("feriejobb-norr", False),
        ("sprakkafe", False),
    ]
    assert (found["total"], found["unstated"]) == (1, 3)


def test_what_contradicts_a_filter_is_left_out(indexed: object, search: Search) -> None:
    assert "barnkock" not in ids(search(filters={"form": ["remote"]}))
    assert "barnkock" in ids(search(filters={"form": ["remote", "on-site"]}))


def test_a_filter_does_not_narrow_its_own_counts(
    indexed: object, search: Search
) -> None:
    free, chosen = search(), search(filters={"kind": ["coaching"]})

    assert chosen["counts"]["kind"] == free["counts"]["kind"]
    assert chosen["counts"]["hours"] == {"day": 1, "evening": 1, NOT_STATED: 0}


def test_every_value_that_occurs_is_counted_even_with_zero(
    indexed: object, search: Search
) -> None:
    found = search("kaffe")

    assert found["counts"]["sector"] == {"restaurant-food": 0, NOT_STATED: 1}
    assert list(found["counts"]) == list(FILTERS)


def test_more_values_than_the_limit_are_cut(indexed: object, search: Search) -> None:
    with_doubles = ["coaching"] * 500

    assert search(filters={"kind": with_doubles})["total"] == 1


def test_a_filter_without_values_is_none(indexed: object, search: Search) -> None:
    assert search(filters={"kind": []}) == search()


def test_sets_of_numbers_survive_being_integers() -> None:
    some = [0, 1, 7, 8, 63, 64, 1000]

    assert numbers(bits(some)) == some
    assert numbers(bits([])) == []
    assert [n for n, one in enumerate(flags(bits(some), 1001)) if one] == some
    assert len(flags(0, 9)) == 9
