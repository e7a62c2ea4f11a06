"""How fresh a programme's facts are: derived for a day from when they were checked, never stored.

A programme is due again ``review_every`` months after the day it was checked. One that nobody
has ever checked has a state of its own: it never had a day to be late for, so it is neither
marked as late nor ranked lower. Pages say that nobody has checked it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal, TypedDict, cast

from sqlite_utils import Database

from finder.catalog.document import ProgrammeDocument
from finder.catalog.editing import FACTS, part_digest, part_of, publish_part
from finder.catalog.review import DUE_ON, LONG, SOON
from finder.catalog.revisions import at_revision
from finder.catalog.saving import Saved

State = Literal["long-overdue", "overdue", "due", "unchecked", "fresh"]
STATES: tuple[State, ...] = ("long-overdue", "overdue", "due", "unchecked", "fresh")
LATE: tuple[State, ...] = STATES[:3]  # those with a day that is near or over
AGAINST = 500  # characters that tell what facts were checked against

REVIEWS = f"""
    WITH review AS (
      SELECT p.id, n.text AS name, p.organization_id AS unit, o.name AS unit_name,
             p.assured_on, p.review_every, {DUE_ON} AS due_on,
             (SELECT max(number) FROM revision WHERE programme_id = p.id) AS revision
        FROM programme AS p JOIN organization AS o ON o.id = p.organization_id
        JOIN programme_section AS n ON n.programme_id = p.id
         AND n.language = p.source_language AND n.section = 'name'
       WHERE p.status = 'active' AND (:unit IS NULL OR p.organization_id = :unit))
    SELECT *, CASE WHEN due_on IS NULL THEN 'unchecked'
                   WHEN julianday(:day) - julianday(due_on) > {LONG} THEN 'long-overdue'
                   WHEN due_on < :day THEN 'overdue'
                   WHEN julianday(due_on) - julianday(:day) <= {SOON} THEN 'due'
                   ELSE 'fresh' END AS state
      FROM review ORDER BY unit_name, unit, due_on IS NULL, due_on, name, id
"""
UNITS = """
    SELECT DISTINCT o.id, o.name FROM organization AS o
      JOIN programme AS p ON p.organization_id = o.id AND p.status = 'active'
     ORDER BY o.name, o.id
"""


class Review(TypedDict):
    """A programme that runs, and when its facts are to be checked again."""

    id: str
    name: str
    unit: str  # organization that is responsible
    unit_name: str
    assured_on: str | None  # day
    review_every: int  # months
    due_on: str | None  # day
    revision: int  # the newest
    state: State


def reviews(db: Database, day: date, unit: str | None = None) -> list[Review]:
    """Every active programme, of one *unit* or of all, as things are on *day*.

    By the unit's name, then the longest due first and those nobody has checked last.
    """
    asked = {"day": day.isoformat(), "unit": unit}
    return cast(list[Review], list(db.query(REVIEWS, asked)))


def units(db: Database) -> dict[str, str]:
    """The organizations that have active programmes, id -> name, by name."""
    return dict(db.execute(UNITS).fetchall())


def assure(
    db: Database,
    programme: str,
    revision: int,
    *,
    day: date,
    against: str,
    editor: int,
    at: datetime,
    token: str,
) -> Saved:
    """Write down that the facts, as *revision* has them, were right on *day*.

    Raises :class:`~finder.catalog.editing.EditConflict` where the facts were changed since
    that revision, :class:`LookupError` where there is no such revision, and
    :class:`~finder.catalog.publishing.Invalid`; nothing is written then.
    """
    seen = at_revision(db, programme, revision)
    return publish_part(
        db,
        programme,
        FACTS,
        assured(seen, day, against),
        seen=part_digest(seen, FACTS),
        editor=editor,
        at=at,
        note="nothing has changed",
        token=token,
    )


def assured(
    document: ProgrammeDocument, day: date, against: str
) -> Mapping[str, object]:
    """The facts of *document*, checked on *day* against what *against* says."""
    checked = {"assured_on": day.isoformat(), "assured_against": against}
    return {**part_of(document, FACTS), **checked}
