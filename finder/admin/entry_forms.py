"""An entry as a form: names of fields with the text in each, there and back."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from finder.catalog.entry_document import SAID, Entry, canonical, split
from finder.catalog.entry_problems import LINES, MOST_TERMS
from finder.config import LANGUAGES, SEARCHED, SOURCE_LANGUAGE

Typed = dict[str, str]  # field, as "name" or "labels.sv", -> text; every field is there
# fields that are the same in every language, in the form's order
SINGLE = {
    "organization": ("name", "type", "web", "succeeded_by"),
    "location": (
        *("name", "address", "locality", "district", "outside_city"),
        *("phone", "email", "web", "organization"),
    ),
    "term": ("position",),
    "concept": ("terms",),
}
LIST = "labels"  # one on each line
LONGEST = 20_000  # characters of a field that are looked at
NOT_A_NUMBER = -1
NORDIC = str.maketrans({"å": "a", "ä": "a", "ö": "o", "æ": "a", "ø": "o", "ß": "ss"})


def languages(kind: str) -> tuple[str, ...]:
    """The languages an entry has texts in, Swedish first."""
    found = SEARCHED if kind == "concept" else LANGUAGES
    return (SOURCE_LANGUAGE, *(one for one in found if one != SOURCE_LANGUAGE))


def fields(kind: str) -> tuple[str, ...]:
    """Every field, in the form's order."""
    said = (f"{name}.{language}" for language in languages(kind) for name in SAID[kind])
    return (*SINGLE[kind], *said)


def typed(kind: str, form: MultiDict[str, str]) -> Typed:
    """What was sent, clean at its ends and in NFC; fields that are not ours are not read."""
    found = {
        name: _clean(name, form.get(name, ""))
        for name in fields(kind)
        if name != "terms"
    }
    if kind == "concept":
        pairs = zip(form.getlist("term"), form.getlist("weight"))
        rows = [f"{_clean('', term)} {_clean('', weight)}" for term, weight in pairs]
        found["terms"] = "\n".join(
            row for row in rows[: 2 * MOST_TERMS] if row.split(" ")[0]
        )
    return {name: found[name] for name in fields(kind)}


def filled(kind: str, document: Mapping[str, Any] | None) -> Typed:
    """The fields as *document* fills them; empty for one that is not there."""
    found = dict.fromkeys(fields(kind), "")
    if document is None:
        return found
    for name in SINGLE[kind]:
        value = document[name]
        if name == "terms":
            rows = (f"{one['taxonomy']}/{one['term']} {one['weight']}" for one in value)
            found[name] = "\n".join(rows)
        elif isinstance(value, bool):
            found[name] = "1" if value else ""
        elif value is not None:
            found[name] = str(value)
    for name in SAID[kind]:
        for language, text in document[name].items():
            found[f"{name}.{language}"] = "\n".join(text) if name == LIST else text
    return found


def document(kind: str, entry_id: str, given: Typed) -> Entry:
    """What the fields say, as an entry; it may have problems."""
    found: dict[str, Any] = {"id": entry_id}
    for name in SINGLE[kind]:
        found[name] = given[name] or None
    for name in SAID[kind]:
        texts = {one: given[f"{name}.{one}"] for one in languages(kind)}
        found[name] = {
            language: _lines(text) if name == LIST else text
            for language, text in texts.items()
            if text
        }
    if kind in ("organization", "location"):
        found["name"] = given["name"]
    if kind == "location":
        found["outside_city"] = bool(given["outside_city"])
    if kind == "term":
        found["position"] = _number(given["position"])
    if kind == "concept":
        found["terms"] = [_lead(row) for row in given["terms"].splitlines()]
    return canonical(kind, found)


def slug(text: str) -> str:
    """An id made of a name, such as ``stads-garden``; empty where it has no Latin letters."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(NORDIC))
    return re.sub("[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip(
        "-"
    )[:50]


def pairs(given: Typed) -> Iterator[tuple[str, str]]:
    """The fields as a browser sends them."""
    for name, text in given.items():
        if name == "terms":
            for row in text.splitlines():
                term, _, weight = row.rpartition(" ")
                yield from (("term", term), ("weight", weight))
        else:
            yield name, text


def _clean(name: str, text: str) -> str:
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    if name.split(".")[0] in (LIST, *LINES):
        text = "\n".join(line.rstrip() for line in text.split("\n"))
    return unicodedata.normalize("NFC", text).strip()


def _lines(text: str) -> list[str]:
    """The lines that say something, each once."""
    return list(
        dict.fromkeys(" ".join(one.split()) for one in text.split("\n") if one.strip())
    )


def _number(text: str) -> int:
    return (
        int(text)
        if text.isascii() and text.isdigit() and len(text) < 9
        else NOT_A_NUMBER
    )


def _lead(row: str) -> dict[str, Any]:
    term, _, weight = row.rpartition(" ")
    taxonomy, name = split(term)
    return {"taxonomy": taxonomy, "term": name, "weight": max(0, _number(weight))}
