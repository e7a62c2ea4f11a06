"""Choosing programmes by what they state: what an address asks for, and what it may ask for."""

from collections.abc import Mapping

from finder.catalog.choosing import BY, STATES, locations, organizations
from finder.catalog.document import SINGLE_TERMS, TERM_LISTS
from finder.config import LANGUAGES
from finder.web.catalogue import catalogue, named_districts, vocabulary
from finder.web.languages import TABLE

LONGEST = 100  # characters of a value in an address
Choices = dict[str, dict[str, str]]  # what is chosen by -> value -> label


def asked_for(given: Mapping[str, str]) -> dict[str, str]:
    """What *given*, an address's or a form's fields, chooses by; "" chooses all."""
    return {name: given.get(name, "").strip()[:LONGEST] for name in BY}


def choices() -> Choices:
    """Every value that may be chosen, with its label."""
    terms = vocabulary()
    return {
        "kind": {one: term["label"] for one, term in terms["kind"].items()},
        "organization": organizations(catalogue()),
        "district": {one: str(d["name"]) for one, d in named_districts().items()},
        "term": {
            f"{taxonomy}/{one}": term["label"]
            for taxonomy in TERM_LISTS.values()
            if taxonomy != "kind"
            for one, term in terms.get(taxonomy, {}).items()
        },
        "language": {one: TABLE[one].name for one in LANGUAGES},
        "state": {one: one for one in STATES},
    }


def values(field: str) -> dict[str, str]:
    """The values that *field* of a programme may have, with labels; empty where it is free."""
    taxonomy = {**SINGLE_TERMS, **TERM_LISTS}.get(field)
    if taxonomy:
        return {one: term["label"] for one, term in vocabulary()[taxonomy].items()}
    if field in ("organization", "partners"):
        return organizations(catalogue())
    if field == "locations":
        return locations(catalogue())
    if field == "districts":
        return {one: str(d["name"]) for one, d in named_districts().items()}
    fixed = {
        "status": ("active", "archived"),
        "confidence": ("high", "medium", "low"),
        "confirmed": ("true", "false"),
    }
    return {one: one for one in fixed.get(field, ())}
