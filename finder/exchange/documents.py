"""Programme documents from files and to files: JSON, a JSON list, or JSON lines."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from finder.catalog.document import ProgrammeDocument, line
from finder.exchange import strict

LARGEST = 20 * 1000 * 1000  # bytes of a file
MOST = 10_000  # documents in a file
WHOLE = "document"  # the field of a problem that is about all of a document
# how files begin that are something else -> what they are
FOREIGN = {
    b"PK\x03\x04": "a zip archive: unpack it first",
    b"\x1f\x8b": "packed with gzip: unpack it first",
    b"SQLite format 3": "a database: export programmes from it with finder export",
    b"\xff\xfe": "text in UTF-16: save it as UTF-8",
    b"\xfe\xff": "text in UTF-16: save it as UTF-8",
}


class Problem(NamedTuple):
    """One thing that keeps a file from being imported."""

    file: str
    line: int  # counted from 1
    field: str  # for example "texts.en.summary", or WHOLE
    said: str  # what is wrong and what to do

    def __str__(self) -> str:
        return plain(f"{self.file}, line {self.line}, {self.field}: {self.said}.")


class Placed(NamedTuple):
    """A document and where it was found."""

    line: int  # on which it begins
    text: str  # its JSON
    document: dict[str, Any]  # unchecked but for what JSON itself must not hold

    def line_of(self, path: strict.Path) -> int:
        """The line of the file on which the field at *path* stands."""
        return self.line + strict.line(self.text, path) - 1


class Reading(NamedTuple):
    """All that a file holds: what could be read, and every problem with the rest."""

    file: str
    documents: list[Placed]
    problems: list[Problem]


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
    """What the file at *path* holds; problems are in it, not raised.

    One document, a list of documents or one on each line: the content decides.
    UTF-8, with or without a byte order mark; at most LARGEST bytes and MOST documents.
    """
    reading = Reading(str(path), [], [])
    try:
        text = _text(path)
    except _Unreadable as error:
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
    _refuse_doubles(reading)
    return reading


def lines(documents: Iterable[ProgrammeDocument]) -> Iterator[str]:
    """*documents* as JSON lines, each with its line break."""
    for document in documents:
        yield line(document) + "\n"


def write(target: Path, texts: Iterable[str]) -> None:
    """Make *texts*, one after the other, the file at *target*: all of them, or nothing.

    What stood there is replaced by a rename when the new file is on the disk. What is
    no file (a terminal, a pipe) is written to as it is.
    """
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8") as stream:
            stream.writelines(texts)
        return
    target = target.resolve()
    with tempfile.TemporaryDirectory(prefix=".export-", dir=target.parent) as folder:
        draft = Path(folder) / "draft"
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(texts)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(draft, target)


def plain(text: str) -> str:
    """*text* in one line, with everything that would steer a terminal written out."""
    return "".join(one if one.isprintable() else _escaped(one) for one in text)


def dotted(path: strict.Path) -> str:
    """*path* as problems name it, for example ``texts.en.summary``."""
    return ".".join(str(part) for part in path) or WHOLE


class _Unreadable(ValueError):
    """No text of ours; the message says why and what to do."""

    line = 1


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise _Unreadable(f"the file cannot be read ({error.strerror})") from error
    if len(content) > LARGEST:
        raise _Unreadable(
            f"more than {LARGEST // 10**6} MB; split it into several files"
        )
    for beginning, what in FOREIGN.items():
        if content.startswith(beginning):
            raise _Unreadable(f"the file is {what}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        unreadable = _Unreadable("this is not UTF-8; save the file as UTF-8")
        unreadable.line = content.count(b"\n", 0, error.start) + 1
        raise unreadable from error


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


def _refuse_doubles(reading: Reading) -> None:
    first: dict[str, int] = {}
    for placed in reading.documents:
        programme = placed.document.get("id")
        if not isinstance(programme, str):
            continue
        if programme not in first:
            first[programme] = placed.line
            continue
        said = (
            f"{programme} stands on line {first[programme]} already; keep one of them"
        )
        where = placed.line_of(("id",))
        reading.problems.append(Problem(reading.file, where, "id", said))


def _refuse(reading: Reading, number: int, said: str) -> None:
    reading.problems.append(Problem(reading.file, number, WHOLE, said))


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")


_SEVERAL = "write several as a list, [{…}, {…}], or each on a line of its own"
