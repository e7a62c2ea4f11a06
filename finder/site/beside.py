"""A programme in two languages beside each other, part by part, to read and print together."""

from dataclasses import dataclass

from flask import get_template_attribute, render_template
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from finder.catalog import reading
from finder.config import LANGUAGES
from finder.site.cards import card_words
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
    columns = [_column(programme_id, one) for one in (current(), TABLE[other])]
    return render_template(
        "site/beside.html",
        programme_id=programme_id,
        name=columns[0].name,
        columns=columns,
        rows=list(zip(*(one.cells for one in columns))),
    )


def _column(programme_id: str, language: Language) -> Column:
    with speaking(language):
        found = reading.programme(catalogue(), programme_id, language.tag)
        state = common_state(found["words"])
        beginning = _macro("beginning")(found["words"], state)
        facts = _macro("stated")(found, **card_words())
        told = {key: _macro("section")(found["words"], key, state) for key in TOLD}
        told["facts"] = facts
        cells = [Cell(language, "", Markup(beginning))]
        cells += [
            Cell(language, str(_macro("heading")(key)), Markup(content))
            for key, content in told.items()
        ]
    return Column(language, found["words"]["name"]["text"], cells)


def _macro(name: str):  # type: ignore[no-untyped-def]
    return get_template_attribute(COMPONENT, name)
