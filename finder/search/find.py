"""Finding programmes: the one function that pages and commands call."""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import nlargest
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict

from finder.catalog.listed import iso
from finder.config import SEARCHED
from finder.search import limits
from finder.search.explaining import Explanation, explained
from finder.search.facets import Facets
from finder.search.fts import full_text
from finder.search.marking import Marks, marks
from finder.search.engine import Engine, Recalling
from finder.search.matching import Match, match
from finder.search.query import parsed
from finder.search.reader import snapshot
from finder.search.sets import bits, numbers
from finder.search.understanding import CONDITIONS, Understood

Sort = Literal["relevance", "name"]
EngineName = Literal["index", "fts5"]
SORTS = ("relevance", "name")
PRECISION = 4  # decimals of a score; smaller differences are none
DOORS = 6  # programmes that are shown when nothing has the words
OFFERS = 3  # conditions that are offered as filters

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
    whole: bool  # False: it lacks one of the words


class Near(TypedDict):
    """Words that texts say too little of, and the terms of the taxonomy they lead to."""

    words: str  # as typed
    terms: list[tuple[str, str]]  # filter, value; the most telling first


class Offer(TypedDict):
    """A condition among the words, and the filter it can become; nothing is applied."""

    words: str  # as typed
    filter: str
    value: str
    programmes: int  # of those found that state it, with the chosen filters


class Found(TypedDict):
    """One answer, all of it from one state of the catalogue."""

    query: str  # as it was searched: NFC, cleaned, cut
    language: str
    total: int  # programmes that match the words and state every chosen filter
    unstated: int  # that match, contradict no filter, but do not state all of them
    partly: int  # that lack one of the words; a few, where those above are few
    results: list[
        Hit
    ]  # the part asked for: stated ones first, those that lack a word last
    counts: dict[str, dict[str, int]]  # filter -> value (or "not-stated") -> programmes
    let_go: list[str]  # words dropped, as typed: no programme has all of them
    in_vain: list[str]  # words, as typed, that nothing has and that mean nothing here
    unwanted: list[str]  # words that were negated: what has them comes last
    corrected: str | None  # the query with words that nobody has put right
    instead: bool  # nothing has the words: these are open to all and help with most
    near: list[Near]  # words whose meaning, not their text, found some of this
    offers: list[Offer]  # conditions that can become filters
    marks: Marks  # what to mark in texts, by language
    explained: Explanation | None  # when it was asked for
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
    explain: bool
    day: str  # ISO; facts count as they stand on it


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
    explain: bool = False,
    day: date | None = None,
) -> Found:
    """The programmes that have all words of *text*, in *language* or in Swedish.

    Of one filter any value, of several filters all; *archived* finds those instead of
    the others. Equal catalogue and search give equal answers, in equal order: best
    first, then by name, then by id. Without words the order is by name. *simpler*
    leaves the index aside, when there is more to do than time; *explain* adds how each
    word was understood and why each result stands where it does. Programmes that
    residents do not see on *day*, today unless given, are neither found nor counted; what
    should have been checked again long before it stands a little lower.

    Raises :class:`limits.UnknownFilter` for a filter, value, language or order that
    does not exist; any *text* is answered.
    """
    limits.one_of("language", language, SEARCHED)
    limits.one_of("sort", sort, SORTS)
    offset, limit = limits.window(offset, limit)
    words = limits.cleaned(text)
    asked = Asked(
        *(words, language, filters, archived, sort, offset, limit, explain),
        day=iso(day),
    )
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
    scope = facets.scope(asked.archived, asked.day)
    engine = Recalling(engine)
    parts = parsed(
        *(asked.text, asked.language, engine.concepts, engine.has, engine.nearest)
    )
    matched = match(engine, parts, scope, asked.day)
    whole = matched.hits & ~matched.partly
    stated, unstated = facets.divided(whole, chosen)
    partly = sum(facets.divided(matched.partly, chosen))
    scores = _ordered(facets, (stated, unstated, partly), matched, asked)
    if matched.instead:  # none of them is what was asked for
        whole, scores = 0, dict(islice(scores.items(), DOORS))
    return Found(
        query=asked.text,
        language=asked.language,
        total=0 if matched.instead else stated.bit_count(),
        unstated=0 if matched.instead else unstated.bit_count(),
        partly=partly.bit_count(),
        results=[
            _hit(facets, number, score, asked.language, stated, matched.partly)
            for number, score in scores.items()
        ],
        counts=facets.counts(whole, chosen),
        let_go=[one.part.typed for one in matched.let_go] if matched.kept else [],
        in_vain=[one.part.typed for one in matched.let_go if one.in_vain],
        unwanted=[one.part.typed for one in matched.unwanted],
        corrected=_corrected(asked.text, matched),
        instead=matched.instead,
        near=[_near(engine, one) for one in matched.near],
        offers=_offers(engine, matched, chosen, stated),
        marks=marks(matched.kept),
        explained=(
            explained(engine, matched, scores, asked.day) if asked.explain else None
        ),
        engine=name,
    )


def _ordered(
    facets: Facets, groups: Iterable[int], matched: Match, asked: Asked
) -> dict[int, float]:
    """The results asked for, with their scores: one of *groups* after the other, best first."""
    found: dict[int, float] = {}
    first, last = asked.offset, asked.offset + asked.limit
    for group in groups:
        number = group.bit_count()
        if first < number and last > 0:
            order = _first(facets, group, matched, asked, last)
            found |= dict(islice(order.items(), max(0, first), None))
        first, last = first - number, last - number
    return found


def _first(
    facets: Facets, found: int, matched: Match, asked: Asked, most: int
) -> dict[int, float]:
    """The *most* first of *found*, in order, with their scores."""
    place = facets.place
    if asked.sort == "name":
        order = sorted(numbers(found), key=place.__getitem__)[:most]
        scores = matched.best(bits(order), most)
        return {number: scores.get(number, 0.0) for number in order}
    scores = matched.best(found, most)
    if len(scores) < found.bit_count():
        scored = {number: one for number, one in scores.items() if found >> number & 1}
    else:
        scored = {number: scores.get(number, 0.0) for number in numbers(found)}
    if len(scored) < min(most, found.bit_count()):
        scored = dict.fromkeys(numbers(found), 0.0) | scored
    among: Iterable[int] = scored
    if len(scored) > 4 * most:  # only those that can be among them
        least = nlargest(most, scored.values())[-1] - 10**-PRECISION
        among = [number for number, score in scored.items() if score >= least]
    order = sorted(
        among, key=lambda number: (-round(scored[number], PRECISION), place[number])
    )
    return {number: scored[number] for number in order[:most]}


def _hit(
    facets: Facets,
    number: int,
    score: float,
    language: str,
    stated: int,
    partly: int,
) -> Hit:
    entry = facets.entries[number]
    return Hit(
        id=entry.id,
        name=entry.name,
        language=facets.shown_in(number, language),
        score=round(score, PRECISION),
        stated=bool(stated >> number & 1),
        whole=not partly >> number & 1,
    )


def _corrected(text: str, matched: Match) -> str | None:
    """*text* with every word that was put right, or None when none was."""
    put_right = text
    for one in [*matched.kept, *matched.let_go]:
        if one.corrected:
            put_right = put_right.replace(one.part.typed, one.corrected, 1)
    return put_right if put_right != text else None


def _near(engine: Engine, one: Understood) -> Near:
    leads = engine.concepts.leads[one.concept] if one.concept else ()
    return Near(words=one.part.typed, terms=[lead[:2] for lead in leads])


def _offers(
    engine: Engine, matched: Match, chosen: Mapping[str, Sequence[str]], found: int
) -> list[Offer]:
    """Conditions among the words that some, but not all, of what was *found* states."""
    offers: list[Offer] = []
    for one in [*matched.kept, *matched.let_go]:
        about = engine.concepts.about(one.concept) if one.concept else ()
        for lead in about:
            stating = engine.facets.stating(lead.name, [lead.value]) & found
            if lead.name in CONDITIONS and lead.name not in chosen and stating:
                offers.append(
                    Offer(
                        words=one.part.typed,
                        filter=lead.name,
                        value=lead.value,
                        programmes=stating.bit_count(),
                    )
                )
    return offers[:OFFERS]


def _note(error: Exception) -> None:
    """Count the fault and say what it was, but nothing of the query."""
    kind = type(error).__name__
    troubles[kind] += 1
    if troubles[kind] == 1:
        log.warning("The index cannot answer (%s); FTS5 does.", kind)
