"""The sections of a text as its form shows them, with how hard they are to read."""

from typing import NamedTuple

from finder.admin.controls import Errors
from finder.admin.fields import ONE_LINE, SECTIONS
from finder.admin.programme_form import Typed, cleaned
from finder.admin.working import Work
from finder.catalog.readability import EASY, lix
from finder.catalog.validation import SUMMARY
from finder.config import SOURCE_LANGUAGE, searched_as
from finder.web.languages import gettext

SHORT = 120  # characters of a name
TRANSLATED = 320  # of a summary in another language than the original's
LONG = 20_000
NAMES = ("name", "name_explained")


class Section(NamedTuple):
    """One section: what is typed in it, and the original's words beside it."""

    name: str
    label: str
    help: str
    value: str
    one_line: bool
    limit: int  # characters
    length: int
    measured: bool  # whether LIX can be told
    lix: int | None  # None: nothing to measure
    easy: bool
    original: str  # "" in the original itself
    errors: list[str]


def sections_of(there: Work, part: str, typed: Typed, errors: Errors) -> list[Section]:
    """The sections of the text in the language *part*, in page order."""
    original = part == there.source
    beside = {} if original else there.content(there.source)
    if there.public and not original:
        beside = dict(there.public["texts"].get(there.source, {}))
    found = []
    for name, (label, help) in SECTIONS.items():
        value = typed.get(name, "")
        said = beside.get("name" if name == "name_explained" else name, "")
        unused = "name_explained" if original else "name"
        if name == unused and not value:
            continue
        words = cleaned(value)
        hard = lix(words) if words and measured(name, part) else None
        found.append(
            Section(
                name=name,
                label=gettext(label),
                help=gettext(help),
                value=value,
                one_line=name in NAMES,
                limit=limit(name, original),
                length=len(words),
                measured=measured(name, part),
                lix=None if hard is None else round(hard),
                easy=hard is not None and hard < EASY,
                original=said,
                errors=list(errors.get(name, ())),
            )
        )
    return found


def measured(section: str, language: str) -> bool:
    """Whether it can be said how hard a section is to read."""
    return searched_as(language) == SOURCE_LANGUAGE and section not in NAMES


def limit(section: str, original: bool) -> int:
    """Characters that a section may have."""
    if section == "summary":
        return SUMMARY if original else TRANSLATED
    return SHORT if section in ONE_LINE else LONG
