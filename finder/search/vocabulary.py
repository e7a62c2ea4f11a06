"""The catalogue's own words in one language, and what a typed word reaches among them.

Built from words alone when an index is loaded: new rules here need no new index.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from finder.search.analysis import SAME, beginning, stem
from finder.search.folding import folded
from finder.search.function_words import FUNCTION_WORDS

OWN, FOLDED, ALIKE, COMPOUND = 1.0, 0.8, 0.8, 0.5  # weights of what a word stands for
COMPOUNDING = ("sv",)  # languages that write compounds as one word
FIRST_PART, SECOND_PART = 4, 3  # letters at least before and after it in a compound
WIDEST = 20  # stems one word may reach
ONE_EDIT, TWO_EDITS = 5, 8  # letters from which one and two edits are a misspelling


class Vocabulary:
    """Words of one language's texts, each with the number of programmes it stands in."""

    def __init__(self, language: str, words: Mapping[str, int]) -> None:
        self.language = language
        self.words = words
        self.frequency = _by_stem(words, language)
        self.forwards, self.backwards = _both_ways(words, language)
        self.folded = _by_fold(words, language)
        self.alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(words):
            if len(word) >= ONE_EDIT - 1 and word.isalpha():
                self.alike[folded(word[0]), len(word)].append(word)

    def reach(self, word: str) -> dict[str, float]:
        """The stems *word* stands for -> their weight; OWN is that of the word itself.

        A word typed without diacritics also stands for those that have them, and first
        for those when nobody writes it without; one typed with them stands for no other.
        Swedish words stand for the compounds they begin or end.
        """
        own, plain = stem(word, self.language), folded(word)
        found = {own: OWN}
        if plain == word:
            alike = {*self._spelt(plain), *self._spelt(folded(own))} - {own}
            if alike and word not in self.words:
                found = {own: FOLDED}
            found |= dict.fromkeys(sorted(alike), FOLDED)
        other = SAME.get(self.language, {}).get(own)
        if other:
            found.setdefault(other, ALIKE)
        if self.language in COMPOUNDING:
            for other in self._compounds(beginning(word, self.language)):
                found.setdefault(other, COMPOUND)
        return dict(list(found.items())[:WIDEST])

    def nearest(self, word: str) -> list[str]:
        """The words that *word* may be a misspelling of, the likeliest first.

        They begin with the same letter and differ by one edit (from ONE_EDIT letters)
        or two (from TWO_EDITS): a letter more, less, changed, or two exchanged.
        """
        if len(word) < ONE_EDIT:
            return []
        most = 2 if len(word) >= TWO_EDITS else 1
        plain = folded(word) == word
        found = []
        for length in range(len(word) - most, len(word) + most + 1):
            for other in self.alike.get((folded(word[0]), length), ()):
                if plain or other[0] == word[0]:
                    away = edits(word, folded(other) if plain else other, most)
                    if away is not None:
                        key = (away, -self.words[other], other.isascii(), other)
                        found.append(key)
        return [key[-1] for key in sorted(found)]

    def _spelt(self, plain: str) -> Sequence[str]:
        return self.folded.get(plain, ())

    def _compounds(self, part: str) -> list[str]:
        """The stems of words that begin or end with *part*, the most frequent first."""
        if not part:
            return []
        first = _beginning(self.forwards, part, SECOND_PART)
        last = _beginning(self.backwards, part[::-1], FIRST_PART)
        return sorted({*first, *last}, key=lambda one: (-self.frequency[one], one))


def edits(one: str, other: str, most: int) -> int | None:
    """Edits between two words (exchanging neighbours is one), or None beyond *most*."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
        before, last = last, row
    return last[-1] if last[-1] <= most else None


def _beginning(forms: Sequence[tuple[str, str]], part: str, more: int) -> list[str]:
    """The stems of those *forms* that begin with *part* and have *more* letters after it."""
    found = []
    for place in range(bisect_left(forms, (part, "")), len(forms)):
        form, own = forms[place]
        if not form.startswith(part):
            break
        if len(form) >= len(part) + more:
            found.append(own)
    return found


def _both_ways(
    words: Iterable[str], language: str
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(form, stem) of every word as it is and without one ending, sorted; and backwards."""
    forwards = [
        (form, stem(word, language))
        for word in words
        for form in dict.fromkeys([word, beginning(word, language) or word])
    ]
    return sorted(forwards), sorted((form[::-1], own) for form, own in forwards)


def _by_stem(words: Mapping[str, int], language: str) -> Counter[str]:
    """Stem -> in how many programmes its words stand, counted once per word."""
    found: Counter[str] = Counter()
    for word, programmes in words.items():
        found[stem(word, language)] += programmes
    return found


def _by_fold(words: Iterable[str], language: str) -> dict[str, Sequence[str]]:
    """Word or stem without diacritics -> the stems spelt so; function words left out."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for word in sorted(words):
        if word not in FUNCTION_WORDS.get(language, ()):
            own = stem(word, language)
            found[folded(word)][own] = found[folded(own)][own] = None
    return {key: list(stems) for key, stems in found.items()}
