"""What programmes score: how well their texts and facts match, moved a little by what they are.

Scores are worked out for the best only. How far names, facts and ages can raise a score is
known, so that it is known, too, when nothing that was left out can be among the best.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nlargest

from finder.search.engine import Engine
from finder.search.leading import leading
from finder.search.ranking import MENTIONED, MOST
from finder.search.readings import total
from finder.search.sets import bits, numbers
from finder.search.understanding import MEANING, NEAR, Understood

ABOUT = 0.5  # what facts that are what was meant add, beside a text that says so
CLOSER = 200  # programmes, the best by their texts, whose facts are looked at for that
TOO_OLD_OR_YOUNG = 0.3  # of the score of a programme for other ages
CLOSE = 20  # years between two ages that have nothing to do with each other
RIGHT_AGE, CLOSE_AGE = 1.2, 0.25  # for one for that age; how much more for no other
UNWANTED = 0.3  # what is left of the score of a programme that has what was negated
DEEPER = 4  # times as many as asked for are scored, and again when that is too few
# Up to which all are scored: programmes in all lists and, so many times, of those found, for
# each list. From there on it is less work to find the best.
WORTH, BESIDE = 2500, 6
ALIKE = 0.001  # scores that differ by less may be shown as equal
Scored = dict[int, float]  # programme -> score


class Scores:
    """The scores of the programmes *hits*, which have all that was *kept*.

    *near* are those of *kept* that programmes may have by their facts alone; facts count as
    they stand on *day*.
    """

    def __init__(
        self,
        engine: Engine,
        hits: int,
        kept: Sequence[Understood],
        near: Sequence[Understood],
        unwanted: Sequence[Understood],
        day: str,
    ) -> None:
        self._engine, self._hits = engine, hits
        self._kept, self._unwanted = kept, unwanted
        self._standing = engine.facets.ranking.standing_on(day)
        self._size = len(engine.facets.entries)
        self._said = [one for one in kept if not one.part.ages]
        self._parts = [(one.readings, self._by_facts(one, near)) for one in kept]
        self._typed = [word for one in self._said for word in one.words]

    def best(self, among: int, most: int) -> Scored:
        """The *most* best of *among*, all that are shown with the same score as the last of
        them, and perhaps others; what scores nothing may be left out."""
        if self._every is not None:
            return self._every
        found = {n: one for n, one in self._closer.items() if among >> n & 1}
        open_ = list(self._apart(among & ~bits(found)))
        left: dict[int, float] = {}  # part -> the most that what is left out can score
        deep = DEEPER * most
        while True:
            for held, factor in open_:
                scores = leading(self._parts, held, self._size, deep)
                found |= scores
                least = 0.0
                if held.bit_count() > len(scores) >= deep:
                    least = nlargest(deep, scores.values())[-1]
                left[held] = least * factor
            weighed = self._weighed(found, bits(found) if any(left.values()) else among)
            if not any(left.values()):
                return weighed
            worst = nlargest(most, weighed.values())[-1] - ALIKE
            open_ = [(held, factor) for held, factor in open_ if left[held] >= worst]
            if not open_:
                return weighed
            deep *= DEEPER

    def _apart(self, among: int) -> Iterator[tuple[int, float]]:
        """Parts of *among*, and how much names and ages can raise the scores in each."""
        ages = (RIGHT_AGE * (1 + CLOSE_AGE)) ** (len(self._kept) - len(self._said))
        ranking = self._engine.facets.ranking
        named = ranking.naming(self._typed, among)
        mentioned = self._mentioned & among & ~named
        yield named, MOST * ages
        yield mentioned, MENTIONED * ages
        yield among & ~named & ~mentioned, ages

    @cached_property
    def _every(self) -> Scored | None:
        """All scores, where that is less work than to find the best."""
        if not self._said:  # all score the same, if anything was asked for
            asked = self._kept or self._unwanted
            found = dict.fromkeys(numbers(self._hits), 1.0) if asked else {}
            return self._weighed(found, self._hits)
        sets = [one.hits for readings, _ in self._parts for one in readings]
        work = sum(held.bit_count() for held in sets) + BESIDE * self._hits.bit_count()
        if work > WORTH * len(sets):
            return None
        found = total(self._parts, self._hits, self._size)
        return self._weighed(found | self._closest(found), self._hits)

    @cached_property
    def _closer(self) -> Scored:
        """See :meth:`_closest`, without scoring all."""
        if not any(one.concept for one in self._said):
            return {}
        return self._closest(leading(self._parts, self._hits, self._size, CLOSER))

    def _closest(self, scores: Scored) -> Scored:
        """The CLOSER best of *scores*, if there are concepts: with a little more for those
        whose facts, too, are what was meant."""
        meant = [one for one in self._said if one.concept]
        if not meant:
            return {}
        best = nlargest(CLOSER, scores, key=lambda one: (scores[one], -one))
        found = {number: scores[number] for number in best}
        among = bits(best)
        for one in meant:
            leads = self._engine.concepts.leads[one.concept or ""]
            exact, near = one.exact, self._engine.facets.near(leads, among & one.hits)
            for number, score in near.items():
                less = MEANING if exact and not exact >> number & 1 else 1.0
                found[number] += score * ABOUT * less
        return found

    @cached_property
    def _mentioned(self) -> int:
        """Programmes whose names have every part, be it in other words."""
        single = self._engine.concepts.single_words
        words = [
            one.words + (single(one.concept) if one.concept else [])
            for one in self._said
        ]
        ranking = self._engine.facets.ranking
        return ranking.mentioned(words, self._hits) if words else 0

    def _by_facts(
        self, one: Understood, near: Sequence[Understood]
    ) -> Mapping[int, float]:
        """What *one* scores in programmes whose facts are what it means, where that counts."""
        if not one.concept or not (one.conditional or one in near):
            return {}
        leads = self._engine.concepts.leads[one.concept]
        found = self._engine.facets.near(leads, self._hits)
        return {number: score * NEAR for number, score in found.items()}

    def _weighed(self, scores: Scored, within: int) -> Scored:
        """*scores*, those of *within*, with what names and facts add or take."""
        facets = self._engine.facets
        standing = self._standing
        found = {number: score * standing[number] for number, score in scores.items()}
        named = facets.ranking.named(self._typed, within)
        for number in numbers(self._mentioned & within):
            named.setdefault(number, MENTIONED)
        for number, factor in named.items():
            found[number] = found.get(number, 0.0) * factor
        for one in self._unwanted:
            for number in numbers(one.hits & within):
                if number in found:
                    found[number] *= UNWANTED
        for one in self._kept:
            if one.part.ages:
                for number in found:
                    found[number] *= _by_age(facets.ages[number], *one.part.ages)
        return found


def _by_age(said: tuple[int | None, int | None], youngest: int, oldest: int) -> float:
    """How well a programme for the ages *said* suits people from *youngest* to *oldest*."""
    least, most = said
    if (least is not None and least > oldest) or (most is not None and most < youngest):
        return TOO_OLD_OR_YOUNG
    if least is None and most is None:
        return 1.0
    near = 0 if least is None else max(0.0, 1 - abs(least - youngest) / CLOSE)
    return RIGHT_AGE * (1 + near * CLOSE_AGE)
