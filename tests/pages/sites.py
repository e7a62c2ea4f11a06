"""Sites to look at: an instance with a catalogue and its index, and a visitor who inspects."""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from finder import config, create_app
from finder.catalog import database
from finder.search import indexer
from tests.pages.page import Page, faults

# One of each: the original, its easy version, one more, right to left, another script, and one
# whose words another stands in for. All others are visited on the shipped catalogue.
LANGUAGES = ("sv", config.SIMPLE, "en", "ar", "ti", "fa-AF")
VISITS = [
    *((site, language) for site in ("city", "full") for language in LANGUAGES),
    *(("shipped", language) for language in config.LANGUAGES),
]
visits = pytest.mark.parametrize(
    ("visitor", "language"), VISITS, indirect=["visitor"], ids=map("-".join, VISITS)
)
PROGRAMMES = "programme_id"
NO_PAGES = ("site.suggestions", "site.sitemap")  # JSON for a script, XML


def prepared(catalogue: Path, instance: Path, *, indexed: bool = True) -> Path:
    """A folder with a copy of *catalogue*, and with an index of it."""
    instance.mkdir(parents=True, exist_ok=True)
    copy = Path(shutil.copy(catalogue, instance / "catalog.db"))
    if indexed:
        indexer.bring_up_to_date(copy, instance)
    return instance


def application(instance: Path, **changes: Any) -> Flask:
    """The site of an instance."""
    return create_app(config.Settings(instance=instance, **changes))


def shipped_catalogue() -> Path:
    """The catalogue that the program brings along."""
    if not config.SHIPPED_CATALOGUE.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "There is no catalog.db: make catalog builds it."
        )
    return config.SHIPPED_CATALOGUE


class Visitor:
    """Asks one site for pages, and inspects every page it is given."""

    def __init__(self, site: Flask, every: int = 1, elsewhere: int = 1) -> None:
        self.site = site
        self.client = site.test_client(use_cookies=False)
        # of so many programmes one is among `pages`, in Swedish and in other languages
        self.every, self.elsewhere = every, elsewhere
        self._pages: dict[str, Page] = {}

    def ask(self, address: str, method: str = "GET", **options: Any) -> TestResponse:
        """Any answer, read to its end and closed."""
        with self.client.open(address, method=method, **options) as answer:
            answer.get_data()
        return answer

    def open(self, address: str, status: int = 200, **options: Any) -> Page:
        """The page at *address*, with nothing wrong in how it is built."""
        answer = self.ask(address, **options)
        assert answer.status_code == status, f"{address}: {answer.status}"
        page = Page(address, answer.get_data(as_text=True))
        assert list(faults(page)) == [], address
        return page

    def pages(self, language: str) -> dict[str, Page]:
        """Address -> page, for every kind of page; each opened and inspected once."""
        ids = self.ids()
        step = self.every if language == config.SOURCE_LANGUAGE else self.elsewhere
        for address in addresses(
            self.site, language, ids | {PROGRAMMES: ids[PROGRAMMES][::step]}
        ):
            if address not in self._pages:
                self._pages[address] = self.open(address)
        return {
            at: page
            for at, page in self._pages.items()
            if at.startswith(f"/{language}/")
        }

    def ids(self) -> dict[str, list[str]]:
        """What addresses are made of: programme_id and district_id -> ids in the catalogue."""
        db = database.reader(self.site.config["SETTINGS"].catalogue)
        found = {
            f"{table}_id": [
                row["id"] for row in db.query(f"SELECT id FROM {table} ORDER BY id")
            ]
            for table in ("programme", "district")
        }
        db.close()
        return found


def addresses(
    site: Flask, language: str, ids: Mapping[str, list[str]]
) -> Iterator[str]:
    """The address of every page of the site in one language, with the given ids.

    A new kind of page is among them by itself; one with an unknown part is an error.
    """
    for rule in site.url_map.iter_rules():
        if not rule.endpoint.startswith("site.") or rule.endpoint in NO_PAGES:
            continue
        variable = rule.arguments - {"language", "other"}
        assert len(variable) <= 1 and variable <= ids.keys(), rule
        path = rule.rule.replace("<language>", language)
        path = path.replace("<other>", "ar" if language == "sv" else "sv")
        if not variable:
            yield path
        for name in variable:
            yield from (path.replace(f"<{name}>", one) for one in ids[name])
