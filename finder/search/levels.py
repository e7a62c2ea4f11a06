"""Programmes by what they can score at most, so that the best are found without scoring all.

A list of scores is cut once into levels: the few best, then twice as many, and so on, each
as a set. Levels of several lists combine as sets do. What is in a level that cannot reach what
has been found already need not be scored.
"""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from finder.search.sets import bits

FIRST, LAST, TIMES = 16, 512, 2  # programmes of the first level and of the last but one
Level = tuple[float, int]  # what its programmes score at most, and their set
MANY = 9  # levels
MOST = itemgetter(0)


def cut(ids: Sequence[int], scores: Sequence[float]) -> list[Level]:
    """The programmes *ids* by their *scores*, which are in step; best first.

    Equal scores are in one level.
    """
    order = sorted(range(len(ids)), key=scores.__getitem__, reverse=True)
    found: list[Level] = []
    start, room = 0, FIRST
    while start < len(order):
        end = min(start + room, len(order)) if room <= LAST else len(order)
        while end < len(order) and scores[order[end]] == scores[order[end - 1]]:
            end += 1
        held = bits(ids[place] for place in order[start:end])
        found.append((scores[order[start]], held))
        start, room = end, room * TIMES
    return found


def any_of(levels: Iterable[Level], hits: int) -> Iterator[Level]:
    """All programmes in *hits*, by the best that any of *levels* lets them score, best first.

    What is in none of *levels* scores 0.
    """
    left = hits
    for most, held in sorted(levels, key=MOST, reverse=True):
        more = held & left
        if more:
            left ^= more
            yield most, more
    if left:
        yield 0.0, left


def sums(one: Sequence[Level], other: Sequence[Level]) -> Iterator[Level]:
    """The programmes of both, by the sum of what *one* and *other* let them score, best first.

    Each has every programme once.
    """
    cells = [
        (most + more, both)
        for most, held in one
        for more, having in other
        if (both := held & having)
    ]
    cells.sort(key=MOST, reverse=True)
    return iter(cells)


def gathered(levels: Iterable[Level], first: int = FIRST) -> Iterator[Level]:
    """*levels*, best first and without a programme in two, as fewer and larger ones.

    About *first* programmes are in the first one, and twice as many in each that follows.
    """
    most, held, number, room = 0.0, 0, 0, first
    for score, more in levels:
        count = more.bit_count()
        if held and number + count > room:
            yield most, held
            held, number, room = 0, 0, room * TIMES
        most = most if held else score
        held, number = held | more, number + count
    if held:
        yield most, held


def few(levels: Iterable[Level]) -> Sequence[Level]:
    """*levels*, best first and without a programme in two; gathered if they are many."""
    found = list(levels)
    return found if len(found) <= MANY else list(gathered(found))
