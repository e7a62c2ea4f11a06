"""Everyday words that mean the same, and what in the taxonomy they lead to."""

from typing import NamedTuple

from sqlite_utils import Database

LABELS = """
    SELECT label, concept_id FROM concept_label
     WHERE language IN (:language, :source) ORDER BY language = :language, label
"""
TERMS = """
    SELECT concept_id, taxonomy, term, weight FROM concept_term
     ORDER BY concept_id, weight DESC, taxonomy, term
"""


class Leads(NamedTuple):
    """A term of the taxonomy that a concept leads to."""

    taxonomy: str
    term: str
    weight: int  # 2: what the concept is about, 1: a plus


def labels(db: Database, language: str, source: str = "sv") -> dict[str, str]:
    """What people type in *language* or *source* -> concept; *language* wins."""
    rows = db.execute(LABELS, {"language": language, "source": source}).fetchall()
    return {label: concept for label, concept in rows}


def leads(db: Database) -> dict[str, list[Leads]]:
    """Concept -> the terms it leads to, the most telling first."""
    found: dict[str, list[Leads]] = {}
    for concept, *term in db.execute(TERMS).fetchall():
        found.setdefault(concept, []).append(Leads(*term))
    return found
