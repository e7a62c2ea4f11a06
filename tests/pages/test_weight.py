"""Bytes: what a page, its style and its script may weigh; and how the style may be written."""

import gzip
import re

import pytest

from finder import config
from finder.config import ROOT
from finder.web.security import style_sheet
from tests.pages.sites import LANGUAGES, Visitor

ONE_FLIGHT = 14_600  # bytes that a server sends before it waits for an answer
STYLE, SCRIPT = 3_500, 3_000  # bytes, gzip
SIDES = re.compile(
    r"(?<![\w-])((margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right)"
    r"|(left|right)\s*:|float\s*:|clear\s*:\s*(left|right)|text-align\s*:\s*(left|right)"
    r"|border-(top|bottom)-(left|right)-radius|(margin|padding)\s*:\s*[\w.-]+(\s+[\w.-]+){3})"
)
SHEETS = sorted((ROOT / "static").glob("*.css"))
SCRIPTS = sorted((ROOT / "static").glob("*.*js"))


@pytest.mark.parametrize("language", config.LANGUAGES)
@pytest.mark.parametrize(
    "asked", ["", "?q=svetsare", "?q=jobba+med+barn", "?kind=holiday-job"]
)
def test_results_arrive_in_one_flight(
    shipped: Visitor, language: str, asked: str
) -> None:
    """The page with all its cards, its script and icon, with their headers, on a first visit."""
    page = f"/{language}/programmes{asked}"
    assert len(shipped.open("/sv/programmes").cards()) == 10

    total = sum(
        weight(shipped, one) for one in (page, "/static/page.mjs", "/static/icon.svg")
    )

    assert total <= ONE_FLIGHT, total


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_asks_for_no_more_than_its_script_and_icon(
    shipped: Visitor, language: str
) -> None:
    for page in shipped.pages(language).values():
        asked = [one.get("src") for one in page.all("script")]
        asked += [one.get("href") for one in page.all("link", rel="icon")]
        assert asked == ["/static/page.mjs", "/static/icon.svg"]


def test_the_style_is_light() -> None:
    assert len(gzip.compress(style_sheet().encode())) <= STYLE


def test_the_scripts_are_light() -> None:
    assert SCRIPTS
    assert sum(len(gzip.compress(one.read_bytes())) for one in SCRIPTS) <= SCRIPT


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.name)
def test_the_style_knows_no_left_and_right(sheet: object) -> None:
    """One sheet serves both directions, so it says start and end."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)  # type: ignore

    assert [found.group() for found in SIDES.finditer(text)] == []


@pytest.mark.parametrize(
    "rule",
    [
        "margin-left: 1rem",
        "left:0",
        "float: inline-start",
        "text-align: right",
        "margin: 0 1px 2px 3px",
    ],
)
def test_a_side_in_a_style_is_seen(rule: str) -> None:
    assert SIDES.search(f"p {{ {rule} }}")


def weight(visitor: Visitor, address: str) -> int:
    """Bytes of an answer as they travel: status, headers and the compressed body."""
    answer = visitor.ask(
        address, headers={"Accept-Encoding": "gzip, deflate, br, zstd"}
    )
    head = f"HTTP/1.1 {answer.status}\r\n{answer.headers}"
    assert answer.status_code == 200
    return len(head.encode()) + len(answer.get_data())
