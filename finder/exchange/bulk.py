"""One change to many programmes: a field set, or a value put into a set or taken out of it."""

from typing import Any, NamedTuple, cast

from finder.catalog.document import SETS, ProgrammeDocument
from finder.exchange.cells import said
from finder.exchange.spreadsheet import FACTS, value

# Facts that are one programme's alone, or what all else hangs on.
OWN = ("id", "source_language", "part_of", "sources", "inferred", "successor")
FIELDS = tuple(name for name in FACTS if name not in OWN)
HOW = ("set", "add", "remove")  # the last two of a set


class Change(NamedTuple):
    """What is to be done to each programme."""

    field: str
    how: str
    value: str  # as in a cell of a table


def is_sound(change: Change) -> bool:
    """Whether there is such a change."""
    if change.field in SETS:
        return change.field in FIELDS and change.how in ("add", "remove")
    return change.field in FIELDS and change.how == "set"


def changed(document: ProgrammeDocument, change: Change) -> ProgrammeDocument:
    """*document* after a sound *change*; not yet validated."""
    fields = cast(dict[str, Any], dict(document))
    given = value(change.field, said(change.value))
    if change.how == "add":
        given = sorted({*fields[change.field], *cast(list[str], given)})
    elif change.how == "remove":
        given = sorted({*fields[change.field]} - {*cast(list[str], given)})
    fields[change.field] = given
    if given is None and change.field not in document:
        del fields[change.field]
    return cast(ProgrammeDocument, fields)
