"""From text to what is searched: words, and the stem that a word's forms share."""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from finder.search.folding import ARABIC_MARKS, MARKS, folded
from finder.search.languages import finnish
from finder.search.languages.spoken import SPOKEN

APOSTROPHES = "'’ʼ`´"
JOINERS = "\u200c\u200d"  # Persian and Kurdish write compounds with them
_LETTER = rf"(?:[^\W_]|[{ARABIC_MARKS}])"
# A word, with signs, apostrophes and joiners inside it and the + or # after it (C++, C#).
WORD = re.compile(
    rf"{_LETTER}+(?:[{APOSTROPHES}{JOINERS}]{_LETTER}+)*\u200c?(?:[+]+|#)?"
)
STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
DOTTED = "i\u0307"  # what lower-case Turkish İ becomes

STEMMERS: dict[str, Callable[[str], str]] = {
    language: module.stem for language, module in SPOKEN.items()
}
ARABIC, GEEZ, CYRILLIC, LATIN = "arabic", "geez", "cyrillic", "latin"
SCRIPTS = {
    **dict.fromkeys(("ar", "fa", "fa-AF", "ckb"), ARABIC),
    **dict.fromkeys(("uk", "ru"), CYRILLIC),
    "ti": GEEZ,
}  # others: LATIN


class Token(NamedTuple):
    """One word of a text."""

    typed: str  # as it stands there
    text: str  # lower case, without signs


def tokens(text: str) -> list[Token]:
    """The words of *text*, in order."""
    found = WORD.findall(unicodedata.normalize("NFC", text))
    pairs = (Token(one, _plain(one)) for one in found)
    return [pair for pair in pairs if pair.text]


def words(text: str) -> list[str]:
    """The words of *text* in lower case, in order."""
    text = unicodedata.normalize("NFC", text)
    if text.isascii():
        return WORD.findall(text.lower())
    return [word for word in map(_plain, WORD.findall(text)) if word]


def stem(word: str, language: str) -> str:
    """What the forms of lower-case *word* share in *language*: jobbar and jobb are jobb."""
    return STEMMERS[language](word)


def parts_in(word: str, language: str) -> list[str]:
    """The words that a compound is made of, in languages that take theirs apart by rule."""
    found = finnish.parts(word) if language == "fi" else []
    return found if len(found) > 1 else []


def script(word: str) -> str:
    """The script that *word* is written in: that of its first letter."""
    for letter in word:
        if "\u0600" <= letter <= "\u06ff" or "\u0750" <= letter <= "\u077f":
            return ARABIC
        if "\u1200" <= letter <= "\u137f":
            return GEEZ
        if "\u0400" <= letter <= "\u04ff":
            return CYRILLIC
    return LATIN


def written_in(language: str) -> str:
    """The script of *language*."""
    return SCRIPTS.get(language, LATIN)


def spelt(word: str, language: str) -> str:
    """The stem of *word* without diacritics: how it is looked up when typed without."""
    return folded(stem(word, language))


def _plain(word: str) -> str:
    word = word.lower()
    if word.isascii():
        return word.replace("`", "'")
    return MARKS.sub("", word).translate(STRAIGHT).replace(DOTTED, "i")
