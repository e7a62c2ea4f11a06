"""All programmes of one state of the catalogue: filters, counts and the order of names.

A set of programmes is one integer whose bit *n* stands for the *n*-th programme, so
that filters combine with ``&`` and ``|`` and a count is ``int.bit_count()``.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_

from finder.catalog.filters import FILTERS
from finder.search.facts import Fact
from finder.search.folding import folded
from finder.search.ranking import Ranking

NOT_STATED = (
    "not-stated"  # the count of those that say nothing, among a filter's counts
)
MAIN, HALF = 0.5, 0.5  # see Facets.near
# Groups that most who type the name of a job do not belong to.
SPECIAL = frozenset(
    (
        *(
            "addiction",
            "homelessness",
            "leaving-crime",
            "complex-needs",
            "care-leavers",
        ),
        *("intellectual-disability", "acquired-brain-injury", "neurodevelopmental"),
        *("mental-ill-health", "ill-health", "disability", "deaf-hard-of-hearing"),
        "visual-impairment",
    )
)
ALPHABET = str.maketrans("åäöæø", "{|}|}")  # { | } follow z in ASCII


def swedish_order(name: str) -> str:
    """A key that sorts names as Swedes do: å, ä, ö last; case and signs do not count."""
    letters = folded(name.lower().translate(ALPHABET))
    return " ".join(
        "".join(c if c.isalnum() or c in "{|}" else " " for c in letters).split()
    )


class Facets:
    """The programmes of one state of the catalogue, in order of their ids."""

    def __init__(
        self, facts: Sequence[Fact], allowed: Mapping[str, Sequence[str]]
    ) -> None:
        self.facts = facts
        self.allowed = {
            name: list(
                dict.fromkeys([*allowed.get(name, ()), *_occurring(facts, name)])
            )
            for name in FILTERS
        }
        self.ranking = Ranking(facts)
        self.all = (1 << len(facts)) - 1
        self.archived = bits(n for n, one in enumerate(facts) if one["archived"])
        self.values = {
            name: _by_value(facts, name, self.allowed[name]) for name in FILTERS
        }
        self.silent = {
            name: self.all & ~union(values.values())
            for name, values in self.values.items()
        }
        order = sorted(range(len(facts)), key=lambda n: _by_name(facts[n]))
        self.place = {n: place for place, n in enumerate(order)}  # in order of names

    def scope(self, archived: bool) -> int:
        """The archived programmes, or all others."""
        return self.archived if archived else self.all & ~self.archived

    def stating(self, name: str, values: Iterable[str]) -> int:
        """Those that state any of *values* in filter *name*."""
        return union(self.values[name].get(value, 0) for value in values)

    def near(self, leads: Sequence[tuple[str, str, int]]) -> dict[int, float]:
        """Programmes that state a telling one of *leads* -> how near they are.

        Each lead they state counts, and their main kind a little more. One that leads to
        other work than the leads, or is for people in a special situation that no lead
        names, counts half.
        """
        found: dict[int, float] = {}
        told = 0
        for name, value, weight in leads:
            stating = self.values[name].get(value, 0)
            told |= stating if weight > 1 else 0
            for number in numbers(stating):
                main = name == "kind" and self.facts[number]["kind"] == value
                found[number] = (
                    found.get(number, 0.0) + weight + (MAIN if main else 0.0)
                )
        groups = SPECIAL - {value for name, value, _ in leads if name == "target_group"}
        sectors = {value for name, value, _ in leads if name == "sector"}
        return {
            number: weight
            * (HALF if self._beside(number, sectors) else 1.0)
            * (HALF if groups.intersection(self._said(number, "target_group")) else 1.0)
            for number, weight in found.items()
            if told >> number & 1
        }

    def _said(self, number: int, name: str) -> list[str]:
        return self.facts[number]["terms"][name]

    def _beside(self, number: int, sectors: set[str]) -> bool:
        """Whether it states lines of work, but none of *sectors*."""
        said = self._said(number, "sector")
        return bool(sectors and said) and not sectors.intersection(said)

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


def bits(numbers: Iterable[int]) -> int:
    """The set of *numbers*."""
    found = bytearray()
    for number in numbers:
        if number >> 3 >= len(found):
            found.extend(bytes((number >> 3) + 1 - len(found)))
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


def numbers(found: int) -> list[int]:
    """The numbers in the set *found*, in order."""
    written = bin(found)[:1:-1]
    return [number for number, bit in enumerate(written) if bit == "1"]


def union(sets: Iterable[int]) -> int:
    """What is in any of *sets*."""
    return reduce(or_, sets, 0)


def _occurring(facts: Sequence[Fact], name: str) -> list[str]:
    return sorted({value for one in facts for value in one["terms"].get(name, ())})


def _by_value(facts: Sequence[Fact], name: str, order: Iterable[str]) -> dict[str, int]:
    holders: dict[str, list[int]] = {value: [] for value in order}
    for number, one in enumerate(facts):
        for value in one["terms"].get(name, ()):
            holders[value].append(number)
    return {value: bits(held) for value, held in holders.items() if held}


def _by_name(one: Fact) -> tuple[str, str, str]:
    return swedish_order(one["name"]), one["name"], one["id"]
