"""Swedish compounds: which words a long word is made of, by a dictionary and the catalogue.

The dictionary is Hunspell's for Swedish, whose flags say exactly which form of a word
may begin a compound and which may end one. It is read where indexes are built; without
it the catalogue's own words still take their compounds apart.
"""

import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from finder.search.languages.swedish import FUNCTION_WORDS, stem

HOMES = (Path(sys.prefix) / "share/hunspell", Path("/usr/share/hunspell"))
NAME = "sv_SE"
FIRST, MIDDLE, LAST, MIDDLE_ONLY, FORBIDDEN = "X", "U", "Y", "Z", "!"  # flags
SHORTEST = 3  # letters of a part
SHORT_FIRST = frozenset({"it", "el", "ny"})  # shorter ones worth having
LONG = 6  # letters of a compound at least
DEEPEST = 2  # splits within splits
OPAQUE = 10  # letters to which a word of the dictionary is not split before a weak part
WEAK = frozenset(
    "ledare tagare givare ställning bildning hållning läggning sättning gång sam het skap"
    " lös full vis".split()
)
# Parts that the dictionary does not have, or not as the first of a compound.
EXTRA = "förskol skol sfi cnc vvs lss svets webb jobb coach usk språk etablering stockholms".split()
OWN_PART = 4  # letters of a catalogue's word that may be a part
RULE = re.compile(r"SFX (\S) +(\S+) +([^/\s]+)/(\S*X\S*) +(\S+)")

Parts = tuple[str, ...]


class Compounds:
    """Takes compounds apart: *firsts* (form -> the word it is of), *lasts* and *words*."""

    def __init__(
        self, firsts: dict[str, str], lasts: Iterable[str], words: Iterable[str]
    ) -> None:
        self.firsts = firsts
        self.lasts = frozenset(lasts)
        self.words = frozenset(words)

    def joined_with(self, own: Iterable[str]) -> "Compounds":
        """The same, and every one of the catalogue's *own* words may be a part."""
        long = [word for word in own if len(word) >= OWN_PART and word.isalpha()]
        firsts = {form: word for word in long for form in (word + "s", word)}
        return Compounds(
            firsts | self.firsts, self.lasts.union(long), self.words.union(long)
        )

    def split(self, word: str, depth: int = 0) -> Parts:
        """The parts of *word* as they are written in it, at least two; or none.

        The fewest parts are best, then those whose shortest is longest.
        """
        if len(word) < LONG or depth > DEEPEST or not word.isalpha():
            return ()
        opaque = depth == 0 and len(word) <= OPAQUE and word in self.words
        best: Parts = ()
        for place in range(2, len(word) - 2):
            first, rest = word[:place], word[place:]
            if not self._first(first):
                continue
            found: list[Parts] = [(first, rest)] if self._last(rest) else []
            deeper = self.split(rest, depth + 1)
            found += [(first, *deeper)] if deeper else []
            for parts in found:
                if opaque and (_weak(parts[-1]) or len(first) < OWN_PART):
                    continue
                if not best or _better(parts, best):
                    best = parts
        return best

    def base(self, first: str) -> str:
        """The word that the first part of a compound is a form of: utbildnings, lärar."""
        known = self.firsts.get(first, first)
        if known != first or known in self.words:
            return known
        for longer in (first + "e", first + "a"):
            if longer in self.words:
                return longer
        if first[-1:] in ("e", "o", "u") and first[:-1] + "a" in self.words:
            return first[:-1] + "a"
        return first[:-1] if first.endswith("s") and first[:-1] in self.words else first

    def stems(self, word: str) -> Parts:
        """Stems of the words that *word* is made of, each once; () for a simple word."""
        parts = self.split(word)
        found = []
        for place, part in enumerate(parts):
            last = place == len(parts) - 1
            whole = part if last else self.base(part)
            found.append(stem(whole))
            if whole not in self.words or (last and self._telling(whole)):
                found += self.stems(whole)
        if not parts and word.endswith("ning") and len(word) > LONG:
            if word[:-4] in self.firsts or word[:-4] + "a" in self.words:
                found.append(stem(word[:-4]))  # städning, of städa
        return tuple(one for one in dict.fromkeys(found) if one not in FUNCTION_WORDS)

    def _telling(self, word: str) -> bool:
        """Whether *word* of the dictionary comes apart into words that say something."""
        parts = self.split(word)
        return bool(parts) and parts[0] not in FUNCTION_WORDS

    def _first(self, form: str) -> bool:
        if len(form) < SHORTEST:
            return form in SHORT_FIRST
        return form in self.firsts or (
            len(form) > LONG and form[-1] == "s" and form[:-1] in self.words
        )

    def _last(self, form: str) -> bool:
        return len(form) >= SHORTEST and (
            form in self.lasts or stem(form) in self.lasts
        )


def _weak(part: str) -> bool:
    return part in WEAK or stem(part) in _weak_stems()


@cache
def _weak_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in WEAK)


def _better(parts: Parts, other: Parts) -> bool:
    return _rank(parts) > _rank(other)


def _rank(parts: Parts) -> tuple[int, int, int]:
    return -len(parts), min(map(len, parts)), len(parts[-1])


@cache
def dictionary() -> Compounds:
    """Swedish by the installed dictionary; without one, only by EXTRA."""
    for home in HOMES:
        rules, words = home / f"{NAME}.aff", home / f"{NAME}.dic"
        if rules.is_file() and words.is_file():
            return _read(rules, words)
    return _with_extra({}, set(), set())


def dictionary_version() -> str:
    """Changes with the dictionary that compounds are taken apart by."""
    for home in HOMES:
        file = home / f"{NAME}.dic"
        if file.is_file():
            return str(os.stat(file).st_size)
    return "none"


def _read(rules_file: Path, words_file: Path) -> Compounds:
    rules: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
    for line in rules_file.read_text("utf-8", "replace").splitlines():
        rule = RULE.match(re.sub(r"\s+", " ", line))
        if rule:
            flag, cut, add, _, condition = rule.groups()
            cut = "" if cut == "0" else cut
            kept = (cut, add.replace("0", ""), re.compile(condition + "$"))
            rules.setdefault(flag, []).append(kept)
    firsts: dict[str, str] = {}
    lasts: set[str] = set()
    words: set[str] = set()
    for line in words_file.read_text("utf-8", "replace").splitlines():
        word, _, flags = line.strip().partition("/")
        flags = flags.split()[0] if flags else ""
        if FORBIDDEN in flags or not word.isalpha() or word != word.lower():
            continue
        if MIDDLE_ONLY not in flags:
            words.add(word)
        if FIRST in flags or MIDDLE in flags:
            firsts.setdefault(word, word)
        if LAST in flags:
            lasts.update((word, stem(word)))
        for flag in flags:
            for cut, add, condition in rules.get(flag, ()):
                if word.endswith(cut) and condition.search(word):
                    form = word[: len(word) - len(cut)] + add
                    firsts.setdefault(form.rstrip("-"), word)
    return _with_extra(firsts, lasts, words)


def _with_extra(firsts: dict[str, str], lasts: set[str], words: set[str]) -> Compounds:
    for part in EXTRA:
        firsts.setdefault(part, part)
        lasts.update((part, stem(part)))
    return Compounds(firsts, lasts, words)
