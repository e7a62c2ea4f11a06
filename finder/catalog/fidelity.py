"""Whether a translation kept what its Swedish original says, as far as a program can tell.

Numbers, telephone numbers, addresses and names must be there; letters must be of the
language's script; a text must not be a copy, nor far too short or long. Whether the meaning
is right only a reader can say.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

SCRIPTS = {
    **dict.fromkeys(("ar", "fa", "fa-AF", "ckb"), "ARABIC"),
    **dict.fromkeys(("uk", "ru"), "CYRILLIC"),
    "ti": "ETHIOPIC",
}
# Least and most of the original's length; scripts without vowels are short.
LENGTHS = {
    "ti": (0.3, 1.7),
    "ar": (0.4, 1.8),
    **dict.fromkeys(("fa", "fa-AF", "ckb"), (0.45, 2.0)),
    "sv-simple": (0.6, 3.0),
}
USUAL = (0.5, 2.2)
SHORT = 40  # characters up to which lengths say nothing
# What every language has its own word for, though Swedish writes it with a capital.
TRANSLATED = re.compile(
    "Sverige|Stockholm|EU|EES|Europ|Norden|Schweiz|Svensk|Ukrain|Eritrea|Syrien|Afghan"
)
# Latin words that readers of any script see in Sweden.
SEEN = {"cv", "sfi", "it", "pdf", "sms", "kr", "lss", "komvux", *"abcd"}
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w|https?://\S+|\b0\d{1,3}-[\d ]+\d")
THOUSANDS = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}\b)")
# A word with a capital inside a sentence; of "SIUS-konsulter" only what is the name.
NAME = re.compile(r"(?<=[a-zåäö0-9,;)] )([A-ZÅÄÖ]\w{2,}(?:-[A-ZÅÄÖ]\w*)*)")
LATIN_WORD = re.compile(r"[A-Za-zÅÄÖåäöéü][A-Za-zÅÄÖåäöéü0-9.@/-]*")
KEPT = "\u00a0"  # a space that keeps digits in their order from right to left
PARTED = re.compile(r"\d \d")
JOINER = "\u200c"  # Persian spelling needs it


def doubts(original: str, text: str, language: str, known: str = "") -> list[str]:
    """What seems lost or foreign in *text*, the *language*'s version of the Swedish *original*.

    English sentences; none when nothing is. Latin words of *known* (names that belong to
    the same programme) may stand in *text* though the original does not have them.
    """
    return [
        *_letters(text, language),
        *_foreign_words(f"{original} {known}", text, language),
        *_numbers(original, text),
        *_names(original, text),
        *_size(original, text, language),
    ]


def _letters(text: str, language: str) -> Iterator[str]:
    allowed = {"LATIN", "MODIFIER", "FEMININE", "MASCULINE", SCRIPTS.get(language)}
    scripts = {unicodedata.name(one, "?").split()[0] for one in text if one.isalpha()}
    for script in sorted(scripts - allowed):
        yield f"It has {script.lower()} letters."
    for one in sorted(set(text)):
        kind = unicodedata.category(one)
        if kind == "Nd" and not one.isascii():
            yield f"It has the digit {one}; digits are 0–9 in every language."
        elif kind in ("Cf", "Cn", "Co") and one != JOINER:
            yield f"It has the invisible character U+{ord(one):04X}."
    if SCRIPTS.get(language) == "ARABIC" and PARTED.search(text):
        yield "A space parts digits and turns them round; a no-break space does not."


def _foreign_words(known: str, text: str, language: str) -> Iterator[str]:
    if language not in SCRIPTS:
        return
    own = sum(SCRIPTS[language] in unicodedata.name(one, "") for one in text)
    if not own and len(text) > 3:
        yield "It has no letter of its own script."
    there = known.lower()
    for word in dict.fromkeys(LATIN_WORD.findall(text)):
        bare = word.lower().strip(".-/")
        if bare not in SEEN and bare not in there:
            yield f"The Latin word {word} is not in the Swedish."


def _numbers(original: str, text: str) -> Iterator[str]:
    wanted, given = (
        Counter(re.findall(r"\d+", THOUSANDS.sub("", one))) for one in (original, text)
    )
    for number in wanted - given:
        yield f"The number {number} is lost."
    for number in given - wanted:
        if number not in wanted:
            yield f"The number {number} is not in the Swedish."
    for address in ADDRESS.findall(original):
        if address not in text.replace(KEPT, " "):
            yield f"{address} is lost."


def _names(original: str, text: str) -> Iterator[str]:
    there = text.lower()
    for name in dict.fromkeys(NAME.findall(original)):
        # other grammars change a name's end
        stem = name if len(name) < 5 else name.rstrip("s")[: max(4, len(name) - 3)]
        if not TRANSLATED.match(name) and stem.lower() not in there:
            yield f"The name {name} is lost."


def _size(original: str, text: str, language: str) -> Iterator[str]:
    if language != "sv-simple" and text == original and len(text) > SHORT:
        yield "It is a copy of the Swedish."
    least, most = LENGTHS.get(language, USUAL)
    part = len(text) / max(1, len(original))
    if len(original) > SHORT and not least <= part <= most:
        yield f"It is {part:.1f} times as long as the Swedish."
