"""Sessions: living, ended, and ended while somebody typed."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from finder.admin.guard import COOKIE
from finder.desk import accounts, database, sessions
from finder.desk.sessions import IDLE, LONGEST
from tests.desk.desk import Editor

Editors = Callable[..., Editor]
AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def desk(site: Flask) -> database.Database:
    return database.opened(site.config["SETTINGS"].editors)


def test_a_session_ends_when_idle_and_in_any_case(desk: database.Database) -> None:
    who = accounts.add(desk, "Rut", "reader", "sv", AT)
    secret = sessions.begin(desk, who, "password", AT)
    almost = AT + IDLE - timedelta(seconds=1)

    assert sessions.session(desk, secret, almost) is not None
    assert sessions.session(desk, secret, almost + IDLE) is None
    at = AT
    for _ in range(11):
        at += timedelta(minutes=55)
        alive = sessions.session(desk, secret, at) is not None
        assert alive is (at - AT < LONGEST)


def test_a_clock_set_back_does_not_move_when_it_was_seen(
    desk: database.Database,
) -> None:
    who = accounts.add(desk, "Rut", "reader", "sv", AT)
    secret = sessions.begin(desk, who, "password", AT)

    assert sessions.session(desk, secret, AT - timedelta(days=3)) is not None

    assert sessions.of_account(desk, who, AT)[0]["seen_at"] == "2026-11-24T12:00:00Z"


def test_a_disabled_account_is_out_at_once(
    site: Flask, editor: Editors, desk: database.Database
) -> None:
    there = editor("writer")
    assert there.ask("/admin/").status_code == 200

    with database.write(desk):
        desk.table("account").update(there.account, {"disabled": 1})

    assert there.ask("/admin/").status_code == 401


def test_what_the_database_holds_opens_no_door(
    editor: Editors, desk: database.Database
) -> None:
    there = editor("writer")
    digest = desk.execute("SELECT digest FROM session").fetchone()[0]
    thief = editor()

    thief.client.set_cookie(COOKIE, digest, secure=True)

    assert thief.ask("/admin/").status_code == 401
    assert there.ask("/admin/").status_code == 200


def test_signing_out_ends_the_session_on_our_side(
    editor: Editors, desk: database.Database
) -> None:
    there = editor("writer")
    secret = there.client.get_cookie(COOKIE)
    assert secret is not None

    answer = there.send("/admin/sign-out", at="/admin/")

    assert answer.status_code == 303
    assert desk.execute("SELECT count(*) FROM session").fetchone()[0] == 0
    there.client.set_cookie(COOKIE, secret.value, secure=True)
    assert there.ask("/admin/").status_code == 401


def test_a_form_sent_after_the_session_ended_gives_all_text_back(
    editor: Editors, desk: database.Database
) -> None:
    there = editor("writer")
    text = 'Lång text\nmed "rader" & <tecken> ' * 9
    with database.write(desk):
        desk.execute("DELETE FROM session")

    answer = there.ask("/admin/sign-out", "POST", data={"what": text, "key": "old"})

    assert answer.status_code == 401
    assert html.escape(text, quote=False).replace("&quot;", '"') in answer.text.replace(
        "&#34;", '"'
    )
    cookie = answer.headers["Set-Cookie"]
    assert all(
        part in cookie
        for part in ("__Host-", "Secure", "HttpOnly", "Path=/", "SameSite")
    )
    again = dict(re.findall(r'name="(resume|form)" value="([^"]*)"', answer.text))
    there.sign_in()
    assert there.ask("/admin/sign-out", "POST", data=again).status_code == 303


def test_a_resumed_form_of_somebody_else_is_refused(editor: Editors) -> None:
    thief, there = editor(), editor("administrator")
    stolen = thief.ask("/admin/sign-out", "POST", data={"x": "y"})
    again = dict(re.findall(r'name="(resume|form)" value="([^"]*)"', stolen.text))

    assert there.ask("/admin/sign-out", "POST", data=again).status_code == 400


def test_pages_of_the_desk_are_kept_nowhere(editor: Editors) -> None:
    answer = editor("reader").ask("/admin/")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_the_desk_is_in_the_language_of_the_account(editor: Editors) -> None:
    assert 'lang="sv"' in editor("reader", "sv").ask("/admin/").text
    assert editor("reader", "en").open("/admin/").title().startswith("Today")
