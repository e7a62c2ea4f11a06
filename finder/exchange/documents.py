"""Programme documents from files and to files: JSON, a JSON list, or JSON lines."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from finder.catalog.document import ProgrammeDocument, line
from finder.exchange import strict
from finder.exchange.files import LARGEST, Unreadable, content, decoded, write

__all__ = ["LARGEST", "content", "write"]

MOST = 10_000  # documents in a file
WHOLE = "document"  # the field of a problem that is about all of a document


class Problem(NamedTuple):
    """One thing that keeps a file from being imported."""

    file: str
    line: int  # counted from 1
    field: str  # for example "texts.en.summary", or WHOLE; of a table its column
    said: str  # what is wrong and what to do
    unit: str = "line"  # what is counted: lines of a text, or rows of a table

    def __str__(self) -> str:
        where = f"{self.file}, {self.unit} {self.line}, {self.field}"
        return plain(f"{where}: {self.said}.")


class Placed(NamedTuple):
    """A document and where it was found."""

    line: int  # on which it begins; of a table its row
    text: str  # its JSON; "" where it came as the row of a table
    document: dict[str, Any]  # unchecked but for what JSON itself must not hold

    def line_of(self, path: strict.Path) -> int:
        """The line of the file on which the field at *path* stands."""
        return self.line + strict.line(self.text, path) - 1 if self.text else self.line


class Reading(NamedTuple):
    """All that a file holds: what could be read, and every problem with the rest."""

    file: str
    documents: list[Placed]
    problems: list[Problem]
    notes: tuple[str, ...] = ()  # sentences on how it was read, where that was a guess


class ImportFailed(ValueError):
    """A file that cannot be taken as it is; ``problems`` says all that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read(path: Path) -> list[Placed]:
    """The documents of the file at *path*, in its order, all or none.

    Raises :class:`ImportFailed` with every problem.
    """
    reading = scan(path)
    if reading.problems:
        raise ImportFailed(reading.problems)
    return reading.documents


def scan(path: Path) -> Reading:
    """What the file at *path* holds; problems are in it, not raised."""
    try:
        return scanned(str(path), content(path))
    except Unreadable as error:
        problem = Problem(str(path), error.line, WHOLE, str(error))
        return Reading(str(path), [], [problem])


def scanned(name: str, given: bytes) -> Reading:
    """The same for the content of a file called *name*.

    One document, a list of documents or one on each line: the content decides.
    UTF-8, with or without a byte order mark; at most LARGEST bytes and MOST documents.
    """
    reading = Reading(name, [], [])
    try:
        text = decoded(given)
    except Unreadable as error:
        _refuse(reading, error.line, error.args[0])
        return reading
    if text.lstrip().startswith("["):
        _take_list(reading, text)
    elif _is_lines(text):
        _take_lines(reading, text)
    elif text.strip():
        _take(reading, text, 1)
    if not reading.documents and not reading.problems:
        _refuse(reading, 1, "there is no programme in it")
    refuse_doubles(reading)
    return reading


def lines(documents: Iterable[ProgrammeDocument]) -> Iterator[str]:
    """*documents* as JSON lines, each with its line break."""
    for document in documents:
        yield line(document) + "\n"


def plain(text: str) -> str:
    """*text* in one line, with everything that would steer a terminal written out."""
    return "".join(one if one.isprintable() else _escaped(one) for one in text)


def dotted(path: strict.Path) -> str:
    """*path* as problems name it, for example ``texts.en.summary``."""
    return ".".join(str(part) for part in path) or WHOLE


def _is_lines(text: str) -> bool:
    """Whether *text* has a document on each line, be it that some are broken."""
    first, second = ([one for one in text.split("\n") if one.strip()] + ["", ""])[:2]
    return _is_value(first) or (not _is_value(text) and second.startswith("{"))


def _is_value(text: str) -> bool:
    try:
        _, end = strict.value(text, strict.past_space(text, 0))
    except strict.NotJson:
        return False
    return not text[end:].strip()


def _take_lines(reading: Reading, text: str) -> None:
    numbered = enumerate(text.split("\n"), start=1)
    for taken, (number, one) in enumerate(
        (number, one) for number, one in numbered if one.strip()
    ):
        if _is_full(reading, taken, number):
            return
        _take(reading, one, number)


def _take(reading: Reading, text: str, number: int) -> None:
    """The one document that *text* is, which begins on line *number*."""
    try:
        found, end = strict.value(text, strict.past_space(text, 0))
    except strict.NotJson as error:
        _refuse(reading, number + error.line - 1, str(error))
        return
    if text[end:].strip():
        after = number + text.count("\n", 0, strict.past_space(text, end))
        _refuse(reading, after, f"more follows after the document's end; {_SEVERAL}")
        return
    _place(reading, number, text, found)


def _take_list(reading: Reading, text: str) -> None:
    number, counted, taken = 1, 0, 0
    at = strict.past_space(text, strict.past_space(text, 0) + 1)
    try:
        while text[at : at + 1] != "]":
            found, end = strict.value(text, at)
            number, counted = number + text.count("\n", counted, at), at
            if _is_full(reading, taken, number):
                return
            _place(reading, number, text[at:end], found)
            at, taken = _next(text, end), taken + 1
    except strict.NotJson as error:
        _refuse(reading, error.line, str(error))
        return
    if text[at + 1 :].strip():
        after = strict.past_space(text, at + 1)
        _refuse(
            reading,
            text.count("\n", 0, after) + 1,
            f"more follows the list; {_SEVERAL}",
        )


def _next(text: str, end: int) -> int:
    """Where the next item of a list begins, or its closing bracket."""
    at = strict.past_space(text, end)
    if text[at : at + 1] == "]":
        return at
    inner = strict.past_space(text, at + 1)
    if text[at : at + 1] != "," or text[inner : inner + 1] == "]":
        message = "a comma is missing, or one too many, or the list does not end with ]"
        raise strict.NotJson(text.count("\n", 0, at) + 1, message)
    return inner


def _place(reading: Reading, number: int, text: str, found: object) -> None:
    if not isinstance(found, dict):
        _refuse(reading, number, f"a programme document is an object; {_SEVERAL}")
        return
    placed = Placed(number, text, found)
    odd = [
        Problem(reading.file, placed.line_of(path), dotted(path), said)
        for path, said in strict.oddities(found)
    ]
    reading.problems.extend(odd)
    if not odd:
        reading.documents.append(placed)


def _is_full(reading: Reading, taken: int, number: int) -> bool:
    """Whether no more than the *taken* documents are allowed, which then is told."""
    if taken >= MOST:
        _refuse(reading, number, f"more than {MOST:,} documents; split the file")
    return taken >= MOST


def refuse_doubles(reading: Reading, unit: str = "line") -> None:
    """Tell each programme of *reading* that comes more than once."""
    first: dict[str, int] = {}
    for placed in reading.documents:
        programme = placed.document.get("id")
        if not isinstance(programme, str):
            continue
        if programme not in first:
            first[programme] = placed.line
            continue
        before = f"{programme} stands on {unit} {first[programme]} already"
        where, said = placed.line_of(("id",)), f"{before}; keep one of them"
        reading.problems.append(Problem(reading.file, where, "id", said, unit))


def _refuse(reading: Reading, number: int, said: str) -> None:
    reading.problems.append(Problem(reading.file, number, WHOLE, said))


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")


_SEVERAL = "write several as a list, [{…}, {…}], or each on a line of its own"
