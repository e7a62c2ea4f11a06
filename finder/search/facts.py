"""What an answer needs of each programme besides its text, as read from the catalogue."""

from typing import TypedDict

from sqlite_utils import Database

from finder.catalog.filters import FILTERS
from finder.catalog.searchable import Searchable
from finder.config import SOURCE_LANGUAGE

TAXONOMY = "SELECT id FROM taxonomy_term WHERE taxonomy = ? ORDER BY position, id"
DISTRICTS = "SELECT id FROM district ORDER BY position, id"


class Fact(TypedDict):
    """One programme, as an answer names and filters it."""

    id: str
    name: str
    language: str  # of the text its reader will see
    archived: bool
    part_of: str | None  # another programme
    limited: bool  # to residents of some districts
    kind: str  # the main one
    confirmed: bool  # seen running lately
    terms: dict[str, list[str]]  # filter -> values; [] is not stated


def fact(row: Searchable, language: str) -> Fact:
    """What an answer in *language* needs of *row*."""
    own = row["texts"].get(language, {})
    return Fact(
        id=row["id"],
        name=own.get("name") or row["name"],
        language=language if own else SOURCE_LANGUAGE,
        archived=row["archived"],
        part_of=row["part_of"],
        limited=not row["open_to_all"],
        kind=row["kind"],
        confirmed=row["confirmed"],
        terms={name: row["terms"].get(name, []) for name in FILTERS},
    )


def allowed_values(db: Database) -> dict[str, list[str]]:
    """Filter -> every value it may have, in the order of its taxonomy."""
    return {
        name: [
            str(row[0])
            for row in (
                db.execute(DISTRICTS)
                if taxonomy == "district"
                else db.execute(TAXONOMY, [taxonomy])
            ).fetchall()
        ]
        for name, taxonomy in FILTERS.items()
    }
