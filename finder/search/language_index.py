"""One language's index as those who search see it: everything in memory, and never changed."""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from heapq import merge
from itertools import compress, groupby
from operator import and_, itemgetter

from finder.search import segments
from finder.search.analysis import stem
from finder.search.concepts import Concepts, content
from finder.search.held import NOTHING, Held, Postings, kept, mean
from finder.search.index import TEXTS, WORDS, Place, Words
from finder.search.phrases import Sayings
from finder.search.postings import norm, scored
from finder.search.readings import merged
from finder.search.segments import Segment
from finder.search.sets import bits
from finder.search.vocabulary import Vocabulary

GONE = -1  # in place of the number of a programme that is no longer there
TERM = itemgetter(0)


class LanguageIndex:
    """The texts of one language: who says what, and in which order."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        language: str,
        numbers: Mapping[str, int],
        length: float,
        known: Iterable[str],
    ) -> None:
        self.language = language
        self.programmes = len(numbers)
        held: Words = json.loads(files[WORDS])
        self.words = Vocabulary(
            language,
            {word: count for word, count in held["words"] if count},
            held["parts"],
            held["firsts"],
            known,
        )
        living = {Place(*row).id for row in json.loads(files[TEXTS])}
        read = [segments.read(files[name]) for name in segments.files_of(files)]
        placed = list(_placed(read, {one: numbers[one] for one in living}))
        self.terms = _scored(placed, self.programmes, length)
        self._sayings = [Sayings(*one) for one in placed]
        self._meant: dict[str, Postings] = {}

    def holders(self, term: str) -> int:
        """The programmes that hold *term*, as a set."""
        return self.terms.get(term, NOTHING).hits

    def meaning(self, concept: str, concepts: Concepts) -> Postings:
        """The texts that hold a label of *concept*, with the best label's score."""
        found = self._meant.get(concept)
        if found is None:
            said = concepts.labels.get(self.language, {}).get(concept, ())
            labels = dict.fromkeys(map(self._stems, said))  # forms of one are one
            known = [one for one in labels if all(term in self.terms for term in one)]
            lists = [self._together(terms) for terms in known]
            found = self._meant[concept] = kept(merged(lists), self.programmes)
        return found

    def _stems(self, label: str) -> tuple[str, ...]:
        words = content(label, self.language)
        return tuple(stem(word, self.language) for word in words)

    def _together(self, terms: Sequence[str]) -> Held:
        """The programmes that hold all *terms*, with the mean of their scores."""
        held = reduce(and_, map(self.holders, terms))
        return mean([self.terms[term] for term in terms], held, self.programmes)

    def phrase(self, terms: Sequence[str]) -> Held:
        """The programmes that hold *terms* one after the other, with what these score."""
        if len(terms) == 1:
            return self.terms.get(terms[0], NOTHING)
        found = bits(number for one in self._sayings for number in one.saying(terms))
        each = [self.terms[term] for term in dict.fromkeys(terms)] if found else []
        return mean(each, found, self.programmes)


def _placed(
    read: Sequence[Segment], living: Mapping[str, int]
) -> Iterator[tuple[Segment, list[int]]]:
    """Each segment with the number of each of its texts' programme.

    A later segment's text of a programme takes the place of an earlier one's.
    """
    last = {one: place for place, segment in enumerate(read) for one in segment.ids}
    for place, segment in enumerate(read):
        yield segment, [
            living.get(one, GONE) if last[one] == place else GONE for one in segment.ids
        ]


def _scored(
    placed: Sequence[tuple[Segment, Sequence[int]]], programmes: int, length: float
) -> dict[str, Postings]:
    """Every term with its postings."""
    norms = array("f", bytes(4 * programmes))
    for segment, places in placed:
        for number, words in zip(places, segment.lengths):
            if number != GONE:
                norms[number] = norm(words, length)
    listed = list(norms)
    found = {}
    every = merge(*(_living(*one) for one in placed), key=TERM)
    for term, held in groupby(every, key=TERM):
        _, numbers, weights = next(held)
        for _, more, weighed in held:
            numbers, weights = [*numbers, *more], [*weights, *weighed]
        if numbers:
            found[term] = scored(numbers, weights, listed)
    return found


def _living(
    segment: Segment, places: Sequence[int]
) -> Iterator[tuple[str, Sequence[int], Sequence[float]]]:
    """Every term of *segment*, the programmes that hold it, and its weights in them."""
    gone = GONE in places
    for term, texts, weights in segments.postings(segment):
        numbers = [places[text] for text in texts]
        if gone and GONE in numbers:
            living = [number != GONE for number in numbers]
            yield term, [*compress(numbers, living)], [*compress(weights, living)]
        else:
            yield term, numbers, weights
