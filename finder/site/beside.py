"""A programme in two languages beside each other, part by part, to read and print together."""

from dataclasses import dataclass

from flask import get_template_attribute, render_template
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from finder.catalog import reading
from finder.catalog.reading import Programme
from finder.config import LANGUAGES
from finder.site.cards import card_words
from finder.site.institutions import named_in
from finder.site.programme import common_state
from finder.web.catalogue import catalogue
from finder.web.languages import TABLE, Language, current, speaking

TOLD = ("what", "who", "how_to_join", "practical", "money")  # sections, in their order
COMPONENT = "components/column.html"


@dataclass(frozen=True)
class Cell:
    """One part of the programme on one language's side."""

    language: Language
    heading: str  # "" of the first
    content: Markup


@dataclass(frozen=True)
class Column:
    """The programme as one language tells it."""

    language: Language
    name: str
    cells: list[Cell]


def beside(programme_id: str, other: str) -> str:
    """The programme in the language of the page and in *other*.

    Raises :class:`~finder.catalog.reading.NotFound` for a programme, and the web's own
    NotFound for a language, that does not exist or is the page's own.
    """
    if other not in LANGUAGES or other == current().tag:
        raise NotFound()
    db, languages = catalogue(), (current(), TABLE[other])
    found = [reading.programme(db, programme_id, one.tag) for one in languages]
    said = [part["text"] for one in found for part in one["words"].values()]
    columns = [_column(one, told, said) for one, told in zip(languages, found)]
    return render_template(
        "site/beside.html",
        programme_id=programme_id,
        name=columns[0].name,
        columns=columns,
        rows=list(zip(*(one.cells for one in columns))),
    )


def _column(language: Language, found: Programme, said: list[str]) -> Column:
    """One side; the institutions that *said*, the words of both sides, name are explained."""
    with speaking(language):
        state = common_state(found["words"])
        beginning = _macro("beginning")(found["words"], state)
        facts = _macro("stated")(found, **card_words())
        told = {key: _macro("section")(found["words"], key, state) for key in TOLD}
        told["facts"] = facts
        institutions = named_in(said, besides=found["facts"]["organization"])
        if institutions:
            told["names"] = _macro("names")(institutions)
        cells = [Cell(language, "", Markup(beginning))]
        cells += [
            Cell(language, str(_macro("heading")(key)), Markup(content))
            for key, content in told.items()
        ]
    return Column(language, found["words"]["name"]["text"], cells)


def _macro(name: str):  # type: ignore[no-untyped-def]
    return get_template_attribute(COMPONENT, name)
