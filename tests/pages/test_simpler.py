"""Without an index the page answers all the same, with the same filters, and says so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from finder.search import reader
from tests.pages.page import Page, words
from tests.pages.sites import LANGUAGES, Visitor, application

NOTE = {
    "sv": "Sökningen är enklare än vanligt just nu.",
    "en": "The search is simpler than usual right now.",
}  # whatever it is in others, it must be another note than those with the index
ASKED = ["", "?q=kock", "?q=svenska&hours=evening", "?q=servitör", "?archived=1&q=spår"]


def notes(page: Page) -> list[str]:
    return [words(one) for one in page.of_class("note")]


def options(page: Page) -> list[tuple[str | None, str | None, str]]:
    """Every box with its value and the words beside it, count included."""
    labels = {one.get("for"): words(one) for one in page.all("label")}
    return [
        (one.get("name"), one.get("value"), labels[one.get("id")])
        for one in page.all("input", type="checkbox")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", ASKED)
def test_the_page_has_the_same_filters_and_counts_and_a_note(
    city: Visitor, own: Callable[..., Visitor], language: str, asked: str
) -> None:
    address = f"/{language}/programmes{asked}"
    visitor = own()
    instance: Path = visitor.site.config["SETTINGS"].instance
    (instance / "index" / "CURRENT").unlink()

    right, simple = city.open(address), visitor.open(address)

    more = [one for one in notes(simple) if one not in notes(right)]
    assert len(more) == 1 and NOTE.get(language, "") in more[0]
    assert [one for one in notes(right) if one not in notes(simple)] == []
    assert options(simple) == options(right) != []
    assert sorted(simple.cards()) == sorted(right.cards()) != []


def test_the_note_goes_when_the_index_is_back(own: Callable[..., Visitor]) -> None:
    visitor = own()
    instance: Path = visitor.site.config["SETTINGS"].instance
    pointer = instance / "index" / "CURRENT"
    name = pointer.read_text()
    pointer.unlink()
    assert NOTE["en"] in visitor.open("/en/programmes?q=jobb").main()

    pointer.write_text(name)
    reader.forget()

    assert NOTE["en"] not in visitor.open("/en/programmes?q=jobb").main()
    again = Visitor(application(instance))
    assert NOTE["en"] not in again.open("/en/programmes?q=jobb").main()
