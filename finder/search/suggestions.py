"""What somebody may be about to type: names, kinds, occupations and everyday words."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from heapq import nsmallest
from typing import NamedTuple

from finder.search.analysis import words
from finder.search.facets import Facets
from finder.search.folding import folded

SHORTEST = 2  # letters from which something is suggested
MOST = 8  # suggestions
LABEL, NAME = 0, 1  # what comes first at equal fit


class Suggestion(NamedTuple):
    """Something to search for."""

    text: str
    language: str
    sort: int  # LABEL or NAME
    about: str  # two suggestions about one thing are one


class Suggestions:
    """Everything that is suggested to readers of one language."""

    def __init__(self, found: Iterable[Suggestion]) -> None:
        self.all = list(found)
        self.having: dict[str, list[int]] = {}
        fold = cache(folded)  # of these words, for as long as this takes
        for number, one in enumerate(self.all):
            for word in dict.fromkeys(map(fold, words(one.text))):
                self.having.setdefault(word, []).append(number)
        self.words = sorted(self.having)

    def beginning(self, typed: Sequence[str]) -> list[Suggestion]:
        """Those in which every word of *typed* begins a word."""
        common = set.intersection(*(self._holding(word) for word in typed))
        return [self.all[number] for number in common]

    def _holding(self, start: str) -> set[int]:
        found: set[int] = set()
        for place in range(bisect_left(self.words, start), len(self.words)):
            if not self.words[place].startswith(start):
                break
            found.update(self.having[self.words[place]])
        return found


def best_of(
    text: str, *among: Suggestions, hidden: Collection[str] = ()
) -> list[Suggestion]:
    """What *text* may be the beginning of, the likeliest first, at most MOST.

    Names of *hidden* programmes (ids) are left out.

    What begins as *text* does comes first, then what is shorter; of what is about the
    same thing only the likeliest.
    """
    typed = _words(text)
    if not typed or len(max(typed, key=len)) < SHORTEST:
        return []
    start = " ".join(typed)
    found = [
        one
        for each in among
        for one in each.beginning(typed)
        if one.sort != NAME or one.about not in hidden
    ]
    best: dict[str, Suggestion] = {}
    for one in nsmallest(4 * MOST, found, key=lambda one: _key(one, start)):
        best.setdefault(one.about, one)
    return list(best.values())[:MOST]


def names(facets: Facets) -> Suggestions:
    """The names of all programmes that run, whether they are seen today or not."""
    running = facets.all & ~facets.archived
    return Suggestions(
        Suggestion(one.name, one.source_language, NAME, one.id)
        for number, one in enumerate(facets.entries)
        if running >> number & 1
    )


def _key(one: Suggestion, start: str) -> tuple[bool, int, int, str]:
    begins = " ".join(_words(one.text)).startswith(start)
    return not begins, one.sort, len(one.text), one.text


def _words(text: str) -> list[str]:
    return [folded(word) for word in words(text)]
