"""Errors that readers told of: bounded, shown beside their programme, and gone in time."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from finder.desk import database, events, reports
from tests.desk.desk import Editor

Editors = Callable[..., Editor]
TODAY = datetime.now(UTC).date()
ATTACK = "<script>alert(1)</script> & <b>\u202eomvänt\n\nrad två"


@pytest.fixture
def desk(site: Flask) -> Database:
    return database.opened(site.config["SETTINGS"].editors)


def reported(desk: Database, text: str = "", day: date = TODAY, **about: str) -> int:
    given = {"programme": "feriejobb", "reason": "closed", "language": "sv", **about}
    return reports.add(
        desk, given["programme"], given["reason"], text, given["language"], day
    )


def test_reports_stand_beside_their_programme_the_newest_first(
    editor: Editors, desk: Database
) -> None:
    reported(desk, "Äldre.", TODAY - timedelta(days=1))
    reported(desk, "نص", programme="jobbhjalp", language="ar", reason="contact")
    reported(desk, ATTACK, programme="borttaget")

    page = editor("writer").open("/admin/inbox")

    found = [one.get("dir") for one in page.of_class("said")]
    assert found == ["ltr", "rtl", "ltr"]
    text = page.main()
    assert text.index("borttaget") < text.index("Jobbhjälp") < text.index("Äldre.")
    assert "<script>alert(1)</script>" in text and page.all("script") == []
    assert "\u202e" not in page.text


def test_a_handled_report_goes_and_its_text_with_it(
    editor: Editors, desk: Database, site: Flask
) -> None:
    number = reported(desk, "Hemligheten.")
    there = editor("writer")

    answer = there.send(
        f"/admin/inbox/{number}/handled", {"unit": "all"}, at="/admin/inbox"
    )
    again = there.send(f"/admin/inbox/{number}/handled", {}, at="/admin/inbox")

    assert (answer.status_code, again.status_code) == (303, 303)
    assert "Nothing waits." in there.open("/admin/inbox").main()
    (done,) = events.events(desk)
    assert (done["action"], done["subject"]) == ("report.handled", "feriejobb")
    assert "Hemligheten" not in str(done)
    desk.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Hemligheten" not in Path(site.config["SETTINGS"].editors).read_bytes()


def test_after_thirty_days_a_report_is_gone(editor: Editors, desk: Database) -> None:
    reported(desk, "Kvar.", TODAY - timedelta(days=30))
    with database.write(desk):
        desk.execute(
            "INSERT INTO report VALUES (99, 'feriejobb', 'closed', 'Gammal.', 'sv', ?)",
            [(TODAY - timedelta(days=31)).isoformat()],
        )

    page = editor("writer").open("/admin/inbox")
    reported(desk, "Ny.")

    assert "Kvar." in page.main() and "Gammal." not in page.main()
    assert desk.execute("SELECT count(*) FROM report").fetchone()[0] == 2


def test_a_unit_sees_its_own_first(editor: Editors, desk: Database) -> None:
    reported(desk, "Om vårt.")
    reported(desk, "Om inget.", programme="borttaget")
    there = editor("writer")
    with database.write(desk):
        desk.table("account").update(there.account, {"unit": "staden"})

    assert "Om inget." not in there.open("/admin/inbox").main()
    assert "Om inget." in there.open("/admin/inbox?unit=all").main()
    assert "Om inget." in there.open("/admin/inbox?unit=nonsense").main()


def test_what_is_reported_is_bounded(desk: Database) -> None:
    reported(desk, "x" * 5000)
    assert len(reports.reports(desk, TODAY)[0]["text"]) == reports.LONGEST
    with pytest.raises(reports.Unfit):
        reported(desk, reason="because")

    for _ in range(reports.MOST_EACH - 1):
        reported(desk)

    with pytest.raises(reports.Unfit):
        reported(desk)
    reported(desk, programme="jobbhjalp")


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=700))
def test_whatever_is_written_is_kept_clean(desk: Database, text: str) -> None:
    number = reported(desk, text)

    (kept,) = [
        one["text"] for one in reports.reports(desk, TODAY) if one["id"] == number
    ]
    assert len(kept) <= reports.LONGEST
    assert kept == unicodedata.normalize("NFC", kept)
    assert not any(unicodedata.category(one) == "Cc" for one in kept if one != "\n")
    with database.write(desk):
        desk.execute("DELETE FROM report")
