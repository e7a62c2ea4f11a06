"""Tables from files: bytes into rows of cells, every problem told with its row and column."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from finder.exchange.documents import MOST, Problem
from finder.exchange.files import Unreadable, of_ours

SEPARATORS = (";", "\t", ",")
CELL = 100_000  # characters of a cell; a table's longest text is a fifth of it
ROW = "row"  # the column of a problem that is about all of a row
FALLBACK = "cp1252"  # what old spreadsheets save
GUESSED = (
    "The file is not UTF-8. It was read as Windows-1252: look whether å, ä and ö are right, "
    "or save it as “CSV UTF-8”."
)


class Row(NamedTuple):
    """One row that holds something."""

    number: int  # as a spreadsheet counts: the row of column names is 1
    cells: dict[str, str]  # column -> what stands there, untouched


class Sheet(NamedTuple):
    """A table: what could be read of it, and every problem with the rest."""

    file: str
    columns: list[str]
    rows: list[Row]
    problems: list[Problem]
    notes: tuple[str, ...]  # sentences on how it was read, where that was a guess


def sheet(name: str, given: bytes, known: frozenset[str]) -> Sheet:
    """The table in *given*, the content of a file called *name*, with columns among *known*.

    UTF-8 or Windows-1252, cells parted by semicolon, tab or comma: the first row tells.
    """
    try:
        text, notes = _text(given)
    except Unreadable as error:
        return Sheet(name, [], [], [Problem(name, 1, ROW, str(error), "row")], ())
    if "\0" in text:
        number = text.count("\n", 0, text.index("\0")) + 1
        said = "NUL stands in the text; this is no table"
        return Sheet(name, [], [], [Problem(name, number, ROW, said)], ())
    found = Sheet(name, [], [], [], notes)
    for number, cells in _rows(found, text):
        if not found.columns:
            found.columns.extend(one.strip() for one in cells)
            found.problems.extend(_wrong_columns(found, known))
            if found.problems:
                break
        elif any(one.strip() for one in cells) and not _take(found, number, cells):
            break
    if not found.columns and not found.problems:
        _refuse(found, 1, ROW, "there is no table in it")
    return found


def separator(text: str) -> str:
    """What parts the cells in the first row of *text*."""
    first = text.lstrip().split("\n", 1)[0]
    return max(SEPARATORS, key=first.count)


def _text(given: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return of_ours(given).decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return given.decode(FALLBACK), (GUESSED,)
    except UnicodeDecodeError as error:
        said = "this is neither UTF-8 nor Windows-1252; save it as “CSV UTF-8”"
        raise Unreadable(said) from error


def _rows(found: Sheet, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number; where quotes go wrong, that is told and the rest left."""
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=separator(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(one.strip() for one in cells):
                yield number, cells
    except csv.Error as error:
        said = f"the cells cannot be told apart ({error}); look at the quotes"
        _refuse(found, number + 1, ROW, said)


def _take(found: Sheet, number: int, cells: list[str]) -> bool:
    """Whether more may follow the row of these *cells*."""
    if len(found.rows) >= MOST:
        _refuse(found, number, ROW, f"more than {MOST:,} rows; split the table")
        return False
    if len(cells) != len(found.columns):
        said = (
            f"{len(cells)} cells under {len(found.columns)} columns; "
            "put a text that holds the separator in quotes"
        )
        _refuse(found, number, ROW, said)
        return True
    for column, cell in zip(found.columns, cells):
        if len(cell) > CELL:
            said = f"{len(cell):,} characters; at most {CELL:,} may stand in a cell"
            _refuse(found, number, column, said)
    found.rows.append(Row(number, dict(zip(found.columns, cells))))
    return True


def _wrong_columns(found: Sheet, known: frozenset[str]) -> Iterator[Problem]:
    for column, times in Counter(found.columns).items():
        if column not in known:
            near = get_close_matches(column, sorted(known), n=1, cutoff=0.6)
            hint = f"perhaps {near[0]}" if near else "take it out"
            shown = column[:60] or "a column without a name"
            said = f"there is no such column; {hint}"
            yield Problem(found.file, 1, shown, said, "row")
        elif times > 1:
            said = "the column stands there twice; keep one of them"
            yield Problem(found.file, 1, column, said, "row")
    if "id" not in found.columns:
        said = "the column id is missing: it says which programme a row is about"
        yield Problem(found.file, 1, ROW, said, "row")


def _refuse(found: Sheet, number: int, column: str, said: str) -> None:
    found.problems.append(Problem(found.file, number, column, said, "row"))
