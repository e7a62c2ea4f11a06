"""Where each word stands and how much it says there: Whoosh's postings as arrays.

A score is BM25F's, Whoosh's own formula, with two differences: every language's texts are
measured by the originals' mean length (few translations would make each of them look
overlong), and a word's rarity counts programmes that still exist.
"""

from array import array
from collections.abc import Sequence
from itertools import islice
from math import log
from operator import gt
from typing import Any

from whoosh.matching import Matcher

from finder.search.held import Postings, kept, numbered

K1, B = 1.2, 0.5  # BM25: how soon repetition tires, how much length counts
FIELD = "text"
# What Whoosh's own matcher of one segment has beside its public face: whole blocks.
BLOCKS = ("_read_ids", "_read_weights", "_next_block", "_ids", "_weights")


def rarity(programmes: int, of: int) -> float:
    """How much a term tells that stands in *programmes* of all *of* them."""
    return log(of / (programmes + 1)) + 1.0


def blocks(matcher: Matcher) -> tuple[Sequence[int], Sequence[float]]:
    """Documents and weights of *matcher*, by whole blocks where it has them."""
    if not all(hasattr(matcher, name) for name in BLOCKS):
        return one_by_one(matcher)
    ids, weights = array("I"), array("f")
    whole: Any = matcher
    while whole.is_active():
        whole._read_ids()
        whole._read_weights()
        ids.extend(whole._ids)
        weights.extend(whole._weights)
        whole._next_block()
    return ids, weights


def one_by_one(matcher: Matcher) -> tuple[Sequence[int], Sequence[float]]:
    """Documents and weights of *matcher*, by Whoosh's public face alone."""
    ids, weights = array("I"), array("f")
    while matcher.is_active():
        ids.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return ids, weights


def scored(
    ids: Sequence[int], weights: Sequence[float], norms: Sequence[float]
) -> Postings:
    """The programmes *ids*, of all that *norms* has one of for each, by their *weights*.

    Weights and ids are in step; a norm says how much the length of a text counts.
    """
    if any(map(gt, ids, islice(ids, 1, None))):  # of several segments
        ids, weights = zip(*sorted(zip(ids, weights)))
    programmes = len(norms)
    rare = rarity(len(ids), programmes) * (K1 + 1)
    scores = [
        rare * weight / (weight + norms[number]) for number, weight in zip(ids, weights)
    ]
    return kept(Postings(numbered(ids, programmes), array("f", scores)), programmes)


def norm(words: int, length: float) -> float:
    """How much the length of a text of *words* counts; *length* is the mean."""
    return K1 * (1 - B + B * words / length)
