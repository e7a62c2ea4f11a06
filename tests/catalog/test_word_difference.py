"""What changed between two texts, word by word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.catalog.word_difference import marked

TEXTS = st.text(alphabet="ab c.\n", max_size=60) | st.text(max_size=40)


def test_a_changed_word_is_marked_and_the_rest_stays() -> None:
    assert marked("Du lagar mat varje dag.", "Du bakar mat varje dag.") == [
        ("same", "Du"),
        ("gone", " lagar"),
        ("new", " bakar"),
        ("same", " mat varje dag."),
    ]


def test_what_was_added_before_a_full_stop_leaves_the_full_stop() -> None:
    assert marked("Du lagar mat.", "Du lagar mat åt barn.") == [
        ("same", "Du lagar mat"),
        ("new", " åt barn"),
        ("same", "."),
    ]


def test_a_new_paragraph_leaves_the_others() -> None:
    found = marked("Ett.\n\nTre.", "Ett.\n\nTvå.\n\nTre.")

    assert [said for said, _ in found] == ["same", "new", "same"]
    assert "Två." in found[1][1]


def test_equal_texts_have_no_difference() -> None:
    assert marked("Ett två.", "Ett två.") == [("same", "Ett två.")]
    assert marked("", "") == []
    assert marked("", "Nytt.") == [("new", "Nytt.")]


def test_words_of_other_scripts_are_whole() -> None:
    assert marked("أنت تطبخ الطعام", "أنت تخبز الطعام") == [
        ("same", "أنت"),
        ("gone", " تطبخ"),
        ("new", " تخبز"),
        ("same", " الطعام"),
    ]


@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    found = marked(before, after)

    assert "".join(text for said, text in found if said != "new") == before
    assert "".join(text for said, text in found if said != "gone") == after
    assert all(one[0] != two[0] for one, two in zip(found, found[1:]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 10_000, "a b " * 5_000),
        ("a\n\n" * 6_600, "a\n\nb\n\n" * 3_300),
        (" ".join(f"x y{n}" for n in range(2_500)), " ".join(f"x z{n}" for n in range(2_500))),
        ("ab" * 10_000, "ba" * 10_000),
    ],
)  # fmt: skip
def test_the_longest_text_takes_little_time(before: str, after: str) -> None:
    begun = time.process_time()

    marked(before, after)

    assert time.process_time() - begun < 5
