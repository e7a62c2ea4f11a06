"""The best without scoring all: always the same as when all is scored."""

import random
from array import array
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.search import held, leading, levels
from finder.search.held import Held, Kept, Postings, mean
from finder.search.leading import FEW
from finder.search.readings import Part, Reading, total
from finder.search.sets import bits, flags, numbers

SIZE = 1500  # programmes
SEEDS = st.integers(0, 2**32)
SCORES = (1.0, 1.5, 1.75, 2.0, 2.5, 3.0)


def postings(chance: random.Random) -> Postings:
    """Some programmes; many with equal scores, or none."""
    ids = array("H", sorted(chance.sample(range(SIZE), chance.choice((3, 70, 900)))))
    flat = chance.random() < 0.5
    scores = [chance.choice(SCORES) if flat else chance.uniform(1, 9) for _ in ids]
    return chance.choice((Postings, Kept))(ids, array("f", scores))


def meant(chance: random.Random) -> Held:
    """Some programmes that several lists hold."""
    lists = [postings(chance) for _ in range(chance.choice((1, 2, 3)))]
    return mean(lists, reduce(and_, (one.hits for one in lists)), SIZE)


def part(chance: random.Random) -> Part:
    """One to many readings, and facts."""
    each = [
        chance.choice((postings, postings, meant))(chance)
        for _ in range(chance.choice((1, 1, 2, 12)))
    ]
    readings = [
        Reading("word", "", chance.choice((1.0, 0.65, 0.3)), one, one.hits)
        for one in each
    ]
    facts = chance.sample(range(SIZE), chance.choice((0, 0, 100)))
    return readings, {number: chance.choice((0.3, 2.6)) for number in facts}


def asked(seed: int) -> tuple[list[Part], int]:
    """One to four parts, and the programmes that have all, any or some of them."""
    chance = random.Random(seed)
    parts = [part(chance) for _ in range(chance.choice((1, 1, 2, 2, 3, 4)))]
    each = [
        reduce(or_, (one.hits for one in readings)) | bits(facts)
        for readings, facts in parts
    ]
    hits = reduce(chance.choice((and_, or_)), each)
    return parts, hits & chance.choice((-1, chance.getrandbits(SIZE)))


def best(scores: Mapping[int, float], most: int) -> dict[int, float]:
    """The *most* best of *scores*, and all that score as much as the last of them."""
    order = sorted(scores.values(), reverse=True)
    least = order[:most][-1] if order else 0.0
    return {number: score for number, score in scores.items() if score >= least}


@given(SEEDS, st.sampled_from((1, 10, 50)))
@settings(max_examples=150, deadline=None)
def test_the_best_are_those_of_all(seed: int, most: int) -> None:
    parts, hits = asked(seed)

    found = leading.leading(parts, hits, SIZE, most)

    every = total(parts, hits, SIZE)
    assert best(found, most) == best(every, most)
    assert found.items() <= every.items()


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_all_that_score_as_the_last_are_there(seed: int) -> None:
    chance = random.Random(seed)
    ids = array("H", range(SIZE))
    lists = [
        Kept(ids, array("f", [chance.choice(SCORES) for _ in ids])) for _ in range(2)
    ]
    parts: list[Part] = [
        ([Reading("word", "", 1.0, one, one.hits)], {}) for one in lists
    ]

    found = leading.leading(parts, (1 << SIZE) - 1, SIZE, 50)

    assert best(found, 50) == best(total(parts, (1 << SIZE) - 1, SIZE), 50)


def test_not_all_is_scored() -> None:
    chance = random.Random(1)
    scores = array("f", [chance.uniform(1, 9) for _ in range(SIZE)])
    held = Kept(array("H", range(SIZE)), scores)
    everyone = (1 << SIZE) - 1

    found = leading.leading(
        [([Reading("", "", 1, held, everyone)], {})], everyone, SIZE, 10
    )

    assert 10 <= len(found) < FEW


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_the_sum_is_that_of_each_programme_alone(seed: int) -> None:
    parts, hits = asked(seed)

    found = total(parts, hits, SIZE)

    for number in range(0, SIZE, 50):
        expected = sum(_score(one, number) for one in parts)
        known = found.get(number, 0.0)
        assert known == (expected if hits >> number & 1 else 0.0), number


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_no_score_is_above_its_level(seed: int) -> None:
    chance = random.Random(seed)
    one = chance.choice((postings, meant))(chance)

    found = list(one.levels(one.hits))

    scores = dict(zip(one.ids, one.scores))
    listed = [number for _, having in found for number in numbers(having)]
    assert sorted(listed) == list(one.ids)
    assert [most for most, _ in found] == sorted(
        (most for most, _ in found), reverse=True
    )
    for most, having in found:
        assert all(scores[number] <= most for number in numbers(having))


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_a_part_of_a_list_is_as_the_whole(seed: int) -> None:
    chance = random.Random(seed)
    one = chance.choice((postings, meant))(chance)
    wanted = bits(chance.sample(range(SIZE), chance.choice((0, 5, 60, 1000))))

    found = dict(one.scored(held.Among(wanted, SIZE), one.hits))

    whole = dict(zip(one.ids, one.scores))
    assert found == {n: score for n, score in whole.items() if wanted >> n & 1}
    assert list(found) == sorted(found)


def test_equal_scores_are_in_one_level() -> None:
    scores = [5.0] * 3 + [4.0] * 40 + [3.0] * 100

    found = levels.cut(range(len(scores)), scores)

    assert [(most, having.bit_count()) for most, having in found] == [
        (5.0, 43),
        (3.0, 100),
    ]


@pytest.mark.parametrize("size", [1, 24, 25, 3000])
def test_sets_hold_what_was_put_in(size: int) -> None:
    chance = random.Random(size)
    for number in (0, 1, size // 50, size // 3, size):
        listed = sorted(chance.sample(range(size), number))
        assert numbers(bits(listed)) == listed
        held = [place for place, flag in enumerate(flags(bits(listed), size)) if flag]
        assert held == listed


def _score(one: Part, number: int) -> float:
    readings: Sequence[Reading] = one[0]
    scores = [
        dict(zip(read.held.ids, read.held.scores)).get(number, 0.0) * read.weight
        for read in readings
    ]
    return max([*scores, one[1].get(number, 0.0)])
