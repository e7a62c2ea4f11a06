"""Words are suggested while somebody types: with the keyboard, a pointer or not at all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser


@pytest.fixture
def page(city_server: str, new_context: Callable[..., BrowserContext]) -> Page:
    """The first page of the city on a phone, with a few letters in its field."""
    context = new_context(viewport=PHONE, base_url=city_server)
    opened = context.new_page()
    opened.goto("/sv/")
    opened.locator("#q").press_sequentially("jobb")
    expect(opened.get_by_role("option").first).to_be_visible()
    return opened


def test_an_arrow_and_enter_search_for_what_was_suggested(page: Page) -> None:
    field = page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")

    field.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_id(field.get_attribute("aria-activedescendant") or "")
    words = chosen.inner_text()
    field.press("Enter")
    page.wait_for_url("**/programmes?q=**")

    expect(page.locator("#q")).to_have_value(words)


def test_arrows_go_round_and_come_back_to_what_was_typed(page: Page) -> None:
    field = page.get_by_role("combobox")

    field.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")

    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    expect(field).to_have_value("jobb")


def test_escape_closes_the_list_and_keeps_the_words(page: Page) -> None:
    field = page.get_by_role("combobox")

    field.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("jobb")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_a_press_searches_and_enter_alone_searches_for_what_was_typed(
    page: Page,
) -> None:
    words = page.get_by_role("option").first.inner_text()

    page.get_by_role("option").first.click()
    page.wait_for_url("**/programmes?q=**")
    expect(page.locator("#q")).to_have_value(words)

    page.locator("#q").fill("kock")
    page.locator("#q").press("Enter")
    page.wait_for_url("**q=kock**")


def test_the_list_fits_the_screen_and_hides_nothing_behind_it(page: Page) -> None:
    width = "document.documentElement.scrollWidth"
    box = page.get_by_role("listbox").bounding_box()

    assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    assert page.evaluate(width) == PHONE["width"]
    heights = [one.bounding_box() for one in page.get_by_role("option").all()]
    assert all(one and one["height"] >= 44 for one in heights)
