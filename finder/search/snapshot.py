"""The index as those who search see it, in one language."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from finder.config import SOURCE_LANGUAGE, readable
from finder.search import postings
from finder.search.analysis import LATIN, parts_in, script
from finder.search.concepts import Concepts
from finder.search.facets import Facets
from finder.search.function_words import FUNCTION_WORDS
from finder.search.language_index import LanguageIndex
from finder.search.held import NOTHING
from finder.search.readings import Reading
from finder.search.sets import numbers
from finder.search.suggestions import LABEL, Suggestion, Suggestions, best_of
from finder.search.transliteration import SWALLOWED, skeleton
from finder.search.vocabulary import COMPOUND, OWN

SOURCE_WEIGHT = 0.8  # of the source language's text, beside the reader's own
EUROPEAN = ("sv", "en")  # with many texts, and words without articles before them


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
                    found.append(Reading(how, what, weighed, held, held.hits))
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
                found.append(Reading("phrase", what, weight, held, held.hits))
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
        # few words stand in other languages' texts: one that does not is seldom misspelt
        known = (one for one in self.indexes if one.language in EUROPEAN)
        found = [other for one in known for other in one.words.nearest(word)]
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
            held = index.meaning(concept, self.concepts)
            if held.ids:
                weight = weight_of(index.language, self.language)
                found.append(Reading("concept", concept, weight, held, held.hits))
        return found

    def beginning(self, text: str, day: str) -> list[Suggestion]:
        """What *text* may be the beginning of on *day* (ISO), the likeliest first."""
        hidden = {
            self.facets.entries[one].id for one in numbers(self.facets.hidden(day))
        }
        return best_of(text, self._labels, self._names, hidden=hidden)

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
