"""From what was typed to the terms that are looked up: no parser, no operators."""

from collections.abc import Mapping
from typing import NamedTuple

from finder.config import SOURCE_LANGUAGE
from finder.search.analysis import tokens
from finder.search.function_words import FUNCTION_WORDS, is_function_word
from finder.search.vocabulary import OWN, Vocabulary

SOURCE_WEIGHT = 0.8  # of the source language's text, beside the reader's own


class Word(NamedTuple):
    """A word that must be matched."""

    typed: str
    text: str  # lower case
    alone: bool = False  # a function word, searched because nothing else was typed


class Term(NamedTuple):
    """One entry of the index that a word stands for."""

    field: str  # a language
    text: str  # a stem
    weight: float
    own: bool  # the word's own stem, not one it merely reaches


def content(text: str, language: str) -> list[Word]:
    """The words of *text* that must be matched, in order, each once.

    Function words do not count, unless there are no others.
    """
    typed = tokens(text)
    telling = [one for one in typed if not is_function_word(one.text, language)]
    first: dict[str, Word] = {}
    for one in telling or typed:
        first.setdefault(one.text, Word(one.typed, one.text, alone=not telling))
    return list(first.values())


def terms(
    word: Word, language: str, vocabularies: Mapping[str, Vocabulary]
) -> list[Term]:
    """What *word* stands for to a reader of *language*: in that language, then the source's."""
    found = []
    for field, vocabulary in vocabularies.items():
        if field != language and _says_nothing(word, field):
            continue
        weight = 1.0 if field == language else SOURCE_WEIGHT
        for stem, part in vocabulary.reach(word.text).items():
            found.append(Term(field, stem, weight * part, own=part == OWN))
    return found


def best(found: dict[int, float], more: Mapping[int, float], weight: float) -> None:
    """Put into *found* each programme's better score of the two; *more* counts *weight*."""
    for number, score in more.items():
        if score * weight > found.get(number, 0.0):
            found[number] = score * weight


def nearest(word: Word, vocabularies: Mapping[str, Vocabulary]) -> list[str]:
    """Words that *word* may be a misspelling of: the reader's language first."""
    found = [other for one in vocabularies.values() for other in one.nearest(word.text)]
    return list(dict.fromkeys(found))


def _says_nothing(word: Word, field: str) -> bool:
    """English "men" is not Swedish "men", which stands in every text."""
    function_words = FUNCTION_WORDS.get(field, frozenset())
    return field == SOURCE_LANGUAGE and not word.alone and word.text in function_words
