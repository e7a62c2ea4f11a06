"""The pictures of the handbook: what each shows is there, in Swedish, on the shipped catalogue.

``FINDER_SCREENSHOTS=1`` writes them to docs/handbook/; else they are made and thrown away.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from finder.config import ROOT, Settings
from finder.desk import database, keys
from tests.browser.conftest import PATIENCE, served
from tests.desk.people import PASSWORD, Person, hired
from tests.pages.sites import prepared, shipped_catalogue

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZE = {"width": 1024, "height": 680}  # CSS pixels
LARGEST = 120_000  # bytes of a picture
TEXT = "/admin/programmes/jobbtorg-stockholm/texts/sv"
TABLE = (
    "id;status;review_every\njobbtorg-stockholm;active;3\nferiejobb-jarva;kanske;6\n"
)


class Desk:
    """A desk that people with accounts of their own sign in to."""

    def __init__(self, address: str, instance: Path) -> None:
        self.address, self.settings = address, Settings(instance=instance)

    def person(self, name: str, role: str) -> Person:
        """Somebody whose account is set up and speaks Swedish."""
        db = database.opened(self.settings.editors)
        who = hired(db, keys.secret(self.settings.key), name, role)
        with database.write(db):
            db.table("account").update(who.account, {"language": "sv"})
        db.close()
        return who


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of the shipped catalogue, for this test alone."""
    instance = prepared(shipped_catalogue(), tmp_path / "instance")
    with served(instance) as address:
        yield Desk(address, instance)


@pytest.fixture
def enter(
    desk: Desk, new_context: Callable[..., BrowserContext]
) -> Callable[..., Page]:
    """Signs somebody new in, in a browser of their own; the page is Today."""

    def entered(name: str, role: str) -> Page:
        who = desk.person(name, role)
        context = new_context(base_url=desk.address, viewport=SIZE, locale="sv")
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto("/admin/sign-in")
        page.locator("#login").fill(who.login)
        page.locator("#password").fill(PASSWORD)
        page.locator("#code").fill(who.code())
        page.get_by_role("button", name="Logga in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("I dag")
        return page

    return entered


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where pictures go."""
    wanted = os.environ.get("FINDER_SCREENSHOTS") == "1"
    return ROOT / "docs" / "handbook" if wanted else tmp_path


def picture(page: Page, folder: Path, name: str) -> None:
    """Take what the window shows, and see that it is small enough to be kept."""
    file = folder / f"{name}.png"
    page.screenshot(path=file, animations="disabled", caret="hide")
    assert file.stat().st_size < LARGEST


def test_today_says_what_waits(enter: Callable[..., Page], folder: Path) -> None:
    page = enter("Adam Ek", "administrator")

    expect(page.locator("main")).to_contain_text("har aldrig kontrollerats")
    expect(page.locator("main")).to_contain_text("Installationen")
    picture(page, folder, "today")


def test_the_form_of_a_programme_has_draft_review_and_publish(
    enter: Callable[..., Page], folder: Path
) -> None:
    page = enter("Pia Lund", "publisher")
    page.goto(TEXT)

    for button in ("Spara utkast", "Skicka för granskning", "Publicera"):
        expect(page.get_by_role("button", name=button, exact=True)).to_be_visible()
    picture(page, folder, "programme")


def test_whoever_is_second_sees_both_texts(
    enter: Callable[..., Page], folder: Path
) -> None:
    first, second = enter("Vera Holm", "writer"), enter("Olle Sand", "writer")
    for page, words in ((first, "Få stöd att hitta jobb"), (second, "Hitta ett jobb")):
        page.goto(TEXT)
        page.locator("#c-summary").fill(f"{words} eller en utbildning.")
    for page in (first, second):
        page.get_by_role("button", name="Spara utkast").click()

    expect(second.locator("#conflict")).to_be_visible()
    expect(second.locator("main")).to_contain_text("Få stöd att hitta jobb")
    expect(second.locator("#c-summary")).to_have_value(
        "Hitta ett jobb eller en utbildning."
    )
    second.locator("#conflict").scroll_into_view_if_needed()
    second.evaluate("document.querySelector('#conflict').scrollIntoView()")
    picture(second, folder, "conflict")


def test_the_translation_desk_has_the_swedish_beside(
    enter: Callable[..., Page], folder: Path
) -> None:
    page = enter("Pia Lund", "publisher")
    page.goto("/admin/programmes/jobbtorg-stockholm/translate/en")

    expect(page.get_by_role("button", name="Granskad").first).to_be_visible()
    picture(page, folder, "translation")


def test_a_search_is_explained_word_by_word(
    enter: Callable[..., Page], folder: Path
) -> None:
    page = enter("Vera Holm", "writer")
    page.goto("/admin/search/try?q=svetsare+kväll&language=sv")

    expect(page.locator("main")).to_contain_text("svetsare")
    expect(page.locator("main tbody tr").first).to_be_visible()
    picture(page, folder, "search")


def test_an_import_is_looked_at_before_it_is_taken(
    enter: Callable[..., Page], folder: Path
) -> None:
    page = enter("Vera Holm", "writer")
    page.goto("/admin/import")
    table = {"name": "program.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.locator("#file").set_input_files(table)
    page.get_by_role("button").last.click()

    expect(page.locator("main")).to_contain_text("kanske")
    expect(page.locator("main")).to_contain_text("Rad 3")
    picture(page, folder, "import")
