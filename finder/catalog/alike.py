"""Names that are alike: whoever names a programme sees those that may be the same one."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

NEAR = 0.75  # of SequenceMatcher, on words in order of the alphabet
SHARED = 0.6  # of all words of two names
LONG = 8  # letters of a word that tells something by itself
MOST = 6
WORD = re.compile(r"[^\W_]+")


def words(name: str) -> list[str]:
    """The words of *name* without their case and signs, in order of the alphabet."""
    return sorted(set(WORD.findall(name.casefold())))


def alike(name: str, names: Mapping[str, str], besides: str = "") -> list[str]:
    """Ids of those *names* (id -> name) that are like *name*, the most alike first.

    All but the one called *besides*.
    """
    own = words(name)
    if not own:
        return []
    found = [
        (nearness(own, words(other)), programme)
        for programme, other in names.items()
        if programme != besides
    ]
    near = sorted((-score, programme) for score, programme in found if score)
    return [programme for _, programme in near[:MOST]]


def nearness(one: list[str], other: list[str]) -> float:
    """How alike two names are, 0 (not at all) to 1, by their words."""
    both = set(one) & set(other)
    shared = len(both) / len(set(one) | set(other)) if other else 0
    telling = len(both) > 1 or any(len(word) >= LONG for word in both)
    within = telling and len(both) == min(len(one), len(other))
    matcher = SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False)
    if not (within or shared >= SHARED) and matcher.real_quick_ratio() < NEAR:
        return 0
    near = matcher.ratio()
    return max(near, shared) if within or shared >= SHARED or near >= NEAR else 0
