"""Two states of a part beside each other: which fields differ, and in which words."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from finder.admin.fields import FIELDS, SECTIONS
from finder.catalog.editing import FACTS

WORD = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
MOST = 4000  # words of a text that are compared one by one; a longer one as a whole


class Piece(NamedTuple):
    """Some words, and whether they are in one of the two only."""

    kind: str  # same, gone or new
    text: str


class Difference(NamedTuple):
    """One field that two states say otherwise."""

    field: str
    label: str  # in English: said in the reader's language on the page
    old: str
    new: str
    pieces: list[Piece]  # from old to new


def pieces(old: str, new: str) -> list[Piece]:
    """What becomes of *old* when it becomes *new*, word by word."""
    before, after = WORD.findall(old), WORD.findall(new)
    if max(len(before), len(after)) > MOST:
        before, after = [old], [new]
    found: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        same = kind == "equal"
        if before[a:b]:
            found.append(Piece("same" if same else "gone", "".join(before[a:b])))
        if after[c:d] and not same:
            found.append(Piece("new", "".join(after[c:d])))
    return found


def differences(
    part: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> list[Difference]:
    """The fields of a *part* that *old* and *new* say otherwise, in the form's order."""
    table = (
        {name: field.label for name, field in FIELDS.items()}
        if part == FACTS
        else {name: label for name, (label, _) in SECTIONS.items()}
    )
    found = []
    for name, label in table.items():
        one, other = shown(old.get(name)), shown(new.get(name))
        if one != other:
            found.append(Difference(name, label, one, other, pieces(one, other)))
    return found


def shown(value: Any) -> str:
    """A value of a document as lines of text."""
    if isinstance(value, list):
        return "\n".join(shown(one) for one in value)
    if isinstance(value, dict):
        return " · ".join(f"{name}: {shown(one)}" for name, one in value.items())
    return "" if value is None else str(value)
