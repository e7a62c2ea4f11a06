"""Words that no programme uses lead to the programmes nearest to what they mean."""

from collections.abc import Callable
from pathlib import Path

import pytest

from finder.catalog.filters import FILTERS
from finder.catalog.stated import Stated
from finder.search.facets import Facets, programmes
from tests.search.conftest import Search, ids, mean

pytestmark = pytest.mark.usefixtures("indexed")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("servitör", "sv"),
        ("servitor", "sv"),
        ("Servitörer", "sv"),
        ("servera mat", "sv"),
        ("waiter", "en"),
        ("waiters", "en"),
        ("servitör", "en"),
        ("نادل", "ar"),
        ("النادل", "ar"),
        ("servitör", "ar"),
    ],
)
@pytest.mark.parametrize("simpler", [False, True])
def test_a_word_nobody_uses_stands_for_its_concept(
    search: Search, text: str, language: str, simpler: bool
) -> None:
    found = search(text, language, simpler=simpler)

    assert ids(found) == ["barnkock"]
    assert found["near"] == [{"words": text, "terms": [("sector", "restaurant-food")]}]
    assert found["let_go"] == []


def test_an_exact_word_is_never_beaten_by_a_concept(search: Search) -> None:
    found = search("kock", "sv")

    assert found["near"] == []


def test_other_words_still_count_beside_a_concept(search: Search) -> None:
    found = search("servitör barn", "sv")

    assert ids(found)[0] == "barnkock"
    assert found["partly"] == len(ids(found)) - found["total"] > 0
    assert [one["words"] for one in found["near"]] == ["servitör"]


def test_a_concept_whose_programmes_lack_the_other_words_is_let_go(
    search: Search,
) -> None:
    found = search("servitör coach", "sv")

    assert ids(found) != []
    assert len(found["let_go"]) == 1


def test_a_word_without_a_concept_finds_nothing(search: Search) -> None:
    found = search("qwertyuiop", "sv")

    assert (found["total"], found["near"], found["let_go"]) == (0, [], [])


def test_a_word_keeps_its_own_concept_beside_a_longer_label_with_grammar(
    catalogue: Path, published: Callable[..., None], search: Search
) -> None:
    mean(catalogue, "english-course", [("sector", "care", 2)], sv="engelska")
    mean(catalogue, "in-english", [("language_name", "en", 2)], sv="på engelska")
    published()

    found = search("engelska", explain=True)

    assert found["explained"]
    assert [one["concept"] for one in found["explained"]["parts"]] == ["english-course"]


def test_what_is_near_is_first_for_everyone_and_of_that_work() -> None:
    facts = [
        fact("broad"),
        fact("exact", sector=["care"]),
        fact("other-work", sector=["restaurant-food"]),
        fact("special", sector=["care"], target_group=["addiction"]),
        fact("no-lead", kind="coaching"),
    ]
    leads = [("kind", "vocational-training", 2), ("sector", "care", 2)]

    found = Facets(programmes(facts, {})).near(leads)

    assert sorted(found, key=lambda number: -found[number]) == [1, 0, 3, 2]


def test_people_whom_a_concept_names_are_not_special() -> None:
    facts = [fact("special", kind="coaching", target_group=["addiction"])]

    found = Facets(programmes(facts, {})).near([("target_group", "addiction", 2)])

    assert found == {0: 2.0}


def fact(
    identity: str, kind: str = "vocational-training", **terms: list[str]
) -> Stated:
    """A programme that states only its kind and *terms*."""
    stated = {name: terms.get(name, []) for name in FILTERS}
    return Stated(
        id=identity,
        name=identity,
        source_language="sv",
        languages=["sv"],
        archived=False,
        open_to_all=True,
        part_of=None,
        kind=kind,
        confirmed=True,
        long_overdue_from=None,
        ages=(None, None),
        seen=(None, None),
        terms={**stated, "kind": [kind]},
    )
