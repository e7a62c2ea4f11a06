"""Words that nobody has, put right where that makes them and the words beside them one concept."""

from collections.abc import Sequence
from itertools import groupby

from finder.search.analysis import Token
from finder.search.engine import Engine
from finder.search.parts import Part
from finder.search.query import spans

CANDIDATES = 4  # words that a misspelt one may be, that are tried with those beside it


def put_right_together(engine: Engine, parts: Sequence[Part]) -> list[Part]:
    """*parts*, where words that nobody has are put right if that makes them and the words
    beside them one concept."""
    found: list[Part] = []
    for single, run in groupby(parts, key=lambda one: one.is_single):
        found += _run_put_right(engine, list(run)) if single else run
    return found


def _run_put_right(engine: Engine, parts: list[Part]) -> list[Part]:
    """The same for *parts* of one word each."""
    if len(parts) < 2:
        return parts
    near = {n: _near(engine, one) for n, one in enumerate(parts)}
    words = [
        Token(one.typed, near[n][0] if near[n] else one.words[0].text)
        for n, one in enumerate(parts)
    ]
    right: set[int] = set()
    for n, others in near.items():
        for other in others:
            tried = [*words[:n], words[n]._replace(text=other), *words[n + 1 :]]
            if any(len(part.words) > 1 for part in _around(engine, tried, n)):
                words, right = tried, right | {n}
                break
    if not right:
        return parts
    found: list[Part] = []
    place = 0
    for part in spans(words, engine.language, engine.concepts):
        end = place + len(part.words)
        if end - place > 1 and any(n in right for n in range(place, end)):
            said = " ".join(word.text for word in part.words)
            found.append(part._replace(corrected=said, negated=parts[place].negated))
        else:
            found += parts[place:end]
        place = end
    return found


def _near(engine: Engine, part: Part) -> list[str]:
    """What *part*, if it is a word that nobody has, may be a misspelling of."""
    word = part.words[0].text
    if part.concept or engine.has(word) or engine.parts(word):
        return []
    if engine.concepts.hinted(word, engine.language):
        return []
    return engine.nearest(word)[:CANDIDATES]


def _around(engine: Engine, words: Sequence[Token], place: int) -> list[Part]:
    """The parts that the word at *place* and those beside it make."""
    beside = words[max(0, place - 1) : place + 2]
    return list(spans(beside, engine.language, engine.concepts))
