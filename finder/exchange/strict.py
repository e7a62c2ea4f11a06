"""JSON as strangers write it: read within limits, and every oddity told with its field."""

import json
from collections.abc import Iterator
from math import isinf
from typing import Any, NamedTuple

DEPTH = 20  # levels of lists and objects; a programme document has five
LARGEST = 2**53  # whole numbers up to this are the same number in every program
SHOWN = 60  # characters of something odd that its problem repeats

Path = tuple[
    str | int, ...
]  # names of fields and numbers of list items, from outside in


class NotJson(ValueError):
    """The text stops being JSON; ``line`` is counted from 1 in the text given."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class Odd(NamedTuple):
    """Stands in a value's place where JSON has something that no document may hold."""

    said: str  # what it is, and what to do


class Oddity(NamedTuple):
    """Something odd, and where it is."""

    path: Path
    said: str


def value(text: str, start: int = 0) -> tuple[Any, int]:
    """The JSON value that begins at *start*, and where it ends.

    :class:`Odd` stands in it for whatever :func:`oddities` will tell. Raises
    :class:`NotJson`.
    """
    try:
        return _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        message = (
            f"this is not JSON ({error.msg}, column {error.colno}); "
            "put right what stands there or just before it"
        )
        raise NotJson(error.lineno, message) from error
    except RecursionError as error:
        line = text.count("\n", 0, start) + 1
        raise NotJson(line, f"{_TOO_DEEP}; take levels away") from error


def oddities(given: object) -> Iterator[Oddity]:
    """What no document may hold in *given*, in its order."""
    waiting: list[tuple[Path, object]] = [((), given)]
    while waiting:
        path, one = waiting.pop()
        if isinstance(one, Odd):
            yield Oddity(path, one.said)
        elif isinstance(one, str):
            yield from _in_text(path, one)
        elif isinstance(one, (dict, list)) and len(path) >= DEPTH:
            yield Oddity(path, f"{_TOO_DEEP}; take levels away")
        elif isinstance(one, dict):
            for name in one:
                yield from _in_text((*path, name), name)
            waiting += [((*path, name), one[name]) for name in reversed(one)]
        elif isinstance(one, list):
            numbered = reversed(list(enumerate(one)))
            waiting += [((*path, number), item) for number, item in numbered]


def line(text: str, path: Path) -> int:
    """The line of *text*, one JSON value, on which the value at *path* begins.

    Where *path* leads nowhere, the line of the last value on the way.
    """
    at = past_space(text, 0)
    for part in path:
        inner = _member(text, at, part)
        if inner is None:
            break
        at = inner
    return text.count("\n", 0, at) + 1


def past_space(text: str, at: int) -> int:
    """The first place from *at* on where JSON does not allow mere space."""
    while text[at : at + 1] in _SPACE:
        at += 1
    return at


def _member(text: str, at: int, part: str | int) -> int | None:
    """Where the member *part* of the list or object at *at* begins; of two, the second."""
    opened = text[at : at + 1]
    if opened not in ("{", "["):
        return None
    found, number = None, 0
    at = past_space(text, at + 1)
    while text[at] not in "}]":
        name: str | int = number
        if opened == "{":
            name, at = value(text, at)
            at = past_space(text, past_space(text, at) + 1)  # past the colon
        if name == part:
            found = at
        _, at = value(text, at)
        number += 1
        at = past_space(text, at)
        if text[at] == ",":
            at = past_space(text, at + 1)
    return found


def _in_text(path: Path, text: str) -> Iterator[Oddity]:
    if "\0" in text:
        yield Oddity(path, "NUL (\\u0000) stands in the text; take it out")
    elif any("\ud800" <= letter <= "\udfff" for letter in text):
        yield Oddity(
            path, "half a character (\\ud800–\\udfff) stands in the text; take it out"
        )


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, one in pairs:
        found[name] = Odd(_TWICE) if name in found else one
    return found


def _whole(digits: str) -> int | Odd:
    if len(digits) > len(str(-LARGEST)) or abs(int(digits)) > LARGEST:
        return Odd(f"{_shown(digits)} is too large a number; write at most {LARGEST}")
    return int(digits)


def _fraction(digits: str) -> float | Odd:
    if isinf(float(digits)):
        return Odd(f"{_shown(digits)} is too large a number; write at most {LARGEST}")
    return float(digits)


def _constant(name: str) -> Odd:
    return Odd(f"{name} is no number; write null where none is stated")


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


_SPACE = tuple(" \t\r\n")
_TWICE = "the field stands twice in the same object; keep one of them"
_TOO_DEEP = f"lists and objects stand more than {DEPTH} levels inside each other"
_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs,
    parse_int=_whole,
    parse_float=_fraction,
    parse_constant=_constant,
)
