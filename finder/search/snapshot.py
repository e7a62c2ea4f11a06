"""The index as those who search see it: everything in memory, and never changed."""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import NamedTuple

from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.structfile import BufferFile

from finder.config import SOURCE_LANGUAGE, readable
from finder.search import postings
from finder.search.analysis import LATIN, parts_in, script, stem
from finder.search.concepts import Concepts, content
from finder.search.facets import Facets
from finder.search.function_words import FUNCTION_WORDS
from finder.search.index import BREAK, SEQUENCES, TEXTS, WORDS, Place, Words
from finder.search.postings import NOTHING, Postings
from finder.search.readings import Reading, joined, merged
from finder.search.sets import bits, numbers
from finder.search.suggestions import LABEL, Suggestion, Suggestions, best_of
from finder.search.transliteration import SWALLOWED, skeleton
from finder.search.vocabulary import COMPOUND, OWN, Vocabulary

SOURCE_WEIGHT = 0.8  # of the source language's text, beside the reader's own
EUROPEAN = ("sv", "en")  # with texts, and words without articles before them
KEPT_SETS = 64  # programmes from which a term's set is kept rather than made anew


class Verified(RamStorage):
    """Index files in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__()
        self.files = dict(files)

    def open_file(self, name: str, **options: object) -> BufferFile:
        if name not in self.files:
            raise NameError(name)
        return BufferFile(self.files[name], name=name)


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
        opened = Verified(files).open_index().reader()
        self.terms = postings.read(opened, numbers, length)
        opened.close()
        self._sets: dict[str, int] = {}
        self._meant: dict[str, tuple[Postings, int]] = {}
        self._places = {  # programme -> where its text begins and ends
            numbers[row.id]: (row.start, row.end)
            for row in (Place(*each) for each in json.loads(files[TEXTS]))
        }
        self._sequence = self._stems(files[SEQUENCES], held)

    def holders(self, term: str) -> int:
        """The programmes that hold *term*, as a set."""
        if term in self._sets:
            return self._sets[term]
        ids = self.terms.get(term, NOTHING).ids
        found = bits(ids)
        if len(ids) >= KEPT_SETS:
            self._sets[term] = found
        return found

    def meaning(self, concept: str, concepts: Concepts) -> tuple[Postings, int]:
        """The texts that hold a label of *concept*, with the best label's score; and as a set."""
        found = self._meant.get(concept)
        if found is None:
            lists = []
            for label in concepts.labels.get(self.language, {}).get(concept, ()):
                words = content(label, self.language)
                terms = [stem(word, self.language) for word in words]
                if all(term in self.terms for term in terms):
                    held = reduce(and_, map(self.holders, terms))
                    each = [self.terms[term] for term in terms]
                    lists.append(
                        joined(each, numbers(held)) if len(each) > 1 else each[0]
                    )
            one = merged(lists)
            found = self._meant[concept] = one, bits(one.ids)
        return found

    def phrase(self, terms: Sequence[str]) -> Postings:
        """The programmes that hold *terms* one after the other, with what these score."""
        candidates = reduce(and_, map(self.holders, terms))
        if not candidates:
            return NOTHING
        asked = array("I", [self._stem_numbers.get(term, 0) for term in terms])
        said, size = asked.tobytes(), asked.itemsize
        found = []
        for number in numbers(candidates):
            at, end = (place * size for place in self._places[number])
            while (at := self._sequence.find(said, at, end)) >= 0:
                if at % size == 0:
                    found.append(number)
                    break
                at += 1
        return joined([self.terms[term] for term in dict.fromkeys(terms)], found)

    def _stems(self, sequence: bytes, held: Words) -> bytes:
        """The texts as numbers of stems; see :attr:`_stem_numbers`."""
        self._stem_numbers: dict[str, int] = {}
        by_word = array("I", [BREAK])
        for word, _ in held["words"]:
            own = self.words.stems.get(word, "")
            number = self._stem_numbers.setdefault(own, len(self._stem_numbers) + 1)
            by_word.append(number)
        return array("I", map(by_word.__getitem__, array("I", sequence))).tobytes()


class Common(NamedTuple):
    """What is the same in every language of one generation."""

    facets: Facets
    concepts: Concepts
    numbers: dict[str, int]  # id -> number
    length: float  # mean words of an original
    terms: Mapping[str, Sequence[str]]  # language -> labels of kinds, sectors …
    names: Suggestions  # of programmes that run
    transliterated: Mapping[str, str]  # skeleton -> word of a programme's name


class Snapshot:
    """One generation as a reader of one language searches it."""

    def __init__(
        self, language: str, common: Common, indexes: Sequence[LanguageIndex]
    ) -> None:
        self.language = language
        self.facets = common.facets
        self.concepts = common.concepts
        self.indexes = indexes  # of the reader's language, then the source's
        self._names = common.names
        self._transliterated = common.transliterated
        self._labels = Suggestions(self._suggested(common.terms))

    def readings(self, word: str) -> list[Reading]:
        """Every way in which lower-case *word* may be read in the texts.

        An expansion that is rarer than the word itself does not count for more.
        """
        found = []
        for index in self.indexes:
            field = index.language
            if field != self.language and says_nothing(word, field):
                continue
            weight = weight_of(field, self.language)
            reached = index.words.reach(word)
            own = max(
                len(index.terms.get(term, NOTHING).ids)
                for term, part in reached.items()
                if part > COMPOUND
            )
            for term, part in reached.items():
                held = index.terms.get(term)
                if held:
                    bound = self._bound(index, len(held.ids), own, part)
                    how = "word" if part == OWN else "form"
                    how = "compound" if part == COMPOUND else how
                    what, weighed = f"{field}:{term}", weight * part * bound
                    hits = index.holders(term)
                    found.append(Reading(how, what, weighed, held, hits))
        return found

    def phrase(self, words: Sequence[str]) -> list[Reading]:
        """The texts that hold *words* one after the other, in any form but no other word."""
        found = []
        for index in self.indexes:
            weight = weight_of(index.language, self.language)
            terms = [self._spelt_here(index, word) for word in words]
            held = index.phrase(terms)
            if held.ids:
                what = f"{index.language}:{' '.join(terms)}"
                found.append(Reading("phrase", what, weight, held, bits(held.ids)))
        return found

    def parts(self, word: str) -> list[str]:
        """The words that the compound *word* is made of, when the catalogue has them."""
        for index in self.indexes:
            found = index.words.parts(word)
            if found:
                return list(found)
        return parts_in(word, self.language)

    def has(self, word: str) -> bool:
        """Whether *word* stands in a text that the reader can search."""
        return any(one.words.has(word) for one in self.indexes)

    def nearest(self, word: str) -> list[str]:
        """Words that *word* may be a misspelling of: the reader's language first."""
        found = [other for one in self.indexes for other in one.words.nearest(word)]
        own = self.language in EUROPEAN and script(word) == LATIN
        if not own:  # whose forms the index knows as they are spelt
            found += self.concepts.nearest(word, self.language)
        if script(word) != LATIN:
            name = self._transliterated.get(skeleton(word, SWALLOWED))
            found += [name] if name else []
        return list(dict.fromkeys(found))

    def meaning(self, concept: str) -> list[Reading]:
        """The texts that hold a label of *concept*."""
        found = []
        for index in self.indexes:
            held, hits = index.meaning(concept, self.concepts)
            if hits:
                weight = weight_of(index.language, self.language)
                found.append(Reading("concept", concept, weight, held, hits))
        return found

    def beginning(self, text: str) -> list[Suggestion]:
        """What *text* may be the beginning of, the likeliest first."""
        return best_of(text, self._labels, self._names)

    def warm(self) -> None:
        """Work out beforehand what every concept finds."""
        for concept in self.concepts.leads:
            self.meaning(concept)

    def _suggested(self, terms: Mapping[str, Sequence[str]]) -> Iterator[Suggestion]:
        """Labels of concepts and of the taxonomy."""
        for concept, labels in self.concepts.labels.get(self.language, {}).items():
            for label in labels:
                yield Suggestion(label, self.language, LABEL, concept)
        for label in terms.get(self.language, ()):
            yield Suggestion(label, self.language, LABEL, label)

    def _spelt_here(self, index: LanguageIndex, word: str) -> str:
        reached = index.words.reach(word)
        held = [term for term, part in reached.items() if part > COMPOUND]
        return next((term for term in held if term in index.terms), held[0])

    def _bound(
        self, index: LanguageIndex, programmes: int, own: int, part: float
    ) -> float:
        if part == OWN or not own:
            return 1.0
        rare = postings.rarity(own, index.programmes)
        return min(1.0, rare / postings.rarity(programmes, index.programmes))


def weight_of(field: str, language: str) -> float:
    """What a text in the language *field* counts for a reader of *language*."""
    return 1.0 if field == language else SOURCE_WEIGHT


def says_nothing(word: str, field: str) -> bool:
    """English "men" is not Swedish "men", which stands in every text."""
    return field == SOURCE_LANGUAGE and word in FUNCTION_WORDS[field]


def languages_of(language: str) -> list[str]:
    """The languages whose texts a reader of *language* searches, the own one first."""
    return list(dict.fromkeys([*readable(language), SOURCE_LANGUAGE]))
