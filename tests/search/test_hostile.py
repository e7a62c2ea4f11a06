"""Any text is answered, within limits, by both engines."""

import time
import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from finder.config import SEARCHED
from finder.search import limits
from finder.search.analysis import tokens
from finder.search.fts import expression

from .conftest import Search, ids

ANY = st.text(st.characters(codec=None), max_size=400)
NASTY = st.text(
    '"*()[]{}^~:+-\\/?!%_\0\n\u202e\u200fåÅa\u0301ا\u064b#😀\ud800 andornearNEAR',
    max_size=60,
)
HOSTILE = [
    "\0", "a\0b", "\ud800", "\udfffabc", "\u202egnp.exe", "\ufeff", "e\u0301" * 500,
    '"', '""', "'", "*", "*a*", "[a TO z]", "a^2", "~5", "name:*", "( " * 500, "a AND", "NEAR(a b)",
    "-kurs", "+kurs", "kurs OR", '"kurs', "c++ c#", "x" * 50_000, "ord " * 5_000,
    "😀🎉", "...", "%", "_",
    "../../etc/passwd", "'; DROP TABLE programme; --", "<script>alert(1)</script>", "{{7*7}}",
    "ﷺ" * 200, "İİİ", "ß" * 200, "\u0345" * 300, "مُمَرِّضَة", "ʼ", "²", "Ⅷ", "a" + "\u0301" * 300,
    '"' * 300, '"a "b" c"', "«“a ”b“ c»", '"" "" ""', "”„»kurs", '"' + "kurs " * 300,
    "kurs курс دورة ስልጠና 课程 κύκλος", "kursкурс", "\u202e\u2066kurs\u2069\u202c", "\u200f" * 99,
    "?!…—–·", "👩🏽‍🏫" * 40, "🇸🇪 kurs", "inte " * 20, "inte utan not без", "und" * 60,
    "yrkesutbildningsarbetsmarknadskurs" * 5, "kurs\u2028odling\x85vård", "\ud83d kurs \ude00",
]  # fmt: skip


@pytest.mark.parametrize("simpler", [False, True])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_answered_in_time(
    indexed: object, search: Search, text: str, simpler: bool
) -> None:
    for language in SEARCHED:
        start = time.process_time()

        found = search(text, language, simpler=simpler)

        assert time.process_time() - start < 1.0
        assert found["engine"] == ("fts5" if simpler else "index")
        assert len(found["query"]) <= limits.CHARACTERS


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=ANY | NASTY,
    language=st.sampled_from(SEARCHED),
    simpler=st.booleans(),
)
def test_any_text_is_answered(
    indexed: object, search: Search, text: str, language: str, simpler: bool
) -> None:
    found = search(text, language, simpler=simpler)

    assert found["engine"] == ("fts5" if simpler else "index")
    found["query"].encode()  # no lone surrogates left
    assert search(found["query"], language, simpler=simpler) == found


@settings(max_examples=400, deadline=None, derandomize=True)
@given(ANY | NASTY | st.sampled_from(HOSTILE))
@example("a\u2028b")
@example("\u1e9b\u0323 " * 60)
def test_cleaning_keeps_within_limits_and_is_done_once(text: str) -> None:
    clean = limits.cleaned(text)

    assert len(clean) <= limits.CHARACTERS
    assert len(tokens(clean)) <= limits.WORDS
    assert limits.cleaned(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not any(unicodedata.category(one) in ("Cc", "Cs") for one in clean)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(ANY | NASTY)
def test_a_word_never_becomes_an_operator_of_fts5(text: str) -> None:
    for token in tokens(text):
        for language in ("sv", "en", "ar"):
            assert expression(token.text, language).count('"') % 2 == 0
            assert '"' not in token.text


@pytest.mark.parametrize(
    "asked, answered",
    [
        ((-5, 10), (0, 10)),
        ((10**9, 10), (980, 10)),
        ((0, 0), (0, 1)),
        ((0, 10**9), (0, 500)),
    ],
)
def test_a_window_is_moved_to_what_is_allowed(
    asked: tuple[int, int], answered: tuple[int, int]
) -> None:
    assert limits.window(*asked) == answered


def test_a_page_is_one_of_those_there_are() -> None:
    assert [limits.page(number) for number in (-1, 0, 1, 99, 100, 10**20)] == [
        1,
        1,
        1,
        99,
        99,
        99,
    ]


def test_a_very_long_query_keeps_its_first_words(
    indexed: object, search: Search
) -> None:
    found = search("kock " + "svenska " * 1000)

    assert found["query"] == "kock" + " svenska" * 11
    assert ids(found)[0] == "barnkock"
