"""What words mean beyond themselves: everyday words of many languages and places' names.

"svetsare" stands in no text; "kväll" is a fact rather than a word; a Somali word for either
stands in no Swedish text. A concept has labels in every language, by which it is
recognised, and leads: values of filters that say what it is about.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypedDict

from finder.config import FALLBACKS, SEARCHED, SOURCE_LANGUAGE
from finder.search.analysis import LATIN, script, spelt, stem, tokens, written_in
from finder.search.folding import folded
from finder.search.function_words import is_function_word, is_negation
from finder.search.misspelling import Spellings
from finder.search.spaces import is_long
from finder.search.transliteration import by_skeleton, ends_alike, skeleton

LONGEST = 5  # words of a label that is looked for
TELLING = 2  # weight of a lead that says what the concept is about
ANYWHERE = "*"  # the language of names that are the same in every one
PLACE = "place-"  # how the concept of a district begins


class Lead(NamedTuple):
    """A value of a filter that a concept leads to."""

    name: str  # of the filter
    value: str
    weight: int


class Kept(TypedDict):
    """Concepts as they lie beside an index."""

    leads: dict[str, list[Lead]]  # concept -> where it leads, the most telling first
    labels: dict[str, dict[str, list[str]]]  # language of texts -> concept -> labels
    keys: dict[str, dict[str, str]]  # language -> key, see lookups() -> concept
    spelt: dict[str, dict[str, int]]  # language -> word of a label -> how many have it
    hints: dict[str, dict[str, str]]  # language -> stem -> the one concept it stands in


class Concepts:
    """The concepts of one state of the catalogue."""

    def __init__(self, kept: Kept) -> None:
        self.leads = {
            concept: tuple(Lead(*lead) for lead in leads)
            for concept, leads in kept["leads"].items()
        }
        self.labels = kept["labels"]
        self.keys = kept["keys"]
        self.spelt = kept["spelt"]
        self._hints = kept["hints"]
        self._places = by_skeleton(
            name for name in self.keys.get(ANYWHERE, {}) if " " not in name
        )
        self._spellings: dict[str, Spellings] = {}
        self._stems: dict[str, frozenset[str]] = {}  # of words of labels
        self._joined: dict[str, dict[str, str]] = {}  # labels without their spaces

    def recognised(self, words: Sequence[str], language: str) -> str | None:
        """The concept that *words* (lower case) together are a label of, or None.

        Labels of the reader's *language* come first, then Swedish and English ones, then
        those of other languages written in the same script.
        """
        places = self.keys.get(ANYWHERE, {})
        named = _named(words)
        if named in places:
            return places[named]
        for spoken in order(language, *words):
            keys = self.keys.get(spoken)
            if keys:
                for key in lookups(words, spoken):
                    if key in keys:
                        return keys[key]
        return places.get(self.place(words)) or self._together(words, language)

    def _together(self, words: Sequence[str], language: str) -> str | None:
        """The concept of a label that is written as the one word *words* holds."""
        if len(words) != 1 or not is_long(words[0]):
            return None
        for spoken in dict.fromkeys((language, SOURCE_LANGUAGE)):
            if spoken not in self._joined:
                self._joined[spoken] = {
                    "".join(folded(one.text) for one in tokens(label)): concept
                    for concept, labels in self.labels.get(spoken, {}).items()
                    for label in labels
                    if " " in label
                }
            found = self._joined[spoken].get(folded(words[0]))
            if found:
                return found
        return None

    def knows(self, word: str, language: str) -> bool:
        """Whether a label has *word* in any form: one in the reader's *language*."""
        spoken = next(order(language, word), language)
        if spoken not in self._stems:
            held = self.spelt.get(spoken, {})
            stems = frozenset(spelt(folded(one), spoken) for one in held)
            self._stems[spoken] = stems
        return spelt(folded(word), spoken) in self._stems[spoken] or (
            spoken == language
            and spoken in FALLBACKS
            and self.knows(word, FALLBACKS[spoken])
        )

    def about(self, concept: str) -> tuple[Lead, ...]:
        """The leads that say what *concept* is about."""
        return tuple(one for one in self.leads[concept] if one.weight == TELLING)

    def hinted(self, word: str, language: str) -> str | None:
        """The concept that *word* hints at: the only one with a label that has the word."""
        for spoken in order(language, word):
            found = self._hints.get(spoken, {}).get(spelt(folded(word), spoken))
            if found:
                return found
        return None

    def single_words(self, concept: str) -> list[str]:
        """The Swedish labels of *concept* that are one word, as names may have them."""
        labels = self.labels.get(SOURCE_LANGUAGE, {}).get(concept, ())
        return [label.lower() for label in labels if " " not in label]

    def nearest(self, word: str, language: str) -> list[str]:
        """Words of labels that *word* may be a misspelling of, likeliest first.

        Labels in the reader's *language* are looked at, and those in other languages
        of the word's script when that is not the reader's.
        """
        spoken = list(order(language, word))
        if written_in(language) == script(word):
            spoken = [
                one for one in spoken if one in (language, FALLBACKS.get(language))
            ]
        found: list[str] = []
        for one in spoken:
            near = self._spelling(one)
            found += near.nearest(word) or near.nearest(stem(word, one))
        return list(dict.fromkeys(found))

    def _spelling(self, language: str) -> Spellings:
        if language not in self._spellings:
            words = self.spelt.get(language, {})
            stems = {stem(word, language): number for word, number in words.items()}
            self._spellings[language] = Spellings({**stems, **words})
        return self._spellings[language]

    def place(self, words: Sequence[str]) -> str:
        """The place that *words* name, as it is written in Latin letters; or nothing."""
        places = self.keys.get(ANYWHERE, {})
        name = _named(words)
        if name not in places and len(words) == 1 and script(words[0]) != LATIN:
            name = self._places.get(skeleton(words[0]), "")
            name = name if ends_alike(words[0], name) else ""
        return name if name in places else ""


_shared: dict[str, Concepts] = {}  # digest -> the concepts this process read last


def shared(digest: str, read: Callable[[], Kept]) -> Concepts:
    """The concepts with this *digest*, see :func:`concepts_digest`: those that this process
    has, be it from an index or from the catalogue, or else what *read* gives."""
    found = _shared.get(digest)
    if found is None:
        found = Concepts(read())
        _shared.clear()
        _shared[digest] = found
    return found


def order(language: str, *words: str) -> Iterator[str]:
    """In which languages *words* are looked for, to a reader of *language*.

    Those written in the script of any of them: SFI stands among words of any script.
    """
    written = {script(word) for word in words}
    first = (language, FALLBACKS.get(language, language), SOURCE_LANGUAGE, "en")
    for spoken in dict.fromkeys((*first, *SEARCHED)):
        if written_in(spoken) in written:
            yield spoken


def content(label: str, language: str) -> list[str]:
    """The words of *label* by which it is recognised; negations are among them, but not
    they alone."""
    words = [token.text for token in tokens(label)]
    telling = [
        word
        for word in words
        if is_negation(word, language) or not is_function_word(word, language)
    ]
    only_negates = all(is_negation(word, language) for word in telling)
    return words if only_negates else telling


def _named(words: Sequence[str]) -> str:
    return " ".join(map(folded, words))


def lookups(words: Sequence[Any], language: str) -> list[str]:
    """How *words* are looked up in *language*: by their stems, then without diacritics."""
    stems = " ".join(stem(word, language) for word in words)
    plain = " ".join(spelt(folded(word), language) for word in words)
    return [stems] if stems == plain else [stems, plain]
