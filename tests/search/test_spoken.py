"""What people say, rather than what stands in a dictionary, is understood."""

import pytest

from finder.search.clitics import bare
from finder.search.misspelling import Spellings
from finder.search.negations import is_lack
from finder.search.analysis import tokens
from finder.search.spaces import closed_up, parted


@pytest.mark.parametrize(
    ("language", "typed", "beneath"),
    [
        ("ar", "وحلويات", "حلويات"),
        ("ar", "عالشغل", "شغل"),
        ("fa", "کمرم", "کمر"),
        ("fa", "تابستون", "تابستان"),
        ("ckb", "لەکار", "کار"),
        ("ckb", "بێکارم", "بێکار"),
    ],
)
def test_a_word_nobody_knows_is_looked_beneath(
    language: str, typed: str, beneath: str
) -> None:
    assert bare(typed, language, lambda word: word == beneath) == beneath


def test_a_word_that_is_known_stays() -> None:
    assert bare("وظيفة", "ar", lambda word: True) == "وظيفة"


@pytest.mark.parametrize(
    ("language", "said", "place", "lacks"),
    [
        ("pl", "nie mam pracy", 0, True),
        ("sv", "jag kan inte svenska", 2, True),
        ("fa", "پول ندارم", 1, True),
        ("sv", "inte odling", 0, False),
        ("pl", "kurs bez egzaminu", 1, False),
    ],
)
def test_what_somebody_lacks_is_not_what_is_unwanted(
    language: str, said: str, place: int, lacks: bool
) -> None:
    assert is_lack(said.split(), place, language) is lacks


def test_two_words_that_are_one_are_closed_up() -> None:
    known = {"utbildning", "kort", "lång"}.__contains__

    found = closed_up(tokens("kort utbildn ing"), known)

    assert [one.text for one in found] == ["kort", "utbildning"]


def test_one_word_that_is_two_known_ones_is_parted() -> None:
    known = {"kurs", "szwedzkiego"}.__contains__

    assert parted("kursszwedzkiego", known) == ["kurs", "szwedzkiego"]
    assert parted("kurspolskiego", known) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sjösköterska", "sjuksköterska"),
        ("tjörkort", "körkort"),
        ("resepschon", "reception"),
        ("jymnasie", "gymnasie"),
        ("arbetsförmedlinngn", "arbetsförmedling"),
        ("لاعمل", "العمل"),
    ],
)
def test_misspelt_as_it_is_heard_or_twice(typed: str, meant: str) -> None:
    assert Spellings({meant: 1, "annat": 1}).nearest(typed)[:1] == [meant]
