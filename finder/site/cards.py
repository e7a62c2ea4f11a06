"""Programmes in a list: what a card needs, and the cards of results with what was found marked."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict

from flask import get_template_attribute
from markupsafe import Markup, escape

from finder.catalog import reading
from finder.catalog.reading import Words
from finder.search.marking import Marks, Piece, marked, pieces
from finder.web.catalogue import catalogue, kept_each, named_districts, vocabulary
from finder.web.languages import current, lines


class Said(TypedDict):
    """Words of a card, cut where they may be marked."""

    language: str
    pieces: list[Piece]


class Shown(TypedDict):
    """A card, of which only the words depend on the search."""

    id: str
    words: dict[str, Said]  # section -> in the reader's language, else the original
    below: Markup  # the facts under them


def card_words() -> dict[str, Any]:
    """The taxonomy's and districts' names in the reader's language, and today's date."""
    return {
        "terms": vocabulary(),
        "districts": named_districts(),
        "today": date.today().isoformat(),
    }


def shown(ids: Sequence[str]) -> list[Shown]:
    """Cards of the programmes *ids*, in that order; those that are gone are left out."""
    language, day = current(), date.today().isoformat()

    def made(missing: list[str]) -> dict[str, Shown]:
        below = get_template_attribute("components/programme_card.html", "card_facts")
        facts = card_words()
        return {
            card["id"]: Shown(
                id=card["id"],
                words={part: _said(words) for part, words in card["words"].items()},
                below=Markup(below(card, language, **facts)),
            )
            for card in reading.cards(catalogue(), missing, language.tag)
        }

    return list(kept_each(("card", language.tag, day), ids, made).values())


def with_marks(said: Said, marks: Marks) -> Markup:
    """What is *said* with those words marked that were searched for."""
    return _marked(said["pieces"], marks.get(said["language"], ()))


def lines_with_marks(words: Words, marks: Marks) -> Markup:
    """*words* as paragraphs, with those marked that were searched for."""
    stems = marks.get(words["language"], ())
    if not stems:
        return lines(words["text"])
    blocks = [block.strip() for block in words["text"].split("\n\n") if block.strip()]
    return Markup("\n").join(
        Markup("<p>{}</p>").format(_marked(pieces(block, words["language"]), stems))
        for block in blocks
    )


def _marked(said: Sequence[Piece], stems: Sequence[str]) -> Markup:
    return Markup(
        "".join(
            f"<mark>{escape(piece)}</mark>" if found else escape(piece)
            for piece, found in marked(said, stems)
        )
    )


def _said(words: Words) -> Said:
    return Said(
        language=words["language"], pieces=pieces(words["text"], words["language"])
    )
