"""What is wrong with a programme document: every problem at once, each with its remedy."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator, ValidationError

from finder.catalog.contradictions import contradictions, is_day
from finder.catalog.document import (
    SINGLE_TERMS,
    TERM_LISTS,
    Making,
    ProgrammeDocument,
    sections,
    source_language,
)
from finder.catalog.problem import Known, Problem, shown

__all__ = ["Known", "Problem", "problems"]

SCHEMA = json.loads(
    Path(__file__).with_name("programme.schema.json").read_text("utf-8")
)
_VALIDATOR = Draft202012Validator(SCHEMA)
# Stands in for fields that are wrong or missing, so that the others can be judged too.
NOTHING: dict[str, Any] = {
    name: [] if field.get("type") == "array" else None
    for name, field in SCHEMA["properties"].items()
    if name in SCHEMA["required"]
} | {"texts": {}}
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
SUMMARY = 160  # characters of an original's summary; translations may need more


def problems(document: object, known: Known) -> list[Problem]:
    """Everything wrong with *document*, in order of its fields; empty when it can be taken."""
    shape = {_told(error) for error in _VALIDATOR.iter_errors(document)}
    found = shape | set(_unclean(document, ""))
    if not isinstance(document, dict):
        return sorted(found)
    wrong = {one.field.split(".")[0] for one in found} | set(SCHEMA["required"]) - set(
        document
    )
    sound = {
        **NOTHING,
        **{name: value for name, value in document.items() if name not in wrong},
    }
    rest = cast(ProgrammeDocument, sound)
    for one in (
        *_strangers(rest, known),
        *contradictions(rest),
        *_text_problems(rest),
    ):
        if one.field.split(".")[0] not in wrong:
            found.add(one)
    return sorted(found, key=lambda one: (_place(one.field), one))


def _place(where: str) -> int:
    """Of the field in the document; what is about the whole document comes first."""
    name = where.split(".")[0]
    names = list(ProgrammeDocument.__annotations__)
    return names.index(name) if name in names else -1


def _told(error: ValidationError) -> Problem:
    where = ".".join(str(part) for part in error.absolute_path) or "document"
    rule, wanted = str(error.validator), cast(Any, error.validator_value)
    given = cast(Any, error.instance)
    if rule == "required":
        missing = [name for name in wanted if name not in given]
        return Problem(where, "a missing field", f"needed: {', '.join(missing)}")
    if rule == "additionalProperties":
        there = cast(dict[str, Any], error.schema)["properties"]
        extra = ", ".join(sorted(set(given) - set(there)))
        return Problem(where, f"the field {extra}", "there is no such field")
    return Problem(where, shown(given), _rule(rule, wanted))


def _rule(rule: str, wanted: Any) -> str:
    if rule == "enum":
        return "one of: " + ", ".join(
            "null" if one is None else str(one) for one in wanted
        )
    if rule == "type":
        kinds = [wanted] if isinstance(wanted, str) else wanted
        return "it must be " + " or ".join(kinds)
    if rule == "anyOf":
        return "it must be null or " + _described(wanted[0])
    words = {
        "maxLength": f"at most {wanted} characters",
        "minLength": "leave the field out when nothing is stated",
        "minimum": f"at least {wanted}",
        "maximum": f"at most {wanted}",
        "maxItems": f"at most {wanted} values",
        "uniqueItems": "each value once",
        "pattern": f"it must look like {wanted}",
    }
    return words.get(
        rule, f"the rule is {rule}: {json.dumps(wanted, ensure_ascii=False)}"
    )


def _described(schema: Mapping[str, Any]) -> str:
    name = str(schema.get("$ref", "")).rsplit("/", 1)[-1]
    inner = SCHEMA["$defs"].get(name, schema)
    return str(inner.get("description") or f"look like {inner.get('pattern')}")


def _unclean(value: object, where: str) -> Iterator[Problem]:
    """Text that would hurt: NUL, lone surrogates, bidi controls, or not NFC."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _unclean(inner, f"{where}.{name}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _unclean(inner, f"{where}.{number}")
    elif isinstance(value, str):
        yield from _unclean_text(value, where)


def _unclean_text(text: str, where: str) -> Iterator[Problem]:
    if any(unicodedata.category(one) in ("Cc", "Cs") and one != "\n" for one in text):
        yield Problem(where, shown(text), "no control characters but line breaks")
    elif _BIDI.search(text):
        yield Problem(
            where, shown(text), "no invisible direction marks (U+202A–E, U+2066–9)"
        )
    elif text != unicodedata.normalize("NFC", text):
        yield Problem(where, shown(text), "Unicode in form NFC")
    elif text != text.strip():
        yield Problem(where, shown(text), "no space at either end")


def _strangers(document: ProgrammeDocument, known: Known) -> Iterator[Problem]:
    """Values that point to nothing."""
    fields = cast(dict[str, Any], document)
    for name, taxonomy in {**SINGLE_TERMS, **TERM_LISTS}.items():
        given = fields[name] if isinstance(fields[name], list) else [fields[name]]
        allowed = known.terms.get(taxonomy, frozenset())
        yield from _unknown(name, [one for one in given if one is not None], allowed)
    for number, outcome in enumerate(document["outcomes"]):
        yield from _unknown(
            f"outcomes.{number}.measure",
            [outcome["measure"]],
            known.terms.get("measure", frozenset()),
        )
        yield from _unknown(
            f"outcomes.{number}.unit",
            [outcome["unit"]],
            known.terms.get("unit", frozenset()),
        )
    yield from _unknown("organization", [document["organization"]], known.organizations)
    yield from _unknown("partners", document["partners"], known.organizations)
    yield from _unknown("locations", document["locations"], known.locations)
    yield from _unknown("districts", document["districts"], known.districts)
    for name in ("part_of", "successor"):
        other = fields.get(name)
        yield from _unknown(name, [other] if other else [], known.programmes)
    fields_known = frozenset(ProgrammeDocument.__annotations__)
    yield from _unknown("inferred", document["inferred"], fields_known)


def _unknown(
    where: str, given: list[str], allowed: frozenset[str]
) -> Iterator[Problem]:
    for value in given:
        if value not in allowed:
            yield Problem(where, shown(value), "one of: " + ", ".join(sorted(allowed)))


def _half_checked(where: str, made: Making) -> Iterator[Problem]:
    by, day = made["checked_by"], made["checked_on"]
    if (by is None) != (day is None):
        yield Problem(
            f"{where}.checked_on", "half a check", "say by whom and when, or neither"
        )
    if day is not None and not is_day(day):
        yield Problem(f"{where}.checked_on", day, "a day of the calendar")


def _text_problems(document: ProgrammeDocument) -> Iterator[Problem]:
    original = source_language(document)
    if original not in document["texts"]:
        yield Problem("texts", "no original", f"the text in {original} is needed")
        return
    source = sections(document["texts"][original])
    for name in ("name", "summary"):
        if name not in source:
            yield Problem(f"texts.{original}.{name}", "nothing", "it is needed")
    summary = source.get("summary", "")
    if len(summary) > SUMMARY:
        yield Problem(
            f"texts.{original}.summary",
            shown(summary),
            f"at most {SUMMARY} characters in the original",
        )
    for language, text in document["texts"].items():
        where = f"texts.{language}"
        yield from _half_checked(where, text)
        for name, apart in text.get("by_section", {}).items():
            yield from _half_checked(f"{where}.by_section.{name}", apart)
            if name not in sections(text):
                yield Problem(
                    f"{where}.by_section.{name}", "no section", "it says nothing"
                )
        if language == original:
            if "based_on" in text:
                yield Problem(
                    f"{where}.based_on", "an original", "it is based on nothing"
                )
            continue
        for name in sections(text):
            if name == "name":
                continue
            if name not in text.get("based_on", {}):
                yield Problem(
                    f"{where}.based_on", f"no {name}", "the digest of the original's"
                )
