"""Names written in another script: کیستا, Кіста and ኪስታ are Kista.

Only the consonants are compared, those that one script cannot tell apart made equal:
people write what they hear, and vowels least of all.
"""

from collections.abc import Iterable, Sequence

from finder.search.folding import folded

SWALLOWED = ("g", "h")  # torg and Stockholm sound without: for long names only
LONG = 5  # consonants of a long name
SHORTEST = 3  # consonants that tell a name
DIGRAPHS = (
    *(("sch", "s"), ("skj", "s"), ("stj", "s"), ("sj", "s"), ("sh", "s"), ("ch", "s")),
    *(("ck", "k"), ("ph", "f"), ("th", "t"), ("qu", "kf"), ("x", "ks")),
)
LATIN = {
    **{letter: letter for letter in "bdfghklmnrst"},
    **{"c": "k", "p": "b", "q": "k", "v": "f", "w": "f", "z": "s"},
}
ARABIC = {
    **dict.fromkeys("بپ", "b"),
    **dict.fromkeys("تطة", "t"),
    **dict.fromkeys("ثسصشژزذظچض", "s"),
    **dict.fromkeys("حخه", "h"),
    **dict.fromkeys("فڤ", "f"),
    **dict.fromkeys("قكک", "k"),
    **dict.fromkeys("گغ", "g"),
    **dict.fromkeys("لڵ", "l"),
    **dict.fromkeys("رڕ", "r"),
    **{"د": "d", "م": "m", "ن": "n"},
}
CYRILLIC = {
    **dict.fromkeys("бп", "b"),
    **dict.fromkeys("вф", "f"),
    **dict.fromkeys("гґ", "g"),
    **dict.fromkeys("жзсцчшщ", "s"),
    **{"д": "d", "к": "k", "л": "l", "м": "m", "н": "n", "р": "r", "т": "t", "х": "h"},
}
GEEZ_FIRST, GEEZ_ROW = 0x1200, 8  # a row of eight signs for each consonant
GEEZ_ROWS = (
    *("h", "l", "h", "m", "s", "r", "s", "s", "k", "k", "k", "k", "b", "f", "t", "s"),
    *("h", "h", "n", "n", "", "k", "k", "h", "h", "", "", "s", "s", "", "d", "d", ""),
    *("g", "g", "g", "t", "s", "b", "s", "s", "f", "b"),
)
GEEZ = {
    chr(GEEZ_FIRST + GEEZ_ROW * row + vowel): consonant
    for row, consonant in enumerate(GEEZ_ROWS)
    for vowel in range(GEEZ_ROW)
}
VOWELS = "aeiouy"  # that a name may end with
ARABIC_VOWELS = "اهةىیيوەێۆ"  # that are written where it does
CONSONANTS = {**LATIN, **ARABIC, **CYRILLIC, **GEEZ}


def skeleton(word: str, swallowed: Sequence[str] = ("h",)) -> str:
    """The consonants of lower-case *word*, in any of the scripts, without those that
    are *swallowed* after its beginning."""
    plain = folded(word)
    for written, sound in DIGRAPHS:
        plain = plain.replace(written, sound)
    found = [CONSONANTS.get(letter, "") for letter in plain]
    kept = "".join(
        one for place, one in enumerate(found) if place == 0 or one not in swallowed
    )
    return "".join(
        one for place, one in enumerate(kept) if one != kept[place - 1 : place]
    )


def ends_alike(word: str, name: str) -> bool:
    """Whether *word*, if it is in Arabic letters, ends with a vowel where *name* does."""
    if word[-1:] not in ARABIC and word[-1:] not in ARABIC_VOWELS:
        return True
    return (word[-1:] in ARABIC_VOWELS) == (folded(name)[-1:] in VOWELS)


def by_skeleton(
    names: Iterable[str], swallowed: Sequence[str] = ("h",), shortest: int = SHORTEST
) -> dict[str, str]:
    """Skeleton -> the name it is of; the first one where several share it."""
    found: dict[str, str] = {}
    for name in names:
        key = skeleton(name, swallowed)
        if len(key) >= shortest:
            found.setdefault(key, name)
    return found
