"""From what was typed to the parts that are searched: no operators, and no syntax to learn.

A part is a word, several words that mean one thing, or a quotation. Words that carry only
grammar fall away; a word that negates makes the part beside it unwanted.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from finder.search.ages import with_ages
from finder.search.analysis import LATIN, Token, script, tokens, written_in
from finder.search.clitics import bare
from finder.search.concepts import LONGEST, PLACE, Concepts, order
from finder.search.function_words import TWO_FACED, is_function_word, is_negation
from finder.search.languages import english
from finder.search.negations import is_lack
from finder.search.parts import Part
from finder.search.spaces import closed_up

QUOTES = '"“”„‟«»″'
QUOTED = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)(?:[{QUOTES}]|$)")
TRIED = 4  # words that a misspelt one beside a negation may be

Near = Callable[[str], Sequence[str]]


def parsed(
    text: str,
    language: str,
    concepts: Concepts,
    has: Callable[[str], bool],
    nearest: Near = lambda word: (),
) -> list[Part]:
    """The parts of *text*, to a reader of *language*, in order.

    *has* says whether a word stands in a text that the reader can search, *nearest* what
    a word may be a misspelling of. Function words do not count, unless there are no others.
    """
    found: list[Part] = []
    place = 0
    for quotation in QUOTED.finditer(text):
        before = text[place : quotation.start()]
        found += _plain(before, language, concepts, has, nearest)
        words = tuple(tokens(quotation[1]))
        found += [Part(words, quoted=True)] if words else []
        place = quotation.end()
    found += _plain(text[place:], language, concepts, has, nearest)
    telling = [
        part for part in found if not _says_nothing(part, language, concepts, has)
    ]
    return _once(telling or found)


def _plain(
    text: str,
    language: str,
    concepts: Concepts,
    has: Callable[[str], bool],
    nearest: Near,
) -> list[Part]:
    """The parts of *text*, which holds no quotation, function words among them."""

    @cache
    def known(word: str) -> bool:
        return (
            is_function_word(word, language)
            or is_negation(word, language)
            or concepts.knows(word, language)
            or bool(concepts.place([word]))
            or has(word)
        )

    def misspelt(word: str) -> Sequence[str]:
        return () if known(word) else nearest(word)

    typed = closed_up(list(_without_pronouns(tokens(text), language)), known)
    typed = [one._replace(text=bare(one.text, language, known)) for one in typed]
    said = [one.text for one in typed]
    places = [
        place
        for place, one in enumerate(typed)
        if is_negation(one.text, language)
        or not _says_nothing(Part((one,)), language, concepts, has)
    ]
    if not any(not is_negation(said[place], language) for place in places):
        places = list(range(len(typed)))
    found: list[Part] = []
    lacks: list[Part] = []
    telling = [typed[place] for place in places]
    telling = _put_right(telling, language, concepts, misspelt)
    for part in spans(telling, language, concepts):
        part = _uncovered(part, language, concepts, has)
        first, *_ = places
        places = places[len(part.words) :]
        negates = not part.concept and is_negation(said[first], language)
        (lacks if negates and is_lack(said, first, language) else found).append(part)
    return _without_negations(list(with_ages(found or lacks)), language)


def _uncovered(
    part: Part, language: str, concepts: Concepts, has: Callable[[str], bool]
) -> Part:
    """*part*, or the concept beneath what is written to its word, when no text has that."""

    def found(word: str) -> bool:
        return has(word) or concepts.recognised([word], language) is not None

    if part.concept or len(part.words) > 1 or is_negation(part.words[0].text, language):
        return part
    word = bare(part.words[0].text, language, found)
    if word == part.words[0].text:
        return part
    uncovered = part.words[0]._replace(text=word)
    return Part((uncovered,), concepts.recognised([word], language))


def _put_right(
    words: Sequence[Token], language: str, concepts: Concepts, nearest: Near
) -> list[Token]:
    """*words*, where one that is misspelt makes a label with the negation before it."""
    found = list(words)
    for place in range(1, len(found)):
        before, word = found[place - 1].text, found[place].text
        if is_negation(before, language):
            for other in nearest(word)[:TRIED]:
                if concepts.recognised([before, other], language):
                    found[place] = found[place]._replace(text=other)
                    break
    return found


def spans(words: Sequence[Token], language: str, concepts: Concepts) -> Iterator[Part]:
    """*words* as parts: the longest labels of concepts first, from the left."""
    words = list(words)
    taken: dict[int, tuple[int, str]] = {}  # start -> end, concept
    free = [True] * len(words)
    for length in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            if all(free[start:end]):
                said = [word.text for word in words[start:end]]
                concept = concepts.recognised(said, language)
                if concept:
                    if concept.startswith(PLACE) and script(said[0]) != LATIN:
                        words[start] = words[start]._replace(text=concepts.place(said))
                    taken[start] = end, concept
                    free[start:end] = [False] * length
    place = 0
    while place < len(words):
        end, concept = taken.get(place, (place + 1, None))
        yield Part(tuple(words[place:end]), concept)
        place = end


def _without_pronouns(typed: Sequence[Token], language: str) -> Iterator[Token]:
    """*typed* without the English "it" that is no sector, unless nothing else is there."""
    for place, one in enumerate(typed):
        before = typed[place - 1].text if place else ""
        after = typed[place + 1].text if place + 1 < len(typed) else ""
        spoken = language == "en" and one.typed == "it" and len(typed) > 1
        if not (spoken and english.is_pronoun(before, after)):
            yield one


def _without_negations(parts: list[Part], language: str) -> list[Part]:
    """*parts* without the words that negate; what stands after one is negated.

    A negation at the end negates what stands before it. An age is never negated.
    """
    found: list[Part] = []
    negating = False
    for part in parts:
        if not part.concept and is_negation(part.words[0].text, language):
            negating = True
        else:
            found.append(part._replace(negated=negating and not part.ages))
            negating = False
    if negating and found and not found[-1].ages:
        found[-1] = found[-1]._replace(negated=True)
    return found or parts


def _says_nothing(
    part: Part, language: str, concepts: Concepts, has: Callable[[str], bool]
) -> bool:
    """Whether *part* is one function word, of the reader's language or of another one
    that it can be: in that case only if no text has it."""
    if part.quoted or part.concept or len(part.words) > 1:
        return False
    word = part.words[0].text
    if is_function_word(word, language):
        return True
    if word in TWO_FACED.get(language, ()) or word in concepts.spelt.get(language, ()):
        return False
    if written_in(language) == script(word) and has(word):
        return False
    return any(is_function_word(word, spoken) for spoken in order(language, word))


def _once(parts: Sequence[Part]) -> list[Part]:
    """*parts*, each said once."""
    first: dict[tuple[str, ...], Part] = {}
    for part in parts:
        first.setdefault(tuple(word.text for word in part.words), part)
    return list(first.values())
