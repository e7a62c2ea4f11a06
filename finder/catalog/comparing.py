"""Two documents of programmes side by side: the facts that differ, and the words that do."""

from collections.abc import Iterable
from typing import Any, NamedTuple, cast

from finder.catalog.document import (
    SECTIONS,
    Making,
    ProgrammeDocument,
    Text,
    canonical,
    making,
    sections,
    source_language,
)
from finder.catalog.word_difference import Piece, marked

NO_TEXT = cast(Text, {})


class Fact(NamedTuple):
    """A field that differs; None and [] are "not stated"."""

    field: str
    before: Any
    after: Any


class Section(NamedTuple):
    """A section of a text that differs, in its words or in how it came to be."""

    language: str
    section: str
    before: str  # "" is not stated
    after: str
    pieces: list[Piece]
    made_before: Making | None  # None where it is not stated, or as the other
    made_after: Making | None
    rebased: bool  # only what it was made from differs


def facts(before: ProgrammeDocument, after: ProgrammeDocument) -> list[Fact]:
    """The fields that differ, but texts, in the order of the document."""
    old, new = _facts(before), _facts(after)
    names = [name for name in ProgrammeDocument.__annotations__ if name != "texts"]
    return [
        Fact(name, old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    ]


def texts(before: ProgrammeDocument, after: ProgrammeDocument) -> list[Section]:
    """The sections that differ: the original's language first, each in page order."""
    return [
        _section(language, name, before, after)
        for language, name in _differing(before, after)
    ]


def languages(*documents: ProgrammeDocument) -> list[str]:
    """The languages of *documents*, the first one's original first."""
    first = source_language(documents[0])
    every = {one for document in documents for one in document["texts"]}
    return sorted(every, key=lambda one: (one != first, one))


def _facts(document: ProgrammeDocument) -> dict[str, Any]:
    return cast(dict[str, Any], canonical(document))


def _differing(
    before: ProgrammeDocument, after: ProgrammeDocument
) -> Iterable[tuple[str, str]]:
    for language in languages(after, before):
        for name in SECTIONS:
            if _said(before, language, name) != _said(after, language, name):
                yield language, name


def _said(
    document: ProgrammeDocument, language: str, name: str
) -> tuple[str, Making, str] | None:
    """The words of a section, how they came to be, and what they were made from."""
    text = document["texts"].get(language, NO_TEXT)
    words = sections(text).get(name)
    if not words:
        return None
    return words, making(text, name), text.get("based_on", {}).get(name, "")


def _section(
    language: str, name: str, before: ProgrammeDocument, after: ProgrammeDocument
) -> Section:
    old, new = _said(before, language, name), _said(after, language, name)
    was, now = old[0] if old else "", new[0] if new else ""
    same = bool(old and new and old[1] == new[1])
    return Section(
        *(language, name, was, now, marked(was, now)),
        made_before=None if same or not old else old[1],
        made_after=None if same or not new else new[1],
        rebased=same and was == now,
    )
