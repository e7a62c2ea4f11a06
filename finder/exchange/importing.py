"""What an import would do: each document judged against the catalogue before any is written."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Literal, NamedTuple, cast

from sqlite_utils import Database

from finder.catalog import validation
from finder.catalog.document import ProgrammeDocument
from finder.catalog.publishing import circles, current, difference, known
from finder.catalog.validation import Known
from finder.exchange.difference import Change, changes
from finder.exchange import documents, spreadsheet
from finder.exchange.documents import WHOLE, Placed, Problem, Reading
from finder.exchange.strict import Path

TABLES = (".csv", ".tsv", ".tab")  # ends of the names of files that hold a table
TEXTS = (".json", ".jsonl", ".ndjson")
Outcome = Literal["added", "changed", "unchanged", "refused"]
LISTED = 12  # values that a problem names; of more, only the nearest
ONE_OF = "one of: "


class Verdict(NamedTuple):
    """What would become of one document."""

    id: str  # "" where the document has none
    line: int
    outcome: Outcome
    changes: list[Change]  # only where it is changed
    problems: list[Problem]  # only where it is refused


def scanned(db: Database, name: str, given: bytes) -> Reading:
    """What *given*, the content of a file called *name*, holds: documents, or a table of them.

    Its name decides; where that says nothing, whether it begins as JSON does.
    """
    if is_table(name, given):
        return spreadsheet.scanned(db, name, given)
    return documents.scanned(name, given)


def is_table(name: str, given: bytes = b"") -> bool:
    """Whether a file called *name*, with *given* in it, holds a table."""
    if name.lower().endswith((*TABLES, *TEXTS)):
        return name.lower().endswith(TABLES)
    first = given[:400].removeprefix(b"\xef\xbb\xbf").lstrip()
    head = first.split(b"\n")[0].replace(b",", b";").replace(b"\t", b";")
    return b"id" in [one.strip(b'" \r') for one in head.split(b";")]


def judged(db: Database, reading: Reading) -> Iterator[Verdict]:
    """A verdict on each document of *reading*, in its order.

    Documents may point to each other: one that is refused still counts as there, since
    an import takes all or none.
    """
    given = [cast(ProgrammeDocument, placed.document) for placed in reading.documents]
    allowed = known(db, given)
    round_about = circles(db, [one for one in given if _names_its_whole(one)])
    for placed in reading.documents:
        yield _verdict(db, reading.file, placed, allowed, round_about)


def _names_its_whole(given: object) -> bool:
    """Whether it is sound enough to tell what it would be part of."""
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        return False
    return "part_of" in given and isinstance(given["part_of"], str | None)


def _verdict(
    db: Database,
    file: str,
    placed: Placed,
    allowed: Known,
    round_about: dict[str, list[validation.Problem]],
) -> Verdict:
    programme = str(placed.document.get("id") or "")
    found = validation.problems(placed.document, allowed)
    found = found or round_about.get(programme, [])
    if found:
        problems = [_placed(file, placed, problem) for problem in found]
        return Verdict(programme, placed.line, "refused", [], problems)
    document = cast(ProgrammeDocument, placed.document)
    would = difference(db, [document])
    if would.changed:
        differing = changes(current(db, programme), document)
        return Verdict(programme, placed.line, "changed", differing, [])
    return Verdict(
        programme, placed.line, "added" if would.added else "unchanged", [], []
    )


def _placed(file: str, placed: Placed, problem: validation.Problem) -> Problem:
    said = allowed_there(problem)
    if not placed.text:
        return Problem(file, placed.line, _column(problem.field), said, "row")
    return Problem(file, placed.line_of(_path(problem.field)), problem.field, said)


def allowed_there(problem: validation.Problem) -> str:
    """What is wrong and what may stand there, as problems of files say it."""
    return f"{problem.value} is not allowed; {_allowed(problem)}"


def _column(field: str) -> str:
    return "row" if field == WHOLE else spreadsheet.column(field)


def _path(field: str) -> Path:
    parts = () if field == WHOLE else field.split(".")
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def _allowed(problem: validation.Problem) -> str:
    """What may stand there; of a long list only what is most like what was written."""
    values = problem.allowed.removeprefix(ONE_OF).split(", ")
    if not problem.allowed.startswith(ONE_OF) or len(values) <= LISTED:
        return problem.allowed
    near = get_close_matches(problem.value.strip('"'), values, n=3, cutoff=0.5)
    if not near:
        return f"it is none of the {len(values)} that are known"
    return f"of the {len(values)} that are known the nearest are: {', '.join(near)}"
