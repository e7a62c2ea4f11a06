"""Spaces in wrong places: "utbildn ing" is one word, "kursszwedzkiego" is two."""

from collections.abc import Callable, Sequence

from finder.search.analysis import GEEZ, Token, script

SHORTEST = 3  # letters of a word that is written together with another
LONG, LONG_IN_SIGNS = 7, 5  # letters of the two; signs, where each is a syllable


def is_long(word: str) -> bool:
    """Whether *word* can be two."""
    return len(word) >= (LONG_IN_SIGNS if script(word) == GEEZ else LONG)


def closed_up(words: Sequence[Token], known: Callable[[str], bool]) -> list[Token]:
    """*words*, where two that make one *known* word are that word, if one of them is none."""
    found: list[Token] = []
    for word in words:
        if found:
            before = found[-1]
            whole = before.text + word.text
            apart = known(before.text) and known(word.text)
            if not apart and is_long(whole) and known(whole):
                found[-1] = Token(f"{before.typed} {word.typed}", whole)
                continue
        found.append(word)
    return found


def parted(word: str, known: Callable[[str], bool]) -> list[str]:
    """The two *known* words that *word* is, the first as long as can be; or none."""
    if is_long(word):
        for place in range(len(word) - SHORTEST, SHORTEST - 1, -1):
            if known(word[:place]) and known(word[place:]):
                return [word[:place], word[place:]]
    return []
