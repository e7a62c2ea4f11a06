"""FTS5 answers the same searches: same totals, filters and counts, said to be simpler."""

from collections.abc import Callable
from pathlib import Path

import pytest

from finder.search import fts
from finder.search.fts import expression

from .conftest import Search, ids, programme

QUERIES = [
    "",
    "kurs",
    "kurser",
    "vård",
    "vard",
    "städning verkstad",
    "svetsning",
    "odling grupp",
]
FILTERS: list[dict[str, list[str]]] = [
    {},
    {"kind": ["coaching"]},
    {"hours": ["evening", "day"], "form": ["remote"]},
    {"district": ["norr"], "target_group": ["young"], "support": ["childcare"]},
]


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("text", QUERIES)
def test_both_engines_find_and_count_the_same(
    crowded: Search, text: str, filters: dict[str, list[str]]
) -> None:
    for language in ("sv", "en", "ar"):
        for archived in (False, True):
            asked = {"filters": filters, "archived": archived, "limit": 100}

            index = crowded(text, language, **asked)
            simple = crowded(text, language, **asked, simpler=True)

            assert (index["engine"], simple["engine"]) == ("index", "fts5")
            for key in ("query", "total", "unstated", "counts", "let_go"):
                assert index[key] == simple[key], key  # type: ignore[literal-required]
            assert sorted(ids(index)) == sorted(ids(simple))


def test_a_word_is_looked_up_by_the_beginning_of_its_forms() -> None:
    assert expression("kurserna", "sv") == '"kurs" * OR "kur"'
    assert expression("it", "sv") == '"it"'
    assert '"التعليم" *' in expression("تعليم", "ar")


def test_arabic_is_found_with_and_without_its_article(
    published: Callable[..., None], search: Search
) -> None:
    published(programme("Svets", ar={"name_explained": "دورة اللحام"}))

    for word in ("لحام", "اللحام", "دورة", "الدورة"):
        assert ids(search(word, "ar", simpler=True)) == ["svets"]


def test_words_there_is_no_time_for_are_let_go(
    indexed: Path, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fts, "TIME_LIMIT", -1.0)
    monkeypatch.setattr(fts, "STEPS", 1)

    found = search("kock svenska", simpler=True)

    assert (found["total"], found["let_go"], found["engine"]) == (0, [], "fts5")


def test_filters_follow_the_catalogue(
    published: Callable[..., None], search: Search
) -> None:
    before = search(simpler=True)["counts"]["kind"]["coaching"]
    published(programme("Ny"))

    assert search(simpler=True)["counts"]["kind"]["coaching"] == before + 1
