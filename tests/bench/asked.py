"""What the engines are asked: queries of every type, drawn from the real texts with a fixed seed.

All catalogues are grown from the same texts, so that the same queries can be put to each
of them, and times at different sizes compared.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from finder.catalog import database
from finder.catalog.searchable import texts
from finder.catalog.stated import stated
from finder.config import SHIPPED_CATALOGUE
from finder.search import analysis
from finder.search.function_words import FUNCTION_WORDS

SEED = 2026
EACH = 25  # queries of every type
BANDS = (
    0.0,
    0.01,
    0.03,
    0.1,
    0.25,
    1.0,
)  # of all programmes, between which words stand
PREFIXES = (3, 4, 5)  # letters
MISSPELT = 6  # letters from which a word is misspelt
LANGUAGE = "sv"
ONE, TWO, ANY = "one word", "two required", "any of three"
PREFIX, TYPO, PHRASE = "prefix", "typo", "phrase"
FILTERED, COUNTED = "filtered", "filtered and counted"
TYPES = (ONE, TWO, ANY, PREFIX, TYPO, PHRASE, FILTERED, COUNTED)


class Asked(NamedTuple):
    """One query: what it is looked up by, and what it is narrowed by."""

    type: str
    terms: tuple[str, ...]  # stems; of PREFIX its letters, of TYPO the misspelt word
    filters: tuple[tuple[str, str], ...] = ()  # filter, value


class Said(NamedTuple):
    """One real programme."""

    lines: list[list[str]]  # its words, line by line, function words among them
    values: list[tuple[str, str]]  # filter, value


def lines(text: Sequence[str]) -> Iterator[list[str]]:
    """The words of a programme's *text* (its parts), line by line."""
    for part in text:
        for line in part.split("\n"):
            yield analysis.words(line)


def drawn() -> dict[str, list[Asked]]:
    """EACH queries of every type."""
    said = _said()
    chance = random.Random(SEED)
    return {
        ONE: [Asked(ONE, (one,)) for one in _of_all_bands(said, chance)],
        TWO: [Asked(TWO, _words(said, chance, 2)) for _ in range(EACH)],
        ANY: [Asked(ANY, _words(said, chance, 3)) for _ in range(EACH)],
        PREFIX: [Asked(PREFIX, (one,)) for one in _prefixes(said, chance)],
        TYPO: [Asked(TYPO, (one,)) for one in _misspelt(said, chance)],
        PHRASE: [Asked(PHRASE, one) for one in _phrases(said, chance)],
        FILTERED: [_narrowed(FILTERED, said, chance) for _ in range(EACH)],
        COUNTED: [_narrowed(COUNTED, said, chance) for _ in range(EACH)],
    }


def addresses(number: int) -> list[str]:
    """*number* different addresses of results pages: words, pairs, words with a filter."""
    said = _said()
    chance = random.Random(SEED)
    found: dict[str, None] = {}
    while len(found) < number:
        one = chance.choice(said)
        words = [word for word in _telling(one) if word.isalnum()]
        asked = "+".join(chance.sample(words, chance.choice((1, 1, 2))))
        name, value = chance.choice(one.values)
        narrowed = f"&{name}={value}" if chance.random() < 0.3 else ""
        found[f"/{LANGUAGE}/programmes?q={asked}{narrowed}"] = None
    return list(found)


def _said() -> list[Said]:
    """The real programmes that say something in Swedish."""
    db = database.reader(SHIPPED_CATALOGUE)
    values = {
        one["id"]: [
            (name, value) for name, held in one["terms"].items() for value in held
        ]
        for one in stated(db)
    }
    found = [Said(list(lines(one[1:])), values[one.id]) for one in texts(db, LANGUAGE)]
    db.close()
    return found


def _telling(one: Said) -> list[str]:
    """The words of *one* programme, as often as they stand there, but function words."""
    silent = FUNCTION_WORDS[LANGUAGE]
    return [
        word
        for line in one.lines
        for word in line
        if word not in silent and len(word) > 2
    ]


def _stem(word: str) -> str:
    return analysis.stem(word, LANGUAGE)


def _of_all_bands(said: Sequence[Said], chance: random.Random) -> list[str]:
    """Stems from rare to frequent, as many of each band."""
    held = Counter(stem for one in said for stem in {*map(_stem, _telling(one))})
    found = []
    for least, most in zip(BANDS, BANDS[1:]):
        among = [
            stem for stem, n in sorted(held.items()) if least < n / len(said) <= most
        ]
        found += chance.sample(among, EACH // (len(BANDS) - 1))
    return found


def _words(said: Sequence[Said], chance: random.Random, number: int) -> tuple[str, ...]:
    """The stems of *number* words that stand in one programme, frequent ones more often."""
    while True:
        stems = [_stem(word) for word in _telling(chance.choice(said))]
        found = tuple(dict.fromkeys(chance.sample(stems, number)))
        if len(found) == number:
            return found


def _prefixes(said: Sequence[Said], chance: random.Random) -> Iterator[str]:
    for number in range(EACH):
        letters = PREFIXES[number % len(PREFIXES)]
        long = [
            one
            for one in map(_stem, _telling(chance.choice(said)))
            if len(one) > letters and one.isalpha()
        ]
        yield chance.choice(long)[:letters]


def _misspelt(said: Sequence[Said], chance: random.Random) -> Iterator[str]:
    """Words with two neighbouring letters, not the first, exchanged; no text has them."""
    right = {word for one in said for word in _telling(one)}
    found = 0
    while found < EACH:
        word = chance.choice(_telling(chance.choice(said)))
        place = chance.randrange(1, max(2, len(word) - 3))
        wrong = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        known = wrong in right or _stem(wrong) in right or _stem(wrong) == _stem(word)
        if len(word) >= MISSPELT and word.isalpha() and not known:
            found += 1
            yield wrong


def _phrases(said: Sequence[Said], chance: random.Random) -> Iterator[tuple[str, ...]]:
    """Two or three words that stand together, the first of them no function word."""
    silent = FUNCTION_WORDS[LANGUAGE]
    found = 0
    while found < EACH:
        line = chance.choice(chance.choice(said).lines)
        length = chance.choice((2, 2, 3))
        if len(line) > length:
            start = chance.randrange(len(line) - length)
            if line[start] not in silent:
                found += 1
                yield tuple(map(_stem, line[start : start + length]))


def _narrowed(type_: str, said: Sequence[Said], chance: random.Random) -> Asked:
    """A word and one or two filters, of a programme that has both."""
    one = chance.choice(said)
    word = _stem(chance.choice(_telling(one)))
    filters = dict(chance.sample(one.values, chance.choice((1, 2))))
    return Asked(type_, (word,), tuple(filters.items()))
