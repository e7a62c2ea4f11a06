"""Which words of a text to mark: those that a search has found it by."""

from collections.abc import Iterable, Sequence

from finder.search.analysis import WORD, stem, words
from finder.search.understanding import Understood

Marks = dict[str, list[str]]  # language -> stems
Piece = tuple[str, str]  # text, the stem of a word or nothing
TEXTUAL = ("word", "form", "compound", "phrase")  # readings that name a stem


def marks(kept: Iterable[Understood]) -> Marks:
    """The stems by which *kept* parts were found in texts."""
    found: dict[str, dict[str, None]] = {}
    for one in kept:
        for reading in one.readings:
            language, sign, terms = reading.what.partition(":")
            if sign and reading.how.split()[-1] in TEXTUAL:
                found.setdefault(language, {}).update(dict.fromkeys(terms.split()))
    return {language: list(stems) for language, stems in found.items()}


def pieces(text: str, language: str) -> list[Piece]:
    """*text* in pieces, in order: words with their stems, and what stands between them."""
    found: list[Piece] = []
    place = 0
    for match in WORD.finditer(text):
        word = words(match[0])
        if word:
            if match.start() > place:
                found.append((text[place : match.start()], ""))
            found.append((match[0], stem(word[0], language)))
            place = match.end()
    return [*found, (text[place:], "")] if place < len(text) else found


def marked(said: Sequence[Piece], stems: Sequence[str]) -> list[tuple[str, bool]]:
    """What is *said* in as few pieces as can be, each with whether it is to be marked."""
    wanted = frozenset(stems)
    found: list[tuple[str, bool]] = []
    plain: list[str] = []
    for text, own in said:
        if own in wanted and own:
            if plain:
                found.append(("".join(plain), False))
                plain = []
            found.append((text, True))
        else:
            plain.append(text)
    return [*found, ("".join(plain), False)] if plain else found
