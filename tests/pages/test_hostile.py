"""Whatever is asked, the answer is a sound page within a second."""

import time
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finder.site.find import ALLOWED
from tests.pages.sites import LANGUAGES, Visitor

SLOWEST = 1.0  # seconds of this process for one answer
HUGE = ["x" * 30_000, "ord " * 5_000, "é" * 5_000, "%" * 9_999, "٠" * 999]
ODD = st.text(
    "\0\n\r\t\"'<>&%#?/\\;:{}[]()*~^\u202e\u2068\ufeff\u0301å سوق😀\ud800", max_size=40
)
TEXT = st.text(st.characters(codec="utf-8"), max_size=80) | ODD
QUICKLY = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def printable(text: str) -> str:
    """*text* without control characters, which have a test of their own, and surrogates."""
    return "".join(one for one in text if unicodedata.category(one) not in ("Cc", "Cs"))


def timely(visitor: Visitor, address: str) -> int:
    """The status of *address*, whose page is sound and took no time to speak of."""
    start = time.process_time()
    status = visitor.ask(address).status_code
    assert time.process_time() - start < SLOWEST, address[:200]
    if status not in (301, 302, 308):
        visitor.open(address, status)
    return status


@pytest.mark.parametrize("value", HUGE, ids=lambda one: ascii(one[:4]))
@pytest.mark.parametrize("name", ALLOWED)
def test_huge_values_are_answered(city: Visitor, name: str, value: str) -> None:
    assert timely(city, f"/sv/programmes?{name}={quote(value)}") in (200, 404)


@pytest.mark.parametrize("name", ["q", "sort", "page", "archived", "x"])
def test_control_characters_are_not_repeated(city: Visitor, name: str) -> None:
    assert timely(city, f"/sv/programmes?{name}=a%00b%1B%7F") in (200, 301)


def test_control_characters_of_an_unknown_value_are_not_repeated(city: Visitor) -> None:
    assert timely(city, "/sv/programmes?kind=a%00b%1B%7F") == 200


@pytest.mark.parametrize("name", ["q", "kind", "target_group", "district", "unknown"])
def test_a_thousand_values_are_answered(city: Visitor, name: str) -> None:
    pairs = "&".join(f"{name}={number}" for number in range(1000))

    assert timely(city, f"/ar/programmes?{pairs}") in (200, 301)


def test_every_value_of_every_filter_at_once_is_answered(shipped: Visitor) -> None:
    boxes = shipped.open("/sv/programmes").all("input", type="checkbox")
    pairs = "&".join(f"{one.get('name')}={one.get('value')}" for one in boxes)

    assert timely(shipped, f"/sv/programmes?{pairs}") == 200


@QUICKLY
@given(
    language=st.sampled_from(LANGUAGES),
    asked=st.lists(
        st.tuples(st.sampled_from([*ALLOWED, "x"]), TEXT | st.integers().map(str)),
        max_size=5,
    ),
)
def test_any_question_is_answered(
    city: Visitor, language: str, asked: list[tuple[str, str]]
) -> None:
    pairs = "&".join(f"{name}={quote(printable(text))}" for name, text in asked)

    assert timely(city, f"/{language}/programmes?{pairs}") in (200, 301, 404)


@QUICKLY
@given(
    raw=st.binary(max_size=60),
    path=st.sampled_from(["sv/", "sv/programmes", "ar/districts"]),
)
def test_any_bytes_in_an_address_are_answered(
    city: Visitor, raw: bytes, path: str
) -> None:
    for address in (
        f"/{path}?q={quote(raw)}",
        f"/{path}?{quote(raw)}",
        f"/{path}/{quote(raw)}",
    ):
        assert timely(city, address) in (200, 301, 308, 404)


@QUICKLY
@given(TEXT, st.sampled_from(["programmes", "districts"]))
def test_any_name_of_a_programme_or_district_is_answered(
    city: Visitor, name: str, folder: str
) -> None:
    address = f"/en/{folder}/{quote(name, safe='', errors='surrogatepass')}"

    assert timely(city, address) in (200, 308, 404)


@pytest.mark.parametrize(
    "query", ["%", "%zz", "q=%ff", "q=%ed%a0%80", "=&=&&;", "q", "q[]=1"]
)
def test_a_broken_query_is_answered(city: Visitor, query: str) -> None:
    assert timely(city, f"/sv/programmes?{query}") in (200, 301)
