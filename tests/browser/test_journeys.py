"""What people come for, with and without a script, in the small city that a test can know."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import LANGUAGES, PATIENCE, PHONE, Visit, language

pytestmark = pytest.mark.browser
scripted = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
Start = Callable[..., Page]


@pytest.fixture
def start(city_server: str, new_context: Callable[..., BrowserContext]) -> Start:
    """Opens the city on a phone."""

    def opened(path: str, **options: object) -> Page:
        page = new_context(base_url=city_server, viewport=PHONE, **options).new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(path)
        return page

    return opened


def ids(page: Page) -> list[str]:
    """The programmes shown, in order."""
    links = page.locator(".card h3 a").all()
    paths = [urlsplit(one.get_attribute("href") or "").path for one in links]
    return [path.rsplit("/", 1)[1] for path in paths]


def follow(page: Page, link: Locator) -> None:
    """Press *link* and wait for the page it leads to."""
    with page.expect_navigation():
        link.click()


def choose(page: Page, box: str) -> None:
    """Tick a box of the filters, whose group may have to be opened first."""
    if not page.locator(f"#{box}").is_visible():
        page.locator(".filters details", has=page.locator(f"#{box}")).locator(
            "summary"
        ).click()
    page.locator(f"#{box}").check()


@scripted
@language
def test_from_the_first_page_to_a_programme_in_another_language(
    start: Start, language: str, script: bool
) -> None:
    page = start(f"/{language}/", java_script_enabled=script)

    page.locator("#q").fill("svenska")
    follow(page, page.locator("form[role=search] button"))
    assert set(ids(page)) >= {"barnkock", "sprakkafe"}
    found = len(ids(page))

    page.locator(".filters > summary").click()
    choose(page, "district-norr")
    choose(page, "kind-swedish-language")
    follow(page, page.locator(".filters button"))
    assert ids(page)[0] == "barnkock"
    assert "q=svenska" in page.url and "district=norr" in page.url
    assert len(ids(page)) <= found
    assert page.locator("#q").input_value() == "svenska"

    follow(
        page, page.locator(".chosen a").first
    )  # a choice is taken away again by its link
    assert page.locator(".chosen a").count() == 1
    follow(page, page.locator(".card h3 a", has_text="Kock i skolkök"))
    expect(page.locator("h1")).to_contain_text("Kock i skolkök")

    for tag in [one for one in LANGUAGES if one != language]:
        follow(page, page.locator(f".picker a[hreflang={tag}]"))
        assert urlsplit(page.url).path == f"/{tag}/programmes/barnkock"
        expect(page.locator("html")).to_have_attribute("dir", LANGUAGES[tag])


@scripted
@pytest.mark.parametrize(
    "wish, language",
    [("ar-SY", "ar"), ("en-GB", "en"), ("fi-FI", "fi"), ("de-DE", "sv")],
)
def test_a_browser_is_met_in_its_own_language(
    start: Start, wish: str, language: str, script: bool
) -> None:
    page = start("/", locale=wish, java_script_enabled=script)

    assert page.url.endswith(f"/{language}/")


@language
def test_the_count_is_told_and_changes(start: Start, language: str) -> None:
    page = start(f"/{language}/programmes")
    status = page.locator("#count [role=status]")
    before = status.inner_text()

    page.locator("#q").fill("kock")
    page.locator("#q").press("Enter")
    page.wait_for_url("**q=kock**")

    assert before.strip() and status.inner_text().strip()
    assert status.inner_text() != before
    expect(page.locator("h2#count")).to_be_visible()


@language
def test_a_search_that_finds_nothing_leads_on(start: Start, language: str) -> None:
    page = start(
        f"/{language}/programmes?q=qqqqqq&kind=coaching", java_script_enabled=False
    )

    assert set(ids(page)) <= {"jobbhjalp"}  # an open door
    follow(page, page.locator("main ul:not(.cards) a").last)

    assert len(ids(page)) == 5


@pytest.mark.parametrize("script", [True, False])
def test_what_needs_a_script_is_shown_only_with_one(start: Start, script: bool) -> None:
    page = start("/sv/programmes/feriejobb", java_script_enabled=script)

    assert page.locator("[data-print]").is_visible() == script
    assert not page.locator("[data-share]").is_visible()  # this browser cannot share


def test_print_and_share_do_it(visit: Visit) -> None:
    """What is shared is the address of the page and nothing that was added to it."""
    page = visit("about:blank")
    page.add_init_script("""window.print = () => { window.printed = 1 };
      navigator.share = what => { window.shared = what; return Promise.resolve() }""")
    page.goto("/sv/programmes/feriejobb-jarva#facts")

    page.locator("[data-print]").click()
    page.locator("[data-share]").click()

    assert page.evaluate("window.printed") == 1
    shared = page.evaluate("window.shared")
    assert shared["url"].endswith("/sv/programmes/feriejobb-jarva")
    assert shared["title"] == "Feriejobb i Järva"


@scripted
def test_back_and_forward_keep_what_was_chosen(start: Start, script: bool) -> None:
    page = start("/sv/programmes?q=svenska", java_script_enabled=script)
    follow(page, page.locator(".card h3 a").first)

    page.go_back()

    assert page.locator("#q").input_value() == "svenska"
    assert len(ids(page)) >= 2
