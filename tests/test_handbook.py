"""The editors' handbook is one book in two languages, about the desk as it is."""

import re

import pytest
from babel.messages.pofile import read_po

from finder.config import ROOT

DOCS = ROOT / "docs"
MENU = ROOT / "templates" / "admin" / "components" / "menu.html"
BOOKS = ("en", "sv")


def book(language: str) -> str:
    """The handbook in a language."""
    return (DOCS / f"handbook.{language}.md").read_text(encoding="utf-8")


def in_the_menu(language: str) -> list[str]:
    """What the desk's menu calls its pages."""
    labels = re.findall(r'_\("([^"]+)"\)', MENU.read_text(encoding="utf-8"))
    if language == "en":
        return labels
    file = ROOT / "translations" / language / "LC_MESSAGES" / "desk.po"
    with file.open("rb") as source:
        told = read_po(source)
    found = [told.get(label) for label in labels]
    return [str(one.string) for one in found if one is not None]


def test_both_have_the_same_chapters_and_pictures() -> None:
    for mark in (r"(?m)^## ", r"(?m)^### ", r"(?m)^\| ", r"\]\(handbook/"):
        assert len(re.findall(mark, book("en"))) == len(re.findall(mark, book("sv")))


@pytest.mark.parametrize("language", BOOKS)
def test_what_it_shows_and_links_to_is_there(language: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", book(language))

    assert len([one for one in links if one.endswith(".png")]) == 6
    assert [one for one in links if not (DOCS / one).is_file()] == []


@pytest.mark.parametrize("language", BOOKS)
def test_it_tells_of_every_page_of_the_menu(language: str) -> None:
    labels, text = in_the_menu(language), book(language)

    assert len(labels) > 15
    assert [one for one in labels if one.lower() not in text.lower()] == []
