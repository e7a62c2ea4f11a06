"""FTS5 answers the same searches: same totals, filters and counts, said to be simpler."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from finder.search import fts, indexer, reader
from finder.search.concepts import Concepts
from finder.search.find import troubles
from finder.search.fts import expression

from .conftest import Search, add, ids, mean, programme, searching, whole

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
            assert sorted(whole(index)) == sorted(whole(simple))


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


UNDERSTOOD = [
    *("servitör", "servitörer vård", "waiter", "نادل", "norrby", "kurs norrby"),
    *("kurs inte odling", "inte kurs", "“lär dig vård”", "“vård dig”", "xyzzy kurs"),
]


@pytest.fixture(scope="module")
def without_index(
    crowded_catalogue: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The crowd, and no index beside it."""
    return Path(shutil.copy(crowded_catalogue, tmp_path_factory.mktemp("no-index")))


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("text", [*QUERIES[:5], *UNDERSTOOD])
def test_when_the_index_is_gone_fts5_answers_and_says_so(
    crowded: Search, without_index: Path, text: str, filters: dict[str, list[str]]
) -> None:
    for language in ("sv", "en", "ar", "so"):
        asked = {"filters": filters, "limit": 100}

        index = crowded(text, language, **asked)
        gone = searching(without_index)(text, language, **asked)

        assert (index["engine"], gone["engine"]) == ("index", "fts5")
        assert gone == crowded(text, language, **asked, simpler=True)
        for key in ("query", "total", "unstated", "counts", "let_go", "unwanted"):
            assert index[key] == gone[key], key  # type: ignore[literal-required]
        for key in ("near", "offers", "instead", "corrected"):
            assert index[key] == gone[key], key  # type: ignore[literal-required]
        assert sorted(whole(index)) == sorted(whole(gone))


def test_the_log_tells_the_fault_once_and_nothing_of_the_query(
    without_index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    troubles.clear()
    with caplog.at_level("DEBUG"):
        for _ in range(3):
            searching(without_index)("hemligtord")

    told = [one.getMessage() for one in caplog.records]
    assert told == ["The index cannot answer (IndexDamaged); FTS5 does."]
    assert troubles == {"IndexDamaged": 3}
    troubles.clear()


def test_what_the_catalogue_says_now_is_what_fts5_knows(
    catalogue: Path, search: Search
) -> None:
    mean(catalogue, "evening", [("hours", "evening", 2)], sv="kvällstid")
    add(catalogue, programme("Ny", "Trumslagare.", hours=["evening"]))

    found = search("trumslagare kvällstid")

    assert (ids(found)[0], found["engine"]) == ("ny", "fts5")
    assert [one["value"] for one in found["offers"]] == ["evening"]


def test_concepts_are_read_once_for_both_engines_and_anew_when_they_change(
    indexed: Path,
) -> None:
    def concepts() -> tuple[Concepts, Concepts]:
        index = reader.snapshot(indexed, indexed.parent, "sv").concepts
        with fts.full_text(indexed, "sv") as engine:
            return index, engine.concepts

    first, same = concepts()

    mean(indexed, "sewing", [("sector", "care", 2)], sv="sömnad")
    with fts.full_text(indexed, "sv") as engine:
        changed = engine.concepts
    indexer.bring_up_to_date(indexed, indexed.parent)
    last, again = concepts()

    assert first is same and changed is not first
    assert last is again
    assert "sewing" in changed.leads and "sewing" in last.leads
    assert "sewing" not in first.leads
