"""Short cuts in putting words right: they find what comparing every word finds."""

import random

import pytest

from finder.search import misspelling
from finder.search.misspelling import Spellings

LETTERS = "aeioustrnåäö"
FOREIGN = ("straße", "æble", "λόγος", "привет", "مدرسة", "한국어")


def words(chance: random.Random) -> dict[str, int]:
    """Many words that are like each other, with how many programmes have each."""
    made = [
        "".join(chance.choices(LETTERS, k=chance.randint(3, 9))) for _ in range(1500)
    ]
    return {word: chance.randrange(9) for word in (*made, *FOREIGN)}


def misspelt(word: str, chance: random.Random) -> str:
    """*word* with one to three letters more, less, changed or exchanged."""
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(word) + 1)
        letter = chance.choice(LETTERS + "е한")
        word = chance.choice(
            (
                word[:place] + letter + word[place:],
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
            )
        )
    return word


@pytest.mark.parametrize("seed", range(3))
def test_comparing_letters_first_hides_no_word(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    known = words(chance)
    asked = [misspelt(chance.choice(list(known)), chance) for _ in range(400)]
    short = Spellings(known)

    found = [short.nearest(word) for word in asked]

    monkeypatch.setattr(
        misspelling, "letters", lambda _: 0
    )  # all alike: none is left out
    every = Spellings(known)
    assert found == [every.nearest(word) for word in asked]
    assert sum(map(bool, found)) > 100
