"""Every problem of a document at once, each with the field, the value and what is allowed."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from finder.catalog.publishing import known
from finder.catalog.validation import Known, problems
from tests import city

START = {
    "starts_on": "2026-02-03",
    "last_day_to_apply": None,
    "places": 3,
    "as_of": "2026",
}
OUTCOME = {
    "period": None,
    "measure": "to_work",
    "value": 1,
    "unit": "people",
    "definition": {"sv": "En person."},
    "source": "https://example.org/",
}
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.fixture(scope="module")
def allowed(built_city: Any) -> Known:
    """What the city has."""
    return known(Database(built_city))


def document(**changes: Any) -> dict[str, Any]:
    """A document of the city with changes."""
    sound = next(one for one in city.documents() if one["id"] == "jobbhjalp")
    return {**deepcopy(sound), **changes}


def test_the_citys_documents_can_be_taken(allowed: Known) -> None:
    assert [problems(one, allowed) for one in city.documents()] == [[]] * 6


@pytest.mark.parametrize(
    ("change", "where", "remedy"),
    [
        ({"id": "Å b"}, "id", "it must look like"),
        ({"status": "maybe"}, "status", "one of: active, archived"),
        ({"confirmed": 1}, "confirmed", "it must be boolean"),
        ({"kind": "dance"}, "kind", "one of: coaching, holiday-job, swedish-language"),
        (
            {"target_groups": ["cats"]},
            "target_groups",
            "one of: parents, unemployed, young",
        ),
        ({"organization": "nobody"}, "organization", "one of: staden"),
        ({"locations": ["moon"]}, "locations", "one of: biblioteket, koket"),
        ({"part_of": "jobbhjalp"}, "part_of", "another programme"),
        ({"part_of": "no-such"}, "part_of", "one of: barnkock"),
        ({"age_min": 30, "age_max": 20}, "age_max", "at least age_min, 30"),
        ({"area_scope": "districts"}, "districts", "exactly when"),
        ({"districts": ["norr"]}, "districts", "exactly when"),
        ({"runs_to": "2026-13"}, "runs_to", "a day, month or year"),
        ({"runs_to": "soon"}, "runs_to", "look like|ISO 8601"),
        ({"web": "javascript:alert(1)"}, "web", "null or"),
        ({"email": "x"}, "email", "look like"),
        ({"review_every": 0}, "review_every", "at least 1"),
        ({"sectors": ["care", "care"]}, "sectors", "each value once"),
        ({"extra": 1}, "document", "there is no such field"),
        ({"inferred": ["nothing"]}, "inferred", "one of:"),
        ({"texts": {}}, "texts", ""),
        ({"starts": [START, START]}, "starts", "each day once"),
        (
            {"outcomes": [{**OUTCOME, "value": float("inf")}]},
            "outcomes.0.value",
            "at most",
        ),
        ({"outcomes": [{**OUTCOME, "value": 2**63}]}, "outcomes.0.value", "at most"),
    ],
)
def test_a_wrong_value_is_named_with_its_remedy(
    allowed: Known, change: dict[str, Any], where: str, remedy: str
) -> None:
    found = problems(document(**change), allowed)

    assert [one.field for one in found] == [where]
    assert any(part in found[0].allowed for part in remedy.split("|"))


@pytest.mark.parametrize(
    "text",
    ["a\nb", "a\0b", "a\ud800b", "a\u202eb", "e\u0301", " a", "a\tb", "x" * 161],
    ids=["line break", "nul", "surrogate", "bidi", "not NFC", "space", "tab", "long"],
)
def test_text_that_hurts_is_refused(allowed: Known, text: str) -> None:
    wrong = document()
    wrong["texts"]["sv"]["summary"] = text

    assert {one.field for one in problems(wrong, allowed)} == {"texts.sv.summary"}


def test_a_missing_field_is_named(allowed: Known) -> None:
    wrong = document()
    del wrong["cost"], wrong["form"]

    assert problems(wrong, allowed)[0].allowed == "needed: cost, form"


def test_every_problem_is_told_at_once(allowed: Known) -> None:
    wrong = document(kind="dance", age_min=5, age_max=1, organization="nobody")

    assert {one.field for one in problems(wrong, allowed)} == {
        "kind",
        "age_max",
        "organization",
    }


def test_what_is_wrong_in_one_field_hides_nothing_in_another(allowed: Known) -> None:
    wrong = document(kind="dance", age_min=30, age_max=20, extra=1)
    del wrong["status"]
    wrong["texts"]["sv"]["summary"] = "x" * 161

    found = [one.field for one in problems(wrong, allowed)]

    assert found == ["document", "document", "kind", "age_max", "texts.sv.summary"]


def test_a_translation_says_what_it_is_based_on(allowed: Known) -> None:
    wrong = document()
    del wrong["texts"]["en"]["based_on"]["what"]

    assert [one.value for one in problems(wrong, allowed)] == ["no what"]


def test_an_original_is_needed_and_is_based_on_nothing(allowed: Known) -> None:
    without, based = document(), document()
    without["texts"].pop("sv")
    based["texts"]["sv"]["based_on"] = {"what": "0" * 12}

    assert problems(without, allowed)[0].allowed == "the text in sv is needed"
    assert problems(based, allowed)[0].field == "texts.sv.based_on"


@given(JSON)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_anything_at_all_is_answered_with_problems(value: Any) -> None:
    assert problems(value, Known())
