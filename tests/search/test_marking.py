"""Marking: a text stays as it is, and the words it was found by are marked in every script."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from finder.config import SEARCHED
from finder.search.analysis import stem, words
from finder.search.marking import marked, pieces

from .conftest import Search
from .test_hostile import ANY, HOSTILE, NASTY

MIXED = st.text("aåÅ é’'ʼ`-+#.,\n\u200c\u200d\u0301ـَُسوق ال ዓ ስራሕ ДЇ-", max_size=60)


def kept(text: str, language: str, *typed: str) -> list[str]:
    """The words of *text* that are marked for the words *typed*."""
    stems = [stem(one, language) for word in typed for one in words(word)]
    return [one for one, found in marked(pieces(text, language), stems) if found]


@settings(max_examples=400, derandomize=True)
@given(
    text=ANY | NASTY | MIXED | st.sampled_from(HOSTILE),
    language=st.sampled_from(SEARCHED),
    chosen=st.data(),
)
@example(text="e\u0301 e\u0301", language="sv", chosen=None)
def test_pieces_make_up_the_text_exactly(
    text: str, language: str, chosen: st.DataObject | None
) -> None:
    found = pieces(text, language)
    stems = [own for _, own in found if own]
    picked = chosen.draw(st.sets(st.sampled_from(stems))) if stems and chosen else set()

    cut = marked(found, sorted(picked))

    assert "".join(piece for piece, _ in found) == text
    assert "".join(piece for piece, _ in cut) == text
    assert all(piece for piece, _ in cut)
    assert [one for one in cut if one[1]] == [
        (piece, True) for piece, own in found if own in picked
    ]
    for one, other in zip(cut, cut[1:]):
        assert one[1] or other[1]  # as few pieces as can be


@given(text=ANY | MIXED, language=st.sampled_from(SEARCHED))
def test_nothing_is_marked_without_stems(text: str, language: str) -> None:
    assert not any(found for _, found in marked(pieces(text, language), []))
    assert not any(found for _, found in marked(pieces(text, language), [""]))


@pytest.mark.parametrize(
    "language, typed, text, found",
    [
        ("sv", "kurs", "Kurser: en kurs, två kursen; kurva.", "Kurser kurs kursen"),
        ("sv", "språk", "Språk, språket – sprak. Språkkafé", "Språk språket"),
        ("sv", "kafé", "Kaféer och kafé, kafeer", "Kaféer kafé"),
        ("sv", "c++", "C, C++ och C#", "C++"),
        ("en", "work", "Working works; a worm’s work.", "Working works work"),
        ("en", "child", "Children and a child’s play", "Children child’s"),
        ("ar", "عمل", "العمل والعمل عمل معمل", "العمل والعمل عمل"),
        ("ar", "ممرضة", "مُمَرِّضَة والممرضة", "مُمَرِّضَة والممرضة"),
        ("ti", "ስልጠና", "ንስልጠና ስራሕ ሥልጠና", "ንስልጠና ሥልጠና"),
        ("uk", "робота", "Роботу, роботи. Робот", "Роботу роботи"),
        ("tr", "iş", "İŞ ve iş", "İŞ iş"),
    ],
)
def test_forms_of_a_word_are_marked_as_they_are_written(
    language: str, typed: str, text: str, found: str
) -> None:
    assert kept(text, language, typed) == found.split()


def test_signs_beside_a_word_are_not_marked() -> None:
    assert kept("(”kurs”)…", "sv", "kurs") == ["kurs"]


@pytest.mark.parametrize(
    "typed, language, stems",
    [
        ("kursen", "sv", {"sv": ["kurs"]}),
        ("KURS odling", "sv", {"sv": ["kurs", "odling"]}),
        ("kurs", "en", {"sv": ["kurs"]}),
        ("kurs", "ar", {"sv": ["kurs"]}),
        ("odlign", "sv", {"sv": ["odling"]}),
        ('"laga mat"', "sv", {"sv": ["laga", "mat"]}),
        ("kurs inte odling", "sv", {"sv": ["kurs"]}),
        ("cook", "en", {"en": ["cook"]}),
        ("", "sv", {}),
    ],
)
def test_an_answer_names_the_stems_it_was_found_by(
    asked: Search, typed: str, language: str, stems: dict[str, list[str]]
) -> None:
    expected = {
        tongue: {stem(word, tongue) for word in said} for tongue, said in stems.items()
    }

    found = asked(typed, language)["marks"]

    for tongue, said in expected.items():
        assert said <= set(found[tongue])
    if typed in ("", "kurs inte odling"):
        assert {tongue: set(said) for tongue, said in found.items()} == expected


def test_words_let_go_are_not_marked(asked: Search) -> None:
    found = asked("servitör xyzzy kurs")

    assert found["let_go"] == ["xyzzy", "kurs"]
    assert stem("kurs", "sv") not in found["marks"]["sv"]
