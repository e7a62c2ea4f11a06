"""Ways to read what was typed, each with the programmes it finds; their scores put together."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from finder.search.held import NOTHING, Among, Held, Postings

Part = tuple[Sequence["Reading"], Mapping[int, float]]
"""How a part is read, and scores by programme that count when they are better."""


class Reading(NamedTuple):
    """One way to read a word or several: as a form, a compound, a concept, a fact …"""

    how: str
    what: str  # it was read as, for those who ask why
    weight: float
    held: Held
    hits: int  # the programmes it finds, as a set


def listed(scores: Mapping[int, float]) -> Postings:
    """*scores* by programme as postings."""
    ids = sorted(scores)
    return Postings(array("I", ids), array("f", map(scores.__getitem__, ids)))


def merged(lists: Sequence[Held]) -> Held:
    """The programmes of any of *lists*, each with its best score."""
    if not lists:
        return NOTHING
    first, *others = sorted(lists, key=lambda held: -len(held.ids))
    if not others:
        return first
    best = dict(zip(first.ids, first.scores))
    for held in others:
        for number, score in zip(held.ids, held.scores):
            if score > best.get(number, 0.0):
                best[number] = score
    return listed(best)


def total(parts: Iterable[Part], hits: int, size: int) -> dict[int, float]:
    """Programme in *hits* -> the sum, over *parts*, of its best score in each.

    One that no part scores is left out. *size* is the number of all programmes.
    """
    among = Among(hits, size)
    found: dict[int, float] = {}
    for readings, others in parts:
        scores = _best(readings, among)
        for number, score in others.items():
            if score > scores.get(number, 0.0) and hits >> number & 1:
                scores[number] = score
        if found:
            for number, score in scores.items():
                found[number] = found.get(number, 0.0) + score
        else:
            found = scores
    return found


def _best(readings: Sequence[Reading], among: Among) -> dict[int, float]:
    """Programme *among* those wanted -> its best score by any of *readings*."""
    found: dict[int, float] = {}
    for _, _, weight, held, having in readings:
        if found:
            for number, score in held.scored(among, having):
                if score * weight > found.get(number, 0.0):
                    found[number] = score * weight
        else:
            scored = held.scored(among, having)
            found = {number: score * weight for number, score in scored}
    return found
