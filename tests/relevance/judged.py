"""Judged queries: what people type, and the programmes that are right or useful for it.

``queries/<name>.json`` holds them. They were judged before any engine was asked. Half of
them, chosen by a hash of their ids, is set aside: it is measured, and never tuned for.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from math import log2
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "queries"
TYPES = (
    *("need", "occupation", "question", "typo", "compound", "target-group"),
    *("condition", "abbreviation", "mixed", "caseworker", "name"),
)
RIGHT, USEFUL = 2, 1  # grades
DEPTH = 10  # results that count


class Query(NamedTuple):
    """What somebody types, and what answers it."""

    id: str
    language: str  # of the page
    type: str
    query: str
    right: tuple[str, ...]
    useful: tuple[str, ...]
    why: str

    @property
    def aside(self) -> bool:
        """Whether it is in the half that nobody tunes for."""
        return sha256(self.id.encode()).digest()[0] % 2 == 1

    def grade(self, programme: str) -> int:
        """How good *programme* is as an answer."""
        if programme in self.right:
            return RIGHT
        return USEFUL if programme in self.useful else 0


class Score(NamedTuple):
    """How well one engine answers some queries; means, from 0 to 1."""

    queries: int
    first: float  # Success@1: a right one is first
    three: float  # Success@3: a right one is among the first three
    ndcg: float  # nDCG@10
    dead: float  # without any result


def queries() -> list[Query]:
    """All judged queries, by file and place."""
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            found.append(
                Query(
                    *(row["id"], row["language"], row["type"], row["query"]),
                    *(tuple(row["right"]), tuple(row["useful"]), row["why"]),
                )
            )
    return found


def some(
    answers: Sequence[tuple[Query, Sequence[str]]], aside: bool, kind: str
) -> list[tuple[Query, Sequence[str]]]:
    """The answers to one half's queries of a language or type, or of "all"."""
    return [
        one
        for one in answers
        if one[0].aside is aside and kind in ("all", one[0].language, one[0].type)
    ]


def score(answers: Sequence[tuple[Query, Sequence[str]]]) -> Score:
    """Of *answers*: each query with the ids an engine found, best first."""
    number = max(len(answers), 1)
    return Score(
        queries=len(answers),
        first=sum(_success(*one, 1) for one in answers) / number,
        three=sum(_success(*one, 3) for one in answers) / number,
        ndcg=sum(_ndcg(*one) for one in answers) / number,
        dead=sum(not found for _, found in answers) / number,
    )


def _success(query: Query, found: Sequence[str], within: int) -> bool:
    return any(one in query.right for one in found[:within])


def _ndcg(query: Query, found: Sequence[str]) -> float:
    """Discounted cumulative gain of the first DEPTH, beside the best there could be."""
    best = [RIGHT] * len(query.right) + [USEFUL] * len(query.useful)
    return _gain([query.grade(one) for one in found[:DEPTH]]) / _gain(best[:DEPTH])


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))
