"""Lists of programmes and what each scores, as searches read them: whole, in part, or the best."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, partial, reduce
from itertools import compress
from operator import add
from typing import NamedTuple, Protocol

from finder.search.levels import Level, any_of, cut, few, sums
from finder.search.sets import bits, flags, numbers

LONG = (
    64  # what one in so many programmes has is long: what searches need of it is kept
)
LOOKED_UP = (
    8  # times as many programmes in a list, from which those wanted are looked up
)
TWO_BYTES = 1 << 16


class Among:
    """Programmes whose scores are wanted: those in the set *hits*, of *size* in all."""

    def __init__(self, hits: int, size: int) -> None:
        self.hits, self.size = hits, size

    @cached_property
    def flags(self) -> bytes:
        """One byte for each programme: whether it is wanted."""
        return flags(self.hits, self.size)

    @cached_property
    def listed(self) -> list[int]:
        """The wanted ones, in order."""
        return numbers(self.hits)


class Held(Protocol):
    """Programmes, and what each of them scores."""

    @property
    def ids(self) -> "array[int]":
        """Their numbers, in order."""

    @property
    def scores(self) -> "array[float]":
        """Their scores, in step."""

    @property
    def hits(self) -> int:
        """The same programmes as a set."""

    def levels(self, hits: int) -> Iterable[Level]:
        """The programmes, which are the set *hits*, by what they can score."""

    def scored(self, among: Among, hits: int) -> Iterable[tuple[int, float]]:
        """The wanted ones of the programmes, which are the set *hits*, with their scores,
        in order."""


class _Lists(NamedTuple):
    ids: "array[int]"
    scores: "array[float]"


class Postings(_Lists):
    """Two lists in step."""

    @property
    def hits(self) -> int:
        return bits(self.ids)

    def levels(self, hits: int) -> Iterable[Level]:
        return [(max(self.scores, default=0.0), hits)]

    def scored(self, among: Among, hits: int) -> Iterable[tuple[int, float]]:
        wanted = among.hits & hits
        if wanted == hits:
            return zip(self.ids, self.scores)
        if wanted == among.hits:
            return zip(among.listed, self.all_of(among))
        return zip(numbers(wanted), self.all_of(Among(wanted, among.size)))

    def all_of(self, among: Among) -> Iterable[float]:
        """The scores of the wanted programmes, all of which are here, in order."""
        ids, scores = self
        number = among.hits.bit_count()
        if number == len(ids):
            return scores
        if number * LOOKED_UP < len(ids):
            return [scores[bisect_left(ids, one)] for one in among.listed]
        return compress(scores, map(among.flags.__getitem__, ids))


class Kept(Postings):
    """A long list that many searches use: what they need of it is worked out once."""

    @cached_property
    def hits(self) -> int:
        return bits(self.ids)

    @cached_property
    def _levels(self) -> Sequence[Level]:
        return cut(self.ids, self.scores)

    def levels(self, hits: int) -> Iterable[Level]:
        return self._levels


class Mean:
    """The programmes *hits*, which all of *lists* hold, each with the mean of its scores.

    Worked out when it is asked for; *size* is the number of all programmes.
    """

    def __init__(self, lists: Sequence[Postings], hits: int, size: int) -> None:
        self.hits, self._size = hits, size
        self._all = Among(hits, size)
        self._lists = lists

    @cached_property
    def ids(self) -> "array[int]":
        return numbered(self._all.listed, self._size)

    @cached_property
    def scores(self) -> "array[float]":
        return self._means(self._all)

    def levels(self, hits: int) -> Iterable[Level]:
        each = (few(any_of(one.levels(one.hits), hits)) for one in self._lists)
        found = reduce(lambda one, other: few(sums(one, other)), each)
        means = self._share([score for score, _ in found])
        return [(score, held) for score, (_, held) in zip(means, found)]

    def scored(self, among: Among, hits: int) -> Iterable[tuple[int, float]]:
        wanted = among.hits & hits
        if wanted != among.hits:
            among = Among(wanted, self._size)
        return zip(among.listed, self._means(among))

    def _means(self, among: Among) -> "array[float]":
        """Of the wanted programmes, all of which are here, in order."""
        each = (one.all_of(among) for one in self._lists)
        return self._share(reduce(partial(map, add), each))

    def _share(self, total: Iterable[float]) -> "array[float]":
        share = 1 / len(self._lists)
        return array("f", [score * share for score in total])


NOTHING = Postings(array("I"), array("f"))


def kept(held: Held, programmes: int) -> Postings:
    """*held*, with what searches need of it worked out once, if it is long.

    *programmes* is the number of all of them.
    """
    long = len(held.ids) * LONG >= programmes
    return (Kept if long else Postings)(held.ids, held.scores)


def mean(lists: Sequence[Postings], found: int, programmes: int) -> Held:
    """The programmes *found*, which all of *lists* hold, each with the mean of its scores.

    *programmes* is the number of all of them.
    """
    if len(lists) == 1 and len(lists[0].ids) == found.bit_count():
        return lists[0]
    return Mean(lists, found, programmes) if found else NOTHING


def numbered(found: Iterable[int], programmes: int) -> "array[int]":
    """Numbers of programmes, of which there are so many, as an array."""
    return array("H" if programmes < TWO_BYTES else "I", found)
