"""How hard a Swedish text is to read: LIX."""

import re

LONG = 6  # letters; longer words are hard
EASY = 25  # LIX below which a text counts as easy
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
END = re.compile(r"[.!?:]+(?=\s|$)")


def lix(text: str) -> float:
    """Words a sentence plus percent of words longer than six letters; 0 of nothing.

    Below 25 is easy, above 50 is hard. A hint only: short lines can be hard too.
    """
    words = WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(END.findall(text)))
    hard = sum(len(one) > LONG for one in words)
    return len(words) / sentences + 100 * hard / len(words)
