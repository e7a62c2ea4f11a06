"""Letters made equal: å and a, أ and ا."""

import re
import unicodedata

# Harakat and other signs above and below Arabic letters, and the stretching tatweel.
ARABIC_MARKS = (
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
)
MARKS = re.compile(f"[{ARABIC_MARKS}]")
LETTERS = str.maketrans("أإآٱىةکیؤئ", "ااااي" + "هكيوي")
NO_MARK_TO_DROP = str.maketrans(
    {"ø": "o", "æ": "a", "ß": "ss", "ł": "l", "đ": "d", "ı": "i"}
)


def folded(word: str) -> str:
    """Lower-case *word* without diacritics: språk becomes sprak."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word.translate(NO_MARK_TO_DROP))
    return "".join([one for one in apart if not unicodedata.combining(one)])


def arabic_letters(word: str) -> str:
    """*word* without harakat and tatweel, one spelling per letter: أإآ are ا, ى is ي, ة is ه."""
    return MARKS.sub("", word).translate(LETTERS)
