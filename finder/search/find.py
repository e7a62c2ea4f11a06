"""Finding programmes: the one function that pages and commands call."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Literal, NamedTuple, Protocol, TypedDict

from finder.config import LANGUAGES
from finder.search import limits
from finder.search.concepts import Leads, StandIn, stand_ins
from finder.search.facets import Facets, bits, numbers
from finder.search.fts import OutOfTime, full_text
from finder.search.query import Word, content
from finder.search.reader import snapshot

Sort = Literal["relevance", "name"]
EngineName = Literal["index", "fts5"]
SORTS = ("relevance", "name")
NEAR = 0.3  # weight of what a concept leads to, beside a word's own
PRECISION = 4  # decimals of a score; smaller differences are none

log = logging.getLogger(__name__)
troubles: Counter[str] = (
    Counter()
)  # kind of fault -> answers FTS5 gave for it, this process


class Hit(TypedDict):
    """One programme found."""

    id: str
    name: str
    language: str  # of the text its reader will see
    score: float  # 0 when nothing was typed
    stated: bool  # False: it does not state one of the chosen filters


class Near(TypedDict):
    """Words that find nothing, and the terms of the taxonomy they lead to."""

    words: str  # as typed
    terms: list[tuple[str, str]]  # filter, value; the most telling first


class Found(TypedDict):
    """One answer, all of it from one state of the catalogue."""

    query: str  # as it was searched: NFC, cleaned, cut
    language: str
    total: int  # programmes that match the words and state every chosen filter
    unstated: int  # that match, contradict no filter, but do not state all of them
    results: list[Hit]  # the part asked for: stated ones first
    counts: dict[str, dict[str, int]]  # filter -> value (or "not-stated") -> programmes
    let_go: list[str]  # words dropped, as typed: no programme has all of them
    corrected: str | None  # the query with its unknown words put right
    near: list[Near]  # words no programme has, and what stood in for them
    engine: EngineName  # fts5 is a simpler search


class Asked(NamedTuple):
    """A search, within limits."""

    text: str
    language: str
    filters: Mapping[str, Sequence[str]]
    archived: bool
    sort: Sort
    offset: int
    limit: int


class Engine(Protocol):
    """What an answer is made from: the index's snapshot, or FTS5."""

    facets: Facets
    concepts: Leads
    language: str

    def scores(self, word: Word) -> dict[int, float]:
        """Number of each programme that holds *word* -> how well it does."""

    def nearest(self, word: Word) -> list[str]:
        """Words that *word* may be a misspelling of, likeliest first."""


def find(
    catalogue_path: Path,
    instance: Path,
    *,
    text: str,
    language: str,
    filters: Mapping[str, Sequence[str]],
    archived: bool = False,
    sort: Sort = "relevance",
    offset: int = 0,
    limit: int = 10,
    simpler: bool = False,
) -> Found:
    """The programmes that have all words of *text*, in *language* or in Swedish.

    Of one filter any value, of several filters all; *archived* finds those instead of
    the others. Equal catalogue and search give equal answers, in equal order: best
    first, then by name, then by id. Without words the order is by name. *simpler*
    leaves the index aside, when there is more to do than time.

    Raises :class:`limits.UnknownFilter` for a filter, value, language or order that
    does not exist; any *text* is answered.
    """
    limits.one_of("language", language, LANGUAGES)
    limits.one_of("sort", sort, SORTS)
    offset, limit = limits.window(offset, limit)
    words = limits.cleaned(text)
    asked = Asked(words, language, filters, archived, sort, offset, limit)
    if not simpler:
        try:
            return answer(snapshot(catalogue_path, instance, language), asked, "index")
        except limits.UnknownFilter:
            raise
        except Exception as error:  # whatever a damaged index does, FTS5 answers
            _note(error)
    with full_text(catalogue_path, language) as engine:
        return answer(engine, asked, "fts5")


def answer(engine: Engine, asked: Asked, name: EngineName) -> Found:
    """What *engine* finds."""
    facets = engine.facets
    chosen = limits.chosen(asked.filters, facets.allowed)
    matched = match(
        engine, content(asked.text, asked.language), facets.scope(asked.archived)
    )
    stated, unstated = facets.divided(matched.hits, chosen)
    by_name = asked.sort == "name"
    order = [
        *_ordered(facets, stated, matched.scores, by_name),
        *_ordered(facets, unstated, matched.scores, by_name),
    ]
    return Found(
        query=asked.text,
        language=asked.language,
        total=stated.bit_count(),
        unstated=unstated.bit_count(),
        results=[
            _hit(facets, number, matched.scores, bool(stated >> number & 1))
            for number in order[asked.offset : asked.offset + asked.limit]
        ],
        counts=facets.counts(matched.hits, chosen),
        let_go=[word.typed for word in matched.let_go],
        corrected=corrected(
            engine, asked.text, matched.unknown, facets.scope(asked.archived)
        ),
        near=[
            Near(words=one.typed, terms=[lead[:2] for lead in one.leads])
            for one in matched.near
        ],
        engine=name,
    )


class Match(NamedTuple):
    """The programmes that have the words, and what became of the words."""

    hits: int  # as a set
    scores: dict[int, float]
    let_go: list[Word]
    unknown: list[Word]  # that no programme has
    near: list[StandIn]  # what stands in for words that find nothing


def match(engine: Engine, words: Sequence[Word], scope: int) -> Match:
    """The programmes in *scope* that have all *words*, or all but the least telling.

    Where words find nothing together, what their concept leads to stands in for them.
    Other words are let go only until something is found: first those nobody has, then
    the most frequent. When no word is found at all, nothing is, and none is let go.
    """
    if not words:
        return Match(scope, {}, [], [], [])
    found: dict[Word | StandIn, dict[int, float]] = {}
    found.update(_found(engine, words).items())
    hits = {part: bits(scores) & scope for part, scores in found.items()}
    unknown = [word for word in words if word in hits and not hits[word]]
    parts: list[Word | StandIn] = list(words)
    near = []
    if not reduce(and_, (hits.get(word, 0) for word in words)):
        near = stand_ins(words, hits, engine.concepts, engine.language)
        parts = [word for word in words if not any(word in one.words for one in near)]
        parts += near
    for one in near:
        found[one] = {
            n: NEAR * score for n, score in engine.facets.near(one.leads).items()
        }
        hits[one] = bits(found[one]) & scope
    kept = [part for part in parts if hits.get(part)]
    if not kept:
        return Match(0, {}, [], unknown, [])
    while not (common := reduce(and_, (hits[part] for part in kept))):
        kept.remove(max(kept, key=lambda part: hits[part].bit_count()))
    scores = {
        number: sum(found[part][number] for part in kept) for number in numbers(common)
    }
    asked = [part for part in kept if isinstance(part, Word)]
    return Match(
        common,
        engine.facets.ranking.weighed(scores, asked),
        [word for word in words if not any(word in _words(one) for one in kept)],
        unknown,
        [one for one in near if one in kept],
    )


def _words(part: "Word | StandIn") -> tuple[Word, ...]:
    return part.words if isinstance(part, StandIn) else (part,)


def corrected(
    engine: Engine, text: str, unknown: Sequence[Word], scope: int
) -> str | None:
    """*text* with each unknown word replaced by the nearest one that finds something."""
    put_right = text
    for word in unknown:
        for other in engine.nearest(word):
            if bits(engine.scores(Word(other, other))) & scope:
                put_right = put_right.replace(word.typed, other, 1)
                break
    return put_right if put_right != text else None


def _found(engine: Engine, words: Sequence[Word]) -> dict[Word, dict[int, float]]:
    """Word -> programmes that have it; words there was no time for are missing."""
    found = {}
    for word in words:
        try:
            found[word] = engine.scores(word)
        except OutOfTime:
            break
    return found


def _ordered(
    facets: Facets, found: int, scores: Mapping[int, float], by_name: bool
) -> list[int]:
    if by_name or not scores:
        return sorted(numbers(found), key=lambda number: facets.place[number])
    return sorted(
        numbers(found),
        key=lambda number: (-round(scores[number], PRECISION), facets.place[number]),
    )


def _hit(facets: Facets, number: int, scores: Mapping[int, float], stated: bool) -> Hit:
    fact = facets.facts[number]
    return Hit(
        id=fact["id"],
        name=fact["name"],
        language=fact["language"],
        score=round(scores.get(number, 0.0), PRECISION),
        stated=stated,
    )


def _note(error: Exception) -> None:
    """Count the fault and say what it was, but nothing of the query."""
    kind = type(error).__name__
    troubles[kind] += 1
    if troubles[kind] == 1:
        log.warning("The index cannot answer (%s); FTS5 does.", kind)
