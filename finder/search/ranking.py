"""Facts that move a result up or down a little, beside how well its text matches."""

from collections.abc import Mapping, Sequence

from finder.search.analysis import stem, words
from finder.search.facts import Fact
from finder.search.folding import folded
from finder.search.function_words import is_function_word
from finder.search.query import Word

EXACT = 2.0  # the words are its name
BEGINS = 1.4  # its name begins with them
NAMED = 1.3  # its name has them all
WHOLE = 1.15  # its name has them, and others are parts of it
PART = 0.95  # it is part of another programme, which comes first
UNCONFIRMED = 0.97  # nobody has seen it running lately
LIMITED = 0.95  # only for residents of some districts; open to all comes first


class Ranking:
    """What decides, besides the text, where each programme stands."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.names = [_name(fact["name"]) for fact in facts]
        wholes = {fact["part_of"] for fact in facts if not fact["archived"]}
        self.wholes = {n for n, fact in enumerate(facts) if fact["id"] in wholes}
        self.standing = [
            (PART if fact["part_of"] else 1.0) * (LIMITED if fact["limited"] else 1.0)
            for fact in facts
        ]

    def weighed(
        self, scores: Mapping[int, float], asked: Sequence[Word]
    ) -> dict[int, float]:
        """*scores* by programme number, with what its name and its facts add or take."""
        typed = [_key(word.text) for word in asked]
        named = {number: _by_name(self.names[number], typed) for number in scores}
        return {
            number: score
            * self.standing[number]
            * named[number]
            * (WHOLE if named[number] > 1 and number in self.wholes else 1.0)
            for number, score in scores.items()
        }


def _by_name(name: Sequence[str], typed: Sequence[str]) -> float:
    if not typed or not set(typed) <= set(name):
        return 1.0
    begun = set(name[: len(typed)]) == set(typed)
    if begun and len(name) == len(typed):
        return EXACT
    return BEGINS if begun else NAMED


def _name(text: str) -> list[str]:
    found = words(text)
    telling = [word for word in found if not is_function_word(word, "sv")]
    return list(dict.fromkeys(_key(word) for word in telling or found))


def _key(word: str) -> str:
    return folded(stem(word, "sv"))
