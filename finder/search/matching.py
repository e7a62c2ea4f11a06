"""Which programmes have what was asked for, and what became of each word."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial, reduce
from heapq import nlargest, nsmallest
from operator import and_
from typing import NamedTuple

from finder.search.engine import Engine
from finder.search.parts import Part
from finder.search.ranking import MENTIONED
from finder.search.readings import total
from finder.search.sets import bits, numbers
from finder.search.understanding import MEANING, NEAR, Understood, understood, united

PARTLY = 0.5  # of the score of a programme that has all parts but one
ABOUT = 0.5  # what facts that are what was meant add, beside a text that says so
CLOSER = 200  # programmes, the best by their texts, whose facts are looked at for that
TOO_OLD_OR_YOUNG = 0.3  # of the score of a programme for other ages
CLOSE = 20  # years between two ages that have nothing to do with each other
RIGHT_AGE = 1.2  # for one that says it is for that age
UNWANTED = 0.3  # what is left of the score of a programme that has what was negated
# What is shown when nothing is found: who helps with most things, open to everyone.
DOORS = (
    *(("kind", "guidance", 2), ("kind", "coaching", 2), ("route", "self-referral", 1)),
    *(("target_group", "all-residents", 1), ("target_group", "unemployed", 1)),
)
FEW = 10  # programmes below which facts are taken for words
WORTH = 2.0  # how much more a concept tells than its words: it is understood
CONDITION = 0.25  # how much less a condition tells


class Match(NamedTuple):
    """The programmes that have what was asked for, and what became of it."""

    hits: int
    scores: dict[int, float]
    kept: list[Understood]
    let_go: list[Understood]  # no programme has these and the kept ones
    unwanted: list[Understood]  # negated
    near: list[Understood]  # of the kept ones: those whose facts were taken for words
    partly: int = 0  # of the hits: those that lack one of the kept parts
    instead: bool = False  # nothing was found: these are open doors


def match(engine: Engine, parts: Sequence[Part], scope: int) -> Match:
    """The programmes in *scope* that have all *parts*, or all but the least telling.

    The parts that tell most are kept, as long as any programme has them together. Where
    the texts find few programmes, those whose facts are what was asked for come after.
    """
    read = [understood(engine, part, scope) for part in united(engine, parts)]
    wanted = [one for one in read if not one.part.negated]
    unwanted = [one for one in read if one.part.negated]
    if not wanted:
        every = dict.fromkeys(numbers(scope), 1.0) if unwanted else {}
        scores = _weighed(engine, every, scope, [], unwanted)
        return Match(scope, scores, [], [], unwanted, [])
    kept, let_go, hits = _kept(wanted, scope)
    if not kept:
        doors = engine.facets.near(DOORS, scope & ~engine.facets.limited)
        return Match(bits(doors), doors, [], let_go, unwanted, [], instead=True)
    if all(one.part.ages for one in kept):
        every = _weighed(engine, dict.fromkeys(numbers(hits), 1.0), hits, kept, [])
        return Match(hits, every, kept, let_go, unwanted, [])
    partly = 0
    if hits.bit_count() < FEW:
        hits |= reduce(and_, (one.hits | one.near for one in kept), scope)
    near = [one for one in kept if hits & ~one.hits]
    said = [one for one in kept if not one.part.ages]
    if hits.bit_count() < FEW and len(said) > 1:
        partly = _but_one(said, scope, hits)
    size = len(engine.facets.entries)
    found = [(one.readings, _by_facts(engine, one, near, hits)) for one in kept]
    scores = _closer(engine, total(found, hits, size), kept)
    scores = _weighed(engine, scores, hits, kept, unwanted)
    if partly:
        found = [(one.readings, _by_facts(engine, one, kept, partly)) for one in kept]
        more = _closer(engine, total(found, partly, size), kept)
        more = _weighed(engine, more, partly, kept, unwanted)
        order = partial(_order, engine, more)
        filling = nsmallest(FEW - hits.bit_count(), more, key=order)
        more = {number: more[number] for number in filling}
        partly = bits(more)
        scores = _after(scores, more) | scores
    return Match(hits | partly, scores, kept, let_go, unwanted, near, partly)


def _order(
    engine: Engine, scores: Mapping[int, float], number: int
) -> tuple[float, int]:
    """What results are sorted by: best first, then by name."""
    return -scores[number], engine.facets.place[number]


def _but_one(kept: Sequence[Understood], scope: int, hits: int) -> int:
    """Programmes beside *hits* that have all of *kept* but one.

    One that lacks the most telling is among them only if the others are few.
    """
    telling = [_telling(one, scope) for one in kept]
    found = 0
    for number in sorted(range(len(kept)), key=telling.__getitem__):
        if (found | hits).bit_count() < FEW:
            others = (one.hits | one.near for n, one in enumerate(kept) if n != number)
            found |= reduce(and_, others, scope) & ~hits
    return found


def _after(first: Mapping[int, float], more: Mapping[int, float]) -> dict[int, float]:
    """The scores of *more*, so that all of them come after those of *first*."""
    least = min(first.values(), default=1.0)
    most = max(more.values(), default=1.0) or 1.0
    scale = min(PARTLY, 0.99 * least / most)
    return {number: score * scale for number, score in more.items()}


def _closer(
    engine: Engine, scores: dict[int, float], kept: Sequence[Understood]
) -> dict[int, float]:
    """*scores*, with a little more for programmes whose facts, too, are what was meant."""
    meant = [one for one in kept if one.concept]
    if meant:
        among = bits(nlargest(CLOSER, scores, key=lambda one: (scores[one], -one)))
        for one in meant:
            leads = engine.concepts.leads[one.concept or ""]
            exact = one.exact
            for number, score in engine.facets.near(leads, among & one.hits).items():
                less = MEANING if exact and not exact >> number & 1 else 1.0
                scores[number] += score * ABOUT * less
    return scores


def _by_facts(
    engine: Engine, one: Understood, near: Sequence[Understood], hits: int
) -> Mapping[int, float]:
    """What *one* scores in programmes whose facts are what it means, where that counts."""
    if not one.concept or not (one.conditional or one in near):
        return {}
    found = engine.facets.near(engine.concepts.leads[one.concept], hits)
    return {number: score * NEAR for number, score in found.items()}


def _kept(
    wanted: Sequence[Understood], scope: int
) -> tuple[list[Understood], list[Understood], int]:
    """Those of *wanted* that programmes have together, the others, and the programmes."""
    together = reduce(and_, (one.hits for one in wanted), scope)
    if together:
        return list(wanted), [], together
    kept: set[int] = set()
    hits = scope
    order = sorted(range(len(wanted)), key=lambda n: -_telling(wanted[n], scope))
    for number in order:
        one = wanted[number]
        more = one.hits & hits or one.near & hits
        if more:
            kept.add(number)
            hits = more
    return (
        [one for number, one in enumerate(wanted) if number in kept],
        [one for number, one in enumerate(wanted) if number not in kept],
        hits,
    )


def _telling(one: Understood, scope: int) -> float:
    """How much *one* tells: the fewer programmes have it the more."""
    found = (one.hits or one.near).bit_count()
    if not found:
        return -1.0
    if one.part.ages:
        return 0.0
    worth = WORTH if one.part.concept or one.part.quoted else 1.0
    return scope.bit_count() / found * worth * (CONDITION if one.conditional else 1)


def _weighed(
    engine: Engine,
    scores: Mapping[int, float],
    hits: int,
    kept: Sequence[Understood],
    unwanted: Iterable[Understood],
) -> dict[int, float]:
    """*scores* with what names and facts add or take."""
    facets = engine.facets
    standing = facets.ranking.standing
    found = {number: score * standing[number] for number, score in scores.items()}
    asked = [word for one in kept if not one.part.ages for word in one.words]
    named = facets.ranking.named(asked, hits)
    for number in numbers(_mentioned(engine, kept, hits)):
        named.setdefault(number, MENTIONED)
    for number, factor in named.items():
        found[number] = found.get(number, 0.0) * factor
    for one in unwanted:
        for number in numbers(one.hits & hits):
            if number in found:
                found[number] *= UNWANTED
    for one in kept:
        if one.part.ages:
            for number in found:
                found[number] *= _by_age(facets.ages[number], *one.part.ages)
    return found


def _mentioned(engine: Engine, kept: Sequence[Understood], hits: int) -> int:
    """Programmes in *hits* whose names have every part, be it in other words."""
    words = [
        one.words + (engine.concepts.single_words(one.concept) if one.concept else [])
        for one in kept
        if not one.part.ages
    ]
    return engine.facets.ranking.mentioned(words, hits) if words else 0


def _by_age(said: tuple[int | None, int | None], youngest: int, oldest: int) -> float:
    """How well a programme for the ages *said* suits people from *youngest* to *oldest*."""
    least, most = said
    if (least is not None and least > oldest) or (most is not None and most < youngest):
        return TOO_OLD_OR_YOUNG
    if least is None and most is None:
        return 1.0
    near = 0 if least is None else max(0.0, 1 - abs(least - youngest) / CLOSE)
    return RIGHT_AGE * (1 + near / 4)
