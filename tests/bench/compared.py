"""The three engines beside each other: whether they agree, and how long each takes."""

import gc
from collections.abc import Mapping, Sequence
from pathlib import Path

from finder.catalog import database
from finder.search.reader import snapshot
from tests.bench import asked, engines, others
from tests.bench.asked import Asked
from tests.bench.engines import Answer, Counts, Engine
from tests.bench.measure import Times, in_turn

# What means the same in which engines; in ours a beginning stands for 20 stems, and tantivy
# looks for misspelt words in a way of its own.
SAME = {asked.PREFIX: ("FTS5", "tantivy"), asked.TYPO: ("ours", "FTS5")}
ALL = ("ours", "FTS5", "tantivy")
Compared = dict[str, dict[str, Times]]  # type of query -> engine -> times


class Disagreement(AssertionError):
    """Two engines count differently what means the same: one of them is wrong."""


def compared(
    instance: Path, queries: Mapping[str, Sequence[Asked]], rounds: int
) -> Compared:
    """Times of every engine for every type of *queries*, all of it in memory.

    Raises :class:`Disagreement`.
    """
    found = _engines(instance)
    for held in queries.values():
        for one in held:
            _agree(one, {name: engine.answer(one) for name, engine in found.items()})
    gc.collect()
    gc.freeze()  # as the server does
    calls = {name: engine.answer for name, engine in found.items()}
    times = {type_: in_turn(calls, held, rounds) for type_, held in queries.items()}
    gc.unfreeze()
    return times


def _engines(instance: Path) -> dict[str, Engine]:
    held = snapshot(instance / "catalog.db", instance, asked.LANGUAGE)
    ours = engines.Ours(held)
    db = database.reader(instance / "catalog.db")
    corpus = engines.corpus(db, held)
    fts5 = others.FTS5(corpus, lambda word: engines.put_right(ours.index, word))
    tantivy = others.Tantivy(corpus)
    db.close()
    return {one.name: one for one in (ours, fts5, tantivy)}


def _agree(one: Asked, answers: Mapping[str, Answer]) -> None:
    same = [(name, answers[name]) for name in SAME.get(one.type, ALL)]
    totals = {name: answer.total for name, answer in same}
    if len(set(totals.values())) > 1:
        raise Disagreement(f"{one}: totals {totals}")
    first, *rest = [(name, _told(answer.counts)) for name, answer in same]
    for name, counts in rest:
        if counts != first[1]:
            raise Disagreement(f"{one}: {first[0]} and {name} count differently")


def _told(counts: Counts) -> Counts:
    """*counts* without what nothing states."""
    found = {
        name: {value: number for value, number in held.items() if number}
        for name, held in counts.items()
    }
    return {name: held for name, held in found.items() if held}
