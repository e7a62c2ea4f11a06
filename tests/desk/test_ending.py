"""Ending programmes, breaks and dates at the desk, and what residents then see."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from finder.catalog import database
from finder.catalog.publishing import current, publish_all
from finder.catalog.versions import newest
from tests import city
from tests.clock import turn_to
from tests.desk.desk import Editor
from tests.desk.test_versions import told
from tests.pages.page import words

Editors = Callable[..., Editor]
ID = "feriejobb"
AT = f"/admin/programmes/{ID}/end"
FIELDS = ("archived_because", "successor", "closed_from", "closed_until")


@pytest.fixture
def db(site: Flask) -> Iterator[Database]:
    connection = database.writer(site.config["SETTINGS"].catalogue)
    yield connection
    connection.close()


def form(there: Editor, at: str = AT) -> dict[str, str]:
    """Key, token and digest, as the page has them."""
    page = there.open(at)
    return {
        one.get("name", ""): one.get("value", "")
        for one in page.all("input")
        if one.get("name") in ("key", "form", "seen")
    }


def test_ending_says_why_and_what_came_after(
    site: Flask, editor: Editors, db: Database
) -> None:
    there = editor("publisher")
    said = {"archived_because": "Pengarna tog\r\nslut.", "successor": "jobbhjalp"}

    answer = there.ask(AT, "POST", data={**form(there), "do": "archive", **said})

    assert answer.status_code == 303
    assert "has ended" in there.open(answer.headers["Location"]).main()
    now: Any = current(db, ID)
    assert (now["status"], now["successor"]) == ("archived", "jobbhjalp")
    assert now["archived_because"] == "Pengarna tog\nslut."
    (event,) = told(site, "programme.archived", ID)
    assert event["detail"]["revision"] == 2
    page = there.open(f"/sv/programmes/{ID}")
    assert (
        "Pengarna tog slut." in page.main() and "/sv/programmes/jobbhjalp" in page.text
    )


def test_line_breaks_take_nothing_from_a_long_reason(
    editor: Editors, db: Database
) -> None:
    there = editor("publisher")
    lines = ["x" * 9] * 50  # 499 characters, as a browser counts them

    data = {**form(there), "do": "archive", "archived_because": "\r\n".join(lines)}
    there.ask(AT, "POST", data=data)

    now: Any = current(db, ID)
    assert now["archived_because"] == "\n".join(lines)


def test_what_it_touches_is_shown_first(editor: Editors, db: Database) -> None:
    old: Any = {**current(db, "gamla-spar"), "successor": ID}
    publish_all(db, [old], editor=0, at=city.AT, note="test")

    page = editor("publisher").open(AT).main()

    assert "1 programme is part of it" in page and "Feriejobb i Norrby" in page
    assert "1 ended programme sends its readers here" in page and "Gamla spår" in page


def test_it_is_taken_up_again_without_its_end(
    site: Flask, editor: Editors, db: Database
) -> None:
    there = editor("publisher")
    ended = {"do": "archive", "archived_because": "Slut.", "successor": "jobbhjalp"}
    there.ask(AT, "POST", data={**form(there), **ended})

    there.ask(AT, "POST", data={**form(there), "do": "reactivate"})

    now = current(db, ID)
    assert now["status"] == "active"
    assert "archived_because" not in now and "successor" not in now
    assert len(told(site, "programme.reactivated", ID)) == 1


def test_a_break_and_dates_are_saved_and_taken_away(
    site: Flask, editor: Editors, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = editor("publisher")
    pause = {"closed_from": "2027-02-01", "closed_until": "2027-03-03"}
    dates = {"visible_from": "2027-01-01", "visible_to": ""}

    there.ask(AT, "POST", data={**form(there), "do": "break", **pause})
    there.ask(AT, "POST", data={**form(there), "do": "times", **dates})

    now: Any = current(db, ID)
    assert (now["closed_from"], now["closed_until"]) == ("2027-02-01", "2027-03-03")
    assert now["visible_from"] == "2027-01-01" and "visible_to" not in now
    turn_to(monkeypatch, "2027-02-02")
    assert "Takes a break until" in there.open(f"/en/programmes/{ID}").main()
    assert "It takes a break now." in there.open(AT).main()
    turn_to(monkeypatch, "2026-12-31")
    assert there.ask(f"/en/programmes/{ID}").status_code == 404
    assert "Residents do not see it yet" in there.open(AT).main()
    for do in ("break", "times"):
        there.ask(AT, "POST", data={**form(there), "do": do})
    assert not {"closed_from", "visible_from"} & current(db, ID).keys()
    actions = ("programme.closed", "programme.scheduled")
    assert [len(told(site, one, ID)) for one in actions] == [2, 2]


@pytest.mark.parametrize(
    ("do", "fields", "wrong"),
    [
        ("break", {"closed_from": "2027-02-30"}, "closed_from"),
        ("break", {"closed_from": "i morgon"}, "closed_from"),
        ("break", {"closed_until": "2027-02-03"}, "closed_from"),
        (
            "break",
            {"closed_from": "2027-02-03", "closed_until": "2027-02-01"},
            "closed_until",
        ),
        ("times", {"visible_from": "2027"}, "visible_from"),
        (
            "times",
            {"visible_from": "2027-02-03", "visible_to": "2027-02-01"},
            "visible_to",
        ),
        ("archive", {"archived_because": "x" * 501}, "archived_because"),
        ("archive", {"successor": ID}, "successor"),
        ("archive", {"successor": "finns-inte"}, "successor"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_all_typed_stays(
    editor: Editors, db: Database, do: str, fields: dict[str, str], wrong: str
) -> None:
    there = editor("publisher")
    data = {**form(there), "do": do, **fields}

    answer = there.ask(AT, "POST", data=data)

    assert answer.status_code == 422 and newest(db, ID) == 1
    assert f'id="{wrong}-error"' in answer.text and 'aria-invalid="true"' in answer.text
    assert f'href="#{wrong}"' in answer.text
    for name, typed in fields.items():
        assert typed in answer.text or name == "successor"


def test_two_who_end_it_at_once_do_not_overwrite_each_other(
    site: Flask, editor: Editors, db: Database
) -> None:
    first, second = editor("publisher"), editor("publisher")
    mine = {**form(second), "do": "archive", "archived_because": "Min text."}
    theirs = {**form(first), "do": "archive", "archived_because": "Deras text."}
    first.ask(AT, "POST", data=theirs)

    answer = second.ask(AT, "POST", data=mine)

    assert answer.status_code == 409 and newest(db, ID) == 2
    assert "Min text." in answer.text and "<ins>Deras text.</ins>" in answer.text
    again = {**form(second), "do": "archive", "archived_because": "Min text."}
    assert second.ask(AT, "POST", data=again).status_code == 303
    assert len(told(site, "programme.archived", ID)) == 2


def test_somebody_who_translates_meanwhile_is_no_conflict(
    editor: Editors, db: Database
) -> None:
    there = editor("publisher")
    mine = {**form(there), "do": "archive"}
    document: Any = current(db, ID)
    document["texts"]["en"]["summary"] = "Work in summer."
    publish_all(db, [document], editor=0, at=city.AT, note="test")

    assert there.ask(AT, "POST", data=mine).status_code == 303
    now = current(db, ID)
    assert now["status"] == "archived"
    assert now["texts"]["en"]["summary"] == "Work in summer."


def test_sent_twice_it_ends_once(site: Flask, editor: Editors, db: Database) -> None:
    there = editor("publisher")
    mine = {**form(there), "do": "archive", "archived_because": "Slut."}

    answers = [there.ask(AT, "POST", data=mine).status_code for _ in range(2)]

    assert answers == [303, 303] and newest(db, ID) == 2
    assert len(told(site, "programme.archived", ID)) == 1


def test_a_locked_catalogue_gives_the_form_back(
    editor: Editors, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = editor("publisher")
    mine = {**form(there), "do": "archive", "archived_because": "Kvar <här>."}
    monkeypatch.setattr("finder.storage.LOCK_TIMEOUT", 0.1)

    with database.write(db):
        answer = there.ask(AT, "POST", data=mine)

    assert answer.status_code == 503 and newest(db, ID) == 1
    assert "Somebody else is writing" in answer.text
    assert (
        "Kvar &lt;här&gt;." in answer.text and f'value="{mine["form"]}"' in answer.text
    )


def test_every_label_is_in_swedish_or_english(editor: Editors) -> None:
    page = editor("publisher").open(AT)

    assert {words(one) for one in page.all("h2")} >= {"End it", "A break"}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["archive", "reactivate", "break", "times", "", "x"]),
    st.dictionaries(
        st.sampled_from([*FIELDS, "visible_from", "visible_to", "status", "id"]),
        st.text(max_size=30) | st.dates().map(str),
    ),
)
def test_whatever_is_sent_is_answered(
    editor: Editors, db: Database, do: str, fields: dict[str, str]
) -> None:
    there = editor("publisher")

    answer = there.ask(AT, "POST", data={**form(there), "do": do, **fields})

    assert answer.status_code in (303, 422), answer.status
    assert current(db, ID)["id"] == ID
