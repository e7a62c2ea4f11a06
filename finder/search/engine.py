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
