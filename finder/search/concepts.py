"""Everyday words that no programme uses, and the programmes nearest to what they mean.

"svetsare" stands in no text; the catalogue's concepts say that it leads to training for an
occupation and to industry. A concept only stands in for words that find nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from finder.catalog.concepts import labels, leads
from finder.catalog.filters import FILTERS
from finder.config import SOURCE_LANGUAGE
from finder.search.analysis import stem
from finder.search.folding import folded
from finder.search.query import Word, content

LONGEST = 4  # words of a label that is looked for
TELLING = 2  # the weight of a term that a near programme must have one of


class Lead(NamedTuple):
    """A value of a filter that a concept leads to."""

    name: str  # of the filter
    value: str
    weight: int


Leads = dict[str, list[Lead]]  # concept's key, see keys() -> where it leads


class StandIn(NamedTuple):
    """Words that find nothing, and what is near to them."""

    words: tuple[Word, ...]
    leads: tuple[Lead, ...]

    @property
    def typed(self) -> str:
        """The words as they were typed."""
        return " ".join(word.typed for word in self.words)


def known(db: Database, language: str) -> Leads:
    """Every concept's labels in *language* and the source language, as keys."""
    taxonomies = {taxonomy: name for name, taxonomy in FILTERS.items()}
    terms = {
        concept: [
            Lead(taxonomies[one.taxonomy], one.term, one.weight)
            for one in found
            if one.taxonomy in taxonomies
        ]
        for concept, found in leads(db).items()
    }
    keys: Leads = {}
    for label, concept in labels(db, language, SOURCE_LANGUAGE).items():
        for field in dict.fromkeys([SOURCE_LANGUAGE, language]):
            for form in _keys(content(label, field), field):
                if any(lead.weight == TELLING for lead in terms.get(concept, [])):
                    keys[form] = terms[concept]
    return dict(sorted(keys.items()))


def stand_ins(
    words: Sequence[Word],
    found: Mapping[Word | Any, int],
    concepts: Leads,
    language: str,
) -> list[StandIn]:
    """For words among *words* that find nothing together: the longest labels, from the left.

    *found* holds the programmes of each word as a set.
    """
    standing: list[StandIn] = []
    taken: set[Word] = set()
    for span in _spans(words):
        common = -1
        for word in span:
            common &= found.get(word, 0)
        if common or taken & set(span):
            continue
        for field in dict.fromkeys([language, SOURCE_LANGUAGE]):
            leads_to = next(
                (concepts[key] for key in _keys(span, field) if key in concepts), None
            )
            if leads_to:
                standing.append(
                    StandIn(tuple(span), tuple(Lead(*one) for one in leads_to))
                )
                taken |= set(span)
                break
    return standing


def _spans(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    for length in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            yield words[start : start + length]


def _keys(words: Sequence[Word], language: str) -> list[str]:
    """How *words* are looked up: by their stems in *language*, then without diacritics."""
    stems = " ".join(stem(word.text, language) for word in words)
    plain = " ".join(folded(stem(folded(word.text), language)) for word in words)
    return list(dict.fromkeys([f"{language} {stems}", f"{language} {plain}"]))
