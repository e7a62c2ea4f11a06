"""The history of a programme at the desk: looked at, compared, restored."""

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
from finder.catalog.whole import whole_digest
from finder.desk import database as desk_database
from finder.desk import events
from finder.desk.events import Event
from tests import city
from tests.desk.desk import Editor
from tests.pages.page import words

Editors = Callable[..., Editor]
ID = "barnkock"
AT = f"/admin/programmes/{ID}/history"


@pytest.fixture
def db(site: Flask) -> Iterator[Database]:
    """The site's catalogue, to write to."""
    connection = database.writer(site.config["SETTINGS"].catalogue)
    yield connection
    connection.close()


def edited(db: Database, programme: str = ID, editor: int = 0, **fields: Any) -> None:
    """Publish *programme* with fields changed; ``sv`` are sections of its original."""
    before: Any = current(db, programme)
    swedish = {**before["texts"]["sv"], **fields.pop("sv", {})}
    texts = {**before["texts"], "sv": swedish}
    document: Any = {**before, **fields, "texts": texts}
    publish_all(db, [document], editor=editor, at=city.AT, note="changed")


def told(site: Flask, action: str, subject: str = ID) -> list[Event]:
    desk = desk_database.opened(site.config["SETTINGS"].editors)
    found = events.events(desk, subject=subject, action=action)
    desk.close()
    return found


def cells(page: Any) -> list[list[str]]:
    """The words in each cell of each row."""
    return [[words(cell) for cell in row] for row in page.all("tr")]


def shown(page: Any, tag: str) -> list[str]:
    return [words(one) for one in page.all(tag)]


def test_every_version_is_listed_with_who_made_it_and_when(
    editor: Editors, db: Database
) -> None:
    there = editor("reader")
    edited(db, editor=there.account, capacity=5)
    edited(db, editor=99, capacity=6)

    page = there.open(AT)

    rows = cells(page)
    assert [row[0] for row in rows[1:]] == ["3", "2", "1"]
    assert [row[2] for row in rows[1:]] == ["Account 99", "Rut", "The command line"]
    assert rows[1][1] == "2026-02-03 05:05" and rows[1][3] == "changed"


def test_words_that_changed_are_marked_and_facts_stand_beside_each_other(
    editor: Editors, db: Database
) -> None:
    what = "Du bakar <b>bröd</b> i ett kök och lär dig svenska."
    edited(db, capacity=5, target_groups=["young"], sv={"what": what})

    page = editor("reader").open(f"{AT}?from=1&to=2")

    assert "lagar mat" in shown(page, "del") and "bakar <b>bröd</b>" in shown(
        page, "ins"
    )
    assert ["Places", "Not stated", "5"] in cells(page)
    assert ["Target groups", "en Föräldrar", "en Unga"] in cells(page)


def test_a_publisher_makes_a_version_public_again(
    site: Flask, editor: Editors, db: Database
) -> None:
    first = current(db, ID)
    edited(db, capacity=5)
    there = editor("publisher")
    page = there.open(f"{AT}?to=1")
    assert "Make version 1 public again" in shown(page, "button")

    answer = there.send(
        AT, {"to": "1", "seen": whole_digest(current(db, ID)), "note": "Fel antal."}
    )

    assert answer.status_code == 303
    there.open(answer.headers["Location"])
    assert current(db, ID) == first and newest(db, ID) == 3
    row = db.execute("SELECT editor, note FROM revision WHERE number = 3").fetchone()
    assert row == (there.account, "Fel antal.")
    (event,) = told(site, "programme.restored")
    assert event["detail"] == {"version": 1, "revision": 3}
    assert event["account_id"] == there.account


def test_a_version_that_says_what_is_public_already_changes_nothing(
    site: Flask, editor: Editors, db: Database
) -> None:
    edited(db, capacity=5)
    edited(db, capacity=None)
    there = editor("publisher")

    assert there.ask(AT, "POST", data=sent(there, "1")).status_code == 303
    assert newest(db, ID) == 3 and told(site, "programme.restored") == []


def test_a_reader_of_drafts_and_a_writer_see_no_button(
    editor: Editors, db: Database
) -> None:
    edited(db, capacity=5)

    for role in ("reader", "writer"):
        page = editor(role).open(f"{AT}?to=1")
        assert "Make version 1 public again" not in shown(page, "button")


def sent(there: Editor, to: str) -> dict[str, str]:
    """The fields of the restore form as its page has them."""
    page = there.open(f"{AT}?to={to}")
    return {
        one.get("name", ""): one.get("value", "")
        for one in page.all("input")
        if one.get("name") in ("key", "form", "to", "seen")
        and one.get("type") == "hidden"
    }


def test_of_two_who_restore_the_second_is_told_and_overwrites_nothing(
    site: Flask, editor: Editors, db: Database
) -> None:
    edited(db, capacity=5)
    first, second = editor("publisher"), editor("publisher")
    mine = sent(second, "1")
    first.ask(AT, "POST", data=sent(first, "1"))

    answer = second.ask(AT, "POST", data={**mine, "note": "Behåll <detta>"})

    assert answer.status_code == 409 and newest(db, ID) == 3
    assert "Behåll &lt;detta&gt;" in answer.text
    assert "<del>5</del>" in answer.text  # what the first one changed
    assert len(told(site, "programme.restored")) == 1


def test_sent_twice_it_is_restored_once_and_told_once(
    site: Flask, editor: Editors, db: Database
) -> None:
    edited(db, capacity=5)
    there = editor("publisher")
    form = sent(there, "1")

    answers = [there.ask(AT, "POST", data=form).status_code for _ in range(2)]

    assert answers == [303, 303] and newest(db, ID) == 3
    assert len(told(site, "programme.restored")) == 1


def test_a_version_that_names_a_term_that_is_gone_is_refused_with_a_sentence(
    editor: Editors, db: Database
) -> None:
    edited(db, supports=["childcare"])
    edited(db, supports=[])
    with database.write(db):
        db.execute("DELETE FROM programme_term WHERE term = 'childcare'")
        db.execute("DELETE FROM taxonomy_term WHERE id = 'childcare'")
    there = editor("publisher")

    answer = there.ask(AT, "POST", data={**sent(there, "2"), "note": "Tillbaka"})

    assert answer.status_code == 422 and newest(db, ID) == 3
    assert "What comes with it: the catalogue has no childcare" in answer.text
    assert 'value="Tillbaka"' in answer.text


def test_a_locked_catalogue_gives_the_form_back(
    site: Flask, editor: Editors, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(db, capacity=5)
    there = editor("publisher")
    form = {**sent(there, "1"), "note": "Kvar"}
    monkeypatch.setattr("finder.storage.LOCK_TIMEOUT", 0.1)

    with database.write(db):
        answer = there.ask(AT, "POST", data=form)

    assert answer.status_code == 503 and newest(db, ID) == 2
    assert "Somebody else is writing" in answer.text and 'value="Kvar"' in answer.text
    assert f'value="{form["form"]}"' in answer.text  # so that it is saved once
    assert there.ask(AT, "POST", data=form).status_code == 303


def test_a_full_disk_gives_the_form_back(
    editor: Editors, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(db, sv={"what": "Långt ord. " * 1800 + "Slut."})
    edited(db, sv={"what": "Kort."})
    there = editor("publisher")
    form = {**sent(there, "2"), "note": "Kvar"}
    opened = database.writer

    def full(path: Any) -> Database:
        connection = opened(path)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(database, "writer", full)
    answer = there.ask(AT, "POST", data=form)
    monkeypatch.undo()

    assert answer.status_code == 503 and newest(db, ID) == 3
    assert "no space left" in answer.text and 'value="Kvar"' in answer.text
    assert there.ask(AT, "POST", data=form).status_code == 303


def test_what_was_saved_is_told_when_only_the_history_could_not_be_written(
    site: Flask, editor: Editors, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(db, capacity=5)
    there = editor("publisher")
    form = sent(there, "1")
    monkeypatch.setattr("finder.storage.LOCK_TIMEOUT", 0.1)
    desk = desk_database.opened(site.config["SETTINGS"].editors)

    with desk_database.write(desk):
        answer = there.ask(AT, "POST", data=form)

    assert answer.status_code == 503 and "It is saved and public" in answer.text
    assert newest(db, ID) == 3 and told(site, "programme.restored") == []
    assert there.ask(AT, "POST", data=form).status_code == 303
    assert newest(db, ID) == 3 and len(told(site, "programme.restored")) == 1


@pytest.mark.parametrize(
    "asked", ["?to=9", "?from=9&to=1", "?from=0&to=1", "?to=99999999999"]
)
def test_versions_that_do_not_exist_are_said_not_to(
    editor: Editors, db: Database, asked: str
) -> None:
    there = editor("publisher")

    answer = there.ask(AT + asked)

    assert answer.status_code in (200, 404)
    assert answer.status_code == 200 or "There is no such version." in answer.text


def test_a_programme_that_never_was_has_no_history(editor: Editors) -> None:
    there = editor("publisher")

    assert there.ask("/admin/programmes/finns-inte/history").status_code == 404
    answer = there.send("/admin/programmes/finns-inte/history", {}, at="/admin/")
    assert answer.status_code == 404


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(
        st.sampled_from(["to", "seen", "note", "from", "do"]), st.text(max_size=30)
    ),
    st.text(max_size=12),
)
def test_whatever_is_sent_is_answered(
    editor: Editors, db: Database, fields: dict[str, str], asked: str
) -> None:
    there = editor("publisher")
    before = newest(db, ID)

    answer = there.send(AT, fields, at=AT)
    looked = there.ask(AT, query_string={"to": asked, "from": asked, "before": asked})

    assert answer.status_code in (404, 409, 422)
    assert looked.status_code in (200, 404)
    assert newest(db, ID) == before
