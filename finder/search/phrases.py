"""Phrases: which programmes say some words one after the other."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from finder.search.segments import BREAK, Numbers, Segment, pair_of


class Sayings:
    """In which programmes terms stand one after the other, in one segment."""

    def __init__(self, segment: Segment, places: Sequence[int]) -> None:
        """*places* has the number of each text's programme, below 0 when it is gone."""
        self.places = places
        self.numbers = segment.terms
        self.starts = segment.starts
        self.size = segment.sequence.itemsize
        self.code = segment.sequence.typecode
        self.sequence = segment.sequence.tobytes()
        self.pairs, self.ends = segment.pairs, segment.pair_ends
        self.texts = segment.pair_texts

    def saying(self, terms: Sequence[str]) -> Iterator[int]:
        """The programmes that say two or more *terms* one after the other."""
        asked = [self._number(term) for term in terms]
        each = [self._side_by_side(*pair) for pair in zip(asked, asked[1:])]
        texts = min(each, key=len)
        if len(terms) > 2:
            said = array(self.code, asked).tobytes()
            texts = array("I", [text for text in texts if self._says(text, said)])
        return (number for text in texts if (number := self.places[text]) >= 0)

    def _number(self, term: str) -> int:
        place = bisect_left(self.numbers, term)
        known = self.numbers[place : place + 1] == [term]
        return place + 1 if known else BREAK

    def _side_by_side(self, first: int, second: int) -> Numbers:
        pair = pair_of(first, second)
        place = bisect_left(self.pairs, pair)
        if self.pairs[place : place + 1] != array("Q", [pair]):
            return self.texts[:0]
        start = self.ends[place - 1] if place else 0
        return self.texts[start : self.ends[place]]

    def _says(self, text: int, said: bytes) -> bool:
        at, end = self.starts[text] * self.size, self.starts[text + 1] * self.size
        while (at := self.sequence.find(said, at, end)) >= 0:
            if at % self.size == 0:
                return True
            at += 1
        return False
