"""Small edits, and who made and checked which part of a text."""

from typing import Any

import pytest
from sqlite_utils import Database

from finder.catalog import publishing, reading
from finder.catalog.document import canonical, digest
from finder.catalog.validation import problems
from tests.city import AT, documents

HOW = {"made_by": "person", "checked_by": "translator", "checked_on": "2026-02-01"}


def changed() -> Any:
    return next(one for one in documents() if one["id"] == "jobbhjalp")


def publish(db: Database, document: Any, **how: Any) -> publishing.Published:
    return publishing.publish_all(db, [document], editor=1, at=AT, note="", **how)


def states(db: Database) -> dict[str, str]:
    rows = db.execute(
        "SELECT section, state FROM translation_state"
        " WHERE programme_id = 'jobbhjalp' AND language = 'en'"
    )
    return dict(rows.fetchall())


def test_a_small_edit_leaves_translations_true(db: Database) -> None:
    document = changed()
    document["texts"]["sv"]["what"] = "En coach hjälper dig att skriva ditt cv."
    publish(db, document, small_edit=True)

    assert states(db)["what"] == "machine"
    words = reading.programme(db, "jobbhjalp", "sv")["words"]
    assert words["what"]["text"].endswith("ditt cv.")


def test_a_small_edit_does_not_make_true_what_was_outdated(db: Database) -> None:
    document = changed()
    document["texts"]["sv"]["what"] = "En coach hjälper dig att öva."
    publish(db, document)
    document["texts"]["sv"]["what"] = "En coach hjälper dig att öva!"
    publish(db, document, small_edit=True)

    assert states(db)["what"] == "outdated"


def test_an_edit_of_one_section_leaves_the_others_as_they_were(db: Database) -> None:
    document = changed()
    document["texts"]["sv"]["what"] = "En coach hjälper dig att öva."
    publish(db, document)

    assert states(db) == {
        "name_explained": "machine",
        "summary": "machine",
        "what": "outdated",
        "who": "missing",
    }


def test_an_outdated_section_tells_what_the_original_says_now(db: Database) -> None:
    document = changed()
    document["texts"]["sv"]["what"] = "En coach hjälper dig att öva."
    publish(db, document)

    words = reading.programme(db, "jobbhjalp", "en")["words"]
    assert words["what"]["now"] == "En coach hjälper dig att öva."
    assert words["summary"]["now"] is None


def test_one_section_may_be_made_and_checked_by_others(db: Database) -> None:
    document = changed()
    document["texts"]["en"]["by_section"] = {"what": HOW}
    publish(db, document)

    assert states(db)["what"] == "checked"
    assert states(db)["summary"] == "machine"
    assert publishing.current(db, "jobbhjalp")["texts"]["en"]["by_section"] == {
        "what": HOW
    }


def test_what_is_the_same_as_the_whole_is_not_said_again() -> None:
    document = changed()
    english = document["texts"]["en"]
    english["by_section"] = {
        "what": {one: english[one] for one in HOW},
        "practical": HOW,  # a section that is not there
    }

    assert "by_section" not in canonical(document)["texts"]["en"]


@pytest.mark.parametrize(
    ("apart", "field"),
    [
        ({"what": {**HOW, "checked_on": None}}, "texts.en.by_section.what.checked_on"),
        ({"money": HOW}, "texts.en.by_section.money"),
        ({"nothing": HOW}, "texts.en.by_section"),
    ],
)
def test_what_is_said_of_a_section_must_make_sense(
    db: Database, apart: dict[str, Any], field: str
) -> None:
    document = changed()
    document["texts"]["en"]["by_section"] = apart

    found = problems(document, publishing.known(db))
    assert [one.field for one in found] == [field]


def test_a_reader_of_dari_gets_persian_before_swedish(db: Database) -> None:
    document = changed()
    made = {**{one: document["texts"]["en"][one] for one in HOW}}
    document["texts"]["fa"] = {
        **made,
        "summary": "کمک برای کار.",
        "what": "یک مربی کمک می‌کند.",
        "based_on": {
            "summary": digest(document["texts"]["sv"]["summary"]),
            "what": "0" * 12,
        },
    }
    document["texts"]["fa-AF"] = {
        **made,
        "summary": "کمک به کار.",
        "based_on": {"summary": digest(document["texts"]["sv"]["summary"])},
    }
    publish(db, document)

    words = reading.programme(db, "jobbhjalp", "fa-AF")["words"]
    assert (words["summary"]["language"], words["summary"]["state"]) == (
        "fa-AF",
        "machine",
    )
    assert (words["what"]["language"], words["what"]["state"]) == ("fa", "outdated")
    assert words["who"]["language"] == "sv"


def test_easy_swedish_needs_no_explanation_of_a_name(db: Database) -> None:
    found = db.execute(
        "SELECT DISTINCT section FROM translation_state WHERE language = 'sv-simple'"
    ).fetchall()

    assert ("what",) in found
    assert ("name_explained",) not in found
