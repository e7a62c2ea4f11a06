"""What a search may ask: bounds put on any input, and errors for what does not exist.

Text is never refused. It is cut and cleaned until it is safe to search with; only a
filter, value, language or order that does not exist is an error.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from finder.search.analysis import WORD

CHARACTERS = 200  # of a query
WORDS = 12  # of a query
VALUE = 60  # characters of a filter's value, where one is shown again
VALUES = 20  # of one filter
PAGES = 99
RESULTS = 500  # of one answer

# What a person cannot see but that turns or breaks text: bidi marks, soft hyphen, BOM.
INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
SURROGATES = re.compile("[\ud800-\udfff]")
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
SPACES = re.compile(r"\s+")


class UnknownFilter(ValueError):
    """A *name* (of a filter, "language" or "sort") or *value* that does not exist.

    ``allowed`` holds what exists, in order; ``value`` is None when the name is unknown.
    """

    def __init__(self, name: str, value: str | None, allowed: Sequence[str]) -> None:
        self.name, self.value, self.allowed = name, value, tuple(allowed)
        known = ", ".join(self.allowed)
        what = f"filter {name!r}" if value is None else f"value {value!r} of {name}"
        super().__init__(f"Unknown {what}; known are: {known}.")


def cleaned(text: str) -> str:
    """*text* as it is searched: NFC, one line, no control or invisible characters.

    At most CHARACTERS characters and WORDS words; cleaning it again changes
    nothing.
    """
    text = SURROGATES.sub("", text[: 5 * CHARACTERS])
    text = INVISIBLE.sub("", CONTROLS.sub(" ", text))
    text = SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    text = text[:CHARACTERS].strip()
    words = list(WORD.finditer(text))
    return text if len(words) <= WORDS else text[: words[WORDS - 1].end()]


def page(number: int) -> int:
    """*number*, or the nearest page there can be (1 to PAGES)."""
    return max(1, min(number, PAGES))


def window(offset: int, limit: int) -> tuple[int, int]:
    """*offset* and *limit*, or the nearest allowed ones."""
    limit = max(1, min(limit, RESULTS))
    return max(0, min(offset, (PAGES - 1) * limit)), limit


def chosen(
    filters: Mapping[str, Sequence[str]], allowed: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """*filters* without empty ones and doubles, at most VALUES values each.

    Raises :class:`UnknownFilter` for a filter or value that *allowed* does not hold.
    """
    kept = {}
    for name, values in filters.items():
        if name not in allowed:
            raise UnknownFilter(name, None, list(allowed))
        first = list(dict.fromkeys(values))[:VALUES]
        for value in first:
            if value not in allowed[name]:
                raise UnknownFilter(name, value, allowed[name])
        if first:
            kept[name] = first
    return kept


def one_of(name: str, value: str, allowed: Sequence[str]) -> str:
    """*value*; raises :class:`UnknownFilter` when it is not among *allowed*."""
    if value not in allowed:
        raise UnknownFilter(name, value, allowed)
    return value
