"""From text to what is searched: words, and the stem that a word's forms share."""

import re
import unicodedata
from typing import NamedTuple

import Stemmer

from finder.search.folding import ARABIC_MARKS, MARKS, arabic_letters

# A word, with Arabic signs inside it and the + or # after it (C++, C#).
WORD = re.compile(rf"(?:[^\W_]|[{ARABIC_MARKS}])+[+#]*")
FIXED_POINT = 3  # passes: svetsare becomes svets in one, svet in two
SHORTEST = 3  # letters an Arabic word keeps
TELLING = 4  # letters of a beginning; with fewer, "it" would reach "item"

# No cache: it would keep what people typed.
SWEDISH = Stemmer.Stemmer("swedish", 0)
ENGLISH = Stemmer.Stemmer("english", 0)
PARTICIPLE = re.compile(r"(?:iv|tag|fund|bund)n$")  # sjukskrivna, of sjukskriven
# People whose shorter stem is a word that stands in every text: lär, mål, för, äg.
PEOPLE = re.compile(r"(l[äa]r|m[åa]l|f[öo]r|[äa]g)ar(?:e|en|na|es|ens|nas)")
# Stems of everyday words that mean the same here: jobba and arbeta, plugga and studera.
SAME = {
    "sv": {"jobb": "arbet", "arbet": "jobb", "plugg": "studer", "studer": "plugg"},
    "en": {"job": "work", "work": "job", "cours": "class", "class": "cours"},
}
ARABIC_BEFORE = ("وال", "بال", "كال", "فال", "ولل", "لل", "ال")
ARABIC_AFTER = ("هما", "ها", "ات", "ون", "ين", "ان", "يه", "هم", "ه", "ي")


class Token(NamedTuple):
    """One word of a text."""

    typed: str  # as it stands there
    text: str  # lower case, without signs


def tokens(text: str) -> list[Token]:
    """The words of *text*, in order."""
    found = WORD.findall(unicodedata.normalize("NFC", text))
    pairs = (Token(one, MARKS.sub("", one).lower()) for one in found)
    return [pair for pair in pairs if pair.text]


def words(text: str) -> list[str]:
    """The words of *text* in lower case, in order."""
    if MARKS.search(text):
        return [token.text for token in tokens(text)]
    return [one.lower() for one in WORD.findall(unicodedata.normalize("NFC", text))]


def stem(word: str, language: str) -> str:
    """What the forms of lower-case *word* share in *language*: jobbar and jobb are jobb."""
    return forms(word, language)[-1]


def forms(word: str, language: str) -> list[str]:
    """From lower-case *word* to its stem, each shorter one once: kurser, kurs, kur."""
    if language == "sv":
        return _swedish(word)
    if language == "en":
        return [word, str(ENGLISH.stemWord(word))]
    return [word, _arabic(word)] if language == "ar" else [word]


def beginning(word: str, language: str) -> str:
    """What the compounds that begin with *word* begin with, or nothing.

    Its form without one ending, if that is long enough to tell; two endings off would
    make svetsare svet, which samhällsvetare ends with.
    """
    long = [form for form in forms(word, language)[:2] if len(form) >= TELLING]
    return long[-1] if long else ""


def _swedish(word: str) -> list[str]:
    person = PEOPLE.fullmatch(word)
    if person:
        return [word, f"{person[1]}ar"]
    found = [word]
    for _ in range(FIXED_POINT):
        shorter = str(SWEDISH.stemWord(found[-1]))
        if shorter == found[-1]:
            break
        found.append(shorter)
        if len(shorter) < 3:
            break
    last = found[-1]
    return [*found, last[:-1]] if PARTICIPLE.search(last) else found


def _arabic(word: str) -> str:
    """Light: the article with what is written before it, and one ending."""
    word = arabic_letters(word)
    for start in ARABIC_BEFORE:
        if word.startswith(start) and len(word) - len(start) >= SHORTEST:
            word = word.removeprefix(start)
            break
    for end in ARABIC_AFTER:
        if word.endswith(end) and len(word) - len(end) >= SHORTEST:
            return word.removesuffix(end)
    return word
