"""Districts of the city, with what older sources call them, and the figures about them."""

from typing import Any, TypedDict, cast

from sqlite_utils import Database

DISTRICTS = """
    SELECT id, name, part_of_city, latitude, longitude, web FROM district ORDER BY position
"""
FORMER = """
    SELECT district_id, name, valid_from, valid_to FROM district_former
     WHERE name NOT IN (SELECT name FROM district WHERE id = district_id)
     ORDER BY district_id, valid_from, name
"""
POPULATION = """
    SELECT district_id, date, people, derived FROM district_population
     ORDER BY district_id, date DESC
"""
NEIGHBOURHOODS = (
    "SELECT district_id, name FROM district_neighbourhood ORDER BY district_id, name"
)
FIGURES = """
    SELECT f.id, f.area, f.area_name, f.period, f.measure, f.value, f.unit, f.source, f.derived,
           w.definition, w.language
      FROM figure AS f JOIN figure_text AS w ON w.figure_id = f.id
     WHERE f.area = :area
       AND w.language = (SELECT coalesce(max(CASE language WHEN :language THEN language END),
                                         'sv') FROM figure_text WHERE figure_id = f.id)
     ORDER BY f.measure, f.period DESC, f.area_name, f.id
"""


class Population(TypedDict):
    """People registered in a district on a day."""

    date: str
    people: int
    derived: bool  # our own sum


class District(TypedDict):
    """One of the city's eleven districts; names are Swedish."""

    id: str
    name: str
    part_of_city: str
    latitude: float
    longitude: float
    web: str | None
    former: list[str]  # names older sources use, oldest first
    neighbourhoods: list[str]
    population: list[Population]  # newest first


def districts(db: Database) -> dict[str, District]:
    """All districts by id, in the city's own order."""
    found: dict[str, District] = {}
    for row in db.query(DISTRICTS):
        row |= {"former": [], "neighbourhoods": [], "population": []}
        found[row["id"]] = cast(District, row)
    for row in db.query(FORMER):
        if row["name"] not in found[row["district_id"]]["former"]:
            found[row["district_id"]]["former"].append(row["name"])
    for row in db.query(NEIGHBOURHOODS):
        found[row["district_id"]]["neighbourhoods"].append(row["name"])
    for row in db.query(POPULATION):
        found[row["district_id"]]["population"].append(
            Population(
                date=row["date"], people=row["people"], derived=bool(row["derived"])
            )
        )
    return found


def figures(db: Database, area: str, language: str) -> list[dict[str, Any]]:
    """Statistics about *area* (a district's id or "stockholm"), newest first per measure.

    Each row: id, area_name, period, measure, value, unit, definition (in *language*, else
    Swedish; ``language`` says which), source, derived.
    """
    return list(db.query(FIGURES, {"area": area, "language": language}))
