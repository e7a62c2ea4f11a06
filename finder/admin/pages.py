"""Long lists in pages."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

LAST = 9_999


class Pages(NamedTuple):
    """One page of a list."""

    shown: Sequence[Any]
    page: int  # from 1
    last: int
    total: int


def page_of(arguments: Mapping[str, str]) -> int:
    """The number of the page that an address asks for; 1 where it asks for none."""
    given = arguments.get("page", "")
    sound = given.isascii() and given.isdecimal() and len(given) < 5
    return min(max(int(given), 1), LAST) if sound else 1


def numbered(rows: Sequence[Any], page: int, size: int) -> Pages:
    """The page of *rows* with a number, or the last there is."""
    last = max(1, -(-len(rows) // size))
    page = min(page, last)
    return Pages(rows[(page - 1) * size : page * size], page, last, len(rows))
