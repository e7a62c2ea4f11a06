"""Three engines over one corpus: ours, SQLite's FTS5 and tantivy.

All hold the Swedish texts of a catalogue as the same stems, made by the same analysis, in
one field, with a sign between lines that no phrase reaches across. In ours, the boosts of
a text's parts are in the weight of each posting and cost nothing. They decide the order
only, never how many are found: the others go without them, which is the fastest they can
be (FTS5 would pay for four columns, tantivy for four fields). Each gives the ten best by
its own relevance, and the exact total.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from heapq import nlargest
from operator import and_
from typing import NamedTuple, Protocol

from sqlite_utils import Database

from finder.catalog.searchable import texts
from finder.search.analysis import stem
from finder.search.facets import NOT_STATED, Facets
from finder.search.index import stemmed
from finder.search.held import NOTHING
from finder.search.leading import leading
from finder.search.readings import Reading
from finder.search.sets import numbers, union
from finder.search.language_index import LanguageIndex
from finder.search.snapshot import Snapshot
from tests.bench import asked
from tests.bench.asked import Asked

TEN = 10
EXPANSIONS = 20  # most frequent stems that a beginning stands for, in ours
BREAK = "\ue000"  # between lines: a letter of nobody's
NO_FACTS: Mapping[int, float] = {}
Counts = dict[str, dict[str, int]]  # filter -> value or NOT_STATED -> programmes, not 0


class Answer(NamedTuple):
    """What an engine finds."""

    total: int
    best: list[int]  # numbers of programmes
    counts: Counts  # empty unless counts were asked for


class Engine(Protocol):
    """Something that finds programmes."""

    name: str

    def answer(self, one: Asked) -> Answer:
        """The ten best programmes for *one*, their total and, if asked for, counts."""


class Corpus(NamedTuple):
    """What every engine holds."""

    database: Database
    ids: Mapping[str, int]  # of programmes -> their numbers
    facets: Facets

    def texts(self) -> Iterator[tuple[int, str]]:
        """Number of each programme and its stems in Swedish, joined by spaces."""
        for text in texts(self.database, asked.LANGUAGE):
            said = (
                " ".join(stemmed(word, asked.LANGUAGE) for word in line)
                for line in asked.lines(text[1:])
            )
            yield self.ids[text.id], f" {BREAK} ".join(said)

    def stated(self) -> list[dict[str, list[str]]]:
        """Filter -> values of each programme, by number; NOT_STATED is a value, too."""
        found: list[dict[str, list[str]]] = [{} for _ in self.ids]
        for name, values in self.facets.values.items():
            for value, held in [
                *values.items(),
                (NOT_STATED, self.facets.silent[name]),
            ]:
                for number in numbers(held):
                    found[number].setdefault(name, []).append(value)
        return found


def corpus(db: Database, snapshot: Snapshot) -> Corpus:
    """The catalogue *db*, with the filters and numbers of its *snapshot*."""
    facets = snapshot.facets
    ids = {one.id: number for number, one in enumerate(facets.entries)}
    return Corpus(db, ids, facets)


def put_right(index: LanguageIndex, word: str) -> str:
    """The stem of the nearest word to *word* that stands in a text, or *word*'s own."""
    known = index.words.stems
    return next(
        (known[other] for other in index.words.nearest(word) if other in known),
        stem(word, asked.LANGUAGE),
    )


class Ours:
    """The loaded index of the finder, through its own scoring and sets."""

    name = "ours"

    def __init__(self, snapshot: Snapshot) -> None:
        self.index = snapshot.indexes[0]
        self.facets = snapshot.facets
        self.size = len(self.facets.entries)
        self.vocabulary = sorted(self.index.terms)
        self._kinds: dict[str, Callable[[Asked], tuple[list[list[Reading]], int]]] = {
            asked.ANY: self._any,
            asked.PREFIX: self._prefix,
            asked.TYPO: self._typo,
            asked.PHRASE: self._phrase,
        }

    def answer(self, one: Asked) -> Answer:
        """Score what is found, and count by sets."""
        parts, hits = self._kinds.get(one.type, self._all)(one)
        chosen = {name: [value] for name, value in one.filters}
        found = hits
        for name, values in chosen.items():
            found &= self.facets.stating(name, values)
        scores = leading([(one, NO_FACTS) for one in parts], found, self.size, TEN)
        counts: Counts = {}
        if one.type == asked.COUNTED:
            counts = self.facets.counts(hits, chosen)
        return Answer(found.bit_count(), _best(scores), counts)

    def _read(self, term: str) -> Reading:
        held = self.index.terms.get(term, NOTHING)
        return Reading("word", term, 1.0, held, self.index.holders(term))

    def _all(self, one: Asked) -> tuple[list[list[Reading]], int]:
        each = [self._read(term) for term in one.terms]
        return [[read] for read in each], reduce(and_, (read.hits for read in each))

    def _any(self, one: Asked) -> tuple[list[list[Reading]], int]:
        each = [self._read(term) for term in one.terms]
        return [[read] for read in each], union(read.hits for read in each)

    def _prefix(self, one: Asked) -> tuple[list[list[Reading]], int]:
        beginning = one.terms[0]
        first = bisect_left(self.vocabulary, beginning)
        end = bisect_left(self.vocabulary, f"{beginning}\U0010ffff")
        terms = nlargest(EXPANSIONS, self.vocabulary[first:end], key=self._frequency)
        each = [self._read(term) for term in terms]
        return [each], union(read.hits for read in each)

    def _frequency(self, term: str) -> int:
        return len(self.index.terms[term].ids)

    def _typo(self, one: Asked) -> tuple[list[list[Reading]], int]:
        read = self._read(put_right(self.index, one.terms[0]))
        return [[read]], read.hits

    def _phrase(self, one: Asked) -> tuple[list[list[Reading]], int]:
        held = self.index.phrase(one.terms)
        return [[Reading("phrase", "", 1.0, held, held.hits)]], held.hits


def _best(scores: Mapping[int, float]) -> list[int]:
    """The numbers of the ten best, those with equal scores by number."""
    if not scores:
        return []
    least = nlargest(TEN, scores.values())[-1]
    among = [number for number, score in scores.items() if score >= least]
    return sorted(among, key=lambda number: (-scores[number], number))[:TEN]
