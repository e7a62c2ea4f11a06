"""What a search finds, in which order, and what becomes of words nobody has."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from finder.search import UnknownFilter, reader
from finder.search.facets import swedish_order
from finder.search.find import troubles
from finder.search.ranking import Ranking

from .conftest import Search, add, crowd, ids, programme


@pytest.fixture(autouse=True)
def no_trouble() -> Iterator[None]:
    """FTS5 answering would hide that the index cannot."""
    troubles.clear()
    yield
    assert set(troubles) <= {"IndexDamaged"}  # not there, or behind


def test_all_words_must_match_wherever_they_stand(
    published: Callable[..., None], search: Search
) -> None:
    published(
        programme("Svetsa", "Lär dig svetsa.", sv={"what": "Kursen är på kvällen."}),
        programme("Odla", "En kurs i odling."),
    )

    assert ids(search("kurs")) == ["odla", "svetsa"]
    both = search("svetsar kurser")
    assert ids(both) == ["svetsa", "odla"]
    assert (both["let_go"], both["partly"]) == ([], 1)  # that one comes last


def test_a_word_in_the_name_counts_more_than_in_the_text(
    published: Callable[..., None], search: Search
) -> None:
    published(
        programme("Odling", "Vi gräver."),
        programme("Bygge", "Vi bygger.", sv={"what": "Odling finns också."}),
    )

    assert ids(search("odling")) == ["odling", "bygge"]


def test_the_readers_language_and_swedish_are_searched_together(
    published: Callable[..., None], search: Search
) -> None:
    published(
        programme(
            "Svets", en={"name_explained": "Welding course", "summary": "Weld metal."}
        ),
        programme("Odla", ar={"name_explained": "دورة في الزراعة"}),
    )

    assert ids(search("welder welding", "en")) == ["svets"]
    assert ids(search("svets welding", "en")) == ["svets"]
    assert search("welding", "sv")["total"] == 0
    assert ids(search("odla", "ar")) == ["odla"]
    assert ids(search("الدورة زراعة", "ar")) == ["odla"]


def test_the_readers_own_language_ranks_before_swedish_at_equal_match(
    published: Callable[..., None], search: Search
) -> None:
    published(
        programme("Aaa", "Komvux"),
        programme("Bbb", "Något", en={"name_explained": "Other", "summary": "Komvux"}),
        programme("Ccc", "Något", ar={"name_explained": "آخر", "summary": "Komvux"}),
    )

    assert ids(search("komvux", "en")) == ["bbb", "aaa"]
    assert ids(search("komvux", "ar")) == ["ccc", "aaa"]
    assert [hit["language"] for hit in search("komvux", "en")["results"]] == [
        "en",
        "sv",
    ]


def test_few_translations_do_not_make_a_long_one_rank_after_swedish(
    published: Callable[..., None], search: Search
) -> None:
    long = ("كلمات كثيرة جدا " * 20).strip()
    published(
        *crowd(40),
        programme("Aaa", "Komvux", sv={"what": "Du läser" + " flera ämnen" * 20}),
        programme(
            "Ccc", "Något", sv={"what": "Text"}, ar={"summary": "Komvux", "what": long}
        ),
    )

    assert ids(search("komvux", "ar")) == ["ccc", "aaa"]


def test_a_word_typed_without_dots_finds_the_word_with_them(
    published: Callable[..., None], search: Search
) -> None:
    published(programme("Lärare", "För lärare."), programme("Lager", "På lager."))

    assert ids(search("larare")) == ["larare"]
    assert search("läger")["corrected"] == "lager"


def test_words_nobody_has_are_let_go_first(indexed: Path, search: Search) -> None:
    found = search("Kock Qwertyz svenska")

    assert ids(found) == ["barnkock", "sprakkafe"]
    assert (found["let_go"], found["partly"]) == (["Qwertyz"], 1)


def test_then_the_most_frequent_word_is_let_go(
    published: Callable[..., None], search: Search
) -> None:
    published(
        programme("Aaa", "Kurs i tennis."),
        programme("Bbb", "Kurs i golf."),
        programme("Ccc", "Tornerspel."),
    )

    found = search("kurs tornerspel")

    assert ids(found) == ["ccc"]
    assert found["let_go"] == ["kurs"]


def test_when_no_word_exists_nothing_is_found_and_none_let_go(
    indexed: Path, search: Search
) -> None:
    found = search("xyzzy plugh")

    assert (found["total"], found["unstated"], found["instead"]) == (0, 0, True)
    assert (found["let_go"], found["corrected"]) == ([], None)
    assert 0 < len(ids(found)) <= 6  # open doors


def test_filters_that_leave_nothing_let_no_word_go(
    indexed: Path, search: Search
) -> None:
    found = search("kock svenska", filters={"kind": ["coaching"]})

    assert (found["total"], found["let_go"]) == (0, [])


@pytest.mark.parametrize(
    "text, corrected",
    [
        ("Fereijobb", "feriejobb"),
        ("sprakkafé", None),
        ("svenksa kaffe", "svenska kaffe"),
    ],
)
def test_a_misspelt_word_is_offered_right(
    indexed: Path, search: Search, text: str, corrected: str | None
) -> None:
    if corrected:
        assert search(text)["corrected"] == corrected
    else:
        assert search(text)["total"] or search(text)["corrected"]


def test_a_word_that_finds_something_is_not_corrected(
    indexed: Path, search: Search
) -> None:
    assert search("kaffe")["corrected"] is None


def test_a_correction_is_a_word_that_finds_something_here(
    published: Callable[..., None], search: Search
) -> None:
    published(programme("Slut", "Glasblåsning.", status="archived"))

    assert search("glasblåsnign")["corrected"] is None
    assert search("glasblåsnign", archived=True)["corrected"] == "glasblåsning"


def test_archived_programmes_are_found_only_when_asked_for(
    indexed: Path, search: Search
) -> None:
    assert "gamla-spar" not in ids(search("spår"))
    assert ids(search("spår", archived=True)) == ["gamla-spar"]
    assert "gamla-spar" not in ids(search())
    assert ids(search(archived=True)) == ["gamla-spar"]


def test_an_empty_search_is_everything_by_name(indexed: Path, search: Search) -> None:
    found = search("  ")

    assert found["query"] == ""
    assert ids(found) == [
        "feriejobb",
        "feriejobb-norr",
        "jobbhjalp",
        "barnkock",
        "sprakkafe",
    ]
    assert [hit["score"] for hit in found["results"]] == [0.0] * 5


def test_names_sort_as_swedes_sort_them() -> None:
    names = [
        "Östra",
        "Ås",
        "Älv",
        "Zebra",
        "éclair",
        "Eva",
        "ask",
        "10 jobb",
        "”Ask”",
        "Ask 2",
    ]

    assert sorted(names, key=swedish_order) == [
        *(
            "10 jobb",
            "ask",
            "”Ask”",
            "Ask 2",
            "éclair",
            "Eva",
            "Zebra",
            "Ås",
            "Älv",
            "Östra",
        )
    ]


def test_results_can_be_sorted_by_name(indexed: Path, search: Search) -> None:
    by_name = [hit["name"] for hit in search("jobb", sort="name")["results"]]

    assert by_name == sorted(by_name, key=swedish_order)


def test_equal_scores_are_ordered_by_name_then_id(
    published: Callable[..., None], search: Search
) -> None:
    twins = [programme("Lika", "Lika text.", id=f"lika-{one}") for one in "cab"]
    published(
        *twins, programme("Ålika", "Lika text."), programme("Blika", "Lika text.")
    )

    assert ids(search("text")) == ["blika", "lika-a", "lika-b", "lika-c", "alika"]


def test_pages_of_results_follow_each_other(crowded: Search) -> None:
    whole = ids(crowded("kurs", limit=100))

    pages = [ids(crowded("kurs", offset=start, limit=7)) for start in range(0, 91, 7)]

    assert [one for page in pages for one in page] == whole
    assert len(whole) > 14
    assert ids(crowded("kurs", offset=90, limit=10)) == []


def test_another_process_gives_the_same_answer(
    crowded: Search, crowded_catalogue: Path
) -> None:
    code = (
        "import json,sys,pathlib; from finder.search import find; "
        "c = pathlib.Path(sys.argv[1]); "
        "print(json.dumps(find(c, c.parent, text='vård kurs data', language='en', "
        "filters={'form': ['remote']}, limit=50)))"
    )
    run = [sys.executable, "-c", code, str(crowded_catalogue)]

    answers = {
        subprocess.run(run, capture_output=True, check=True).stdout for _ in range(3)
    }

    assert len(answers) == 1
    here = crowded("vård kurs data", "en", filters={"form": ["remote"]}, limit=50)
    assert json.loads(answers.pop()) == here


@pytest.mark.parametrize(
    "asked, name, value",
    [
        ({"language": "xx"}, "language", "xx"),
        ({"filters": {"colour": ["red"]}}, "colour", None),
        ({"filters": {"kind": ["red"]}}, "kind", "red"),
        ({"filters": {"kind": ["coaching", "not-stated"]}}, "kind", "not-stated"),
        ({"sort": "price"}, "sort", "price"),
    ],
)
@pytest.mark.parametrize("simpler", [False, True])
def test_what_does_not_exist_is_named_with_what_does(
    indexed: Path,
    search: Search,
    asked: dict[str, str],
    name: str,
    value: str | None,
    simpler: bool,
) -> None:
    with pytest.raises(UnknownFilter) as caught:
        search(**{"text": "kurs", "simpler": simpler, **asked})

    assert (caught.value.name, caught.value.value) == (name, value)
    assert caught.value.allowed


def test_a_value_of_the_taxonomy_that_no_programme_has_finds_nothing(
    indexed: Path, search: Search
) -> None:
    assert search(filters={"target_group": ["unemployed"]})["total"] == 0


def test_a_change_is_searchable_at_once_and_by_the_index_when_it_has_followed(
    indexed: Path, published: Callable[..., None], search: Search
) -> None:
    assert search("trumslagare")["engine"] == "index"
    add(indexed, programme("Ny", "Trumslagare sökes."))

    at_once = search("trumslagare")
    published()

    assert (at_once["engine"], ids(at_once)) == ("fts5", ["ny"])
    assert search("trumslagare")["engine"] == "index"
    assert ids(search("trumslagare")) == ["ny"]


@pytest.fixture
def often_switching() -> Iterator[None]:
    """Threads take turns a thousand times as often, so that what can go wrong does."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_many_threads_get_the_answers_one_gets(
    crowded: Search, crowded_catalogue: Path, often_switching: None
) -> None:
    reader.forget()
    opened = reader.snapshot(crowded_catalogue, crowded_catalogue.parent, "sv")
    words = list(opened.indexes[0].words.words)
    right = [crowded(word) for word in words]
    reader.forget()  # they all open it at once

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(crowded, word) for _ in range(4) for word in words]

    assert [one.result() for one in asked] == right * 4


def test_the_programme_a_word_names_stands_before_those_that_mention_it(
    published: Callable[..., None], search: Search
) -> None:
    published(
        programme("Verkstan", "Verkstan.", sv={"what": "Vi lagar annat." * 5}),
        programme("Verkstan Norr", "Verkstan."),
        programme("Nya verkstan", "Verkstan."),
    )

    assert ids(search("verkstan")) == ["verkstan", "verkstan-norr", "nya-verkstan"]


def test_a_whole_comes_before_its_parts_and_open_to_all_before_limited() -> None:
    named = {"name": "Kock", "open_to_all": True, "archived": False, "confirmed": True}
    whole = {**named, "id": "whole", "part_of": None}
    fact = {**whole, "id": "fact"}
    part = {**named, "id": "part", "part_of": "whole"}
    limited, both = {**fact, "open_to_all": False}, {**part, "open_to_all": False}
    unconfirmed = {**fact, "confirmed": False}

    ranking = Ranking([whole, fact, part, limited, both, unconfirmed])
    by_name = ranking.named(["kock"], 0b111111)
    scores = [by_name[n] * ranking.standing[n] for n in range(6)]

    assert scores[0] > scores[1] > scores[2] > scores[4]
    assert scores[1] > scores[3] > scores[4]
    assert scores[1] > scores[5]


def test_what_limits_and_contains_a_programme_is_read_from_the_catalogue(
    indexed: Path, search: Search
) -> None:
    found = reader.snapshot(indexed, indexed.parent, "sv").facets.ranking
    standing = {
        hit["id"]: found.standing[number]
        for number, hit in enumerate(sorted(search()["results"], key=lambda h: h["id"]))
    }

    assert standing["feriejobb"] > standing["feriejobb-norr"]


@pytest.mark.parametrize(
    "text, in_vain",
    [
        ("Qwertyz kock", ["Qwertyz"]),
        ("qwertyz", ["qwertyz"]),
        ("kock utan-nummer", []),
        ("kokc", []),  # put right
        ("servitör", []),  # understood, though no text has it
        ("“qwertyz”", []),  # quoted
        ("kock inte qwertyz", []),  # not wanted in any case
        ("språkkafé feriejobb", []),  # no programme has both
        ("17 år", []),
    ],
)
def test_a_word_is_in_vain_when_nothing_has_it_and_it_means_nothing(
    asked: Search, text: str, in_vain: list[str]
) -> None:
    assert asked(text)["in_vain"] == in_vain
