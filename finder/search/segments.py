"""A segment of a language's index as searches use it: what Whoosh holds, decoded once.

The indexer writes one file beside each of Whoosh's segments, so that no process that
answers need take Whoosh's blocks apart. It holds the postings of every term, the order of
terms in every text, and in which texts two terms stand side by side, all as arrays. A file
is never changed: a text that is gone is left out when it is read.
"""

import json
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from finder.search.postings import FIELD, blocks

FILE = re.compile(r"segment-(\d+)\.bin")  # with its place among Whoosh's
END, BREAK = (
    "",
    0,
)  # what stands between lines, and its number: no phrase reaches across
SMALL = 1 << 16  # numbers that two bytes can hold
Numbers: TypeAlias = "array[int]"


class Segment(NamedTuple):
    """Texts by number, and the terms in them."""

    ids: list[str]  # of the programme of each text
    terms: list[str]  # in order; the first has number 1
    lengths: Numbers  # words of each text
    counts: Numbers  # texts that each term stands in
    texts: Numbers  # these, in order, of one term after the other
    weights: "array[float]"  # of the term in each of them
    starts: Numbers  # where each text begins in sequence, and where the last one ends
    sequence: Numbers  # numbers of terms, BREAK at the end of each line
    pairs: Numbers  # of terms that stand side by side, see pair_of(); in order
    pair_ends: Numbers  # where the texts of each pair end in pair_texts
    pair_texts: Numbers


def write(
    folder: Path, index: FileIndex, said: Sequence[tuple[str, Sequence[str]]]
) -> None:
    """Put beside the files of *index* what searches read of its newest segment.

    *said* has the programme and the stems of each text in it, see :func:`decoded`.
    """
    if said:
        place = len(files_of(one.name for one in folder.iterdir()))
        with index.reader() as reader:
            leaves = [leaf for leaf, _ in reader.leaf_readers()]
            found = decoded(leaves[place], said)
        (folder / f"segment-{place}.bin").write_bytes(written(found))


def files_of(names: Iterable[str]) -> list[str]:
    """Those of *names* that are of files that hold segments, in Whoosh's order."""
    found = [match for name in names if (match := FILE.fullmatch(name))]
    return [match[0] for match in sorted(found, key=lambda match: int(match[1]))]


def decoded(leaf: IndexReader, said: Sequence[tuple[str, Sequence[str]]]) -> Segment:
    """The segment that *leaf* reads; *said* has each text's programme and stems, in order,
    and END at the end of each line.
    """
    assert leaf.doc_count_all() == len(said), "Whoosh numbers texts as they come"
    terms = [term.decode() for term in leaf.lexicon(FIELD)]
    numbers = {term: number for number, term in enumerate(terms, 1)} | {END: BREAK}
    counts, texts, weights = array("I"), array(_code(len(said))), array("f")
    for term in terms:
        held, weighed = blocks(leaf.postings(FIELD, term.encode()))
        counts.append(len(held))
        texts.fromlist(list(held))
        weights.extend(weighed)
    lengths = [leaf.doc_field_length(text, FIELD) for text in range(len(said))]
    starts, sequence = array("I", [0]), array(_code(len(numbers)))
    beside: dict[int, list[int]] = {}
    for text, (_, stems) in enumerate(said):
        order = [numbers[stem] for stem in stems]
        sequence.fromlist(order)
        starts.append(len(sequence))
        for first, second in {*zip(order, order[1:])}:
            if first != BREAK != second:
                beside.setdefault(pair_of(first, second), []).append(text)
    pairs = sorted(beside)
    return Segment(
        *([programme for programme, _ in said], terms),
        *(array("I", lengths), counts, texts),
        weights,
        *(starts, sequence, array("Q", pairs)),
        array("I", accumulate(len(beside[pair]) for pair in pairs)),
        array(texts.typecode, chain.from_iterable(beside[pair] for pair in pairs)),
    )


def written(segment: Segment) -> bytes:
    """*segment* as the content of a file: a line of JSON, then the arrays."""
    ids, terms = segment[:2]
    arrays: Sequence[Any] = segment[2:]
    shape = [(one.typecode, len(one)) for one in arrays]
    head = json.dumps([ids, terms, shape], separators=(",", ":"))
    return b"".join([head.encode(), b"\n", *(one.tobytes() for one in arrays)])


def read(content: bytes) -> Segment:
    """The segment that a file with this *content* holds."""
    place = content.index(b"\n") + 1
    ids, terms, shape = json.loads(content[:place])
    arrays: list[Any] = []
    for code, number in shape:
        one: Any = array(code)
        end = place + number * one.itemsize
        one.frombytes(content[place:end])
        arrays.append(one)
        place = end
    return Segment(ids, terms, *arrays)


def postings(segment: Segment) -> Iterator[tuple[str, Numbers, "array[float]"]]:
    """Every term, the texts it stands in, and its weight in each."""
    start = 0
    for term, number in zip(segment.terms, segment.counts):
        end = start + number
        yield term, segment.texts[start:end], segment.weights[start:end]
        start = end


def pair_of(first: int, second: int) -> int:
    """What two neighbours of these numbers are kept by."""
    return first << 32 | second


def _code(numbers: int) -> str:
    """The array's type for numbers below *numbers*."""
    return "H" if numbers < SMALL else "I"
