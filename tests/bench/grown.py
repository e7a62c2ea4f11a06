"""Catalogues of any size, grown from the real one: same words, same facts, mixed anew.

Publishing checks and compares every document, at some 12 ms each. Here the same rows are
written at once, by the functions that publishing itself makes them with; every fiftieth
document is put before the validator, and every foreign key is checked by SQLite.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from finder.catalog import database, publishing, shipped
from finder.catalog.document import ProgrammeDocument, digest, line, sections
from finder.catalog.rows import child_rows, own_row
from finder.catalog.searchable import refresh_all_fts
from finder.catalog.validation import problems

LANGUAGES = ("sv", "en", "ar")  # the bounds are for three
SEED = 2026
AT = "2026-01-01T00:00:00+00:00"
MIXED = (
    "what",
    "who",
    "practical",
    "how_to_join",
    "money",
)  # sections put together anew
ORIGINAL = {"name_explained": "name"}
CHECKED = 50  # one in so many documents is validated
CHUNK = 500  # documents whose rows are held in memory
Rows = dict[str, list[tuple[Any, ...]]]


def grow(target: Path, programmes: int) -> None:
    """Make a catalogue of *programmes* at *target*: the real ones, then mixtures of them."""
    real = [_in_few(one) for one in shipped.source_documents()]
    documents = islice(chain(_whole(real), _mixtures(real)), programmes)
    db = database.created(target)
    with database.write(db):
        given = shipped.reference()
        given["version"] = [
            one for one in given["version"] if one["language"] in LANGUAGES
        ]
        for table, rows in given.items():
            db.table(table).insert_all(rows)
    with database.write(db):
        db.execute("PRAGMA defer_foreign_keys = ON")
        _insert_all(db, documents)
        refresh_all_fts(db)
    db.close()


def _in_few(document: ProgrammeDocument) -> ProgrammeDocument:
    texts = {one: text for one, text in document["texts"].items() if one in LANGUAGES}
    return document | {"texts": texts}


def _whole(real: list[ProgrammeDocument]) -> Iterator[ProgrammeDocument]:
    """The real documents; a part of a programme that is not there stands alone."""
    kept = {one["id"] for one in real}
    for one in real:
        part_of = one["part_of"] if one["part_of"] in kept else None
        yield one | {"part_of": part_of}


def _mixtures(real: list[ProgrammeDocument]) -> Iterator[ProgrammeDocument]:
    """New programmes: one's facts, each section of text from another, the same in each language."""
    chance = random.Random(SEED)
    running = [one for one in real if one["status"] == "active"]
    count = 0
    while True:
        mixture = deepcopy(chance.choice(running))
        mixture["id"] = f"{mixture['id'][:45]}-{count:06d}"
        for part in MIXED:
            _put(mixture, chance.choice(running), part)
        swedish = mixture["texts"]["sv"]
        swedish["name"] = (
            f"{swedish['name'][:90]} {chance.choice(running)['kind']} {count}"
        )
        _rebase(mixture)
        yield mixture
        count += 1


def _put(into: ProgrammeDocument, other: ProgrammeDocument, part: str) -> None:
    for language in ("sv", "en"):
        text = sections(other["texts"][language]).get(part)
        own = into["texts"][language]
        own.pop(part, None)  # type: ignore[misc]
        if text:
            own[part] = text  # type: ignore[literal-required]


def _rebase(mixture: ProgrammeDocument) -> None:
    original = sections(mixture["texts"]["sv"])
    english = mixture["texts"]["en"]
    english["based_on"] = {
        part: digest(original[ORIGINAL.get(part, part)])
        for part in sections(english)
        if ORIGINAL.get(part, part) in original
    }


def _insert_all(db: Database, documents: Iterable[ProgrammeDocument]) -> None:
    """Write *documents*, each as its first revision."""
    waiting = enumerate(documents)
    seen: list[ProgrammeDocument] = []
    while chunk := list(islice(waiting, CHUNK)):
        rows: Rows = defaultdict(list)
        for number, document in chunk:
            seen += [document] if number % CHECKED == 0 else []
            for table, found in _rows(document).items():
                rows[table] += found
        own = ["id", *own_row(chunk[0][1])]
        for table, found in rows.items():
            if found:
                names = own if table == "programme" else _columns(db, table)
                marks = ", ".join("?" * len(names))
                insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
                db.conn.executemany(insert, found)
    known = publishing.known(db, seen)
    for document in seen:
        wrong = problems(document, known)
        if wrong:
            raise ValueError(f"{document['id']} is no programme: {wrong[0]}")


def _rows(document: ProgrammeDocument) -> Rows:
    """The rows of *document* in every table, the id of its programme first."""
    programme = document["id"]
    below = child_rows(document)
    return {
        "programme": [(programme, *own_row(document).values())],
        **{table: [(programme, *row) for row in rows] for table, rows in below.items()},
        "revision": [(programme, 1, AT, 0, "grown", line(document))],
    }


def _columns(db: Database, table: str) -> list[str]:
    """The columns of *table* in the order of :func:`_rows`."""
    names = [one.name for one in db.table(table).columns]
    return ["programme_id", *(one for one in names if one != "programme_id")]
