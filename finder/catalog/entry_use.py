"""What uses an entry: what a new name is seen on, what merging changes, what keeps it."""

from typing import NamedTuple

from sqlite_utils import Database

from finder.catalog.document import SINGLE_TERMS
from finder.catalog.entry_document import split

ORGANIZATION = """
    SELECT id AS programme FROM programme WHERE organization_id = :id
    UNION SELECT programme_id FROM programme_partner WHERE organization_id = :id
"""
LOCATION = (
    "SELECT programme_id AS programme FROM programme_location WHERE location_id = :id"
)
TERM = """
    SELECT programme_id AS programme FROM programme_term WHERE taxonomy = :taxonomy AND term = :term
    UNION SELECT programme_id FROM outcome
           WHERE measure_taxonomy = :taxonomy AND measure = :term
              OR unit_taxonomy = :taxonomy AND unit = :term
"""
NAMED = """
    SELECT p.id, s.text AS name, p.source_language, p.status = 'archived' AS archived
      FROM programme AS p JOIN ({programmes}) AS u ON u.programme = p.id
      JOIN programme_section AS s ON s.programme_id = p.id AND s.section = 'name'
       AND s.language = p.source_language
     ORDER BY s.text, p.id
"""
# what else points to an entry: kind, id, name
BESIDE = {
    "organization": """
        SELECT 'location', id, name FROM location WHERE organization_id = :id
        UNION SELECT 'organization', id, name FROM organization WHERE succeeded_by = :id
        ORDER BY 1, 2
    """,
    "location": "SELECT 'location', id, name FROM location WHERE 0",
    "term": """
        SELECT 'concept', concept_id, concept_id FROM concept_term
         WHERE taxonomy = :taxonomy AND term = :term ORDER BY 2
    """,
    "concept": "SELECT 'concept', id, id FROM concept WHERE 0",
}
COUNTED = {
    "organization": """
        SELECT id, count(DISTINCT programme) FROM
          (SELECT organization_id AS id, id AS programme FROM programme
           UNION SELECT organization_id, programme_id FROM programme_partner) GROUP BY id
    """,
    "location": "SELECT location_id, count(*) FROM programme_location GROUP BY 1",
    "concept": "SELECT concept_id, count(*) FROM concept_label GROUP BY 1",
}


class Using(NamedTuple):
    """A programme that uses an entry."""

    id: str
    name: str  # in its source language
    language: str  # that one
    archived: bool


class Beside(NamedTuple):
    """Another entry that points to it."""

    kind: str
    id: str
    name: str


class Touched(NamedTuple):
    """All that uses an entry, by name."""

    programmes: list[Using]
    entries: list[Beside]


def touched(db: Database, kind: str, entry_id: str) -> Touched:
    """What uses the entry; nothing uses a concept, which is only looked up."""
    taxonomy, term = split(entry_id)
    asked = {"id": entry_id, "taxonomy": taxonomy, "term": term}
    found = db.execute(NAMED.format(programmes=_programmes(kind, taxonomy)), asked)
    beside = db.execute(BESIDE[kind], asked)
    return Touched(
        [Using(one, name, tag, bool(old)) for one, name, tag, old in found.fetchall()],
        [Beside(*row) for row in beside.fetchall()],
    )


def counts(db: Database, kind: str) -> dict[str, int]:
    """Entry -> programmes that use it; of a concept its words. What is unused is left out."""
    if kind != "term":
        return dict(db.execute(COUNTED[kind]).fetchall())
    found: dict[str, int] = {}
    for taxonomy, sql in _every_term(db):
        rows = db.execute(sql, {"taxonomy": taxonomy}).fetchall()
        found |= {f"{taxonomy}/{term}": number for term, number in rows}
    return found


def _programmes(kind: str, taxonomy: str) -> str:
    if kind == "organization":
        return ORGANIZATION
    if kind == "location":
        return LOCATION
    if kind == "concept":
        return "SELECT '' AS programme WHERE 0"
    if taxonomy in SINGLE_TERMS:
        column = SINGLE_TERMS[taxonomy]
        return f"{TERM} UNION SELECT id FROM programme WHERE {column} = :term"
    return TERM


def _every_term(db: Database) -> list[tuple[str, str]]:
    """Taxonomy and the query that counts the programmes of each of its terms."""
    found = db.execute("SELECT DISTINCT taxonomy FROM taxonomy_term ORDER BY 1")
    told = []
    for (taxonomy,) in found.fetchall():
        parts = [
            "SELECT term, programme_id FROM programme_term WHERE taxonomy = :taxonomy"
        ]
        if taxonomy in SINGLE_TERMS:
            column = SINGLE_TERMS[taxonomy]
            parts.append(f"SELECT {column}, id FROM programme")
        if taxonomy in ("measure", "unit"):
            parts.append(f"SELECT {taxonomy}, programme_id FROM outcome")
        rows = " UNION ".join(parts)
        told.append(
            (
                taxonomy,
                f"SELECT term, count(*) FROM ({rows}) WHERE term IS NOT NULL GROUP BY 1",
            )
        )
    return told
