"""Going back: which revision each programme is at, and what an earlier one said."""

import json
from collections.abc import Iterable
from typing import cast

from sqlite_utils import Database

from finder.catalog.document import ProgrammeDocument

LATEST = """
    SELECT programme_id, max(number) FROM revision
      JOIN json_each(?) AS asked ON asked.value = programme_id GROUP BY programme_id
"""
AT = "SELECT document, note FROM revision WHERE programme_id = ? AND number = ?"


class Moved(RuntimeError):
    """The catalogue is not any more as it was when it was looked at."""


def changes_so_far(db: Database) -> int:
    """Rises with whatever is published: equal numbers, equal catalogues."""
    return int(db.execute("SELECT number FROM change").fetchone()[0])


def latest(db: Database, programmes: Iterable[str]) -> dict[str, int]:
    """Programme -> number of its newest revision; those that do not exist are left out."""
    found = db.execute(LATEST, [json.dumps(list(programmes))])
    return dict(found.fetchall())


def document_at(db: Database, programme: str, number: int) -> ProgrammeDocument:
    """What a revision said. Raises :class:`LookupError`."""
    row = db.execute(AT, [programme, number]).fetchone()
    if row is None:
        raise LookupError(f"There is no revision {number} of {programme}.")
    return cast(ProgrammeDocument, json.loads(row[0]))


def note_at(db: Database, programme: str, number: int) -> str:
    """The note of a revision; empty where there is none."""
    row = db.execute(AT, [programme, number]).fetchone()
    return str(row[1] or "") if row else ""
