"""What an answer is made from: the index's snapshot, or FTS5."""

from collections.abc import Sequence
from typing import Protocol

from finder.search.concepts import Concepts
from finder.search.facets import Facets
from finder.search.readings import Reading


class Engine(Protocol):
    """Looks words up, for readers of one language."""

    language: str
    facets: Facets
    concepts: Concepts

    def readings(self, word: str) -> list[Reading]:
        """Every way to read lower-case *word* in the texts."""

    def phrase(self, words: Sequence[str]) -> list[Reading]:
        """The texts that hold *words* one after the other."""

    def meaning(self, concept: str) -> list[Reading]:
        """The texts that hold a label of *concept*."""

    def parts(self, word: str) -> list[str]:
        """The words that a compound is made of, when the catalogue has them."""

    def has(self, word: str) -> bool:
        """Whether *word* stands in a text."""

    def nearest(self, word: str) -> list[str]:
        """Words that *word* may be a misspelling of, likeliest first."""


class Recalling:
    """An engine that works out once, for one query, what its words may be."""

    def __init__(self, engine: Engine) -> None:
        self.language = engine.language
        self.facets = engine.facets
        self.concepts = engine.concepts
        self.readings = engine.readings
        self.phrase = engine.phrase
        self.meaning = engine.meaning
        self.parts = engine.parts
        self._engine = engine
        self._has: dict[str, bool] = {}
        self._nearest: dict[str, list[str]] = {}

    def has(self, word: str) -> bool:
        """See :meth:`Engine.has`."""
        if word not in self._has:
            self._has[word] = self._engine.has(word)
        return self._has[word]

    def nearest(self, word: str) -> list[str]:
        """See :meth:`Engine.nearest`."""
        if word not in self._nearest:
            self._nearest[word] = self._engine.nearest(word)
        return self._nearest[word]
