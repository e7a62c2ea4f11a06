"""What is wrong with an entry: every fault at once, as a rule that a page puts into words."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlite_utils import Database

from finder.catalog.document import SINGLE_TERMS, TERM_LISTS
from finder.catalog.entry_document import FIELDS, SAID, split
from finder.config import LANGUAGES, SEARCHED, SOURCE_LANGUAGE

TYPES = (  # of organizations
    *("city-department", "district-administration", "city-company", "adult-education"),
    *("folk-high-school", "state-agency", "ngo", "company", "foundation"),
    *("coordination-association", "cooperation", "municipality", "university"),
    "unknown",
)
# Taxonomies whose terms the schema or the program names: said otherwise, never more or fewer.
FIXED = frozenset(
    (
        *("delivery", "area_scope", "swedish_level", "income_support_rule"),
        *("cost", "form", "intake", "unit"),
    )
)
# every list of terms that there can be
TAXONOMIES = FIXED | {*TERM_LISTS.values(), *SINGLE_TERMS.values()}
TAXONOMIES |= {"measure", "institution"}
ID = {
    "organization": re.compile(r"[a-z0-9][a-z0-9-]{0,58}[a-z0-9]"),
    "location": re.compile(r"[a-z0-9][a-z0-9-]{0,58}[a-z0-9]"),
    "term": re.compile(r"[a-z_]{1,40}/[A-Za-z0-9_-]{1,60}"),
    "concept": re.compile(r"[a-z0-9][a-z0-9-]{0,58}[a-z0-9]"),
}
RESERVED = "new"  # an address of the desk
LONGEST = {  # characters
    **{"name": 120, "address": 120, "locality": 60, "phone": 25, "email": 254},
    **{"web": 500, "explained": 200, "directions": 300},
    **{"label": 80, "plain": 80, "definition": 600, "labels": 60},
}
LINES = frozenset(("definition", "directions"))  # may have more than one
MOST_LABELS = 100  # of a concept in one language
MOST_TERMS = 20  # that a concept leads to
LAST = 9999  # position of a term
WEB = re.compile(r"https?://[^\s/]+(/\S*)?")
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
PHONE = re.compile(r"[0-9][0-9 -]{1,24}")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Fault(NamedTuple):
    """One thing that keeps an entry from being saved."""

    field: str  # "name", or "labels.sv"
    rule: str
    value: str = ""  # what stands there, where that is not plain
    other: str = ""  # the limit, or the id of the entry in the way


def problems(
    db: Database, kind: str, entry_id: str, document: Mapping[str, Any]
) -> list[Fault]:
    """Everything wrong with *document* as the entry *entry_id*; empty when it can be saved."""
    if not ID[kind].fullmatch(entry_id) or entry_id == RESERVED:
        return [Fault("id", "id", entry_id)]
    found = list(_misshapen(kind, document))
    if found:
        return found
    for name in FIELDS[kind]:
        value = document[name]
        if isinstance(value, str) and name in LONGEST:
            found += _unclean(name, name, value)
        elif name in SAID[kind]:
            found += _said(kind, name, value)
    found += JUDGED[kind](db, entry_id, document)
    return found


def unlisted(kind: str, entry_id: str) -> list[Fault]:
    """What keeps a new entry from being added, whatever it says."""
    taxonomy, _ = split(entry_id)
    if kind != "term" or taxonomy in TAXONOMIES - FIXED:
        return []
    return [Fault("taxonomy", "fixed" if taxonomy in FIXED else "choose")]


def _misshapen(kind: str, document: Mapping[str, Any]) -> Iterator[Fault]:
    for name in FIELDS[kind]:
        if name not in document or not _fits(kind, name, document[name]):
            yield Fault(name, "shape")
    for name in set(document) - set(FIELDS[kind]):
        yield Fault(str(name)[:60], "shape")


def _fits(kind: str, name: str, value: object) -> bool:
    if name in SAID[kind] or name == "made_by":
        inner = list if kind == "concept" else str
        return isinstance(value, dict) and all(
            isinstance(text, inner) and all(isinstance(one, str) for one in text)
            for text in value.values()
        )
    if name == "position":
        return type(value) is int
    if name == "outside_city":
        return isinstance(value, bool)
    if name == "terms":
        wanted = {"taxonomy": str, "term": str, "weight": int}
        return isinstance(value, list) and all(
            isinstance(one, dict)
            and {key: type(inner) for key, inner in one.items()} == wanted
            for one in value
        )
    return isinstance(value, str) or (value is None and name not in ("id", "name"))


def _said(kind: str, name: str, said: Mapping[str, Any]) -> Iterator[Fault]:
    allowed = SEARCHED if kind == "concept" else LANGUAGES
    for language, given in said.items():
        where = f"{name}.{language}"
        if language not in allowed:
            yield Fault(where, "language", language)
        texts = given if isinstance(given, list) else [given]
        if len(texts) > MOST_LABELS:
            yield Fault(where, "too_many", other=str(MOST_LABELS))
        for text in texts:
            yield from _unclean(where, name, text)


def _unclean(where: str, name: str, text: str) -> Iterator[Fault]:
    lines = "\n" if name in LINES else ""
    if len(text) > LONGEST[name]:
        yield Fault(where, "too_long", text[:40], str(LONGEST[name]))
    if BIDI.search(text) or any(
        unicodedata.category(one) in ("Cc", "Cs") and one not in lines for one in text
    ):
        yield Fault(where, "signs")
    elif text != unicodedata.normalize("NFC", text) or text != text.strip():
        yield Fault(where, "shape")


def _organization(
    db: Database, entry_id: str, document: Mapping[str, Any]
) -> Iterator[Fault]:
    yield from _named(document)
    if document["type"] not in TYPES:
        yield Fault("type", "choose")
    yield from _reached(document)
    yield from _pointing(db, "succeeded_by", "organization", document["succeeded_by"])
    if in_a_circle(db, entry_id, document["succeeded_by"]):
        yield Fault("succeeded_by", "circle")
    found = db.execute("SELECT id, name FROM organization WHERE id <> ?", [entry_id])
    for other, name in found.fetchall():
        if name.casefold() == document["name"].casefold():
            yield Fault("name", "taken", name, other)


def _location(
    db: Database, entry_id: str, document: Mapping[str, Any]
) -> Iterator[Fault]:
    yield from _named(document)
    yield from _reached(document)
    yield from _pointing(db, "district", "district", document["district"])
    yield from _pointing(db, "organization", "organization", document["organization"])
    if document["outside_city"] and document["district"]:
        yield Fault("district", "outside")


def _term(db: Database, entry_id: str, document: Mapping[str, Any]) -> Iterator[Fault]:
    taxonomy, name = split(entry_id)
    if not 0 <= document["position"] <= LAST:
        yield Fault("position", "number", other=str(LAST))
    if not document["label"].get(SOURCE_LANGUAGE):
        yield Fault(f"label.{SOURCE_LANGUAGE}", "needed")
    for field in ("plain", "definition"):
        for language in document[field]:
            if not document["label"].get(language):
                yield Fault(f"label.{language}", "needed_with")
    found = db.execute(
        "SELECT language, label, term FROM taxonomy_term_text WHERE taxonomy = ? AND term <> ?",
        [taxonomy, name],
    )
    for language, label, other in found.fetchall():
        mine = document["label"].get(language, "")
        if mine and label.casefold() == mine.casefold():
            yield Fault(f"label.{language}", "taken", label, f"{taxonomy}/{other}")


def _concept(
    db: Database, entry_id: str, document: Mapping[str, Any]
) -> Iterator[Fault]:
    labels = document["labels"]
    if not any(any(found) for found in labels.values()):
        yield Fault(f"labels.{SOURCE_LANGUAGE}", "needed_word")
    for language, found in labels.items():
        spelt = [label.casefold() for label in found]
        for label in found:
            if not label:
                yield Fault(f"labels.{language}", "shape")
            elif spelt.count(label.casefold()) > 1:
                yield Fault(f"labels.{language}", "twice", label)
    taken = (
        "SELECT language, label, concept_id FROM concept_label WHERE concept_id <> ?"
    )
    for language, label, other in db.execute(taken, [entry_id]).fetchall():
        if label.casefold() in (one.casefold() for one in labels.get(language, ())):
            yield Fault(f"labels.{language}", "taken", label, other)
    yield from _leading(db, document["terms"])


def _leading(db: Database, terms: list[dict[str, Any]]) -> Iterator[Fault]:
    if len(terms) > MOST_TERMS:
        yield Fault("terms", "too_many", other=str(MOST_TERMS))
    known = set(db.execute("SELECT taxonomy, id FROM taxonomy_term").fetchall())
    named = [(one["taxonomy"], one["term"]) for one in terms]
    for key, one in zip(named, terms):
        if key not in known:
            yield Fault("terms", "gone", "/".join(key))
        elif named.count(key) > 1:
            yield Fault("terms", "twice", "/".join(key))
        if one["weight"] not in (1, 2):
            yield Fault("terms", "choose", "/".join(key))


def _named(document: Mapping[str, Any]) -> Iterator[Fault]:
    if not document["name"]:
        yield Fault("name", "needed")


def _reached(document: Mapping[str, Any]) -> Iterator[Fault]:
    for name, rule in (("web", WEB), ("phone", PHONE), ("email", EMAIL)):
        value = document.get(name)
        if value is not None and not rule.fullmatch(value):
            yield Fault(name, name, value[:40])


def _pointing(
    db: Database, field: str, table: str, given: str | None
) -> Iterator[Fault]:
    if given is not None and not db.table(table).count_where("id = ?", [given]):
        yield Fault(field, "gone", given[:60])


def in_a_circle(db: Database, entry_id: str, successor: str | None) -> bool:
    """Whether an organization would follow itself by way of others."""
    after = dict(db.execute("SELECT id, succeeded_by FROM organization").fetchall())
    after[entry_id] = successor
    seen = set()
    while successor is not None and successor not in seen:
        if successor == entry_id:
            return True
        seen.add(successor)
        successor = after.get(successor)
    return False


JUDGED = {
    "organization": _organization,
    "location": _location,
    "term": _term,
    "concept": _concept,
}
