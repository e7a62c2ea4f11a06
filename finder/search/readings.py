"""Ways to read what was typed, each with the programmes it finds; their scores put together."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from finder.search.postings import Postings
from finder.search.sets import flags


class Reading(NamedTuple):
    """One way to read a word or several: as a form, a compound, a concept, a fact …"""

    how: str
    what: str  # it was read as, for those who ask why
    weight: float
    held: Postings
    hits: int  # the programmes it finds, as a set


def listed(scores: Mapping[int, float]) -> Postings:
    """*scores* by programme as postings."""
    return Postings(array("I", scores), array("f", scores.values()))


def joined(lists: Sequence[Postings], numbers: Sequence[int]) -> Postings:
    """The programmes *numbers*, which all of *lists* hold, with the mean of their scores."""
    if len(lists) == 1 and len(numbers) == len(lists[0].ids):
        return lists[0]
    total = dict.fromkeys(numbers, 0.0)
    for held in lists:
        for number, score in zip(*held):
            if number in total:
                total[number] += score
    share = 1 / max(len(lists), 1)
    return listed({number: score * share for number, score in total.items()})


def merged(lists: Iterable[Postings]) -> Postings:
    """The programmes of any of *lists*, each with its best score."""
    best: dict[int, float] = {}
    for held in lists:
        for number, score in zip(*held):
            if score > best.get(number, 0.0):
                best[number] = score
    return listed(best)


def best(readings: Sequence[Reading], among: bytes) -> dict[int, float]:
    """Programme -> its best score by any of *readings*, of those flagged in *among*."""
    found: dict[int, float] = {}
    for _, _, weight, held, _ in readings:
        if found:
            for number, score in zip(*held):
                if among[number] and score * weight > found.get(number, 0.0):
                    found[number] = score * weight
        else:
            found = {
                number: score * weight for number, score in zip(*held) if among[number]
            }
    return found


def total(
    parts: Iterable[tuple[Sequence[Reading], Mapping[int, float]]], hits: int, size: int
) -> dict[int, float]:
    """Programme in *hits* -> the sum, over *parts*, of its best score in each.

    A part is its readings, and scores by programme that count when they are better.
    *size* is the number of all programmes.
    """
    among = flags(hits, size)
    found: dict[int, float] = {}
    for readings, others in parts:
        scores = best(readings, among)
        for number, score in others.items():
            if score > scores.get(number, 0.0):
                scores[number] = score
        if found:
            for number, score in scores.items():
                found[number] = found.get(number, 0.0) + score
        else:
            found = scores
    return found
