"""All programmes of one state of the catalogue: filters, counts and the order of names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import NamedTuple, TypedDict

from finder.catalog.filters import FILTERS
from finder.catalog.stated import Stated
from finder.search.folding import folded
from finder.search.ranking import Ranking
from finder.search.sets import bits, numbers, union

NOT_STATED = (
    "not-stated"  # the count of those that say nothing, among a filter's counts
)
MAIN, HALF = 0.5, 0.5  # see Facets.near
# Groups that most who type the name of a job do not belong to.
SPECIAL = frozenset(
    (
        *("addiction", "homelessness", "leaving-crime", "complex-needs"),
        *("care-leavers", "intellectual-disability", "acquired-brain-injury"),
        *("neurodevelopmental", "mental-ill-health", "ill-health", "disability"),
        *("deaf-hard-of-hearing", "visual-impairment"),
    )
)
SIGN = re.compile(r"[^\w{|}]|_")
ALPHABET = str.maketrans("åäöæø", "{|}|}")  # { | } follow z in ASCII


class Entry(TypedDict):
    """One programme, without what it states."""

    id: str
    name: str  # in its source language
    source_language: str
    languages: list[str]  # of its texts
    archived: bool
    open_to_all: bool
    part_of: str | None
    kind: str
    confirmed: bool
    long_overdue_from: str | None  # day; None: nobody has ever checked the facts
    ages: tuple[int | None, int | None]  # years, from and to; None is not stated
    seen: tuple[str | None, str | None]  # first and last day on which residents see it


class Programmes(TypedDict):
    """All programmes in order of their ids, as they lie beside an index."""

    entries: list[Entry]
    values: dict[str, dict[str, list[int]]]  # filter -> value -> who states it
    allowed: dict[str, list[str]]  # filter -> values there can be


class Named(NamedTuple):
    """One programme, as an answer names it."""

    id: str
    name: str
    source_language: str
    languages: tuple[str, ...]


def programmes(
    stated: Sequence[Stated], allowed: Mapping[str, Sequence[str]]
) -> Programmes:
    """*stated* turned inside out: from each programme's values to each value's programmes."""
    values: dict[str, dict[str, list[int]]] = {
        name: {value: [] for value in allowed.get(name, ())} for name in FILTERS
    }
    for number, one in enumerate(stated):
        for name, said in one["terms"].items():
            for value in said:
                values[name].setdefault(value, []).append(number)
    return Programmes(
        entries=[
            Entry(**{k: v for k, v in one.items() if k != "terms"})  # type: ignore[typeddict-item]
            for one in stated
        ],
        values={
            name: {value: held for value, held in found.items() if held}
            for name, found in values.items()
        },
        allowed={name: list(found) for name, found in values.items()},
    )


def swedish_order(name: str) -> str:
    """A key that sorts names as Swedes do: å, ä, ö last; case and signs do not count."""
    letters = folded(name.lower().translate(ALPHABET))
    return " ".join(SIGN.sub(" ", letters).split())


class Facets:
    """The programmes of one state of the catalogue, in order of their ids."""

    def __init__(self, found: Programmes) -> None:
        entries = found["entries"]
        self.entries = [
            Named(
                *(one["id"], one["name"], one["source_language"]),
                languages=tuple(one["languages"]),
            )
            for one in entries
        ]
        self.ages = [(one["ages"][0], one["ages"][1]) for one in entries]
        self.allowed = found["allowed"]
        self.ranking = Ranking(entries)
        self.all = (1 << len(entries)) - 1
        # the few that are not always seen: number, first and last day
        self.scheduled = [
            (n, *one["seen"]) for n, one in enumerate(entries) if any(one["seen"])
        ]
        self.archived = bits(n for n, one in enumerate(entries) if one["archived"])
        self.limited = bits(
            n for n, one in enumerate(entries) if not one["open_to_all"]
        )
        self.values = {
            name: {value: bits(held) for value, held in values.items()}
            for name, values in found["values"].items()
        }
        self.silent = {
            name: self.all & ~union(values.values())
            for name, values in self.values.items()
        }
        self.main: dict[str, int] = {}  # kind -> programmes whose main one it is
        for number, one in enumerate(entries):
            self.main[one["kind"]] = self.main.get(one["kind"], 0) | 1 << number
        order = sorted(range(len(entries)), key=lambda n: _by_name(self.entries[n]))
        self.place = [0] * len(order)  # in order of names
        for place, number in enumerate(order):
            self.place[number] = place

    def scope(self, archived: bool, day: str) -> int:
        """The archived programmes, or all others, that residents see on *day* (ISO)."""
        whole = self.archived if archived else self.all & ~self.archived
        return whole & ~self.hidden(day) if self.scheduled else whole

    def hidden(self, day: str) -> int:
        """Those that residents do not see on *day* (ISO)."""
        return bits(
            number
            for number, first, last in self.scheduled
            if not (first or day) <= day <= (last or day)
        )

    def stating(self, name: str, values: Iterable[str]) -> int:
        """Those that state any of *values* in filter *name*."""
        return union(self.values[name].get(value, 0) for value in values)

    def told(self, leads: Sequence[tuple[str, str, int]]) -> int:
        """Programmes that state a telling one of *leads*."""
        return union(
            self.values[name].get(value, 0)
            for name, value, weight in leads
            if weight > 1
        )

    def near(
        self, leads: Sequence[tuple[str, str, int]], among: int = -1
    ) -> dict[int, float]:
        """Programmes in *among* that state a telling one of *leads* -> how near they are.

        Each lead they state counts, and their main kind a little more. One that leads to
        other work than the leads, or is for people in a special situation that no lead
        names, counts half.
        """
        told = self.told(leads) & among
        found = dict.fromkeys(numbers(told), 0.0)
        for name, value, weight in leads:
            stating = self.values[name].get(value, 0) & told
            main = self.main.get(value, 0) if name == "kind" else 0
            for number in numbers(stating):
                found[number] += weight + (MAIN if main >> number & 1 else 0.0)
        beside, special = self._beside(leads) & told, self._special(leads) & told
        for number in numbers(beside):
            found[number] *= HALF
        for number in numbers(special):
            found[number] *= HALF
        return found

    def _beside(self, leads: Sequence[tuple[str, str, int]]) -> int:
        """Those that state lines of work, but none of *leads*."""
        sectors = [value for name, value, _ in leads if name == "sector"]
        if not sectors:
            return 0
        return self.all & ~self.silent["sector"] & ~self.stating("sector", sectors)

    def _special(self, leads: Sequence[tuple[str, str, int]]) -> int:
        """Those for people in a special situation that *leads* do not name."""
        named = {value for name, value, _ in leads if name == "target_group"}
        return self.stating("target_group", SPECIAL - named)

    def divided(
        self, hits: int, chosen: Mapping[str, Sequence[str]]
    ) -> tuple[int, int]:
        """Those of *hits* that state all of *chosen*; those that only contradict none."""
        stated = possible = hits
        for name, values in chosen.items():
            saying = self.stating(name, values)
            stated &= saying
            possible &= saying | self.silent[name]
        return stated, possible & ~stated

    def counts(
        self, hits: int, chosen: Mapping[str, Sequence[str]]
    ) -> dict[str, dict[str, int]]:
        """Filter -> value -> how many of *hits* state it and every other chosen filter."""
        saying = {name: self.stating(name, values) for name, values in chosen.items()}
        counted = {}
        for name, values in self.values.items():
            others = (one for other, one in saying.items() if other != name)
            base = reduce(and_, others, hits)
            counted[name] = {
                value: (base & one).bit_count() for value, one in values.items()
            } | {NOT_STATED: (base & self.silent[name]).bit_count()}
        return counted

    def shown_in(self, number: int, language: str) -> str:
        """The language of the text that a reader of *language* sees."""
        one = self.entries[number]
        return language if language in one.languages else one.source_language


def _by_name(one: Named) -> tuple[str, str, str]:
    return swedish_order(one.name), one.name, one.id
