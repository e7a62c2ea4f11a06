"""Words put right: what a word nobody has may be a misspelling of."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from finder.search.folding import folded

ONE_EDIT, TWO_EDITS = 4, 7  # letters from which one and two edits are a misspelling
# What people write for a sound, longest first, and what it is compared as.
SOUNDS = (
    *(("skj", "sj"), ("stj", "sj"), ("sch", "sj"), ("ch", "sj"), ("sh", "sj")),
    *(("ck", "k"), ("qu", "kv"), ("ph", "f"), ("th", "t"), ("au", "o"), ("ou", "o")),
    *(("x", "ks"), ("z", "s"), ("w", "v"), ("c", "k"), ("q", "k"), ("y", "i")),
    *(("dj", "j"), ("gj", "j"), ("hj", "j"), ("lj", "j"), ("é", "e")),
)
BEGUN, BEGUN_FROM = 1.5, 5  # edits that another beginning counts; letters from which
HEARD = 0.5  # edits that another spelling of the same sounds counts


PLACES = 63  # last place in a set of letters


class _Like(NamedTuple):
    """A word, and what it is compared by."""

    word: str
    plain: str  # without diacritics
    letters: int
    plain_letters: int


class Spellings:
    """Words that are spelt right, each with how many programmes it stands in."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self.words = words
        self.alike: dict[tuple[str, int], list[_Like]] = defaultdict(list)
        self.heard: dict[str, list[str]] = defaultdict(list)
        self.tails: dict[str, list[str]] = defaultdict(list)  # without the first letter
        for word in sorted(words):
            if len(word) >= ONE_EDIT - 1 and word.isalpha():
                self.tails[folded(word[1:])].append(word)
                plain = folded(word)
                like = _Like(word, plain, letters(word), letters(plain))
                self.alike[folded(word[0]), len(word)].append(like)
                self.heard[sounds(word)].append(word)

    def nearest(self, word: str) -> list[str]:
        """The words *word* may be a misspelling of, the likeliest first.

        They sound alike; or they differ by one edit (from ONE_EDIT letters) or two (from
        TWO_EDITS, in words that begin with the same letter): a letter more, less,
        changed, or two exchanged. The fewest edits come first, then words of the most
        programmes.
        """
        if len(word) < ONE_EDIT:
            return []
        if (
            len(word) == ONE_EDIT and folded(word).isascii()
        ):  # only another letter is one
            return [
                one.word
                for one in self.alike.get((folded(word[0]), len(word)), ())
                if edits(word, one.word, 1) == 1
            ]
        most = 2 if len(word) >= TWO_EDITS else 1
        away = {other: HEARD for other in self.heard.get(sounds(word), ())}
        for other, found in self._edited(word, most):
            if found < away.get(other, most + 1):
                away[other] = found
        for other in self._otherwise_begun(folded(word)):
            away.setdefault(other, BEGUN)
        away.pop(word, None)
        return sorted(
            away,
            key=lambda one: (away[one], -self.words[one], one.isascii(), one),
        )

    def _edited(self, word: str, most: int) -> Iterator[tuple[str, int]]:
        """Words within *most* edits of *word* that begin with the same letter; how many.

        Words are compared without diacritics when *word* has none. An edit brings at
        most one letter and takes at most one.
        """
        plain, own = folded(word) == word, letters(word)
        for length in range(len(word) - most, len(word) + most + 1):
            for other, folded_, with_signs, without in self.alike.get(
                (folded(word[0]), length), ()
            ):
                held = without if plain else with_signs
                if (own ^ held).bit_count() > 2 * most:
                    continue
                if plain or other[0] == word[0]:
                    found = edits(word, folded_ if plain else other, most)
                    if found is not None:
                        yield other, found

    def _otherwise_begun(self, word: str) -> list[str]:
        """Words that differ from *word*, which has no diacritics, at its beginning only.

        In Latin letters: elsewhere what stands first may be a word of its own.
        """
        if len(word) < BEGUN_FROM or not word.isascii():
            return []
        exchanged = word[1] + word[0] + word[2:]
        return [
            *self.tails.get(word[1:], ()),
            *self.tails.get(word, ()),
            *(one for one in self.tails.get(word[2:], ()) if folded(one) == word[1:]),
            *(
                one
                for one in self.tails.get(exchanged[1:], ())
                if folded(one) == exchanged
            ),
        ]


def letters(word: str) -> int:
    """Which letters *word* has, as a set; some letters share a place."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & PLACES)
    return found


def sounds(word: str) -> str:
    """*word* as it is heard: skjuksköterska and sjuksköterska alike."""
    heard = folded(word)
    for written, sound in SOUNDS:
        heard = heard.replace(written, sound)
    return "".join(
        letter
        for place, letter in enumerate(heard)
        if letter != heard[place - 1 : place]
    )


def edits(one: str, other: str, most: int) -> int | None:
    """Edits between two words (exchanging neighbours is one), or None beyond *most*."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
        before, last = last, row
    return last[-1] if last[-1] <= most else None
