"""What is typed is understood: concepts, conditions, negations, quotations, words let go."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Search, ids, mean, nothing, programme

EVENING = {"filter": "hours", "value": "evening", "programmes": 3}
FOOD = [("sector", "restaurant-food")]
FEED = ("barnkock", "matladan", "servitorsskola")


def offers(found: Any) -> list[dict[str, Any]]:
    return [{k: v for k, v in one.items() if k != "words"} for one in found["offers"]]


@pytest.mark.parametrize("language", ["sv", "en", "ar", "so", "ti", "fa-AF", "uk"])
@pytest.mark.parametrize(
    "typed",
    [
        *("kvällstid", "kvallstid", "Kvällstider", "evening", "evenings", "late hours"),
        *("مساء", "المساء", "fiid", "ilta", "вечір", "ምሸት", "akşam", "aksam"),
    ],
)
def test_a_concept_is_known_in_every_language_to_every_reader(
    asked: Search, typed: str, language: str
) -> None:
    found = asked(typed, language)

    assert set(ids(found)) == {"jobbhjalp", "kvall-ett", "sprakkafe"}
    assert offers(found) == [EVENING]
    assert (found["let_go"], found["engine"]) == ([], "index")


@pytest.mark.parametrize(
    "typed, terms",
    [
        ("hantera livsmedel", [*FOOD, ("sector", "care")]),
        ("livsmedel", [*FOOD, ("sector", "care")]),
        ("att hantera livsmedlet", [*FOOD, ("sector", "care")]),
        ("att servera maten", FOOD),
    ],
)
def test_the_longest_label_wins(
    asked: Search, typed: str, terms: list[tuple[str, str]]
) -> None:
    found = asked(typed)

    assert [one["terms"] for one in found["near"]] == [terms]
    assert {"barnkock", "matladan"} <= set(ids(found)) <= {*FEED}


def test_two_concepts_beside_each_other_are_two(asked: Search) -> None:
    found = asked("servitör kvällstid", explain=True)

    assert found["explained"]
    concepts = [one["concept"] for one in found["explained"]["parts"]]
    assert sorted(map(str, concepts)) == ["evening", "waiter"]


@pytest.mark.parametrize(
    "typed", ["servitör", "servitörerna", "Servitorer", "SERVITÖR"]
)
def test_a_text_that_says_the_word_is_never_beaten_by_a_concept(
    asked: Search, typed: str
) -> None:
    found = asked(typed)

    assert ids(found) == ["servitorsskola", "barnkock", "matladan"]
    first, second = found["results"][:2]
    assert first["score"] > second["score"]


@pytest.mark.parametrize(
    "typed, district, first",
    [
        ("Norrby", "norr", {"barnkock", "feriejobb-norr"}),
        ("i norrby", "norr", {"barnkock", "feriejobb-norr"}),
        ("Norrby gård", "norr", {"barnkock"}),
        ("gamla norrby", "norr", {"barnkock", "feriejobb-norr"}),
        ("soderby", "soder", {"sprakkafe"}),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en", "so", "pl"])
def test_a_place_has_todays_former_and_its_neighbourhoods_names(
    asked: Search, typed: str, district: str, first: set[str], language: str
) -> None:
    found = asked(typed, language)

    assert set(ids(found)) == first
    assert offers(found) == [{"filter": "district", "value": district, "programmes": 1}]


def test_a_condition_is_offered_and_hides_nothing(asked: Search) -> None:
    plain, found = asked("kurs"), asked("kurs kvällstid")

    assert set(ids(plain)) <= set(ids(found))
    assert ids(found)[0] == "kvall-ett"
    assert found["offers"] == [{"words": "kvällstid", **EVENING, "programmes": 1}]
    assert "dagkurs" in ids(found)


def test_an_offer_keeps_its_promise(asked: Search) -> None:
    [offer] = asked("kurs kvällstid")["offers"]

    narrowed = asked("kurs kvällstid", filters={offer["filter"]: [offer["value"]]})

    assert narrowed["total"] == offer["programmes"]
    assert narrowed["offers"] == []


def test_a_condition_is_not_offered_where_the_filter_is_used(asked: Search) -> None:
    assert asked("kurs kvällstid", filters={"hours": ["day"]})["offers"] == []
    assert asked("kurs kvällstid", filters={"kind": ["coaching"]})["offers"]


@pytest.mark.parametrize(
    "typed, language",
    [
        ("kurs inte odling", "sv"),
        ("kurs utan odling", "sv"),
        ("inte odling, kurs", "sv"),
        ("kurs odling inte", "sv"),
        ("kurs not odling", "en"),
        ("kurs without odling", "en"),
        ("kurs utan odling", "en"),
        ("kurs no odlingar", "en"),
        ("kurs ei odling", "fi"),
        ("kurs بدون odling", "ar"),
        ("kurs без odling", "uk"),
    ],
)
@pytest.mark.parametrize("simpler", [False, True])
def test_what_is_not_wanted_comes_last_and_is_said(
    asked: Search, typed: str, language: str, simpler: bool
) -> None:
    found = asked(typed, language, simpler=simpler)

    assert ids(found) == ["kvall-ett", "dagkurs"]
    assert [one.removesuffix("ar") for one in found["unwanted"]] == ["odling"]
    assert found["let_go"] == []


def test_what_is_not_wanted_alone_puts_it_behind_everything(asked: Search) -> None:
    found = asked("inte odling")

    assert set(ids(found)) == set(ids(asked()))
    assert ids(found)[-1] == "dagkurs"


def test_a_negation_alone_is_a_word_like_any_other(asked: Search) -> None:
    found = asked("inte")

    assert nothing(found) and found["unwanted"] == []


def test_a_label_that_negates_is_a_concept_and_no_negation(asked: Search) -> None:
    found = asked("utan svenska")

    assert ids(found) == ["sprakkafe"]
    assert found["unwanted"] == []
    assert [one["value"] for one in found["offers"]] == ["none"]


@pytest.mark.parametrize(
    "typed, right",
    [
        ('"Kock i skolkök"', ["barnkock"]),
        ("”kock i skolkök”", ["barnkock"]),
        ("“Kock i skolkök", ["barnkock"]),
        ("«laga mat»", ["barnkock"]),
        ("»laga mat«", ["barnkock"]),
        ("„laga mat“", ["barnkock"]),
        ('"lagade mat"', ["barnkock"]),  # another form
        ('"mat laga"', []),
        ('"laga barn"', []),
        ('"skolkök Lär"', []),  # two lines
        ('"för att"', []),
        ('"" "laga mat"', ["barnkock"]),
    ],
)
def test_a_quotation_is_words_that_follow_each_other(
    asked: Search, typed: str, right: list[str]
) -> None:
    found = asked(typed)

    assert ([] if nothing(found) else ids(found)) == right


def test_words_beside_a_quotation_count_too(asked: Search) -> None:
    found = asked('kaffe "laga mat"')

    assert (ids(found)[0], found["let_go"]) == ("barnkock", ["kaffe"])


def test_the_least_telling_words_are_let_go_and_named_as_typed(asked: Search) -> None:
    found = asked("KURS Xyzzy servitör")

    assert found["let_go"] == ["KURS", "Xyzzy"]
    assert ids(found)[0] == "servitorsskola"


def test_a_programme_with_all_words_but_one_comes_after_those_with_all(
    asked: Search,
) -> None:
    found = asked("kurs odling")

    assert ids(found)[:2] == ["dagkurs", "kvall-ett"]
    assert (found["let_go"], found["partly"]) == ([], len(ids(found)) - 1)
    assert found["results"][0]["score"] > found["results"][1]["score"]


@pytest.mark.parametrize(
    "typed, corrected, first",
    [
        ("odlign", "odling", "dagkurs"),
        ("Kurs odlign", "Kurs odling", "dagkurs"),
        ("servitörr", "servitör", "servitorsskola"),
        ("kvälstid", "kvällstid", "jobbhjalp"),
    ],
)
def test_a_word_nobody_has_is_put_right_and_that_is_said(
    asked: Search, typed: str, corrected: str, first: str
) -> None:
    found = asked(typed)

    assert found["corrected"] == corrected
    assert ids(found)[0] == first
    assert asked(corrected)["corrected"] is None
    assert set(ids(found)) == set(ids(asked(corrected)))


def test_a_word_somebody_has_is_never_put_right(
    published: Callable[..., None], search: Search
) -> None:
    published(programme("Odling"), programme("Odlingar", "Om odlign, som det heter."))

    found = search("odlign")

    assert (ids(found), found["corrected"]) == (["odlingar"], None)


@pytest.mark.parametrize(
    "typed, language",
    [
        ("jag vill gå en kurs", "sv"),
        ("the kurs for me", "en"),
        ("أريد kurs", "sv"),
        ("أريد kurs في", "en"),
        ("я хочу kurs", "sv"),
        ("haluan kurs", "fi"),
    ],
)
def test_words_that_only_carry_grammar_fall_away(
    asked: Search, typed: str, language: str
) -> None:
    found = asked(typed, language)

    assert set(ids(found)) == {"kvall-ett", "dagkurs"}
    assert found["let_go"] == []


def test_words_of_grammar_are_searched_when_there_are_no_others(asked: Search) -> None:
    assert "barnkock" in ids(asked("och"))
    assert asked("och")["total"] < asked()["total"]


def test_the_archive_is_understood_as_well(
    catalogue: Path, published: Callable[..., None], search: Search
) -> None:
    mean(catalogue, "evening", [("hours", "evening", 2)], sv="kvällstid")
    old = {"status": "archived", "hours": ["evening"]}
    published(programme("Förr", "Kurs i glasblåsning.", **old))

    assert ids(search("glasblåsning kvällstid", archived=True)) == ["forr"]
    [offer] = search("kvällstid", archived=True)["offers"]
    assert (offer["value"], offer["programmes"]) == ("evening", 1)
    assert nothing(search("glasblåsning"))
    assert nothing(search("servitör", archived=True))
