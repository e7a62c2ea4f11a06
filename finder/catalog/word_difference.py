"""What changed between two texts, word by word, bounded in time for any text.

The shortest list of changes, by Myers' method. Its time grows with how much differs, so a
passage that was rewritten throughout is told as one that went and one that came.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

Said = Literal["same", "gone", "new"]
Piece = tuple[Said, str]
Step = tuple[Said, int]  # with the place in what was (same, gone) or is (new)

MOST = 400  # words that may differ in one passage, before it counts as rewritten
ISLAND = 3  # letters; what stayed between two changes and is shorter was rewritten too
PARAGRAPH = re.compile(r".+?(?:\n\s*\n|\Z)", re.DOTALL)
SIGNS = r""".,;:!?()\[\]«»"“”„…،؛؟።፣"""
WORD = re.compile(rf"\s*(?:[^\s{SIGNS}]+|[{SIGNS}])|\s+")


def marked(before: str, after: str) -> list[Piece]:
    """What stayed, what is gone and what is new, in the order of reading.

    The pieces that are not new make up *before*, those that are not gone *after*. What went
    stands before what came in its place.
    """
    old, new = PARAGRAPH.findall(before), PARAGRAPH.findall(after)
    found: list[Piece] = []
    for same, steps in groupby(_steps(old, new), lambda step: step[0] == "same"):
        gone, came = _texts(list(steps), old, new)
        found += [("same", came)] if same else _words("".join(gone), "".join(came))
    return _joined(found)


def _texts(
    steps: Sequence[Step], old: Sequence[str], new: Sequence[str]
) -> tuple[str, str]:
    """What *steps* take away, and what they leave or bring."""
    gone = (old[place] for said, place in steps if said == "gone")
    if steps[0][0] == "same":
        return "", "".join(old[place] for _, place in steps)
    return "".join(gone), "".join(new[place] for said, place in steps if said == "new")


def _words(before: str, after: str) -> list[Piece]:
    """The same of one passage."""
    old, new = WORD.findall(before), WORD.findall(after)
    pieces: list[Piece] = [
        (said, new[place] if said == "new" else old[place])
        for said, place in _steps(old, new)
    ]
    return _without_islands(_joined(pieces))


def _without_islands(pieces: list[Piece]) -> list[Piece]:
    """*pieces* in which a sign or little word that stayed amid changes is one of them."""
    found: list[Piece] = []
    for place, (said, text) in enumerate(pieces):
        amid = 0 < place < len(pieces) - 1
        if said == "same" and amid and len(text.strip()) < ISLAND:
            found += [("gone", text), ("new", text)]
        else:
            found.append((said, text))
    return _joined(found)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of a sort made one; between what stayed, what went comes first."""
    found: list[Piece] = []
    for same, run in groupby(pieces, lambda piece: piece[0] == "same"):
        changes = list(run)
        for said in ("same",) if same else ("gone", "new"):
            text = "".join(words for sort, words in changes if sort == said)
            found += [(said, text)] if text else []  # type: ignore[list-item]
    return found


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """How *old* becomes *new*; all of it new when more than MOST differs."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    middle = (first, len(old) - last), (first, len(new) - last)
    return [
        *(("same", place) for place in range(first)),
        *_shortest(old, new, *middle),
        *(("same", place) for place in range(len(old) - last, len(old))),
    ]


def _shortest(
    old: Sequence[str], new: Sequence[str], olds: tuple[int, int], news: tuple[int, int]
) -> Iterator[Step]:
    """The fewest steps within two ranges."""
    a, b = old[slice(*olds)], new[slice(*news)]
    trail = _trail(a, b)
    if trail is None:
        yield from (("gone", place) for place in range(*olds))
        yield from (("new", place) for place in range(*news))
        return
    for said, place in reversed(list(_walked(a, b, trail))):
        yield said, place + (news[0] if said == "new" else olds[0])


def _trail(a: Sequence[str], b: Sequence[str]) -> list[dict[int, int]] | None:
    """For each number of changes, how far each diagonal reaches; None beyond MOST."""
    reached, trail = {1: 0}, []
    for changes in range(min(MOST, len(a) + len(b)) + 1):
        trail.append(dict(reached))
        for diagonal in range(-changes, changes + 1, 2):
            x = _from(reached, diagonal, changes)
            while x < len(a) and 0 <= x - diagonal < len(b) and a[x] == b[x - diagonal]:
                x += 1
            reached[diagonal] = x
            if x >= len(a) and x - diagonal >= len(b):
                return trail
    return None


def _from(reached: dict[int, int], diagonal: int, changes: int) -> int:
    """Where *diagonal* is entered with one more change."""
    down = diagonal == -changes or (
        diagonal != changes and reached[diagonal - 1] < reached[diagonal + 1]
    )
    return reached[diagonal + 1] if down else reached[diagonal - 1] + 1


def _walked(
    a: Sequence[str], b: Sequence[str], trail: list[dict[int, int]]
) -> Iterator[Step]:
    """The steps of a *trail*, from the last to the first."""
    x, y = len(a), len(b)
    for changes in range(len(trail) - 1, -1, -1):
        reached, diagonal = trail[changes], x - y
        start = _from(reached, diagonal, changes)
        while x > start and x > 0 and y > 0:
            x, y = x - 1, y - 1
            yield "same", x
        if changes == 0:
            return
        if diagonal == -changes or (
            diagonal != changes and reached[diagonal - 1] < reached[diagonal + 1]
        ):
            y -= 1
            yield "new", y
        else:
            x -= 1
            yield "gone", x
