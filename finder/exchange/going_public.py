"""Drafts becoming public: first the catalogue, in one transaction; then the draft is dropped.

Should the program stop between the two, the draft that is left says what is public, and is
dropped when it is next looked at.
"""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from sqlite_utils import Database

from finder.catalog.document import ProgrammeDocument
from finder.catalog.editing import (
    EditConflict,
    part_digest,
    publish_document,
    with_part,
)
from finder.catalog.publishing import Invalid, current
from finder.catalog.saving import Saved
from finder.desk import drafts
from finder.desk.drafts import Draft, DraftConflict

# the note of a draft that could not be published on its day
CHANGED = "The public text was changed after this was approved."
UNFIT = "Something that this refers to is gone, or the rules have changed."
Parts = Mapping[str, tuple[Mapping[str, Any], str]]  # part -> content, what it is from


class Due(NamedTuple):
    """What became of drafts whose day had come, as ids of programmes in order."""

    published: list[str]
    refused: list[str]  # changed meanwhile, or no longer allowed: for review again


def publish(
    catalogue: Database,
    desk: Database,
    programme: str,
    parts: Parts,
    *,
    numbers: Mapping[str, int],
    account: int,
    at: datetime,
    note: str,
    token: str,
    small_edit: bool = False,
) -> Saved:
    """Make *parts* public and drop the drafts they were, by their *numbers*; tell of it once.

    Raises :class:`~finder.catalog.editing.EditConflict`,
    :class:`~finder.desk.drafts.DraftConflict` or
    :class:`~finder.catalog.publishing.Invalid`; nothing is written then.
    """
    _unchanged(desk, programme, numbers)
    saved = publish_document(
        catalogue,
        programme,
        parts,
        editor=account,
        at=at,
        note=note,
        token=token,
        small_edit=small_edit,
    )
    drafts.published(
        desk, programme, numbers, account=account, at=at, note=note, token=token
    )
    return saved


def publish_drafts(
    catalogue: Database,
    desk: Database,
    found: list[Draft],
    *,
    account: int,
    at: datetime,
    token: str,
) -> Saved:
    """The same with drafts of one programme as they are; a small edit if its original's is."""
    notes = [one["note"] for one in found if one["note"]]
    return publish(
        catalogue,
        desk,
        found[0]["programme_id"],
        {one["part"]: (one["content"], one["based_on"]) for one in found},
        numbers={one["part"]: one["number"] for one in found},
        account=account,
        at=at,
        note=" ".join(notes),
        token=token,
        small_edit=any(one["small_edit"] for one in found),
    )


def publish_due(catalogue: Database, desk: Database, at: datetime) -> Due:
    """Publish what was approved for today or earlier, each programme for itself.

    However many do so at once, each draft is published once. What cannot be published waits
    for review again, the reason in its note.
    """
    today = at.astimezone().date()
    due = Due([], [])
    found = drafts.drafts(desk, due=today.isoformat())
    for programme, group in groupby(found, key=lambda one: one["programme_id"]):
        parts = list(group)
        try:
            _publish_approved(catalogue, desk, parts, at)
            due.published.append(programme)
        except (EditConflict, Invalid) as error:
            _refuse(
                desk, parts, at, CHANGED if isinstance(error, EditConflict) else UNFIT
            )
            due.refused.append(programme)
        except DraftConflict:  # somebody else is at it
            continue
    return due


def settled(
    desk: Database, public: ProgrammeDocument, found: list[Draft]
) -> list[Draft]:
    """The drafts *found* of a programme without those that say what is *public* already.

    Those are dropped.
    """
    gone = [one for one in found if says_the_same(public, one)]
    if gone:
        drafts.drop(desk, gone)
    return [one for one in found if one not in gone]


def says_the_same(public: ProgrammeDocument, draft: Draft) -> bool:
    """Whether a draft changes nothing of its part."""
    part = draft["part"]
    drafted = with_part(public, part, draft["content"])
    return part_digest(drafted, part) == part_digest(public, part)


def is_due(day: str, at: datetime) -> bool:
    """Whether *day* has come where the server is."""
    return date.fromisoformat(day) <= at.astimezone().date()


def _unchanged(desk: Database, programme: str, numbers: Mapping[str, int]) -> None:
    """Raises DraftConflict where another draft is there than what was seen."""
    there = {one["part"]: one for one in drafts.drafts(desk, programme)}
    for part, number in numbers.items():
        found = there.get(part)
        if found is not None and found["number"] != number:
            raise DraftConflict(programme, part, found)


def _publish_approved(
    catalogue: Database, desk: Database, parts: list[Draft], at: datetime
) -> None:
    numbers = " ".join(str(one["number"]) for one in parts)
    publish_drafts(
        catalogue,
        desk,
        parts,
        account=parts[0]["approved_by"] or 0,
        at=at,
        token=f"due {parts[0]['programme_id']} {numbers}",
    )


def _refuse(desk: Database, parts: list[Draft], at: datetime, why: str) -> None:
    for one in parts:
        drafts.take_back(
            desk,
            one["programme_id"],
            one["part"],
            seen=one["number"],
            account=one["approved_by"] or one["saved_by"],
            at=at,
            note=why,
        )


def public(catalogue: Database, programme: str) -> ProgrammeDocument | None:
    """What is public of *programme*; None where nothing is."""
    try:
        return current(catalogue, programme)
    except LookupError:
        return None
