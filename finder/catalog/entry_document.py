"""Entries: what programmes point to and searching leads to, each as one JSON document.

An *organization*, a *location*, a *term* of the taxonomy (its id is ``taxonomy/id``) or a
*concept*: everyday words that mean the same. An entry is edited once and used everywhere.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlite_utils import Database

KINDS = ("organization", "location", "term", "concept")
NEW = "new"  # what the editing of an entry begins from that does not exist yet
Entry = dict[str, Any]  # by the fields below, in their order
FIELDS = {
    "organization": ("id", "name", "type", "web", "succeeded_by", "explained"),
    "location": (
        *("id", "name", "address", "locality", "district", "outside_city"),
        *("phone", "email", "web", "organization", "directions"),
    ),
    "term": ("id", "position", "label", "plain", "definition", "made_by"),
    "concept": ("id", "labels", "terms"),
}
# fields with one text for each language
SAID = {
    "organization": ("explained",),
    "location": ("directions",),
    "term": ("label", "plain", "definition"),
    "concept": ("labels",),
}
# each with WHERE {only}: "1", or a condition that names one entry
ORGANIZATIONS = """
    SELECT id, name, type, web, succeeded_by FROM organization WHERE {only} ORDER BY id
"""
EXPLAINED = """
    SELECT organization_id AS id, language, explained AS text FROM organization_text
     WHERE {only} ORDER BY 1, 2
"""
LOCATIONS = """
    SELECT id, name, address, locality, district_id AS district, outside_city, phone, email, web,
           organization_id AS organization
      FROM location WHERE {only} ORDER BY id
"""
DIRECTIONS = """
    SELECT location_id AS id, language, directions AS text FROM location_text
     WHERE {only} ORDER BY 1, 2
"""
TERMS = """
    SELECT taxonomy || '/' || id AS id, position FROM taxonomy_term
     WHERE {only} ORDER BY taxonomy, position, id
"""
LABELS = """
    SELECT taxonomy || '/' || term AS id, language, label, plain, definition, made_by
      FROM taxonomy_term_text WHERE {only} ORDER BY 1, 2
"""
CONCEPTS = "SELECT id FROM concept WHERE {only} ORDER BY id"
WORDS = """
    SELECT concept_id AS id, language, label FROM concept_label WHERE {only} ORDER BY 1, 2, 3
"""
LEADS = """
    SELECT concept_id AS id, taxonomy, term, weight FROM concept_term
     WHERE {only} ORDER BY 1, 2, 3
"""


def entry(db: Database, kind: str, entry_id: str) -> Entry:
    """The document of one entry.

    Raises :class:`LookupError` when there is none.
    """
    found = present(db, kind, entry_id)
    if found is None:
        raise LookupError(f"There is no {kind} {entry_id}.")
    return found


def present(db: Database, kind: str, entry_id: str) -> Entry | None:
    """The same, or None."""
    return READ[kind](db, entry_id).get(entry_id)


def entries(db: Database, kind: str) -> list[Entry]:
    """All documents of a kind: terms in the taxonomies' order, others by id."""
    return list(READ[kind](db, None).values())


def canonical(kind: str, document: Mapping[str, Any]) -> Entry:
    """*document* with its fields in order, empty texts gone and sets sorted.

    Two documents that say the same are equal after it.
    """
    found: dict[str, Any] = {name: document.get(name) for name in FIELDS[kind]}
    for name in SAID[kind]:
        said = found[name] or {}
        found[name] = {
            language: sorted(set(text)) if kind == "concept" else text
            for language, text in sorted(said.items())
            if text
        }
    if kind == "term":
        made = found["made_by"] or {}
        found["made_by"] = {one: made.get(one, "person") for one in found["label"]}
    if kind == "concept":
        terms = found["terms"] or []
        found["terms"] = sorted(terms, key=lambda one: (one["taxonomy"], one["term"]))
    return found


def line(kind: str, document: Mapping[str, Any]) -> str:
    """*document* as its history keeps it."""
    return json.dumps(canonical(kind, document), ensure_ascii=False)


def digest(kind: str, document: Mapping[str, Any] | None) -> str:
    """Changes when what the entry says does; NEW for one that is not there."""
    if document is None:
        return NEW
    return hashlib.sha256(line(kind, document).encode()).hexdigest()[:16]


def credited(
    kind: str, before: Mapping[str, Any] | None, document: Mapping[str, Any]
) -> Entry:
    """*document* as somebody typed it, with what that person said marked as a person's.

    Only terms keep who made their texts; a language left as it was keeps its maker.
    """
    found = dict(document)
    if kind != "term":
        return found
    old = before or {}

    def said(of: Mapping[str, Any], language: str) -> list[str | None]:
        return [(of.get(name) or {}).get(language) for name in SAID[kind]]

    found["made_by"] = {
        one: (
            (old.get("made_by") or {}).get(one, "person")
            if said(old, one) == said(document, one)
            else "person"
        )
        for one in document["label"]
    }
    return found


def split(term: str) -> tuple[str, str]:
    """Taxonomy and id of the entry id of a term."""
    taxonomy, _, name = term.partition("/")
    return taxonomy, name


def _rows(db: Database, sql: str, only: str | None, *keys: str) -> list[dict[str, Any]]:
    """The rows of *sql*: all, or those whose *keys* are what the id *only* says."""
    if only is None:
        return list(db.query(sql.format(only="1")))
    asked = " AND ".join(f"{key} = ?" for key in keys)
    values = split(only) if len(keys) > 1 else [only]
    return list(db.query(sql.format(only=asked), values))


def _organizations(db: Database, only: str | None) -> dict[str, Entry]:
    rows = _rows(db, ORGANIZATIONS, only, "id")
    said = _rows(db, EXPLAINED, only, "organization_id")
    return _with_texts(rows, said, "explained", "organization")


def _locations(db: Database, only: str | None) -> dict[str, Entry]:
    rows = _rows(db, LOCATIONS, only, "id")
    for one in rows:
        one["outside_city"] = bool(one["outside_city"])
    said = _rows(db, DIRECTIONS, only, "location_id")
    return _with_texts(rows, said, "directions", "location")


def _with_texts(
    rows: list[dict[str, Any]], said: list[dict[str, Any]], name: str, kind: str
) -> dict[str, Entry]:
    found: dict[str, Entry] = {one["id"]: one | {name: {}} for one in rows}
    for row in said:
        found[row["id"]][name][row["language"]] = row["text"]
    return {one: canonical(kind, document) for one, document in found.items()}


def _terms(db: Database, only: str | None) -> dict[str, Entry]:
    names = ("label", "plain", "definition", "made_by")
    found: dict[str, Entry] = {
        one["id"]: one | {name: {} for name in names}
        for one in _rows(db, TERMS, only, "taxonomy", "id")
    }
    for row in _rows(db, LABELS, only, "taxonomy", "term"):
        for name in names:
            found[row["id"]][name][row["language"]] = row[name]
    return {one: canonical("term", document) for one, document in found.items()}


def _concepts(db: Database, only: str | None) -> dict[str, Entry]:
    found: dict[str, Entry] = {
        one["id"]: one | {"labels": {}, "terms": []}
        for one in _rows(db, CONCEPTS, only, "id")
    }
    for row in _rows(db, WORDS, only, "concept_id"):
        found[row["id"]]["labels"].setdefault(row["language"], []).append(row["label"])
    for row in _rows(db, LEADS, only, "concept_id"):
        found[row.pop("id")]["terms"].append(row)
    return {one: canonical("concept", document) for one, document in found.items()}


READ: dict[str, Callable[[Database, str | None], dict[str, Entry]]] = {
    "organization": _organizations,
    "location": _locations,
    "term": _terms,
    "concept": _concepts,
}
