"""Merging two programmes at the desk, and bringing one of them back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from finder import storage
from finder.catalog import database
from finder.catalog.publishing import current, publish_all
from finder.catalog.versions import newest
from tests import city
from tests.desk.desk import Editor
from tests.desk.test_versions import told
from tests.pages.page import Page

Editors = Callable[..., Editor]
KEPT, GONE = "jobbhjalp", "feriejobb"
AT = f"/admin/programmes/{KEPT}/merge"
TWO = f"{AT}?other={GONE}&stays=this"


@pytest.fixture
def db(site: Flask) -> Iterator[Database]:
    connection = database.writer(site.config["SETTINGS"].catalogue)
    yield connection
    connection.close()


def chosen(page: Page) -> dict[str, str]:
    """The form as the page offers it."""
    return {
        one.get("name", ""): one.get("value", "")
        for one in page.all("input")
        if one.get("type") == "hidden" or "checked" in one.attrib
    }


def test_the_other_one_is_chosen_from_a_list(editor: Editors) -> None:
    page = editor("publisher").open(AT)

    options = [one.get("value") for one in page.all("option")]
    assert GONE in options and KEPT not in options


def test_both_stand_beside_each_other_with_what_will_happen(
    editor: Editors, db: Database
) -> None:
    with database.write(db):
        db.table("moved").insert({"old_id": "sommarjobb", "programme_id": GONE})

    page = editor("publisher").open(TWO)

    said = page.main()
    assert "1 programme that is part of it becomes part of the one that stays" in said
    assert "Feriejobb i Norrby" in said and "sommarjobb" in said
    form = chosen(page)
    assert form["pick-age_min"] == "gone"  # only that one says it
    assert form["pick-kind"] == "kept" and form["pick-sv.what"] == "kept"
    assert "pick-id" not in form


def test_they_become_one_and_the_old_address_leads_on(
    site: Flask, editor: Editors, db: Database
) -> None:
    there = editor("publisher")
    form = chosen(there.open(TWO)) | {"pick-sv.summary": "gone", "note": "Samma."}

    answer = there.ask(AT, "POST", data=form)

    assert answer.status_code == 303
    there.open(answer.headers["Location"])
    now = current(db, KEPT)
    assert now["age_min"] == 16 and now["kind"] == "coaching"
    assert now["texts"]["sv"]["summary"] == "Jobba på sommarlovet."
    moved = there.ask(f"/sv/programmes/{GONE}")
    assert moved.status_code == 301
    assert moved.headers["Location"].endswith(f"/sv/programmes/{KEPT}")
    assert len(told(site, "programme.merged", KEPT)) == 1
    (event,) = told(site, "programme.merged", GONE)
    assert event["detail"]["into"] == KEPT


def test_the_one_that_left_is_brought_back_from_its_history(
    site: Flask, editor: Editors, db: Database
) -> None:
    before = current(db, GONE)
    there = editor("publisher")
    answer = there.ask(AT, "POST", data=chosen(there.open(TWO)))
    history = f"/admin/programmes/{GONE}/history"
    assert history in there.open(answer.headers["Location"]).links()
    assert "was merged into" in there.open(history).main()

    form = chosen(there.open(f"{history}?to=1"))
    answer = there.ask(history, "POST", data=form)

    assert answer.status_code == 303 and current(db, GONE) == before
    there.open(f"/sv/programmes/{GONE}")
    assert len(told(site, "programme.restored", GONE)) == 1


def test_the_other_way_round_keeps_the_other(editor: Editors, db: Database) -> None:
    there = editor("publisher")
    page = there.open(f"{AT}?other={GONE}&stays=other")

    answer = there.ask(AT, "POST", data=chosen(page))

    assert answer.status_code == 303 and newest(db, GONE) == 2
    assert db.execute("SELECT * FROM moved").fetchall() == [(KEPT, GONE)]


def test_sent_twice_they_are_merged_once(
    site: Flask, editor: Editors, db: Database
) -> None:
    there = editor("publisher")
    form = chosen(there.open(TWO))

    answers = [there.ask(AT, "POST", data=form).status_code for _ in range(2)]

    assert answers == [303, 303] and newest(db, KEPT) == 2
    assert len(told(site, "programme.merged", KEPT)) == 1


@pytest.mark.parametrize("changed", [KEPT, GONE])
def test_who_changed_one_of_both_meanwhile_is_not_overwritten(
    editor: Editors, db: Database, changed: str
) -> None:
    there = editor("publisher")
    form = chosen(there.open(TWO)) | {"pick-kind": "gone", "note": "Kvar"}
    theirs: Any = {**current(db, changed), "capacity": 77}
    publish_all(db, [theirs], editor=0, at=city.AT, note="test")

    answer = there.ask(AT, "POST", data=form)

    assert answer.status_code == 409 and current(db, GONE)
    assert "<ins>77</ins>" in answer.text and 'value="Kvar"' in answer.text
    page = Page(AT, answer.text)
    assert chosen(page)["pick-kind"] == "gone"
    assert there.ask(AT, "POST", data=chosen(page)).status_code == 303


def test_of_two_who_merge_the_same_one_the_second_is_told(
    editor: Editors, db: Database
) -> None:
    first, second = editor("publisher"), editor("publisher")
    late = f"/admin/programmes/sprakkafe/merge?other={GONE}&stays=this"
    form = chosen(second.open(late))
    first.ask(AT, "POST", data=chosen(first.open(TWO)))

    answer = second.ask("/admin/programmes/sprakkafe/merge", "POST", data=form)

    assert answer.status_code == 422 and "Nothing was changed" in answer.text
    assert db.execute("SELECT * FROM moved").fetchall() == [(GONE, KEPT)]


def test_choices_that_contradict_each_other_are_told_and_stay(
    editor: Editors, db: Database
) -> None:
    limited = "/admin/programmes/jobbhjalp/merge"
    there = editor("publisher")
    page = there.open(f"{limited}?other=feriejobb-norr&stays=this")
    form = chosen(page) | {"pick-area_scope": "gone", "pick-districts": "kept"}

    answer = there.ask(limited, "POST", data=form)

    assert answer.status_code == 422 and "Only for residents of" in answer.text
    assert chosen(Page(limited, answer.text))["pick-area_scope"] == "gone"
    assert newest(db, KEPT) == 1


def test_a_locked_catalogue_gives_the_choices_back(
    editor: Editors, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = editor("publisher")
    form = chosen(there.open(TWO)) | {"pick-kind": "gone", "note": "Kvar"}
    monkeypatch.setattr("finder.storage.LOCK_TIMEOUT", 0.1)

    with database.write(db):
        answer = there.ask(AT, "POST", data=form)

    assert answer.status_code == 503 and 'value="Kvar"' in answer.text
    again = chosen(Page(AT, answer.text))
    assert again["pick-kind"] == "gone" and again["form"] == form["form"]
    assert current(db, GONE)


def test_drafts_that_would_be_left_behind_are_named(
    site: Flask, editor: Editors, db: Database
) -> None:
    there = editor("publisher")
    desk = storage.connected(site.config["SETTINGS"].editors, "mode=rw")
    with database.write(desk):
        desk.execute(
            "INSERT INTO draft VALUES (?, 'sv', '{}', '', 'draft', NULL, NULL, 0, NULL, 1, '', ?)",
            [GONE, there.account],
        )
    desk.close()

    assert "There is 1 draft of Feriejobb" in there.open(TWO).main()


@pytest.mark.parametrize(
    "asked", [f"?other={KEPT}", "?other=finns-inte", "?other=x&stays=other"]
)
def test_what_cannot_be_merged_is_said(editor: Editors, asked: str) -> None:
    answer = editor("publisher").ask(AT + asked)

    assert answer.status_code == 422 and "Choose another programme" in answer.text


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(
            ["pick-kind", "pick-starts", "pick-id", "pick-texts", "pick-sv.what"]
        ),
        st.sampled_from(["kept", "gone", "both", "x", ""]),
    ),
    st.dictionaries(
        st.sampled_from(["other", "stays", "seen_kept", "note"]), st.text(max_size=20)
    ),
)
def test_whatever_is_sent_is_answered(
    editor: Editors, db: Database, picks: dict[str, str], fields: dict[str, str]
) -> None:
    there = editor("publisher")

    there_now = current(db, KEPT) and newest(db, GONE)
    form = {"other": GONE, "stays": "this", **picks, **fields}
    answer = there.send(AT, form, at="/admin/")

    assert answer.status_code in (409, 422) and there_now == newest(db, GONE)
