"""A programme's form says what its document says, and the other way round."""

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from finder.admin.fields import FIELDS, SECTIONS
from finder.admin.programme_form import cleaned, facts, said, typed_facts
from finder.catalog.document import (
    ProgrammeDocument,
    canonical,
    sections,
    source_language,
)
from finder.catalog.document import SECTIONS as OF_A_TEXT
from finder.catalog.editing import FACTS, part_of, rewritten
from finder.catalog.shipped import source_documents
from finder.catalog.validation import Known, problems
from tests import city

DOCUMENTS = source_documents()
ODD = st.text(max_size=30) | st.sampled_from(["1", "0.5", "3,25", "-", "\x00", "2026"])


def test_the_form_has_every_field_of_a_programme() -> None:
    rest = {"id", "source_language", "texts"}

    assert set(FIELDS) == set(ProgrammeDocument.__annotations__) - rest
    assert tuple(SECTIONS) == OF_A_TEXT


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: str(one["id"]))
def test_opening_and_saving_the_form_changes_nothing(
    document: ProgrammeDocument,
) -> None:
    before = part_of(document, FACTS)

    after = facts(typed_facts(before), document["id"], source_language(document))

    both = {**after, "texts": document["texts"]}
    assert part_of(cast(ProgrammeDocument, both), FACTS) == before
    for language, text in document["texts"].items():
        typed = MultiDict({**sections(text)})
        again = {
            **document["texts"],
            language: rewritten(document, language, said(typed)),
        }
        assert canonical({**document, "texts": again}) == canonical(document)


def test_seldom_fields_and_rows_survive() -> None:
    document: Any = city.document(
        "x-y",
        "Namn",
        "Kort.",
        status="archived",
        archived_because="Slut.\n\nPengarna tog slut.",
        successor="feriejobb",
        visible_from="2026-01-01",
        closed_from="2026-02-01",
        hours_min=12.5,
        starts=[
            {
                "starts_on": "2026-01-02",
                "last_day_to_apply": None,
                "places": 0,
                "as_of": "2025",
            }
        ],
        outcomes=[city.documents()[4]["outcomes"][0]] * 2,
    )
    before = part_of(document, FACTS)

    after: Any = facts(typed_facts(before), "x-y", "sv")

    assert part_of({**after, "texts": {}}, FACTS) == before


def test_a_row_left_empty_is_no_row() -> None:
    typed = MultiDict(
        {"sources.0": "", "sources.7": "https://example.org/", "starts.2.places": " "}
    )

    found = facts(typed, "x-y", "sv")

    assert found["sources"] == ["https://example.org/"]
    assert found["starts"] == []


@given(
    st.dictionaries(
        st.sampled_from(
            [
                *FIELDS,
                *("starts.0.starts_on", "starts.x.places", "starts.999.as_of"),
                *("outcomes.0.definition.sv", "outcomes.0.definition.<b>", "sources.1"),
                *("outcomes.0.value", "sources.0.x", "texts", "id"),
            ]
        ),
        st.lists(ODD, max_size=3),
        max_size=12,
    )
)
def test_whatever_is_typed_becomes_a_document_that_can_be_judged(
    fields: dict[str, list[str]],
) -> None:
    typed = MultiDict(fields)

    found: Any = facts(typed, "x-y", "sv")
    told = problems({**found, "texts": {}}, Known())

    assert told and found["id"] == "x-y"
    assert not any("control characters" in one.allowed for one in told)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
