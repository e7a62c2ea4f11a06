"""A programme's form and its document, each made from the other by the table of fields.

What cannot be read as what it should be stays in the document as it was typed: the rules for
documents then say what is wrong, and nothing is lost on the way.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from finder.admin.fields import FIELDS, ONE_LINE, ROWS, SECTIONS, Field

Typed = MultiDict[str, str]
MOST_ROWS = 120  # of one field; the rules allow fewer
WHOLE = re.compile(r"-?[0-9]{1,15}")
NUMBER = re.compile(r"-?[0-9]{1,15}[.,][0-9]{1,6}")
ROW = re.compile(r"([0-9]{1,3})(?:\.(.+))?")
LANGUAGE = re.compile(r"[A-Za-z-]{2,12}")


def cleaned(text: str) -> str:
    """*text* in form NFC with plain line ends, no signs that nobody sees, no space at its ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    seen = (
        one
        for one in unicodedata.normalize("NFC", lines)
        if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs")
    )
    return "".join(seen).strip()


def typed_facts(facts: Mapping[str, Any]) -> Typed:
    """The form's fields as they would be typed to say *facts*."""
    typed: Typed = MultiDict()
    for name, field in FIELDS.items():
        for key, value in _typed(field, field.key, facts.get(name)):
            typed.add(key, value)
    return typed


def facts(typed: Typed, programme: str, source_language: str) -> dict[str, Any]:
    """The facts that *typed* says, as in the document of *programme*."""
    found: dict[str, Any] = {"id": programme, "source_language": source_language}
    for name, field in FIELDS.items():
        value = _value(field, field.key, typed)
        if value is not None or not field.left_out:
            found[name] = value
    return found


def said(typed: Typed) -> dict[str, str]:
    """Section -> words of the text that *typed* says; empty ones left out."""
    found = {name: cleaned(typed.get(name, "")) for name in SECTIONS}
    found |= {name: " ".join(found[name].split("\n")) for name in ONE_LINE}
    return {name: words for name, words in found.items() if words}


def rows(typed: Typed, name: str) -> list[int]:
    """The numbers of the rows typed for the field *name*, in order."""
    numbers = {
        int(match[1])
        for key in typed
        if key.startswith(f"{name}.")
        if (match := ROW.fullmatch(key[len(name) + 1 :]))
    }
    return sorted(numbers)[:MOST_ROWS]


def tidied(typed: Typed) -> Typed:
    """*typed* without empty rows, the others numbered from 0: as in the document's lists."""
    found: Typed = MultiDict()
    moved: dict[str, str] = {}
    for name in ROWS:
        kept = [n for n in rows(typed, name) if _row(FIELDS[name], name, n, typed)]
        moved |= {f"{name}.{old}": f"{name}.{new}" for new, old in enumerate(kept)}
    for key, values in typed.lists():
        names = key.split(".")
        if names[0] in ROWS and len(names) > 1:
            row = moved.get(".".join(names[:2]))
            key = ".".join([row, *names[2:]]) if row else ""
        if key:
            found.setlist(key, values)
    return found


def spoken(typed: Typed, key: str) -> list[str]:
    """The languages typed for a cell that is said in several, in order of the alphabet."""
    tags = {one[len(key) + 1 :] for one in typed if one.startswith(f"{key}.")}
    return sorted(tag for tag in tags if LANGUAGE.fullmatch(tag))


def _typed(field: Field, key: str, value: Any) -> Iterator[tuple[str, str]]:
    if field.kind == "rows":
        for number, row in enumerate(value or []):
            for cell in ROWS[field.name]:
                inner = row if not cell.name else row[cell.name]
                yield from _typed(cell, _cell(key, number, cell), inner)
    elif field.kind == "set":
        yield from ((key, one) for one in value or [])
    elif field.kind == "spoken":
        yield from ((f"{key}.{tag}", words) for tag, words in (value or {}).items())
    elif field.kind == "flag":
        yield from [(key, "1")] if value else []
    elif value is not None:
        yield key, str(value)


def _value(field: Field, key: str, typed: Typed) -> Any:
    if field.kind == "rows":
        found = [_row(field, key, number, typed) for number in rows(typed, key)]
        return [one for one in found if one is not None]
    if field.kind == "set":
        return sorted({cleaned(one) for one in typed.getlist(key)} - {""})
    if field.kind == "spoken":
        words = {
            tag: cleaned(typed.get(f"{key}.{tag}", "")) for tag in spoken(typed, key)
        }
        return {tag: one for tag, one in words.items() if one}
    if field.kind == "flag":
        return typed.get(key, "") == "1"
    text = cleaned(typed.get(key, ""))
    return _number(field.kind, text) if text else None


def _row(field: Field, key: str, number: int, typed: Typed) -> Any:
    """The value of one row; None where nothing is typed in it."""
    row = {
        cell.name: _value(cell, _cell(key, number, cell), typed)
        for cell in ROWS[field.name]
    }
    if not any(value not in (None, {}) for value in row.values()):
        return None
    return row.get("", row)


def _number(kind: str, text: str) -> str | int | float:
    if kind in ("whole", "number") and WHOLE.fullmatch(text):
        return int(text)
    if kind == "number" and NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    return text


def _cell(key: str, number: int, cell: Field) -> str:
    return f"{key}.{number}.{cell.name}" if cell.name else f"{key}.{number}"
