"""axe finds nothing: every kind of page, in every language, light and dark, narrow and wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Visit, language, page_in_language

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
IN_THE_DARK = (
    "",
    "programmes",
    "programmes/feriejobb-jarva",
)  # the rest in Swedish only
OF_COLOUR = ["color-contrast", "link-in-text-block"]  # all that changes in the dark


def violations(page: Page, rules: list[str]) -> list[str]:
    """What axe says, a line for each element."""
    kind = "rule" if rules == OF_COLOUR else "tag"
    options = {
        "runOnly": {"type": kind, "values": rules},
        "resultTypes": ["violations"],
    }
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]
    ]


@page_in_language
def test_no_barrier_is_found(look: Visit, language: str, path: str) -> None:
    page = look(f"/{language}/{path}", parts=True, color_scheme="light")

    assert violations(page, TAGS) == []
    if language == "sv" or path in IN_THE_DARK:
        page.emulate_media(color_scheme="dark")
        assert violations(page, OF_COLOUR) == []


@language
@pytest.mark.parametrize("path", ["programmes", "programmes/jobbtorg-stockholm"])
def test_no_barrier_is_found_on_a_wide_screen(
    look: Visit, language: str, path: str
) -> None:
    page = look(f"/{language}/{path}", viewport={"width": 1280, "height": 900})

    assert violations(page, TAGS) == []


@pytest.mark.parametrize(
    "broken, told",
    [
        ("document.querySelector('label[for=q]').remove()", "label"),
        ("document.querySelector('h1').style.color = '#bbb'", "color-contrast"),
        ("document.documentElement.lang = 'xx-nothing'", "html-lang-valid"),
        ("document.querySelector('main').removeAttribute('id')", "skip-link"),
    ],
)
def test_a_barrier_would_be_found(look: Visit, broken: str, told: str) -> None:
    page = look("/sv/", bypass_csp=True)

    page.evaluate(broken)

    assert any(one.startswith(told) for one in violations(page, TAGS))
