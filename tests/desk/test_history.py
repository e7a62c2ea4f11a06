"""The history: everything by anyone, chosen by who, what, to what and when."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from finder.desk import database, events
from tests.desk.desk import Editor
from tests.pages.page import words

Editors = Callable[..., Editor]
AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def desk(site: Flask) -> Database:
    return database.opened(site.config["SETTINGS"].editors)


def lines(there: Editor, asked: str = "") -> list[str]:
    """The lines of the history, as text."""
    page = there.open(f"/admin/history{asked}")
    return [words(one) for one in page.all("tr")[1:]]


def test_what_editors_and_the_command_line_did_is_one_history(
    editor: Editors, desk: Database
) -> None:
    there = editor("writer")
    events.record(desk, there.account, "report.handled", "feriejobb", AT)

    found = lines(there)

    assert "Vera handled a report feriejobb" in found[0]
    assert len(found) == 7  # and the six programmes the city began with
    assert all("the command line published a programme" in one for one in found[1:])


@pytest.mark.parametrize(
    "asked, number",
    [
        ("?action=report", 60),
        ("?action=report.handled&page=2", 10),
        ("?day=2026-11-24", 40),
        ("?day=2026-01-02&person=0", 6),
        ("?subject=p3", 6),
        ("?subject=feriejobb", 1),
        ("?person=0", 6),
        ("?person=99", 0),
        ("?day=nonsense&person=-1&page=x&action=nonsense.*", 0),
        ("?action=programme.published", 6),
        ("?page=999", 0),
    ],
)
def test_it_is_filtered_and_paged(
    editor: Editors, desk: Database, asked: str, number: int
) -> None:
    there = editor("writer")
    for hour in range(60):
        at = AT + timedelta(minutes=18 * hour)
        events.record(desk, there.account, "report.handled", f"p{hour % 10}", at)

    found = lines(there, asked)

    assert len(found) == min(number, 50)


def test_who_was_refused_is_for_administrators_alone(
    editor: Editors, desk: Database
) -> None:
    reader = editor("reader")
    reader.ask("/admin/history")

    assert not any("refused" in one for one in lines(editor("publisher")))
    assert any(
        "Rut was refused a page" in one for one in lines(editor("administrator"))
    )
    assert lines(editor("publisher"), "?action=access") == []


def test_a_clock_set_back_does_not_turn_the_order_round(
    editor: Editors, desk: Database
) -> None:
    there = editor("writer")
    for number, days in enumerate((0, -3, -3)):
        at = AT + timedelta(days=days)
        events.record(desk, there.account, "report.handled", f"s{number}", at)

    found = lines(there, f"?person={there.account}")

    assert [one.split()[-1] for one in found] == ["s2", "s1", "s0"]


def test_an_administrator_takes_the_lines_away(editor: Editors, desk: Database) -> None:
    there = editor("administrator")
    for number in range(70):
        note = {"note": "=cmd()\n<b>"}
        events.record(desk, there.account, "word.ignored", f"w{number}", AT, note)

    answer = there.send(
        "/admin/history/export", {"action": "word"}, at="/admin/history"
    )

    found = [json.loads(one) for one in answer.text.splitlines()]
    assert [one["subject"] for one in found] == [f"w{n}" for n in range(69, -1, -1)]
    assert found[0]["detail"] == {"note": "=cmd()\n<b>"}
    assert "attachment" in answer.headers["Content-Disposition"]
    assert events.events(desk)[0]["action"] == "history.exported"


def test_hostile_text_is_only_text(editor: Editors, desk: Database) -> None:
    attack = '"><script>alert(1)</script>'
    there = editor("writer")
    events.record(desk, there.account, attack, attack, AT, {attack: attack})

    page = there.open("/admin/history")

    assert page.all("script") == [] and attack in page.main()


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(
        st.sampled_from(["person", "action", "subject", "day", "page"]),
        st.text(max_size=20),
    )
)
def test_any_filter_is_answered(editor: Editors, asked: dict[str, str]) -> None:
    answer = editor("writer").ask("/admin/history", query_string=asked)

    assert answer.status_code == 200
