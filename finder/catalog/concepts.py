"""Everyday words that mean the same, and what in the taxonomy they lead to."""

from typing import NamedTuple

from sqlite_utils import Database

LABELS = "SELECT language, label, concept_id FROM concept_label ORDER BY 1, 2"
TERMS = """
    SELECT concept_id, taxonomy, term, weight FROM concept_term
     ORDER BY concept_id, weight DESC, taxonomy, term
"""
DISTRICTS = """
    SELECT id, name FROM district
    UNION SELECT district_id, name FROM district_former
    UNION SELECT district_id, name FROM district_neighbourhood ORDER BY 1, 2
"""


class Leads(NamedTuple):
    """A term of the taxonomy that a concept leads to."""

    taxonomy: str
    term: str
    weight: int  # 2: what the concept is about, 1: a plus


def labels(db: Database) -> dict[str, dict[str, str]]:
    """Language -> what people type in it -> concept."""
    found: dict[str, dict[str, str]] = {}
    for language, label, concept in db.execute(LABELS).fetchall():
        found.setdefault(language, {})[label] = concept
    return found


def leads(db: Database) -> dict[str, list[Leads]]:
    """Concept -> the terms it leads to, the most telling first."""
    found: dict[str, list[Leads]] = {}
    for concept, *term in db.execute(TERMS).fetchall():
        found.setdefault(concept, []).append(Leads(*term))
    return found


def districts(db: Database) -> dict[str, list[str]]:
    """District -> its names: today's, former ones and those of its neighbourhoods."""
    found: dict[str, list[str]] = {}
    for district, name in db.execute(DISTRICTS).fetchall():
        found.setdefault(district, []).append(name)
    return found
