"""Words that no programme uses lead to the programmes nearest to what they mean."""

import pytest

from tests.search.conftest import Search, ids

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

    assert ids(found) == ["barnkock"]
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
