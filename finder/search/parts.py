"""A part of a query: a word, several words that mean one thing, a quotation, or an age."""

from typing import NamedTuple

from finder.search.analysis import Token


class Part(NamedTuple):
    """Something that is searched for."""

    words: tuple[Token, ...]
    concept: str | None = None  # that the words are a label of
    quoted: bool = False
    negated: bool = False
    whole: str | None = None  # the one word that texts write two words as
    ages: tuple[int, int] | None = None  # years, from and to, that the words name
    corrected: str | None = None  # the words as they were put right

    @property
    def typed(self) -> str:
        """The words as they were typed."""
        return " ".join(word.typed for word in self.words)

    @property
    def is_single(self) -> bool:
        """Whether it is one word that may stand in any form."""
        return len(self.words) == 1 and not (self.quoted or self.ages)
