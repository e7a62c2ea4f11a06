"""Programmes in a list: what a card needs, and the cards of results with what was found marked."""

from collections.abc import Sequence
from typing import Any, TypedDict

from flask import get_template_attribute
from markupsafe import Markup, escape

from finder.catalog import reading
from finder.catalog.listed import iso
from finder.catalog.reading import Card, Words
from finder.catalog.taxonomy import Term
from finder.config import searched_as
from finder.search.marking import Marks, Piece, marked, pieces
from finder.site.institutions import named_in
from finder.web.catalogue import catalogue, kept_each, named_districts, vocabulary
from finder.web.languages import current, lines, paragraphs


class Said(TypedDict):
    """Words of a card, cut where they may be marked."""

    language: str
    state: str  # see reading.Words
    pieces: list[Piece]


class Shown(TypedDict):
    """A card, of which only the words depend on the search."""

    id: str
    words: dict[str, Said]  # section -> in the reader's language, else the original
    below: Markup  # the facts under them
    institutions: list[str]  # named in the words; see site.institutions


def card_words() -> dict[str, Any]:
    """The taxonomy's and districts' names in the reader's language, and today's date."""
    return {
        "terms": vocabulary(),
        "districts": named_districts(),
        "today": iso(None),
    }


def shown(ids: Sequence[str]) -> list[Shown]:
    """Cards of the programmes *ids*, in that order; those that are gone are left out."""
    language, day = current(), iso(None)

    def made(missing: list[str]) -> dict[str, Shown]:
        below = get_template_attribute("components/programme_card.html", "card_facts")
        facts = card_words()
        return {
            card["id"]: Shown(
                id=card["id"],
                words={part: _said(words) for part, words in card["words"].items()},
                below=Markup(below(card, language, **facts)),
                institutions=[one["id"] for one in _named(card)],
            )
            for card in reading.cards(catalogue(), missing, language.tag)
        }

    return list(kept_each(("card", language.tag, day), ids, made).values())


def with_marks(said: Said, marks: Marks) -> Markup:
    """What is *said* with those words marked that were searched for."""
    return _marked(said["pieces"], marks.get(searched_as(said["language"]), ()))


def lines_with_marks(words: Words, marks: Marks) -> Markup:
    """*words* as paragraphs, with those marked that were searched for."""
    stems = marks.get(searched_as(words["language"]), ())
    if not stems:
        return lines(words["text"])
    return paragraphs(
        words["text"],
        lambda line: _marked(pieces(line, searched_as(words["language"])), stems),
    )


def _marked(said: Sequence[Piece], stems: Sequence[str]) -> Markup:
    return Markup(
        "".join(
            f"<mark>{escape(piece)}</mark>" if found else escape(piece)
            for piece, found in marked(said, stems)
        )
    )


def _named(card: Card) -> list[Term]:
    return named_in(one["text"] for one in card["words"].values())


def _said(words: Words) -> Said:
    return Said(
        language=words["language"],
        state=words["state"],
        pieces=pieces(words["text"], searched_as(words["language"])),
    )
