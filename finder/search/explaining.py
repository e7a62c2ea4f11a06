"""Why an answer is as it is: how each word was read, and what each result got for it."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from finder.search.engine import Engine
from finder.search.matching import Match
from finder.search.readings import Reading
from finder.search.understanding import NEAR, Understood

PRECISION = 3  # decimals


class Read(TypedDict):
    """One way in which a part was read."""

    how: str  # word, form, compound, phrase, words, apart, concept, facts, misspelt …
    what: str  # "sv:svets", a concept's name, …
    weight: float
    programmes: int  # that it finds


class PartRead(TypedDict):
    """A word, or several that mean one thing, and what became of it."""

    typed: str
    concept: str | None
    corrected: str | None
    became: str  # kept, let go, or unwanted
    programmes: int  # that have it
    read: list[Read]


class Reason(TypedDict):
    """What one result got."""

    id: str
    parts: dict[str, str]  # typed -> "how what score"
    standing: float  # the factor of its facts
    score: float


class Explanation(TypedDict):
    """Everything that decided an answer."""

    parts: list[PartRead]
    results: list[Reason]


def explained(
    engine: Engine, matched: Match, scores: Mapping[int, float], day: str
) -> Explanation:
    """How *matched* came about, and why the programmes with these *scores* stand there on *day*."""
    standing = engine.facets.ranking.standing_on(day)
    return Explanation(
        parts=[
            *(_part(one, "kept") for one in matched.kept),
            *(_part(one, "let go") for one in matched.let_go),
            *(_part(one, "unwanted") for one in matched.unwanted),
        ],
        results=[_reason(engine, matched, standing, *one) for one in scores.items()],
    )


def _part(one: Understood, became: str) -> PartRead:
    return PartRead(
        typed=one.part.typed,
        concept=one.concept,
        corrected=one.corrected,
        became=became,
        programmes=one.hits.bit_count(),
        read=[
            Read(
                how=reading.how,
                what=reading.what,
                weight=round(reading.weight, PRECISION),
                programmes=len(reading.held.ids),
            )
            for reading in one.readings
        ],
    )


def _reason(
    engine: Engine,
    matched: Match,
    standing: Sequence[float],
    number: int,
    score: float,
) -> Reason:
    return Reason(
        id=engine.facets.entries[number].id,
        parts={one.part.typed: _got(engine, one, number) for one in matched.kept},
        standing=round(standing[number], PRECISION),
        score=round(score, PRECISION),
    )


def _got(engine: Engine, one: Understood, number: int) -> str:
    """The best reading of *one* in a programme, and its score there."""
    scores = [
        (_score(reading, number), reading.how, reading.what) for reading in one.readings
    ]
    if one.concept:
        near = engine.facets.near(engine.concepts.leads[one.concept], 1 << number)
        scores.append((near.get(number, 0.0) * NEAR, "facts", one.concept))
    score, how, what = max(scores, default=(0.0, "", ""))
    return f"{how} {what} {score:.2f}" if score else "–"


def _score(reading: Reading, number: int) -> float:
    found = dict(zip(reading.held.ids, reading.held.scores))
    return reading.weight * found.get(number, 0.0)
