"""Programmes as a table, one a row, to be edited in a spreadsheet: out, and in again.

``docs/spreadsheet.md`` explains it to those who edit. A table holds the facts and the texts in
some languages; starts, outcomes and how a text came to be are left to JSON, and stay as they are.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from sqlite_utils import Database

from finder.catalog.document import (
    SECTIONS,
    SELDOM,
    SETS,
    ProgrammeDocument,
    canonical,
    sections,
    source_language,
)
from finder.catalog.editing import rewritten
from finder.catalog.publishing import current
from finder.config import LANGUAGES, SOURCE_LANGUAGE
from finder.exchange.cells import safe, said
from finder.exchange.documents import Placed, Reading, refuse_doubles
from finder.exchange.sheet import Row, Sheet, sheet

LEFT_TO_JSON = ("starts", "outcomes")  # lists of several facts: no cell holds them
FACTS = tuple(
    name
    for name in ProgrammeDocument.__annotations__
    if name not in (*LEFT_TO_JSON, "texts")
)
TEXTS = tuple(f"{language}.{name}" for language in LANGUAGES for name in SECTIONS)
COLUMNS = frozenset((*FACTS, *TEXTS))
WHOLE_NUMBERS = (
    *("seen_year", "age_min", "age_max", "weeks_min", "weeks_max", "capacity"),
    "review_every",
)
NUMBERS = ("hours_min", "hours_max")  # with a decimal comma, or a point
TRUTHS = {  # as people and spreadsheets write them
    **dict.fromkeys(("true", "yes", "1", "ja", "sant"), True),
    **dict.fromkeys(("false", "no", "0", "nej", "falskt"), False),
}
# What a new programme says where its row says nothing.
NEW: dict[str, Any] = {
    "source_language": SOURCE_LANGUAGE,
    "status": "active",
    "confirmed": False,
    "review_every": 6,
    "confidence": "low",
}
PARTED = "; "  # between the values of a set
SEPARATOR = ";"  # between cells: what Swedish spreadsheets open without asking
BEGINNING = "\ufeff"  # without it they would not read UTF-8
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"-?[0-9]{1,15}[.,][0-9]{1,20}")
_SOURCES = "sources"


def columns(languages: Sequence[str]) -> list[str]:
    """Of a table with the texts in *languages*."""
    return [*FACTS, *(f"{one}.{name}" for one in languages for name in SECTIONS)]


def table(
    documents: Iterable[ProgrammeDocument], languages: Sequence[str]
) -> Iterator[str]:
    """*documents* as lines of a table, column names first, with texts in *languages*."""
    names = columns(languages)
    yield BEGINNING + _line(names)
    for document in documents:
        cells = cells_of(document, languages)
        yield _line([safe(cells[name]) for name in names])


def cells_of(document: ProgrammeDocument, languages: Sequence[str]) -> dict[str, str]:
    """What stands in each column of a programme's row; nothing made safe yet."""
    fields = cast(dict[str, Any], canonical(document))
    cells = {name: _cell(name, fields.get(name)) for name in FACTS}
    for language in languages:
        text = document["texts"].get(language)
        held = sections(text) if text else {}
        cells |= {f"{language}.{name}": held.get(name, "") for name in SECTIONS}
    return cells


def scanned(db: Database, name: str, given: bytes) -> Reading:
    """The documents that the table in *given* makes of what the catalogue says.

    A column that is missing leaves its field as it is; an empty cell makes it "not stated".
    """
    return reading(db, sheet(name, given, COLUMNS))


def reading(db: Database, given: Sheet) -> Reading:
    """The same of a table that is read already."""
    documents = [Placed(one.number, "", _document(db, one)) for one in given.rows]
    found = Reading(given.file, documents, [*given.problems], given.notes)
    refuse_doubles(found, "row")
    return found


def value(name: str, cell: str) -> object:
    """What *cell* says; a text that is no such value stays text, and is told of later."""
    if name in SETS:
        return sorted({one.strip() for one in cell.split(";")} - {""})
    if name == _SOURCES:
        return [one.strip() for one in cell.split("\n") if one.strip()]
    if not cell:
        return None
    if name == "confirmed":
        return TRUTHS.get(cell.lower(), cell)
    if name in (*WHOLE_NUMBERS, *NUMBERS) and _WHOLE.fullmatch(cell):
        return int(cell)
    if name in NUMBERS and _NUMBER.fullmatch(cell):
        return float(cell.replace(",", "."))
    return cell


def column(field: str) -> str:
    """The column in which *field* of a document stands, as problems and changes name it."""
    parts = field.removeprefix("texts.").split(".")
    if parts[0] in FACTS:
        return parts[0]
    return ".".join(parts[:2])


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ("\n" if name == _SOURCES else PARTED).join(value)
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return str(value)


def _line(cells: Sequence[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=SEPARATOR, lineterminator="\r\n").writerow(cells)
    return stream.getvalue()


def _document(db: Database, row: Row) -> dict[str, Any]:
    """What the programme of *row* would say; unchecked."""
    cells = {name: said(cell) for name, cell in row.cells.items()}
    held = _held(db, cells["id"])
    new = held is None
    document: dict[str, Any] = dict(held) if held else _nothing()
    for name, cell in cells.items():
        if name in FACTS:
            stated = value(name, cell)
            document[name] = NEW.get(name) if new and stated is None else stated
    for name in SELDOM:
        if document.get(name) is None:
            document.pop(name, None)
    return _with_texts(document, cells)


def _held(db: Database, programme: str) -> ProgrammeDocument | None:
    try:
        return current(db, programme)
    except LookupError:
        return None


def _nothing() -> dict[str, Any]:
    listed = (*SETS, _SOURCES, *LEFT_TO_JSON)
    names = [one for one in ProgrammeDocument.__annotations__ if one not in SELDOM]
    return {**dict.fromkeys(names), **{one: [] for one in listed}, **NEW, "texts": {}}


def _with_texts(document: dict[str, Any], cells: Mapping[str, str]) -> dict[str, Any]:
    """*document* with the texts that *cells* tell; the original first, others follow it."""
    given: dict[str, dict[str, str]] = {}
    for name, cell in cells.items():
        language, dot, section = name.rpartition(".")
        if dot:
            given.setdefault(language, {})[section] = cell
    original = source_language(cast(ProgrammeDocument, document))
    texts = dict(document["texts"])
    document["texts"] = texts
    for language in sorted(given, key=lambda one: (one != original, one)):
        before = texts.get(language)
        held = sections(before) if before else {}
        wanted = {**held, **given[language]}
        if {name: words for name, words in wanted.items() if words} == held:
            continue
        if any(wanted.values()):
            texts.setdefault(original, {})
            whole = cast(ProgrammeDocument, document)
            texts[language] = rewritten(whole, language, wanted)
        else:
            texts.pop(language, None)
    if not texts.get(original, True):
        del texts[original]
    return document
