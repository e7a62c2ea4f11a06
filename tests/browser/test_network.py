"""What travels: few bytes, few requests, nothing from or to anybody else, nothing left behind."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LANGUAGES, Visit, every_language, page_in_language

pytestmark = pytest.mark.browser
ONE_FLIGHT = 14_600  # bytes: a server sends no more before it waits for an answer
REQUESTS = 4  # before the page has loaded


@page_in_language
def test_a_page_is_whole_and_asks_nobody_else(
    look: Visit, shipped_server: str, language: str, path: str
) -> None:
    """Language and direction fit the address; no error in the console; only our own server."""
    page = look(f"/{language}/{path}")
    page.wait_for_load_state("networkidle")

    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (
        language,
        LANGUAGES[language],
    )
    assert page.faults == []  # type: ignore[attr-defined]
    asked: list[str] = page.asked  # type: ignore[attr-defined]
    assert [one for one in asked if not one.startswith(f"{shipped_server}/")] == []
    assert len(asked) <= REQUESTS


@every_language
@pytest.mark.parametrize("asked", ["", "?kind=holiday-job"])
def test_results_arrive_in_one_flight(visit: Visit, language: str, asked: str) -> None:
    """A first visit: the page with ten cards, its script and its icon, all with their headers."""
    page = visit("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.requestWillBeSent", lambda event: names.update(sent(event)))
    session.on("Network.loadingFinished", lambda event: sizes.update(got(event, names)))

    page.goto(f"/{language}/programmes{asked}", wait_until="networkidle")
    if not any("icon" in one for one in sizes):
        page.evaluate(
            "fetch(document.querySelector('link[rel=icon]').href).then(x => x.text())"
        )
        page.wait_for_load_state("networkidle")

    assert page.locator(".card").count() == 10
    assert len(sizes) == 3
    assert sum(sizes.values()) <= ONE_FLIGHT, sizes


def sent(event: dict[str, Any]) -> dict[str, str]:
    """A request's number -> its address."""
    return {event["requestId"]: event["request"]["url"]}


def got(event: dict[str, Any], names: dict[str, str]) -> dict[str, int]:
    """An address -> bytes of its answer as they travelled, headers included."""
    return {names[event["requestId"]]: int(event["encodedDataLength"])}


def test_the_browser_takes_pages_compressed(visit: Visit) -> None:
    page = visit("/sv/")

    answer = page.goto("/sv/programmes")

    assert answer and answer.headers["content-encoding"] == "br"


@pytest.mark.parametrize("script", [True, False])
def test_a_visit_leaves_nothing_on_the_device(visit: Visit, script: bool) -> None:
    page = visit("/sv/", java_script_enabled=script, service_workers="allow")

    page.locator("#q").fill("barn")
    page.locator("#q").press("Enter")
    page.locator(".card h3 a").first.click()
    page.locator(".picker a").last.click()
    page.go_back()

    assert page.context.cookies() == []
    assert page.context.storage_state() == {"cookies": [], "origins": []}
    assert page.context.service_workers == []
    assert page.evaluate(STORED) == [0, 0, 0, 0, 0, ""] if script else True


STORED = """async () => [localStorage.length, sessionStorage.length,
  (await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length, document.cookie]"""


def test_a_script_or_style_from_elsewhere_is_refused(visit: Visit) -> None:
    """The policy works in a real browser, and the watch of this suite sees it work."""
    page: Page = visit("/sv/")

    page.evaluate(
        """() => { const add = (name, change) =>
      document.head.append(Object.assign(document.createElement(name), change));
      add("script", {textContent: "window.hurt = 1"});
      add("script", {src: "https://example.org/x.js"});
      add("style", {textContent: "body { margin-top: 99px }"});
      document.body.setAttribute("onclick", "window.hurt = 2"); document.body.click(); }"""
    )
    page.wait_for_timeout(100)

    assert page.evaluate("window.hurt") is None
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    assert len(page.faults) >= 4  # type: ignore[attr-defined]
