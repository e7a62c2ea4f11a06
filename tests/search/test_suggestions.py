"""Suggestions: what somebody who types may mean, in their own language, and never too much."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from finder.config import SEARCHED
from finder.search import indexer, reader, suggest
from finder.search.suggestions import MOST

from .conftest import add, mean, programme
from .test_hostile import HOSTILE

Suggested = Callable[..., list[str]]
NAMES = [f"Servettvikning {number}" for number in range(9)]


@pytest.fixture(scope="module")
def place(built_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue with names and labels that begin alike, and its index."""
    catalogue = Path(shutil.copy(built_city, tmp_path_factory.mktemp("suggested")))
    labels = {"sv": "vårdare, vårdbiträde, vårdpersonal", "ar": "ممرض"}
    mean(catalogue, "carer", [("sector", "care", 2)], **labels)
    add(
        catalogue,
        *(programme(name, "Vi viker.") for name in NAMES),
        programme("Servitörsskola i Norrby", "Bli servitör."),
        programme("Serva bilar", "Slut.", status="archived"),
        programme("Matlagning för alla i hela staden"),
        programme("Norrbyskolan vid det stora torget"),
        programme("Öppet hus", "Välkommen.", en={"name_explained": "Open house"}),
    )
    indexer.bring_up_to_date(catalogue, catalogue.parent)
    return catalogue


@pytest.fixture
def typed(place: Path) -> Suggested:
    """What is suggested for some text, in Swedish unless asked otherwise."""
    return lambda text, language="sv": texts(place, text, language)


def texts(catalogue: Path, text: str, language: str = "sv") -> list[str]:
    found = suggest(catalogue, catalogue.parent, text, language)
    return [one.text for one in found]


@pytest.mark.parametrize(
    "start", ["servi", "SERVI", "serv no", "no serv", " norrby  servi "]
)
def test_words_typed_so_far_begin_words_in_any_order(
    typed: Suggested, start: str
) -> None:
    assert "Servitörsskola i Norrby" in typed(start)


@pytest.mark.parametrize("start", ["öpp", "opp", "Ö", "öppet hu", "öppet hus"])
def test_dots_need_not_be_typed(typed: Suggested, start: str) -> None:
    assert typed(start) == (["Öppet hus"] if len(start) > 1 else [])


def test_the_middle_of_a_word_suggests_nothing(typed: Suggested) -> None:
    assert typed("skola") == []  # Servitörsskola
    assert typed("norrby xyz") == []


def test_what_begins_so_comes_first_then_labels_then_what_is_shorter(
    typed: Suggested,
) -> None:
    whole = "Matlagning för alla i hela staden"
    assert typed("mat") == [whole, "servera mat", "Restaurang och mat"]
    assert typed("ser")[:2] == ["servitör", "Servettvikning 0"]
    assert typed("norr") == [
        "Norrbyskolan vid det stora torget",
        *("Feriejobb i Norrby", "Servitörsskola i Norrby"),
    ]
    assert typed("vår")[:2] == ["vårdare", "Vård och omsorg"]


def test_there_are_never_more_than_the_most(typed: Suggested) -> None:
    assert typed("ser") == ["servitör", *NAMES[: MOST - 1]]
    assert len(typed("se")) == MOST == 8


def test_a_concept_is_suggested_once_by_its_likeliest_label(typed: Suggested) -> None:
    assert typed("vård") == ["vårdare", "Vård och omsorg"]
    assert typed("vårdb") == ["vårdbiträde"]


def test_only_programmes_that_run_are_named(typed: Suggested) -> None:
    assert typed("serva") == []
    assert typed("gamla sp") == []
    assert typed("jobbhj") == ["Jobbhjälp"]


@pytest.mark.parametrize(
    "text, language, found",
    [
        ("wait", "en", ["waiter"]),
        ("wait", "sv", []),
        ("servit", "en", ["Servitörsskola i Norrby"]),  # a name, and no Swedish label
        ("ناد", "ar", ["نادل"]),
        ("ناد", "en", []),
        ("مم", "ar", ["ممرض"]),
        ("vårdp", "ar", []),
        ("jobbco", "sv", ["Jobbcoachning"]),
        ("en jobbco", "en", ["en Jobbcoachning"]),
        ("en jobbco", "sv", []),
        ("unga", "sv", ["Unga"]),
        ("ingen", "sv", ["Ingenjörer"]),
        ("barnpass", "sv", []),  # a support is no word to search by
    ],
)
def test_each_language_has_its_own_labels(
    typed: Suggested, text: str, language: str, found: list[str]
) -> None:
    assert typed(text, language) == found


def test_each_suggestion_says_its_language(place: Path) -> None:
    names = suggest(place, place.parent, "se", "en")
    [waiter] = suggest(place, place.parent, "wai", "en")

    assert {one.language for one in names} == {"sv"}
    assert waiter.language == "en"


@pytest.mark.parametrize(
    "text", ["", " ", "s", "S", "å", " s ", "s s s", "-", "…", "ن"]
)
def test_a_letter_alone_suggests_nothing(typed: Suggested, text: str) -> None:
    assert [typed(text, language) for language in ("sv", "en", "ar")] == [[], [], []]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_answered(typed: Suggested, text: str) -> None:
    for language in SEARCHED:
        assert len(typed(text, language)) <= MOST


def test_signs_around_words_do_not_count(typed: Suggested) -> None:
    for text in ('"jobbhj', "jobbhj%", "(jobbhj", "\u202ejobbhj", "jobbhj*"):
        assert typed(text) == ["Jobbhjälp"]


def test_without_an_index_in_step_nothing_is_suggested(indexed: Path) -> None:
    assert texts(indexed, "jobbhj")
    add(indexed, programme("Ny"))
    assert texts(indexed, "jobbhj") == []
    (indexed.parent / "index" / "CURRENT").unlink()
    reader.forget()
    assert texts(indexed, "jobbhj") == []
