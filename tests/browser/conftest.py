"""The system's Chromium and real servers: of the shipped catalogue and of the invented city."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from finder import config
from finder.web.languages import TABLE
from tests.pages.sites import application, prepared, shipped_catalogue

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    None,
)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PATIENCE = 15_000  # milliseconds that an element may take to appear
PHONE = {"width": 360, "height": 640}  # CSS pixels
LANGUAGES = {one: TABLE[one].dir for one in config.LANGUAGES}
TRIED = (
    "sv",
    "ar",
    "ti",
)  # each kind of page with each change; the others in `make slow`
KINDS_OF_PAGE = {
    "home": "",
    "results": "programmes",
    "narrowed": "programmes?q=jobb&kind=coaching&form=on-site&hours=day",
    "nothing": "programmes?q=qqqqqq",
    "ended": "programmes?archived=1",
    "programme": "programmes/jobbtorg-stockholm",
    "beside": "programmes/jobbtorg-stockholm/beside/uk",
    "local": "programmes/feriejobb-jarva",
    "kinds": "kinds",
    "districts": "districts",
    "district": "districts/jarva",
    "about": "about",
    "accessibility": "about/accessibility",
    "privacy": "about/privacy",
    "missing": "programmes/nowhere",
}
EVERYWHERE = ("results", "programme", "beside")  # in every language with each change
Visit = Callable[..., Page]

language = pytest.mark.parametrize("language", TRIED)
every_language = pytest.mark.parametrize("language", LANGUAGES)
direction = pytest.mark.parametrize(
    "language", ["sv", "ar"]
)  # where words do not matter
kind_of_page = pytest.mark.parametrize(
    "path", KINDS_OF_PAGE.values(), ids=KINDS_OF_PAGE.keys()
)
page_in_language = pytest.mark.parametrize(
    ("language", "path"),
    [
        pytest.param(
            tag,
            path.replace("beside/uk", "beside/sv") if tag == "uk" else path,
            id=f"{kind}-{tag}",
            marks=[] if tag in TRIED or kind in EVERYWHERE else [pytest.mark.slow],
        )
        for tag in LANGUAGES
        for kind, path in KINDS_OF_PAGE.items()
    ],
)


class Silent(WSGIRequestHandler):
    """Writes no access log."""

    def log(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def served(instance: Path) -> Iterator[str]:
    """The address of a real server of an instance, on a free port of this machine."""
    server = make_server(
        "127.0.0.1", 0, application(instance), threaded=True, request_handler=Silent
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    """Drive the system's Chromium; without one, skip at a desk and fail in CI."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "The browser tests need the system's Chromium (Debian: apt-get install chromium)."
        )
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def shipped_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serves the catalogue that the program brings along."""
    with served(
        prepared(shipped_catalogue(), tmp_path_factory.mktemp("shipped"))
    ) as address:
        yield address


@pytest.fixture(scope="session")
def city_server(
    built_city: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Serves the invented city."""
    with served(prepared(built_city, tmp_path_factory.mktemp("city"))) as address:
        yield address


@pytest.fixture
def visit(shipped_server: str, new_context: Callable[..., BrowserContext]) -> Visit:
    """Opens a path of the shipped catalogue in a browser that was never used."""

    def opened(path: str, **options: Any) -> Page:
        page = new_context(**_options(shipped_server, options)).new_page()
        return _watched(page, path)

    return opened


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Browsers in use, by their options."""
    found: dict[str, BrowserContext] = {}
    yield found
    for one in found.values():
        one.close()


@pytest.fixture
def look(
    shipped_server: str, browser: Browser, contexts: dict[str, BrowserContext]
) -> Iterator[Visit]:
    """Opens a path in a new window of a browser that others used before, which is quicker.

    With *parts*, every part that can be opened is.
    """
    pages = []

    def opened(path: str, *, parts: bool = False, **options: Any) -> Page:
        options = _options(shipped_server, options)
        context = contexts.get(str(options)) or browser.new_context(**options)
        contexts[str(options)] = context
        pages.append(context.new_page())
        page = _watched(pages[-1], path)
        if parts:
            page.evaluate(
                "document.querySelectorAll('details').forEach(one => one.open = true)"
            )
        return page

    yield opened
    for page in pages:
        page.close()


def _options(server: str, options: dict[str, Any]) -> dict[str, Any]:
    return {
        "base_url": server,
        "viewport": PHONE,
        "service_workers": "block",
        **options,
    }


def _watched(page: Page, path: str) -> Page:
    """*page* at *path*, with two more fields.

    ``faults`` holds every error the browser tells of: of a script, of the security
    policy, of an answer. ``asked`` holds the address of everything it asked for.
    """
    faults: list[str] = []
    asked: list[str] = []
    page.faults, page.asked = faults, asked  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console", lambda told: faults.append(told.text) if _wrong(told, path) else None
    )
    page.on("request", lambda request: asked.append(request.url))
    page.set_default_timeout(PATIENCE)
    page.goto(path)
    return page


def _wrong(told: ConsoleMessage, path: str) -> bool:
    """Errors and warnings, but not that a page which does not exist does not."""
    missing = "nowhere" in path and "404" in told.text
    return told.type in ("error", "warning") and not missing
