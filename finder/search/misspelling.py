"""Words put right: what a word nobody has may be a misspelling of."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from finder.search.folding import folded

ONE_EDIT, TWO_EDITS = 4, 7  # letters from which one and two edits are a misspelling
THREE_EDITS = 12  # letters from which three are
# What people write for a sound, longest first, and what it is compared as.
SOUNDS = (
    *(("tion", "sjon"), ("ssion", "sjon"), ("sion", "sjon"), ("schon", "sjon")),
    *(("ce", "se"), ("ci", "si"), ("cy", "si")),
    *(("skj", "sj"), ("stj", "sj"), ("sch", "sj"), ("ch", "sj"), ("sh", "sj")),
    *(("ck", "k"), ("qu", "kv"), ("ph", "f"), ("th", "t"), ("au", "o"), ("ou", "o")),
    *(("x", "ks"), ("z", "s"), ("w", "v"), ("c", "k"), ("q", "k"), ("y", "i")),
    *(("dj", "j"), ("gj", "j"), ("hj", "j"), ("lj", "j"), ("é", "e")),
)
BEGUN, BEGUN_FROM = 1.5, 5  # edits that another beginning counts; letters from which
HEARD = 0.5  # edits that another spelling of the same sounds counts
MISHEARD = 1.5  # edits that one more in that spelling counts
# Swedish: what å and ä are heard as, and consonants that are soft before some vowels.
VOWELS = str.maketrans("åä", "oe")
SOFT = re.compile("sk(?=[eiyäö])|^(?:tj|kj|ch|sh|k(?=[eiyäö]))")
SOFT_G = re.compile("^g(?=[eiyäö])")


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
                for heard in {sounds(word), pronounced(word)}:
                    self.heard[heard].append(word)
        self.heard_alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        for heard in self.heard:
            self.heard_alike[heard[:1], len(heard)].append(heard)

    def nearest(self, word: str) -> list[str]:
        """The words *word* may be a misspelling of, the likeliest first.

        They sound alike; or they differ by one edit (from ONE_EDIT letters), two (from
        TWO_EDITS, in words that begin with the same letter) or three (from THREE_EDITS):
        a letter more, less, changed, or two exchanged. The fewest edits come first, then
        words of the most programmes. If there are none, those that nearly sound alike.
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
        most = 1 + (len(word) >= TWO_EDITS) + (len(word) >= THREE_EDITS)
        spoken = dict.fromkeys((sounds(word), pronounced(word)))
        away = {other: HEARD for one in spoken for other in self.heard.get(one, ())}
        for other, found in self._edited(word, most):
            if found < away.get(other, most + 1):
                away[other] = found
        for other in self._otherwise_begun(folded(word)):
            away.setdefault(other, BEGUN)
        if not away and len(word) >= TWO_EDITS:
            away = {o: MISHEARD for one in spoken for o in self._misheard(one)}
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

    def _misheard(self, heard: str) -> Iterator[str]:
        """Words that sound like *heard* but for one edit."""
        for length in range(len(heard) - 1, len(heard) + 2):
            for other in self.heard_alike.get((heard[:1], length), ()):
                if edits(heard, other, 1) is not None:
                    yield from self.heard[other]

    def _otherwise_begun(self, word: str) -> list[str]:
        """Words that differ from *word*, which has no diacritics, at its beginning only.

        In letters other than Latin ones, what stands first may be a word of its own: there
        the first two can only be exchanged.
        """
        if len(word) < BEGUN_FROM:
            return []
        exchanged = word[1] + word[0] + word[2:]
        if not word.isascii():
            return [
                one
                for one in self.tails.get(exchanged[1:], ())
                if folded(one) == exchanged
            ]
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


def pronounced(word: str) -> str:
    """*word* as Swedes say it: köra and tjöra, gärna and jerna, språk and sprok alike."""
    spoken = SOFT_G.sub("j", SOFT.sub("sj", word.replace("stj", "sj")))
    return sounds(spoken.translate(VOWELS))


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
