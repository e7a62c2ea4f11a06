"""Every rule for programmes has a sentence of its own at the field that broke it."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from finder import create_app
from finder.admin.complaints import OTHERWISE, complaints
from finder.admin.programme_form import facts, typed_facts
from finder.catalog.document import canonical
from finder.catalog.editing import FACTS
from finder.catalog.validation import Known, problems
from finder.config import Settings
from tests import city

ALL = Known(
    terms={taxonomy: frozenset(terms) for taxonomy, terms in city.TERMS.items()},
    organizations=frozenset({"staden"}),
    locations=frozenset({"koket"}),
    districts=frozenset(city.DISTRICTS),
    programmes=frozenset({"jobbhjalp", "x-y"}),
)
START = {
    "starts_on": "2026-01-02",
    "last_day_to_apply": None,
    "places": 3,
    "as_of": "2026",
}
OUTCOME = city.documents()[4]["outcomes"][0]
WRONG: list[tuple[str, Any, str, str]] = [
    ("kind", None, "kind", "Fill this in"),
    ("kind", "nothing-known", "kind", "Choose one of the values"),
    ("kind", "ÅÄÖ !", "kind", "Choose one of the values"),
    ("organization", "nobody", "organization", "Choose one of the values"),
    ("organization", "Å", "organization", "Choose one of the values"),
    ("status", "", "status", "Choose one of the values"),
    ("form", "by-mail", "way", "Choose one of the values"),
    ("districts", ["norr"], "districts", "Choose districts exactly"),
    ("age_min", "sexton", "age_min", "whole number"),
    ("age_min", 130, "age_min", "at most 120"),
    ("age_max", -1, "age_max", "at least 0"),
    ("hours_min", "x", "hours_min", "Write a number"),
    ("review_every", None, "review_every", "Fill this in"),
    ("web", "www.example.org", "web", "web address"),
    ("web", "https://" + "a" * 600, "web", "web address"),
    ("phone", "ring", "phone", "08-123 45 67"),
    ("email", "x", "email", "name@example.org"),
    ("runs_from", "förra året", "runs_from", "a day, month or year"),
    ("runs_to", "2026-13", "runs_to", "a day, month or year"),
    ("assured_on", "2026", "assured_on", "a day that the calendar has"),
    ("assured_against", "x" * 501, "assured_against", "at most 500 characters"),
    ("visible_from", "2026-02-30", "visible_from", "a day that the calendar has"),
    ("closed_until", "2026-02-03", "closed_from", "Say from when"),
    ("successor", "jobbhjalp", "successor", "Only an archived programme"),
    ("archived_because", "Slut.", "archived_because", "Only an archived programme"),
    ("part_of", "x-y", "part_of", "another programme"),
    ("editors_note", "x" * 2001, "editors_note", "at most 2000 characters"),
    ("editors_note", "a\u202eb", "editors_note", "invisible direction marks"),
    ("sources", ["ftp://x"], "sources.0", "web address"),
    ("sources", ["https://example.org/"] * 61, "sources", "at most 60"),
    ("starts", [START, START], "starts", "the same day"),
    ("starts", [{**START, "starts_on": None}], "starts.0.starts_on", "Fill this in"),
    ("starts", [{**START, "as_of": "nu"}], "starts.0.as_of", "day, month or year"),
    ("outcomes", [{**OUTCOME, "period": "i fjol"}], "outcomes.0.period", "2019–2022"),
    (
        "outcomes",
        [{**OUTCOME, "definition": {"en": "x"}}],
        "outcomes.0.definition",
        "in Swedish at least",
    ),
    ("outcomes", [{**OUTCOME, "measure": None}], "outcomes.0.measure", "Fill this in"),
]


@pytest.mark.parametrize(("field", "value", "control", "sentence"), WRONG)
def test_a_broken_rule_is_told_at_its_control(
    site: Flask, field: str, value: Any, control: str, sentence: str
) -> None:
    document: Any = {**city.document("x-y", "Namn", "Kort."), field: value}

    with site.test_request_context("/en/"):
        told = complaints(FACTS, problems(document, ALL))

    assert [(one.control, sentence in one.sentence) for one in told] == [
        (control, True)
    ]


@pytest.mark.parametrize(
    ("words", "section", "sentence"),
    [
        ({"name": ""}, "name", "Fill this in"),
        ({"summary": "x" * 161}, "summary", "at most 160 characters"),
        ({"name": "x" * 121}, "name", "at most 120 characters"),
        ({"what": "x" * 20_001}, "what", "at most 20000 characters"),
    ],
)
def test_a_texts_rules_are_told_at_its_sections(
    site: Flask, words: dict[str, str], section: str, sentence: str
) -> None:
    document: Any = canonical(city.document("x-y", "Namn", "Kort.", sv=words))

    with site.test_request_context("/en/"):
        told = complaints("sv", problems(document, ALL))

    assert [one.control for one in told] == [section]
    assert sentence in told[0].sentence


APP = create_app(Settings())


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from([name for name, *_ in WRONG]), st.text(max_size=9))
)
def test_no_rule_is_told_in_a_programmers_words(changes: dict[str, str]) -> None:
    typed = typed_facts(city.document("x-y", "Namn", "Kort."))
    typed.update(changes)
    document: Any = {**facts(typed, "x-y", "sv"), "texts": {}}

    with APP.test_request_context("/en/"):
        told = complaints(FACTS, problems(document, ALL))

    assert [one for one in told if one.sentence.startswith(OTHERWISE[:20])] == []
