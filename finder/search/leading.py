"""The best of what was found, scored without scoring all of it."""

from collections.abc import Iterator, Sequence

from finder.search.levels import FIRST, Level, any_of, few, gathered, sums
from finder.search.readings import Part, total
from finder.search.sets import bits

FEW = 64  # programmes that are scored all


def leading(parts: Sequence[Part], hits: int, size: int, most: int) -> dict[int, float]:
    """Of :func:`total` the *most* best, all that score as much as the last of them, and
    perhaps others."""
    if hits.bit_count() <= max(FEW, most):
        return total(parts, hits, size)
    found: dict[int, float] = {}
    for best, held in gathered(_levels(parts, hits), max(FIRST, most)):
        if len(found) >= most and best < sorted(found.values())[-most]:
            break
        found |= total(parts, held, size)
    return found


def _levels(parts: Sequence[Part], hits: int) -> Iterator[Level]:
    """All programmes in *hits*, by what they can score at most in all *parts*, best first."""
    first, *others = (any_of(_of(part), hits) for part in parts)
    for other in others:
        first = sums(few(first), few(other))
    return first


def _of(part: Part) -> Iterator[Level]:
    readings, others = part
    for one in readings:
        for score, held in one.held.levels(one.hits):
            yield score * one.weight, held
    alike: dict[float, list[int]] = {}
    for number, score in others.items():
        alike.setdefault(score, []).append(number)
    for score, numbers in alike.items():
        yield score, bits(numbers)
