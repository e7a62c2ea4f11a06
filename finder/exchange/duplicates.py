"""Programmes that may be one and the same: for a person to look at, never to decide.

Names are compared by the groups of three letters they have in common, found by an index of those
groups: comparing n new programmes with m costs about n times MOST looks, whatever m is.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from finder.catalog.document import ProgrammeDocument, sections, source_language

ALIKE = 0.75  # of two names: letters in common, from 0 to 1
SOMEWHAT = 0.5  # enough where organization and kind are the same as well
MOST = 50  # programmes that one is compared with, the likeliest ones
COMMON = 400  # names that a group of letters is in before it says nothing any more
SHOWN = 3  # programmes that one may be told to be like
Why = Literal["name", "organization", "web"]


class Alike(NamedTuple):
    """A programme that another one may be the same as."""

    id: str
    name: str
    why: Why


class Seen(NamedTuple):
    """What of a programme is compared."""

    id: str
    name: str
    organization: str
    kind: str
    web: str

    @staticmethod
    def of(document: ProgrammeDocument) -> "Seen":
        """Of a document that may be unsound."""
        fields: dict[str, Any] = dict(document)
        text = document["texts"].get(source_language(document))
        name = str(sections(text).get("name", "")) if text else ""
        organization, kind = str(fields["organization"]), str(fields["kind"])
        return Seen(str(fields["id"]), name, organization, kind, _web(fields["web"]))


class Names:
    """All that new programmes are compared with."""

    def __init__(self, held: Iterable[Seen]) -> None:
        self._groups: dict[str, list[Seen]] = defaultdict(list)
        self._webs: dict[str, list[Seen]] = defaultdict(list)
        for one in held:
            self.add(one)

    def add(self, one: Seen) -> None:
        """Compare with *one* from now on."""
        for group in _groups(one.name):
            self._groups[group].append(one)
        if one.web:
            self._webs[one.web].append(one)

    def alike(self, new: Seen) -> list[Alike]:
        """The programmes that *new* may be the same as, the likeliest first, at most SHOWN."""
        own = _groups(new.name)
        common: Counter[Seen] = Counter()
        for group in own:
            held = self._groups.get(group, [])
            if len(held) <= COMMON:
                common.update(held)
        found = {
            one.id: Alike(one.id, one.name, "web")
            for one in self._webs.get(new.web, [])
            if one.id != new.id
        }
        for one, shared in common.most_common(MOST):
            likeness = 2 * shared / (len(own) + len(_groups(one.name)))
            why = _why(new, one, likeness)
            if why and one.id != new.id:
                found.setdefault(one.id, Alike(one.id, one.name, why))
        return list(found.values())[:SHOWN]


def _why(new: Seen, one: Seen, likeness: float) -> Why | None:
    if likeness >= ALIKE:
        return "name"
    same = (new.organization, new.kind) == (one.organization, one.kind)
    return "organization" if same and likeness >= SOMEWHAT else None


@lru_cache(maxsize=20_000)
def _groups(name: str) -> frozenset[str]:
    """Each three letters of *name* that follow each other, without accents and case."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(one for one in apart if not unicodedata.combining(one))
    letters = f" {' '.join(plain.split())} "
    return frozenset(letters[at : at + 3] for at in range(len(letters) - 2))


def _web(address: object) -> str:
    """An address without what makes no difference."""
    text = str(address or "").casefold().removeprefix("http://")
    return text.removeprefix("https://").removeprefix("www.").rstrip("/")
