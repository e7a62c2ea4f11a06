"""A desk of the invented city in a real server, and people who use it in real browsers."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import BrowserContext, Page, expect

from finder import config
from finder.catalog import database as catalogue_database
from finder.catalog.publishing import publish_all
from finder.desk import database, keys
from finder.search import indexer
from tests import city
from tests.browser.conftest import PATIENCE
from tests.desk.people import PASSWORD, Person, hired

TABLET = {"width": 768, "height": 1024}  # CSS pixels
WORDS = {
    "skrivstuga": "Skrivstuga för brev",
    "tvakockar": "Två kockar",
    "avbrott": "Avbrott i lampan",
    "aterblick": "Återblick på snickeri",
    "oversatt": "Översatt keramik",
    "behallen": "Behållen cykelkurs",
    "dubbel": "Dubbel cykelkurs",
    "skriptlos": "Skriptlös vävning",
}  # a programme for each journey: what one does disturbs no other


class Desk(NamedTuple):
    """Where the desk is, on the network and on the disk."""

    address: str
    instance: Path

    @property
    def settings(self) -> config.Settings:
        """Where its databases lie."""
        return config.Settings(instance=self.instance)

    def hires(self, name: str, role: str) -> Person:
        """Somebody with a local account; the first name is the login."""
        db = database.opened(self.settings.editors)
        person = hired(db, keys.secret(self.settings.key), name, role)
        db.close()
        return person

    def ends_sessions(self, of: Person) -> None:
        """As when a session has run out."""
        db = database.opened(self.settings.editors)
        with database.write(db):
            db.execute("DELETE FROM session WHERE account_id = ?", [of.account])
        db.close()

    def indexes(self) -> None:
        """What the indexer does within seconds of a change."""
        indexer.bring_up_to_date(self.settings.catalogue, self.instance)


def with_programmes(instance: Path) -> None:
    """Publish a programme for each journey."""
    db = catalogue_database.writer(instance / "catalog.db")
    documents = [
        city.document(one, name, f"{name} för dig.", sv={"what": f"Vi gör {one}."})
        for one, name in WORDS.items()
    ]
    publish_all(db, documents, editor=0, at=city.AT, note="for the journeys")
    db.close()


def window(context: BrowserContext) -> Page:
    """A new tab that waits as long as the others."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


def sign_in(page: Page, who: Person, code: str = "", password: str = PASSWORD) -> None:
    """Fill in the form and press its button."""
    page.goto("/admin/sign-in")
    page.get_by_label("Login").fill(who.login)
    page.get_by_label("Password").fill(password)
    page.get_by_label("Code").fill(code or who.code(datetime.now(UTC)))
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


def signed_in(context: BrowserContext, who: Person) -> Page:
    """A tab of somebody who came in by the form."""
    page = window(context)
    sign_in(page, who)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return page


def press(page: Page, name: str) -> None:
    """Press a button of the page's own, and wait for what it leads to."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=name).first.click()


def table(rows: int, faults: int = 0) -> bytes:
    """A CSV of new programmes, among which every so-manyth row has a fault in ``age_min``."""
    stream = io.StringIO()
    names = ["id", "kind", "organization", "area_scope", "age_min"]
    writer = csv.writer(stream, delimiter=";")
    writer.writerow([*names, "sv.name", "sv.summary"])
    wrong = set(range(7, rows, rows // faults)) if faults else set()
    for one in range(rows):
        age = "sexton" if one in wrong else "16"
        facts = [f"rad-{one}", "coaching", "staden", "city", age]
        writer.writerow([*facts, f"Rad nummer {one}", f"Om rad {one}."])
    return stream.getvalue().encode()
