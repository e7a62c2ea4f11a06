"""The city with a programme that states everything, each text of it marked in a chosen way."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from finder.catalog import shipped
from finder.catalog.document import SECTIONS, digest
from tests import city
from tests.pages.sites import prepared

Mark = Callable[[str], str]
PROGRAMME = "allt"
EVERYTHING: dict[str, Any] = {
    "kind": "coaching",
    "further_kinds": ["swedish-language"],
    "part_of": "feriejobb",
    "partners": ["staden"],
    "delivery": "in-house",
    "area_scope": "districts",
    "districts": ["norr", "soder"],
    "age_min": 16,
    "age_max": 99,
    "target_groups": ["parents", "unemployed", "young"],
    "professions": ["engineers"],
    "themes": ["digital-skills"],
    "sectors": ["care", "restaurant-food"],
    "routes": ["jobbtorg", "self-referral"],
    "swedish_level": "sfi-c",
    "income_support_rule": "required",
    "compensation": ["salary"],
    "cost": "free",
    "form": "on-site",
    "hours": ["day", "evening"],
    "hours_min": 10,
    "hours_max": 20,
    "weeks_min": 8,
    "weeks_max": 12,
    "intake": "continuous",
    "capacity": 1234,
    "capacity_as_of": "2025-03",
    "languages": ["en", "sv"],
    "supports": ["childcare", "interpreter"],
    "locations": ["biblioteket", "koket"],
    "web": "https://example.org/allt",
    "phone": "08-765 43 21",
    "email": "allt@example.org",
    "runs_from": "2019-01",
    "runs_to": "2099-12-31",
    "assured_on": "2026-01-15",
    "seen_year": 2026,
    "inferred": ["form", "swedish_level"],
    "sources": ["https://example.org/a", "https://www.example.net/b"],
}
STARTS = [
    {
        "starts_on": "2098-01-10",
        "last_day_to_apply": "2097-12-01",
        "places": 7,
        "as_of": "2026-01",
    },
    {
        "starts_on": "2099-01-10",
        "last_day_to_apply": None,
        "places": None,
        "as_of": "2026",
    },
]


def as_it_is(text: str) -> str:
    """No mark."""
    return text


def document(mark: Mark = as_it_is) -> dict[str, Any]:
    """The programme, with its name in Swedish and all else in Swedish and English."""
    swedish = {
        part: mark(f"sv {part}") for part in SECTIONS if part != "name_explained"
    }
    english = {part: mark(f"en {part}") for part in SECTIONS if part != "name"}
    outcome = {"measure": "to_work", "value": 40, "unit": "percent", "period": "2023"}
    outcome |= {"definition": {one: mark(f"{one} 40 procent") for one in ("sv", "en")}}
    made = city.document(
        PROGRAMME,
        swedish["name"],
        swedish["summary"],
        sv=swedish,
        en=english,
        outcomes=[{**outcome, "source": "https://example.org/resultat"}],
        starts=STARTS,
        assured_against=mark("ett samtal"),
        **EVERYTHING,
    )
    return dict(made)


def source(folder: Path, mark: Mark = as_it_is) -> Path:
    """The city's source folder with the programme, every text for readers marked."""
    city.write(folder)
    _change(folder / "taxonomy.json", _defined)
    for name in ("taxonomy", "districts", "organizations", "locations", "figures"):
        _change(folder / f"{name}.json", lambda given: _marked(given, mark))
    places = folder / "locations.json"
    _change(places, lambda given: [{**one, **CONTACT} for one in given])
    for file in (folder / "programmes").glob("*.json"):
        _change(file, lambda given: _programme(given, mark))
    text = json.dumps(document(mark), ensure_ascii=False)
    (folder / "programmes" / f"{PROGRAMME}.json").write_text(text, encoding="utf-8")
    return folder


def instance(folder: Path, mark: Mark = as_it_is) -> Path:
    """An instance of that city, with its index."""
    shipped.build(folder / "built.db", source(folder / "source", mark))
    return prepared(folder / "built.db", folder / "instance")


CONTACT = {
    "phone": "08-111 22 33",
    "email": "plats@example.org",
    "web": "https://example.org/p",
}
READ = {"label", "plain", "definition", "explained", "directions"}  # by language
SHOWN = {"name", "address", "locality", "area_name", "part_of_city"}


def _change(file: Path, change: Callable[[Any], Any]) -> None:
    given = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(change(given)), encoding="utf-8")


def _defined(given: Any) -> Any:
    """The taxonomy with everyday words and a definition for each kind."""
    for kind in next(one["terms"] for one in given if one["taxonomy"] == "kind"):
        kind["plain"] = {one: f"{one} prova {kind['id']}" for one in kind["label"]}
        kind["definition"] = {
            one: f"{one} betyder {kind['id']}" for one in kind["label"]
        }
    return given


def _marked(given: Any, mark: Mark) -> Any:
    """*given* with every text that a reader sees marked; ids and addresses as they are."""
    if isinstance(given, list):
        return [_marked(one, mark) for one in given]
    if not isinstance(given, dict):
        return given
    changed = {}
    for name, value in given.items():
        if name in READ and value:
            changed[name] = {language: mark(text) for language, text in value.items()}
        elif name == "neighbourhoods":
            changed[name] = [mark(one) for one in value]
        elif name in SHOWN and isinstance(value, str):
            changed[name] = mark(value)
        else:
            changed[name] = _marked(value, mark)
    return changed


def _programme(given: dict[str, Any], mark: Mark) -> dict[str, Any]:
    """One of the city's own programmes, its texts marked and its translations still fresh."""
    swedish = given["texts"]["sv"]
    for text in given["texts"].values():
        text |= {part: mark(text[part]) for part in SECTIONS if part in text}
    for text in given["texts"].values():
        for part in text.get("based_on", {}):
            text["based_on"][part] = digest(swedish[city.ORIGINAL.get(part, part)])
    return given
