"""Making programme documents the public truth: the only code that writes programmes."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlite_utils import Database

from finder.catalog.database import write
from finder.catalog.document import ProgrammeDocument, line
from finder.catalog.meaning import same_meaning
from finder.catalog.rows import Row, child_rows, own_row
from finder.catalog.searchable import refresh_all_fts, refresh_fts
from finder.catalog.validation import Known, Problem, problems

FEW = 50  # programmes up to which full-text rows are rewritten one by one
NEW = "new"  # what the editing of a programme begins from that does not exist yet
COMMAND_LINE = 0  # the editor id of changes made by the finder command
CURRENT = """
    SELECT r.document FROM revision AS r JOIN programme AS p ON p.id = r.programme_id
     WHERE p.id = ? ORDER BY r.number DESC LIMIT 1
"""


class Invalid(ValueError):
    """Documents that cannot be taken; nothing was written."""

    def __init__(self, found: dict[str, list[Problem]]) -> None:
        """*found*: programme id (or "line 3") -> its problems."""
        super().__init__(
            f"{sum(map(len, found.values()))} problems in {len(found)} documents"
        )
        self.problems = found


class Published(NamedTuple):
    """What publishing did, as ids in order."""

    added: list[str]
    changed: list[str]
    unchanged: list[str]


def known(db: Database, documents: Iterable[ProgrammeDocument] = ()) -> Known:
    """What the catalogue has that a document may point to, *documents* counted in."""
    terms: dict[str, set[str]] = {}
    for taxonomy, term in db.execute(
        "SELECT taxonomy, id FROM taxonomy_term"
    ).fetchall():
        terms.setdefault(taxonomy, set()).add(term)
    coming = {str(one.get("id")) for one in documents if isinstance(one, dict)}
    return Known(
        terms={taxonomy: frozenset(ids) for taxonomy, ids in terms.items()},
        organizations=_ids(db, "organization"),
        locations=_ids(db, "location"),
        districts=_ids(db, "district"),
        programmes=_ids(db, "programme") | coming,
    )


def publish_all(
    db: Database,
    documents: Sequence[ProgrammeDocument],
    *,
    editor: int,
    at: datetime,
    note: str,
    small_edit: bool = False,
    before: Callable[[Database], None] | None = None,
    after: Callable[[Database, Published], None] | None = None,
) -> Published:
    """Make *documents* the public text of their programmes, each as its next revision.

    All or nothing, in one transaction. A document that says what the catalogue says already
    is left alone: no revision, no new version. A *small_edit* changes originals in their
    words only: translations that matched the old words match the new ones.

    *before* and *after* run within the transaction; what they raise undoes all of it.

    Raises :class:`Invalid` with every problem of every document before anything is written.
    """
    allowed = known(db, documents)
    found: dict[str, list[Problem]] = {}
    for number, one in enumerate(documents):
        told = problems(one, allowed)
        name = one["id"] if not told else str(one.get("id") or f"document {number + 1}")
        if name in found:
            told.append(Problem("id", name, "each programme once"))
        found.setdefault(name, []).extend(told)
    if not any(found.values()):
        found |= circles(db, documents)
    if any(found.values()):
        raise Invalid({name: told for name, told in found.items() if told})
    done = Published([], [], [])
    with write(db):
        db.execute("PRAGMA defer_foreign_keys = ON")
        if before:
            before(db)
        for document in documents:
            if small_edit:
                document = _with_same_meaning(db, document)
            _publish(
                db, document, done, (editor, at.isoformat(timespec="seconds"), note)
            )
        _refresh(db, [*done.added, *done.changed])
        if after:
            after(db, done)
    return done


def circles(
    db: Database, documents: Iterable[ProgrammeDocument]
) -> dict[str, list[Problem]]:
    """Programmes that *documents* would make part of themselves by way of others."""
    given = {one["id"]: one["part_of"] for one in documents}
    wholes: dict[str, str | None] = dict(
        db.execute("SELECT id, part_of FROM programme").fetchall()
    )
    wholes |= given
    found = {}
    for programme, whole in given.items():
        seen = {programme}
        while whole is not None and whole not in seen:
            seen.add(whole)
            whole = wholes.get(whole)
        if whole is not None:
            found[programme] = [Problem("part_of", whole, "no circle of parts")]
    return found


def difference(db: Database, documents: Iterable[ProgrammeDocument]) -> Published:
    """What :func:`publish_all` would do, without doing it."""
    would = Published([], [], [])
    for document in documents:
        _sorted_in(document["id"], _current(db, document["id"]), line(document), would)
    return would


def current(db: Database, programme: str) -> ProgrammeDocument:
    """The published document of *programme*.

    Raises :class:`LookupError` when there is none.
    """
    text = _current(db, programme)
    if text is None:
        raise LookupError(f"There is no programme {programme}.")
    document: ProgrammeDocument = json.loads(text)
    return document


def documents(db: Database) -> Iterable[ProgrammeDocument]:
    """Every published document, by id."""
    for programme in sorted(_ids(db, "programme")):
        yield current(db, programme)


def _with_same_meaning(db: Database, document: ProgrammeDocument) -> ProgrammeDocument:
    text = _current(db, document["id"])
    return same_meaning(json.loads(text), document) if text else document


def _refresh(db: Database, programmes: list[str]) -> None:
    if len(programmes) > FEW:
        refresh_all_fts(db)
    else:
        refresh_fts(db, programmes)


def _publish(
    db: Database,
    document: ProgrammeDocument,
    done: Published,
    how: tuple[int, str, str],
) -> None:
    programme, text = document["id"], line(document)
    before = _current(db, programme)
    if not _sorted_in(programme, before, text, done):
        return
    _write_programme(db, document, new=before is None)
    for table, rows in child_rows(document).items():
        _sync(db, table, programme, rows)
    number = db.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM revision WHERE programme_id = ?",
        [programme],
    ).fetchone()[0]
    editor, at, note = how
    db.execute(
        "INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?)",
        [programme, number, at, editor, note, text],
    )


def _sorted_in(programme: str, before: str | None, text: str, done: Published) -> bool:
    if before == text:
        done.unchanged.append(programme)
        return False
    (done.added if before is None else done.changed).append(programme)
    return True


def _current(db: Database, programme: str) -> str | None:
    """Its newest document; None of one that is not, or no longer, in the catalogue."""
    row = db.execute(CURRENT, [programme]).fetchone()
    return row[0] if row else None


def _ids(db: Database, table: str) -> frozenset[str]:
    return frozenset(row[0] for row in db.execute(f"SELECT id FROM {table}").fetchall())


def _write_programme(db: Database, document: ProgrammeDocument, *, new: bool) -> None:
    fields = own_row(document)
    if new:
        db.execute("DELETE FROM moved WHERE old_id = ?", [document["id"]])
        db.table("programme").insert({"id": document["id"], **fields})
        return
    present = db.table("programme").get(document["id"])
    changed = {name: value for name, value in fields.items() if present[name] != value}
    if changed:
        db.table("programme").update(document["id"], changed)


def _sync(db: Database, table: str, programme: str, rows: list[Row]) -> None:
    """Make *table* hold exactly *rows* of *programme*, touching only what differs."""
    names = [one.name for one in db.table(table).columns if one.name != "programme_id"]
    keys = [name for name in db.table(table).pks if name != "programme_id"]
    held = set(
        db.execute(
            f"SELECT {', '.join(names)} FROM {table} WHERE programme_id = ?",
            [programme],
        ).fetchall()
    )
    places = [names.index(key) for key in keys]
    wanted = {tuple(row[place] for place in places) for row in rows}
    same = " AND ".join(f"{key} = ?" for key in ["programme_id", *keys])
    for row in held:
        key = tuple(row[place] for place in places)
        if key not in wanted:
            db.execute(f"DELETE FROM {table} WHERE {same}", [programme, *key])
    new = [
        dict(zip(names, row), programme_id=programme) for row in rows if row not in held
    ]
    db.table(table).upsert_all(new, pk=["programme_id", *keys])
