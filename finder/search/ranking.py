"""Facts that move a result up or down a little, beside how well its text matches."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, reduce
from operator import and_
from typing import Any

from finder.search.analysis import stem, words
from finder.search.folding import folded
from finder.search.function_words import is_function_word
from finder.search.sets import bits, numbers, union

EXACT = 2.0  # the words are its name
BEGINS = 1.4  # its name begins with them
NAMED = 1.3  # its name has them all
MENTIONED = 1.15  # its name has them all, or other words that mean the same
WHOLE = 1.15  # its name has them, and others are parts of it
MOST = EXACT * WHOLE  # that a name can count
PART = 0.95  # it is part of another programme, which comes first
UNCONFIRMED = 0.97  # nobody has seen it running lately
OVERDUE = 0.95  # its facts should have been checked again long ago
LIMITED = 0.95  # only for residents of some districts; open to all comes first


class Ranking:
    """What decides, besides the text, where each programme stands."""

    def __init__(self, entries: Sequence[Mapping[str, Any]]) -> None:
        keyed = cache(_key)  # of the names' words, for as long as this takes
        self.names = [_name(one["name"], keyed) for one in entries]
        self.having: dict[str, array[int]] = {}  # word of a name -> programmes
        for number, name in enumerate(self.names):
            for key in name:
                self.having.setdefault(key, array("I")).append(number)
        wholes = {one["part_of"] for one in entries if not one["archived"]}
        self.wholes = bits(n for n, one in enumerate(entries) if one["id"] in wholes)
        self.standing = array(  # without what depends on the day
            "f",
            [
                (PART if one["part_of"] else 1.0)
                * (1.0 if one["open_to_all"] else LIMITED)
                * (1.0 if one["confirmed"] else UNCONFIRMED)
                for one in entries
            ],
        )

        self._late = [
            (one["long_overdue_from"], number)
            for number, one in enumerate(entries)
            if one.get("long_overdue_from")
        ]
        self._of_day: tuple[str, Sequence[float]] = (
            "",
            self.standing,
        )  # the day asked for last, and its standing

    def standing_on(self, day: str) -> Sequence[float]:
        """The factor of each programme's facts on *day*; the same for all of that day."""
        known, standing = self._of_day
        if known != day:
            standing = self.standing[:]
            for late_from, number in self._late:
                if late_from <= day:
                    standing[number] *= OVERDUE
            self._of_day = (day, standing)
        return standing

    def naming(self, asked: Sequence[str], scope: int) -> int:
        """Programmes in *scope* whose names have all words *asked* (lower case)."""
        return self._having(dict.fromkeys(map(_key, asked)), scope) if asked else 0

    def named(self, asked: Iterable[str], scope: int) -> dict[int, float]:
        """Programmes in *scope* whose names have all words *asked* (lower case) -> a factor."""
        typed = tuple(dict.fromkeys(_key(word) for word in asked))
        if not typed:
            return {}
        found = {}
        for number in numbers(self._having(typed, scope)):
            name = self.names[number]
            factor = NAMED
            if set(name[: len(typed)]) == set(typed):
                factor = EXACT if len(name) == len(typed) else BEGINS
            found[number] = factor * (WHOLE if self.wholes >> number & 1 else 1.0)
        return found

    def _having(self, keys: Iterable[str], scope: int) -> int:
        return reduce(and_, (bits(self.having.get(key, ())) for key in keys), scope)

    def mentioned(self, parts: Iterable[Iterable[str]], scope: int) -> int:
        """Programmes in *scope* whose names have a word of each of *parts*."""
        for part in parts:
            keys = {_key(word) for word in part}
            scope &= union(bits(self.having.get(key, ())) for key in keys)
        return scope


def _name(text: str, key: Callable[[str], str]) -> tuple[str, ...]:
    found = words(text)
    telling = [word for word in found if not is_function_word(word, "sv")]
    return tuple(dict.fromkeys(key(word) for word in telling or found))


def _key(word: str) -> str:
    return folded(stem(word, "sv"))
