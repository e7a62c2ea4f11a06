"""How each part of a query is read: as words, a compound, a concept, facts, or put right."""

from collections.abc import Iterable, Sequence
from functools import partial, reduce
from operator import and_, or_
from typing import NamedTuple

from finder.search.engine import Engine
from finder.search.analysis import LATIN, Token, script
from finder.search.function_words import is_negation
from finder.search.parts import Part
from finder.search.query import spans
from finder.search.spaces import parted
from finder.search.readings import Reading, listed, total
from finder.search.together import put_right_together

MEANING = 0.5  # weight of a text that says it in other words
APART = 0.6  # of the words a compound is made of, standing apart
TOGETHER = 0.9  # of two words that a text writes as one
MISSPELT = 0.6  # of what a word that nobody has was put right to
NEAR = 0.3  # of a programme whose facts, not its text, are what was asked for
COMPOUNDING = ("sv", "fi")  # languages that write compounds as one word
SHORTEST = 4  # letters of a part of a compound that is misspelt
THREE = 3  # parts from which a compound is too much to ask for as a whole
JOINTS = ("", "s")  # between the words of a compound
# Filters whose values are conditions: they rank, and are offered, but hide nothing unasked.
CONDITIONS = frozenset(
    ("hours", "form", "intake", "support", "taught_in", "swedish_level", "district")
    + ("cost", "compensation")
)


class Understood(NamedTuple):
    """A part, and how it was read."""

    part: Part
    concept: str | None  # what it means, as it was typed or put right
    readings: list[Reading]  # in texts
    hits: int  # the programmes that have it; for a condition by their facts, too
    near: int  # the programmes whose facts it is about
    corrected: str | None = None  # the word it was put right to
    conditional: bool = False

    @property
    def words(self) -> list[str]:
        """The words it was read as, lower case."""
        if self.corrected:
            return self.corrected.split()
        return [word.text for word in self.part.words]

    @property
    def exact(self) -> int:
        """The programmes that say it in these words, not only in others that mean the same."""
        return _hits(one for one in self.readings if one.how != "concept")

    @property
    def in_vain(self) -> bool:
        """Whether it is one word that found nothing, was put right to nothing and means nothing."""
        known = self.hits or self.near or self.concept or self.corrected
        return not (known or self.part.quoted or self.part.ages) and self.part.is_single


def understood(engine: Engine, part: Part, scope: int) -> Understood:
    """*part* with every way to read it that finds something in *scope*."""
    if part.ages:
        return Understood(part, None, [], scope, 0)
    if part.quoted:
        found = _within(engine.phrase([word.text for word in part.words]), scope)
        return Understood(part, None, found, _hits(found) & scope, 0)
    if part.concept:
        words = _as_words(engine, part)
        return _meant(engine, part, part.concept, words, scope, part.corrected)
    found = _within(_as_words(engine, part), scope)
    if not found and len(part.words) == 1:
        found = _within(_apart(engine, part.words[0].text), scope)
        if not found:
            hint = engine.concepts.hinted(part.words[0].text, engine.language)
            if hint:
                return _meant(engine, part, hint, [], scope)
            return _put_right(engine, part, scope)
    return Understood(part, None, found, _hits(found) & scope, 0)


def united(engine: Engine, parts: Sequence[Part]) -> list[Part]:
    """*parts*, where two words that texts or concepts write as one are one part.

    A compound that nobody writes as one becomes the parts it is made of.
    """
    found: list[Part] = []
    parts = put_right_together(engine, parts)
    for part in (one for each in parts for one in _taken_apart(engine, each)):
        before = found[-1] if found else None
        if before and before.is_single and part.is_single and not part.negated:
            whole, concept = _one_word(engine, before, part)
            if whole:
                words = before.words + part.words
                found[-1] = Part(words, concept, False, before.negated, whole)
                continue
        found.append(part)
    return found


def _taken_apart(engine: Engine, part: Part) -> list[Part]:
    """*part*, or the parts of a compound of at least three that no text writes as one, of
    one with a part that is a concept, or of one with a misspelt part."""
    if not part.is_single or part.concept or engine.has(part.words[0].text):
        return [part]
    typed = part.words[0].text
    made_of = engine.parts(typed)
    misspelt = not made_of and not engine.nearest(typed)
    if misspelt:
        made_of = parted(typed, partial(_known, engine))
    if misspelt and not made_of and compounding(engine, typed):
        made_of = _misspelt_parts(engine, typed)
    words = [Token(word, word) for word in made_of]
    found = list(spans(words, engine.language, engine.concepts))
    if len(words) < THREE and not misspelt and not any(one.concept for one in found):
        return [part]
    said = " ".join(made_of) if misspelt else None
    return [
        one._replace(negated=part.negated, corrected=said and one.typed)
        for one in found or [part]
    ]


def _misspelt_parts(engine: Engine, word: str) -> list[str]:
    """A word that is known and what is left, put right; the longest known one."""
    for place in range(len(word) - SHORTEST, SHORTEST - 1, -1):
        first, rest = word[:place], word[place:]
        for known, other, order in ((first, rest, 1), (rest, first, -1)):
            if _known(engine, known) and len(other) > SHORTEST:
                near = [other] if _known(engine, other) else engine.nearest(other)
                if near:
                    return [known, near[0]][::order]
    return []


def compounding(engine: Engine, word: str) -> bool:
    """Whether *word* may be of a language that writes compounds as one word."""
    return engine.language in COMPOUNDING and script(word) == LATIN


def _known(engine: Engine, word: str) -> bool:
    return (
        engine.has(word)
        or is_negation(word, engine.language)
        or bool(engine.concepts.recognised([word], engine.language))
    )


def is_condition(engine: Engine, concept: str) -> bool:
    """Whether *concept* is about conditions alone, as evenings or a district."""
    about = engine.concepts.about(concept)
    return bool(about) and all(lead.name in CONDITIONS for lead in about)


def _meant(
    engine: Engine,
    part: Part,
    concept: str,
    readings: Iterable[Reading],
    scope: int,
    corrected: str | None = None,
) -> Understood:
    meaning = [
        one._replace(weight=one.weight * (MEANING * MISSPELT if corrected else MEANING))
        for one in engine.meaning(concept)
    ]
    found = _within([*readings, *meaning], scope)
    near = engine.facets.told(engine.concepts.leads[concept]) & scope
    conditional = is_condition(engine, concept)
    hits = _hits(found) & scope | (near if conditional else 0)
    return Understood(part, concept, found, hits, near, corrected, conditional)


def _as_words(engine: Engine, part: Part) -> list[Reading]:
    """Texts that have all words of *part*, wherever they stand, or write them as one."""
    words = [word.text for word in part.words]
    if len(words) == 1:
        return engine.readings(words[0])
    found = _all_of(engine, words, 1.0, "words")
    if part.whole:
        found += [
            one._replace(weight=one.weight * TOGETHER, how=f"as one {one.how}")
            for one in engine.readings(part.whole)
        ]
    return found


def _all_of(
    engine: Engine, words: Sequence[str], weight: float, how: str
) -> list[Reading]:
    """Texts that have all *words*, with the mean of their scores."""
    each = [engine.readings(word) for word in words]
    common = reduce(and_, map(_hits, each))
    if not common:
        return []
    size = len(engine.facets.entries)
    scores = total([(one, {}) for one in each], common, size)
    what = " ".join(words)
    return [Reading(how, what, weight / len(words), listed(scores), common)]


def _apart(engine: Engine, word: str) -> list[Reading]:
    parts = engine.parts(word)
    return _all_of(engine, parts, APART, "apart") if parts else []


def _put_right(engine: Engine, part: Part, scope: int) -> Understood:
    """*part*, a word that nobody has, read as the nearest one that finds something."""
    for other in engine.nearest(part.words[0].text):
        readings = [
            one._replace(weight=one.weight * MISSPELT, how=f"misspelt {one.how}")
            for one in engine.readings(other)
        ]
        concept = engine.concepts.recognised([other], engine.language)
        if concept:
            found = _meant(engine, part, concept, readings, scope, other)
        else:
            kept = _within(readings, scope)
            found = Understood(part, None, kept, _hits(kept) & scope, 0, other)
        if found.hits or found.near:
            return found
    return Understood(part, None, [], 0, 0)


def _one_word(
    engine: Engine, first: Part, second: Part
) -> tuple[str | None, str | None]:
    """How the two words are written as one, where they are, and its concept."""
    for joint in JOINTS:
        whole = first.words[0].text + joint + second.words[0].text
        concept = engine.concepts.recognised([whole], engine.language)
        if concept or engine.has(whole):
            return whole, concept
    return None, None


def _within(readings: Iterable[Reading], scope: int) -> list[Reading]:
    return [one for one in readings if one.hits & scope]


def _hits(readings: Iterable[Reading]) -> int:
    return reduce(or_, (one.hits for one in readings), 0)
