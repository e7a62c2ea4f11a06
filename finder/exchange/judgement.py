"""An upload judged: what would become of each of its rows, as a page shows it and keeps it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, TypedDict, cast

from sqlite_utils import Database

from finder.catalog.document import ProgrammeDocument
from finder.catalog.publishing import documents
from finder.catalog.turning_back import changes_so_far
from finder.exchange import spreadsheet
from finder.exchange.documents import Problem, Reading, plain
from finder.exchange.duplicates import Names, Seen
from finder.exchange.importing import Verdict, is_table, judged, scanned

LONGEST = 4_000  # characters of a text that a page compares
SHOWN = 80  # characters of a name that may be none


class Said(TypedDict):
    """One thing that is wrong."""

    field: str  # or column
    line: int
    said: str


class Judged(TypedDict):
    """One row or document."""

    id: str
    line: int  # or row
    outcome: str  # added, changed, unchanged or refused
    changes: list[tuple[str, Any, Any]]  # field, before, after
    problems: list[Said]
    alike: list[tuple[str, str, str]]  # id, name, why: see duplicates.Why


class Judgement(TypedDict):
    """Everything about an upload."""

    change: int  # of the catalogue it was judged against
    unit: str  # what `line` counts: "line" or "row"
    notes: list[str]
    rows: list[Judged]  # in the order of the file


def judgement(db: Database, name: str, given: bytes) -> Judgement:
    """What would become of *given*, the content of a file called *name*."""
    change = changes_so_far(db)
    reading = scanned(db, name, given)
    wrong: dict[int, list[Problem]] = defaultdict(list)
    for problem in reading.problems:
        wrong[problem.line].append(problem)
    verdicts = list(judged(db, reading))
    alike = _alike(db, reading, verdicts)
    in_table = is_table(name, given)
    rows = [
        _row(one, wrong.pop(one.line, []), alike.get(one.id), in_table)
        for one in verdicts
    ]
    rows += [_unreadable(line, told) for line, told in wrong.items()]
    return Judgement(
        change=change,
        unit="row" if in_table else "line",
        notes=list(reading.notes),
        rows=sorted(rows, key=lambda one: one["line"]),
    )


def counts(judged_rows: Iterable[Judged]) -> dict[str, int]:
    """Outcome -> rows, and "alike" -> those that look like another programme."""
    found = Counter(one["outcome"] for one in judged_rows)
    found["alike"] = sum(bool(one["alike"]) for one in judged_rows)
    names = ("added", "changed", "unchanged", "refused", "alike")
    return {name: found[name] for name in names}


def to_take(
    db: Database, name: str, given: bytes, found: Judgement
) -> list[ProgrammeDocument]:
    """The documents in *given* that say something new, in order, as *found* about them.

    The catalogue must be as it was then; they are validated when they are published.
    """
    new = {
        (one["line"], one["id"])
        for one in found["rows"]
        if one["outcome"] in ("added", "changed")
    }
    return [
        cast(ProgrammeDocument, placed.document)
        for placed in scanned(db, name, given).documents
        if (placed.line, str(placed.document.get("id"))) in new
    ]


def _row(
    verdict: Verdict,
    wrong: list[Problem],
    alike: list[tuple[str, str, str]] | None,
    in_table: bool,
) -> Judged:
    problems = [*verdict.problems, *wrong]
    shown = [
        (one.field, _cut(one.before), _cut(one.after))
        for one in verdict.changes
        if not in_table or spreadsheet.column(one.field) in spreadsheet.COLUMNS
    ]
    return Judged(
        id=plain(verdict.id)[:SHOWN],
        line=verdict.line,
        outcome="refused" if wrong else verdict.outcome,
        changes=shown,
        problems=[_said(one) for one in problems],
        alike=alike or [],
    )


def _unreadable(line: int, wrong: list[Problem]) -> Judged:
    said = [_said(one) for one in wrong]
    return Judged(
        id="", line=line, outcome="refused", changes=[], problems=said, alike=[]
    )


def _said(problem: Problem) -> Said:
    field = plain(problem.field)[:SHOWN]
    return Said(field=field, line=problem.line, said=plain(problem.said))


def _cut(value: object) -> object:
    return value[:LONGEST] if isinstance(value, str) else value


def _alike(
    db: Database, reading: Reading, verdicts: list[Verdict]
) -> dict[str, list[tuple[str, str, str]]]:
    """Of programmes that would be new: what of the catalogue or the file they are like."""
    new = {one.id for one in verdicts if one.outcome == "added"}
    if not new:
        return {}
    names = Names(Seen.of(one) for one in documents(db))
    found = {}
    for placed in reading.documents:
        seen = placed.document.get("id")
        if isinstance(seen, str) and seen in new:
            one = Seen.of(cast(ProgrammeDocument, placed.document))
            found[seen] = [tuple(alike) for alike in names.alike(one)]
            names.add(one)
    return cast(dict[str, list[tuple[str, str, str]]], found)


def column(field: str, unit: str) -> str:
    """*field* as the file calls it."""
    return spreadsheet.column(field) if unit == "row" else field
