"""The catalogue's own words in one language, and what a typed word reaches among them.

Built from words alone when an index is loaded: new rules here need no new index.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from finder.search.analysis import stem
from finder.search.compounds import Compounds
from finder.search.folding import folded
from finder.search.function_words import FUNCTION_WORDS
from finder.search.misspelling import Spellings

OWN, FOLDED, COMPOUND = 1.0, 0.8, 0.65  # weights of what a word stands for
WIDEST = 30  # stems one word may reach
BEGINNING = 5  # letters of a word nobody has that may be the beginning of others
LAST_LETTER = "\U0010ffff"
SHORTEST = 3  # letters of a compound's part; shorter ones stand in too many
NO_PARTS: Mapping[str, Sequence[str]] = {}
NO_FIRSTS: Mapping[str, str] = {}


class Vocabulary:
    """Words of one language's texts, each with the number of programmes it stands in.

    *parts* holds the stems that compounds are made of, *firsts* the forms that begin a
    compound and the word each is of: see :mod:`finder.search.compounds`. *known* are
    further words that are spelt right, as those of concepts.
    """

    def __init__(
        self,
        language: str,
        words: Mapping[str, int],
        parts: Mapping[str, Sequence[str]] = NO_PARTS,
        firsts: Mapping[str, str] = NO_FIRSTS,
        known: Iterable[str] = (),
    ) -> None:
        self.language = language
        self.words = words
        self.stems = {word: stem(word, language) for word in words}
        self.frequency: Counter[str] = Counter()
        for word, own in self.stems.items():
            self.frequency[own] += words[word]
        self._sorted = sorted(words)
        self.folded = self._by_fold()
        self.holders = self._by_part(parts)
        reached = {*self.frequency, *self.holders}
        self._compounds = Compounds(dict(firsts), reached, ())
        self._spellings = Spellings({**dict.fromkeys(known, 0), **words})

    def reach(self, word: str) -> dict[str, float]:
        """The stems *word* stands for -> their weight; OWN is that of the word itself.

        A word typed without diacritics also stands for those that have them, and first
        for those when nobody writes it without; one typed with them stands for no other.
        A word stands for the compounds it is a part of, and less.
        """
        own, plain = stem(word, self.language), folded(word)
        found = {own: OWN}
        if plain == word:
            alike = {*self._spelt(plain), *self._spelt(folded(own))} - {own}
            if alike and word not in self.words:
                found = {own: FOLDED}
            found |= dict.fromkeys(sorted(alike), FOLDED)
        if own not in self.frequency and len(word) >= BEGINNING:
            for longer in self._beginning(word):
                found.setdefault(self.stems[longer], COMPOUND)
        for base in list(found):
            for other in self.holders.get(base, ()):
                found.setdefault(other, COMPOUND)
        return dict(list(found.items())[:WIDEST])

    def _beginning(self, start: str) -> Sequence[str]:
        """The words that begin with *start*."""
        first = bisect_left(self._sorted, start)
        last = bisect_left(self._sorted, start + LAST_LETTER)
        return self._sorted[first:last]

    def has(self, word: str) -> bool:
        """Whether *word* or a form of it stands in a text."""
        own = stem(word, self.language)
        return own in self.frequency or bool(self._spelt(folded(own)))

    def parts(self, word: str) -> Sequence[str]:
        """The words that *word* is made of, if all of them are reached; or none."""
        found = self._compounds.split(word)
        return [
            part if place == len(found) - 1 else self._compounds.base(part)
            for place, part in enumerate(found)
        ]

    def nearest(self, word: str) -> list[str]:
        """The words that *word* may be a misspelling of, the likeliest first."""
        return self._spellings.nearest(word)

    def _spelt(self, plain: str) -> Sequence[str]:
        return self.folded.get(plain, ())

    def _by_fold(self) -> dict[str, Sequence[str]]:
        """Word or stem without diacritics -> the stems spelt so, where that differs."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        silent = FUNCTION_WORDS.get(self.language, frozenset())
        for word in sorted(self.words):
            if word not in silent:
                own = self.stems[word]
                for key in (folded(word), folded(own)):
                    if key != own:
                        found[key][own] = None
        return {key: tuple(stems) for key, stems in found.items()}

    def _by_part(self, parts: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
        """Stem of a part -> the stems of the compounds that have it, most frequent first."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for word, made_of in parts.items():
            for part in made_of:
                if len(part) >= SHORTEST and part != self.stems.get(word):
                    found[part][self.stems[word]] = None
        return {
            part: tuple(sorted(held, key=lambda one: (-self.frequency[one], one)))
            for part, held in found.items()
        }
