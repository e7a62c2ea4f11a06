"""Which programmes have what was asked for, and what became of each word."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial, reduce
from heapq import nsmallest
from operator import and_
from typing import NamedTuple

from finder.config import SOURCE_LANGUAGE
from finder.search.engine import Engine
from finder.search.parts import Part
from finder.search.scoring import Scores
from finder.search.sets import bits
from finder.search.snapshot import EUROPEAN
from finder.search.understanding import Understood, understood, united

PARTLY = 0.5  # of the score of a programme that has all parts but one
# What is shown when nothing is found: who helps with most things, open to everyone.
DOORS = (
    *(("kind", "guidance", 2), ("kind", "coaching", 2), ("route", "self-referral", 1)),
    *(("target_group", "all-residents", 1), ("target_group", "unemployed", 1)),
)
FEW = 10  # programmes below which facts are taken for words
WORTH = 2.0  # how much more a concept tells than its words: it is understood
CONDITION = 0.02  # how much less a condition tells
GUESSED = (
    0.25  # how much less a word tells that was put right, or is only known in Swedish
)


class Match(NamedTuple):
    """The programmes that have what was asked for, and what became of it."""

    hits: int
    best: Callable[[int, int], dict[int, float]]  # see Scores.best()
    kept: list[Understood]
    let_go: list[Understood]  # no programme has these and the kept ones
    unwanted: list[Understood]  # negated
    near: list[Understood]  # of the kept ones: those whose facts were taken for words
    partly: int = 0  # of the hits: those that lack one of the kept parts
    instead: bool = False  # nothing was found: these are open doors


def match(engine: Engine, parts: Sequence[Part], scope: int, day: str) -> Match:
    """The programmes in *scope* that have all *parts*, or all but the least telling.

    The parts that tell most are kept, as long as any programme has them together. Where
    the texts find few programmes, those whose facts are what was asked for come after.
    Beside other parts, a hint is not asked of a programme but raises it. *day*, ISO, is the
    one on which facts count as fresh or not.
    """
    read = [understood(engine, part, scope) for part in united(engine, parts)]
    wanted = [one for one in read if not one.part.negated]
    unwanted = [one for one in read if one.part.negated]
    if not wanted:
        every = Scores(engine, scope, [], [], unwanted, day)
        return Match(scope, every.best, [], [], unwanted, [])
    hints = [one for one in wanted if _is_hint(engine, one)]
    telling = [one for one in wanted if one not in hints]
    if all(one.part.ages for one in telling):
        telling, hints = wanted, []
    kept, let_go, hits = _kept(engine, telling, scope)
    if not kept:
        doors = engine.facets.near(DOORS, scope & ~engine.facets.limited)
        best = _given(doors)
        return Match(bits(doors), best, [], let_go, unwanted, [], instead=True)
    if all(one.part.ages for one in kept):
        every = Scores(engine, hits, kept, [], [], day)
        return Match(hits, every.best, kept, let_go, unwanted, [])
    partly = 0
    if hits.bit_count() < FEW:
        hits |= reduce(and_, (one.hits | one.near for one in kept), scope)
    near = [one for one in kept if hits & ~one.hits]
    said = [one for one in kept if not one.part.ages]
    if hits.bit_count() < FEW and len(said) > 1:
        partly = _but_one(said, scope, hits)
    kept += hints
    best = Scores(engine, hits, kept, near, unwanted, day).best
    if partly:
        scores = best(hits, FEW)
        most = FEW - hits.bit_count()
        more = Scores(engine, partly, kept, kept, unwanted, day).best(partly, most)
        filling = nsmallest(most, more, key=partial(_order, engine, more))
        more = {number: more[number] for number in filling}
        partly = bits(more)
        best = _given(_after(scores, more) | scores)
    return Match(hits | partly, best, kept, let_go, unwanted, near, partly)


def _is_hint(engine: Engine, one: Understood) -> bool:
    """Whether *one* only decides the order: a word that is no concept and stands in nothing
    but the reader's own language's few texts, where others say the same in other words.
    """
    return (
        engine.language not in EUROPEAN
        and not (one.part.concept or one.part.quoted or one.part.ages)
        and not one.concept
        and bool(one.readings)
        and all(read.what.startswith(f"{engine.language}:") for read in one.readings)
    )


def _given(scores: dict[int, float]) -> Callable[[int, int], dict[int, float]]:
    return lambda among, most: scores


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


def _kept(
    engine: Engine, wanted: Sequence[Understood], scope: int
) -> tuple[list[Understood], list[Understood], int]:
    """Those of *wanted* that programmes have together, the others, and the programmes."""
    together = reduce(and_, (one.hits for one in wanted), scope)
    together = together or reduce(and_, (one.hits | one.near for one in wanted), scope)
    if together:
        return list(wanted), [], together
    kept: set[int] = set()
    hits = scope
    order = sorted(
        range(len(wanted)),
        key=lambda n: -_telling(wanted[n], scope) * _certain(engine, wanted[n]),
    )
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


def _certain(engine: Engine, one: Understood) -> float:
    """How certain it is that *one* was meant so, from 0 to 1.

    A word of another language that a Swedish text happens to have is not.
    """
    foreign = (
        engine.language not in EUROPEAN
        and not (one.concept or one.part.quoted or one.part.ages)
        and all(read.what.startswith(f"{SOURCE_LANGUAGE}:") for read in one.readings)
    )
    return GUESSED if one.corrected or foreign else 1.0


def _telling(one: Understood, scope: int) -> float:
    """How much *one* tells: the fewer programmes have it the more."""
    found = (one.hits or one.near).bit_count()
    if not found:
        return -1.0
    if one.part.ages:
        return 0.0
    worth = WORTH if one.part.concept or one.part.quoted else 1.0
    return scope.bit_count() / found * worth * (CONDITION if one.conditional else 1)
