"""Where each word stands and how much it says there: Whoosh's postings, in memory as arrays.

A score is BM25F's, Whoosh's own formula, with two differences: every language's texts are
measured by the originals' mean length (few translations would make each of them look
overlong), and a word's rarity counts programmes that still exist.
"""

from array import array
from collections.abc import Mapping, Sequence
from math import log
from typing import Any, NamedTuple

from whoosh.matching import FilterMatcher, Matcher
from whoosh.reading import IndexReader

K1, B = 1.2, 0.5  # BM25: how soon repetition tires, how much length counts
FIELD = "text"
GONE = -1  # in place of the number of a programme that is no longer there
# What Whoosh's own matcher of one segment has beside its public face: whole blocks.
BLOCKS = ("reset", "_read_ids", "_read_weights", "_next_block", "_ids", "_weights")


class Postings(NamedTuple):
    """The programmes that hold one term, and what it scores in each, in step."""

    ids: "array[int]"  # numbers of programmes
    scores: "array[float]"


NOTHING = Postings(array("I"), array("f"))


def read(
    index: IndexReader, numbers: Mapping[str, int], length: float
) -> dict[str, Postings]:
    """Every term of *index* with its postings.

    *numbers* gives each programme's number by its id; *length* is the mean length of a
    text in words.
    """
    raw: dict[str, Postings] = {}
    norms = array("f", bytes(4 * len(numbers)))
    for leaf, _ in index.leaf_readers():
        places = _places(leaf, numbers)
        for document, number in enumerate(places):
            if number != GONE:
                said = leaf.doc_field_length(document, FIELD)
                norms[number] = K1 * (1 - B + B * said / length)
        for text in leaf.lexicon(FIELD):
            ids, weights = blocks(leaf.postings(FIELD, text))
            term = text.decode()
            held = raw.setdefault(term, Postings(array("I"), array("f")))
            _append(held, ids, weights, places)
    return {
        term: _scored(held, norms, len(numbers))
        for term, held in raw.items()
        if held[0]
    }


def rarity(programmes: int, of: int) -> float:
    """How much a term tells that stands in *programmes* of all *of* them."""
    return log(of / (programmes + 1)) + 1.0


def blocks(matcher: Matcher) -> tuple[Sequence[int], Sequence[float]]:
    """Documents and weights of *matcher*, by whole blocks where it has them.

    Deleted documents may be among them.
    """
    if isinstance(matcher, FilterMatcher):
        matcher = matcher.child
        if all(hasattr(matcher, name) for name in BLOCKS):
            matcher.reset()  # the filter has moved it on
        else:
            return one_by_one(matcher)
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


def _places(leaf: IndexReader, numbers: Mapping[str, int]) -> list[int]:
    """The number of each document's programme in *leaf*; GONE for deleted ones."""
    return [
        GONE if leaf.is_deleted(one) else numbers[leaf.stored_fields(one)["id"]]
        for one in range(leaf.doc_count_all())
    ]


def _append(
    held: Postings, ids: Sequence[int], weights: Sequence[float], places: Sequence[int]
) -> None:
    found = [places[document] for document in ids]
    if GONE in found:
        kept = [(one, weight) for one, weight in zip(found, weights) if one != GONE]
        held.ids.extend(number for number, _ in kept)
        held.scores.extend(weight for _, weight in kept)
    else:
        held.ids.extend(found)
        held.scores.extend(weights)


def _scored(held: Postings, norms: Sequence[float], programmes: int) -> Postings:
    rare = rarity(len(held.ids), programmes) * (K1 + 1)
    scores = [rare * weight / (weight + norms[number]) for number, weight in zip(*held)]
    return Postings(held.ids, array("f", scores))
