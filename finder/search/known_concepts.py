"""Every concept of a catalogue as the search keeps it, and what one of its words means."""

import json
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from sqlite_utils import Database

from finder.catalog import concepts
from finder.catalog.filters import FILTERS
from finder.config import SEARCHED
from finder.search.analysis import spelt, tokens
from finder.search.concepts import (
    ANYWHERE,
    PLACE,
    TELLING,
    Kept,
    Lead,
    content,
    lookups,
)
from finder.search.folding import folded
from finder.search.function_words import is_negation

JOINER = "\u200c"  # that many leave a space for
TAXONOMIES = {taxonomy: name for name, taxonomy in FILTERS.items()}


def known(db: Database) -> Kept:
    """Every concept of the catalogue, and its districts."""
    leads = {
        concept: [
            Lead(TAXONOMIES[one.taxonomy], one.term, one.weight)
            for one in held
            if one.taxonomy in TAXONOMIES
        ]
        for concept, held in concepts.leads(db).items()
    }
    labels = concepts.labels(db)
    for held in labels.values():
        for concept in held.values():
            leads.setdefault(concept, [])
    keys = {
        language: {
            key: concept
            for label, concept in _the_exact_last(held, language)
            for written in dict.fromkeys((label, label.replace(JOINER, " ")))
            for key in lookups(content(written, language), language)
        }
        for language, held in labels.items()
        if language in SEARCHED
    }
    keys[ANYWHERE] = {}
    for district, names in concepts.districts(db).items():
        concept = PLACE + district
        leads[concept] = [Lead("district", district, TELLING)]
        for name in names:
            words = [folded(token.text) for token in tokens(name)]
            keys[ANYWHERE][" ".join(words)] = concept
        for part in (part for name in names for part in name.split("-")):
            if " " not in part:  # Spånga, of Spånga-Tensta
                keys[ANYWHERE].setdefault(folded(part.lower()), concept)
    return Kept(
        leads=leads,
        labels={
            language: _by_concept(labels.get(language, {})) for language in SEARCHED
        },
        keys=keys,
        spelt={
            language: Counter(t.text for label in held for t in tokens(label))
            for language, held in labels.items()
            if language in SEARCHED
        },
        hints={
            language: _hints(held, language)
            for language, held in labels.items()
            if language in SEARCHED
        },
    )


def concepts_digest(db: Database) -> str:
    """Changes with any label, lead or district's name."""
    held = (concepts.labels(db), concepts.leads(db), concepts.districts(db))
    return sha256(json.dumps(held).encode()).hexdigest()


def meant(db: Database, label: str, language: str) -> str | None:
    """The concept that *label* is understood as in *language* alone, in any of its forms, or
    the one of the district that it names."""
    asked = set(lookups(content(label, language), language))
    held = concepts.labels(db).get(language, {})
    for said, concept in reversed(_the_exact_last(held, language)):
        if asked & set(lookups(content(said, language), language)):
            return concept
    name = " ".join(folded(token.text) for token in tokens(label))
    for district, names in concepts.districts(db).items():
        if name in (" ".join(folded(t.text) for t in tokens(one)) for one in names):
            return PLACE + district
    return None


def _the_exact_last(labels: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    """*labels* and concepts; those whose words all count come last, and so win a key."""
    return sorted(
        labels.items(),
        key=lambda one: len(content(one[0], language)) - len(tokens(one[0])),
    )


def _hints(labels: Mapping[str, str], language: str) -> dict[str, str]:
    """Stem without diacritics -> the concept, where all labels that have it are of one."""
    found: dict[str, set[str]] = {}
    for label, concept in labels.items():
        for word in content(label, language):
            if not is_negation(word, language):
                found.setdefault(spelt(folded(word), language), set()).add(concept)
    return {key: min(held) for key, held in found.items() if len(held) == 1}


def _by_concept(labels: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for label, concept in labels.items():
        found.setdefault(concept, []).append(label)
    return found
