"""docs/programme-document.md says what the program and the schema say."""

import json
import re
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest

from finder.config import LANGUAGES
from finder.catalog import shipped
from finder.catalog.document import (
    SELDOM,
    SECTIONS,
    Outcome,
    ProgrammeDocument,
    Start,
    Text,
    written,
)
from finder.catalog.validation import SCHEMA
from finder.config import ROOT
from finder.exchange import documents

PAGE = (ROOT / "docs" / "programme-document.md").read_text(encoding="utf-8")
EXPLAINED, _, EXAMPLE = PAGE.partition("## A real one")
NAME = re.compile(r"`([a-z_]+)`")


def table(first: str) -> list[str]:
    """The names in the first column of the table that begins with the field *first*."""
    rows = EXPLAINED[EXPLAINED.index(f"| `{first}`") :].split("\n\n")[0].splitlines()
    return [name for row in rows for name in NAME.findall(row.split("|")[1])]


def told(what: str) -> list[str]:
    """The names that begin a part of the paragraph about *what*."""
    paragraph = EXPLAINED[EXPLAINED.index(f"**{what}**") :].split("\n\n")[0]
    return [NAME.findall(part)[0] for part in paragraph.split(":", 1)[1].split(";")]


def part(*path: str) -> dict[str, Any]:
    found: Any = SCHEMA
    for name in path:
        found = found[name]
    return dict(found)


def test_the_page_the_program_and_the_schema_name_the_same_fields() -> None:
    fields = list(get_type_hints(ProgrammeDocument))

    assert table("id") == fields
    assert list(part("properties")) == fields
    left_out = {"source_language", *SELDOM}
    assert SCHEMA["required"] == [name for name in fields if name not in left_out]


def test_the_page_the_program_and_the_schema_name_the_same_parts_of_a_text() -> None:
    fields = set(get_type_hints(Text))

    assert set(table("made_by")) == fields == set(part("$defs", "text", "properties"))
    assert set(SECTIONS) < fields


@pytest.mark.parametrize(
    ("what", "field", "shape"),
    [("A start", "starts", Start), ("An outcome", "outcomes", Outcome)],
)
def test_starts_and_outcomes_have_the_same_fields_everywhere(
    what: str, field: str, shape: type
) -> None:
    fields = list(get_type_hints(shape))
    items = part("properties", field, "items")

    assert told(what) == fields == list(items["properties"]) == items["required"]


def values(schema: object) -> Iterator[str]:
    """Every value that the schema lists somewhere."""
    if isinstance(schema, dict):
        yield from (one for one in schema.get("enum", ()) if one is not None)
        for inner in schema.values():
            yield from values(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from values(inner)


def test_every_value_that_is_allowed_is_named() -> None:
    assert [one for one in values(SCHEMA) if f"`{one}`" not in EXPLAINED] == []


def numbers(schema: object) -> Iterator[int | float]:
    """Every limit that the schema sets."""
    if isinstance(schema, dict):
        for name, inner in schema.items():
            if name in ("minimum", "maximum", "maxLength") and not isinstance(
                inner, dict
            ):
                yield inner
            yield from numbers(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from numbers(inner)


def test_limits_are_those_of_the_program() -> None:
    own = f"at most {documents.LARGEST // 10**6} MB and {documents.MOST:,}\ndocuments"
    assert own in EXPLAINED
    for field in (
        "seen_year",
        "age_min",
        "hours_min",
        "weeks_min",
        "review_every",
        "capacity",
    ):
        limits = [
            f"{one:,}" if one > 9999 else str(one)
            for one in numbers(part("properties", field))
        ]
        [row] = [
            one for one in EXPLAINED.splitlines() if one.startswith(f"| `{field}`")
        ]
        assert "–".join(limits) in row
    for section in ("name", "name_explained", "summary"):
        [most] = numbers(part("$defs", "text", "properties", section))
        [row] = [
            one for one in EXPLAINED.splitlines() if one.startswith(f"| `{section}`")
        ]
        assert f"at most {most} characters" in row


def test_the_example_is_a_programme_as_it_is_shipped() -> None:
    [name] = re.findall(r"`([a-z-]+\.json)`", EXAMPLE)
    [example] = re.findall(r"```json\n(.*?)```", EXAMPLE, re.DOTALL)
    file = shipped.SOURCE / "programmes" / name

    shipped_one = json.loads(file.read_text(encoding="utf-8"))
    assert set(shipped_one["texts"]) == set(LANGUAGES)
    shipped_one["texts"] = {one: shipped_one["texts"][one] for one in ("sv", "en")}
    assert example == written(shipped_one)
