"""What can be wrong with a document, and what a document may point to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

SHOWN = 60  # characters of a wrong value that a problem repeats


class Problem(NamedTuple):
    """One thing that keeps a document from being taken."""

    field: str  # for example "texts.en.summary"
    value: str  # what stands there, cut
    allowed: str  # what may stand there

    def __str__(self) -> str:
        return f"{self.field}: {self.value} is not allowed; {self.allowed}."


@dataclass(frozen=True)
class Known:
    """What a document may point to."""

    terms: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by taxonomy
    organizations: frozenset[str] = frozenset()
    locations: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()  # those of the same import included


def shown(value: object) -> str:
    """*value* as a problem repeats it."""
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
