"""What changes between two states of a programme, field by field, in words for an editor."""

import json
import re
from difflib import SequenceMatcher
from os.path import commonprefix
from typing import Literal, NamedTuple

from finder.catalog.document import ProgrammeDocument, canonical

SHOWN = 60  # characters of a long text, from just before where it differs
BEFORE = 15  # characters of them that stand before the difference
NOT_STATED = "not stated"
WORDS = 1_500  # of both texts together that are compared word by word


class Change(NamedTuple):
    """One field that says something else than before; None is "not stated"."""

    field: str  # for example "texts.en.summary"
    before: object
    after: object

    def __str__(self) -> str:
        return f"{self.field}: {_told(self.before, self.after)}"


def changes(before: ProgrammeDocument, after: ProgrammeDocument) -> list[Change]:
    """The fields in which *after* differs from *before*, in the order of the document.

    Texts are compared section by section; a list is one field.
    """
    old, new = _fields(canonical(before)), _fields(canonical(after))
    names = [*new, *(name for name in old if name not in new)]
    found = [Change(name, old.get(name), new.get(name)) for name in names]
    return [one for one in found if one.before != one.after]


class Piece(NamedTuple):
    """Some words of a text, and what became of them."""

    kind: Literal["same", "added", "removed"]
    text: str


def compared(before: object, after: object) -> list[Piece]:
    """What was taken out of a value and put into it: of a text by word, of a list by item."""
    if isinstance(before, list) and isinstance(after, list):
        gone = [Piece("removed", _plain(one)) for one in before if one not in after]
        return gone + [
            Piece("added", _plain(one)) for one in after if one not in before
        ]
    old, new = (_words(one) for one in (before, after))
    if len(old) + len(new) > WORDS or not (old and new):
        whole = Piece("removed", "".join(old)), Piece("added", "".join(new))
        return [one for one in whole if one.text]
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[a:b])))
            continue
        pieces = Piece("removed", "".join(old[a:b])), Piece("added", "".join(new[c:d]))
        found += [one for one in pieces if one.text]
    return found


def _words(value: object) -> list[str]:
    """Words, each with the space behind it; of what is no text all of it as one word."""
    if value is None:
        return []
    return (
        re.findall(r"\S+\s*|\s+", value) if isinstance(value, str) else [_plain(value)]
    )


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _fields(given: object, where: str = "") -> dict[str, object]:
    if not isinstance(given, dict):
        return {where: given}
    found: dict[str, object] = {}
    for name, value in given.items():
        found |= _fields(value, f"{where}.{name}".lstrip("."))
    return found


def _told(before: object, after: object) -> str:
    if isinstance(before, list) and isinstance(after, list):
        return _told_lists(before, after)
    if isinstance(before, str) and isinstance(after, str):
        start = max(0, len(commonprefix([before, after])) - BEFORE)
        return f"{_cut(before, start)} → {_cut(after, start)}"
    return f"{_shown(before)} → {_shown(after)}"


def _told_lists(before: list[object], after: list[object]) -> str:
    added = [f"+ {_shown(one)}" for one in after if one not in before]
    removed = [f"− {_shown(one)}" for one in before if one not in after]
    return ", ".join(added + removed) or "the same in another order"


def _shown(value: object) -> str:
    if value is None:
        return NOT_STATED
    if isinstance(value, str):
        return _cut(value, 0)
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= 2 * SHOWN else f"{written[: 2 * SHOWN]}…"


def _cut(text: str, start: int) -> str:
    """SHOWN characters of *text* from *start*, in quotes, with marks where it was cut."""
    end = start + SHOWN
    kept = json.dumps(text[start:end], ensure_ascii=False)[1:-1]
    return f'"{"…" if start else ""}{kept}{"…" if end < len(text) else ""}"'
