"""The city's one taxonomy: its terms in a reader's language."""

from typing import TypedDict

from sqlite_utils import Database

from finder.config import SOURCE_LANGUAGE

TERMS = """
    SELECT t.taxonomy, t.id, w.language, w.label, w.plain, w.definition
      FROM taxonomy_term AS t
      JOIN taxonomy_term_text AS w ON w.taxonomy = t.taxonomy AND w.term = t.id
     WHERE w.language IN (:language, :source)
     ORDER BY t.taxonomy, t.position, t.id, w.language = :language
"""


class Term(TypedDict):
    """One value of the taxonomy, said in one language."""

    id: str
    label: str
    plain: str | None  # the same in a resident's everyday words
    definition: str | None
    language: str  # of the words: the reader's, or the source language where that lacks


Terms = dict[str, dict[str, Term]]  # taxonomy -> id -> term, in the taxonomy's order


def terms(db: Database, language: str) -> Terms:
    """Every term in *language*; where that has no label, in Swedish and marked so."""
    found: Terms = {}
    asked = {"language": language, "source": SOURCE_LANGUAGE}
    for row in db.query(TERMS, asked):
        found.setdefault(row["taxonomy"], {})[row["id"]] = Term(
            id=row["id"],
            label=row["label"],
            plain=row["plain"],
            definition=row["definition"],
            language=row["language"],
        )
    return found
