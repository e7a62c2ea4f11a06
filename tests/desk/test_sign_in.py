"""Signing in with a local account, and all the ways in which that must fail."""

import multiprocessing
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from hypothesis import example, given, settings
from hypothesis import strategies as st

from finder.admin.entering import inside
from finder.admin.guard import COOKIE
from finder.desk import attempts, database, events, local, second_steps, sessions
from finder.desk.attempts import TooMany
from finder.desk.database import Database
from finder.desk.local import Proof, Refused
from tests.desk.desk import Editor
from tests.desk.people import (
    KEY,
    PASSWORD,
    Person,
    cookie,
    everything,
    hired,
    key,
    signs_in,
)
from tests.pages.sites import application, prepared

Editors = Callable[..., Editor]
AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOME = "192.0.2.7"


@pytest.fixture
def desk(site: Flask) -> Database:
    return database.opened(site.config["SETTINGS"].editors)


@pytest.fixture
def anna(site: Flask, desk: Database) -> Person:
    return hired(desk, key(site))


@pytest.fixture
def bo(desk: Database) -> Person:
    """Somebody at the moment AT, for the tests below the pages."""
    return hired(desk, KEY, "Bo Ek", at=AT)


def tried(
    desk: Database, login: str, password: str, code: str, at: datetime = AT
) -> local.SignedIn:
    return local.signed_in(desk, KEY, Proof(login, password, code), HOME, at)


def test_password_and_phone_let_somebody_in(
    editor: Editors, desk: Database, anna: Person
) -> None:
    there = editor()

    answer = signs_in(there, " ANNA ", PASSWORD, anna.code())

    assert (answer.status_code, answer.location) == (303, "/admin/")
    assert "Anna Berg" in there.open("/admin/").text
    assert [one["action"] for one in events.events(desk)][0] == "sign_in.done"


def test_the_cookie_is_for_this_host_and_no_script(
    editor: Editors, anna: Person
) -> None:
    answer = signs_in(editor(), "anna", PASSWORD, anna.code())

    raw = next(
        one
        for one in answer.headers.getlist("Set-Cookie")
        if one.startswith(f"{COOKIE}=")
    )
    parts = {one.strip() for one in raw.split(";")}
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= parts
    assert "domain" not in raw.lower() and len(cookie(answer)) >= 43  # 256 bits


def test_signing_in_replaces_a_session_that_was_there(
    editor: Editors, desk: Database, anna: Person
) -> None:
    there = editor("reader")
    before = there.client.get_cookie(COOKIE)
    assert before is not None

    answer = signs_in(there, "anna", PASSWORD, anna.code())

    assert cookie(answer) not in ("", before.value)
    assert sessions.session(desk, before.value, datetime.now(UTC)) is None


def test_a_cookie_set_beforehand_is_not_taken_up(editor: Editors, anna: Person) -> None:
    there, thief = editor(), editor()
    there.client.set_cookie(COOKIE, "planted", secure=True)
    thief.client.set_cookie(COOKIE, "planted", secure=True)

    signs_in(there, "anna", PASSWORD, anna.code())

    assert there.ask("/admin/").status_code == 200
    assert thief.ask("/admin/").status_code == 401


def test_a_code_from_the_phone_works_once(editor: Editors, anna: Person) -> None:
    code = anna.code()
    assert signs_in(editor(), "anna", PASSWORD, code).status_code == 303

    assert signs_in(editor(), "anna", PASSWORD, code).status_code == 422


def test_a_code_older_than_one_that_was_used_is_refused(
    desk: Database, bo: Person
) -> None:
    tried(desk, "bo", PASSWORD, bo.code(AT))

    with pytest.raises(Refused):
        tried(desk, "bo", PASSWORD, bo.code(AT - timedelta(seconds=30)))


def test_codes_of_the_neighbouring_half_minutes_are_good(
    desk: Database, bo: Person
) -> None:
    for other in (-30, 0, 30):
        at = AT + timedelta(hours=1) + timedelta(seconds=other)
        assert second_steps.step_of(bo.secret, bo.code(at), AT + timedelta(hours=1))
    assert not second_steps.step_of(bo.secret, bo.code(AT + timedelta(seconds=90)), AT)


def test_a_printed_code_works_once_however_it_is_typed(
    desk: Database, bo: Person
) -> None:
    typed = bo.codes[3].upper().replace("-", " ").replace("0", "o").replace("1", "l")

    assert tried(desk, "bo", PASSWORD, typed).by == "recovery-code"
    with pytest.raises(Refused):
        tried(desk, "bo", PASSWORD, bo.codes[3])
    assert tried(desk, "bo", PASSWORD, bo.codes[4]).account_id == bo.account


def test_a_wrong_password_uses_no_code_up(desk: Database, bo: Person) -> None:
    with pytest.raises(Refused):
        tried(desk, "bo", "wrong", bo.codes[0])

    assert tried(desk, "bo", PASSWORD, bo.codes[0])


def test_somebody_elses_printed_code_opens_nothing(desk: Database, bo: Person) -> None:
    other = hired(desk, KEY, "Cia Dal", at=AT)

    with pytest.raises(Refused):
        tried(desk, "bo", PASSWORD, other.codes[0])


def test_neither_codes_nor_password_nor_link_are_in_the_file(
    site: Flask, desk: Database, anna: Person
) -> None:
    dump = everything(desk)

    assert PASSWORD not in dump
    assert not any(one in dump or one.replace("-", "") in dump for one in anna.codes)


def test_unknown_login_wrong_password_and_wrong_code_look_the_same(
    editor: Editors, desk: Database, anna: Person
) -> None:
    disabled = hired(desk, KEY, "Dan Ek")
    with database.write(desk):
        desk.table("account").update(disabled.account, {"disabled": 1})
    tries = [
        ("nobody", PASSWORD, "123456"),
        ("anna", "wrong password", anna.code()),
        ("anna", PASSWORD, "000000"),
        ("dan", PASSWORD, disabled.code()),
    ]

    answers = [signs_in(editor(), *one) for one in tries]

    assert {one.status_code for one in answers} == {422}
    bodies = {
        answer.text.replace(login, "").split("<main")[1].split("<form")[0]
        for answer, (login, *_) in zip(answers, tries)
    }
    assert len(bodies) == 1 and "did not let you in" in bodies.pop()
    assert not any(cookie(one) for one in answers)


def test_an_unknown_login_writes_and_hashes_as_much_as_a_known_one(
    desk: Database, bo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    work: list[str] = []
    verify = local.passwords._hasher.verify
    monkeypatch.setattr(
        local.passwords,
        "_hasher",
        type(
            "Counted", (), {"verify": lambda _, *a: work.append("hash") or verify(*a)}
        )(),
    )
    for login in ("bo", "nobody"):
        before = len(events.events(desk, limit=100))
        with pytest.raises(Refused):
            tried(desk, login, "wrong", "1")
        work.append(str(len(events.events(desk, limit=100)) - before))

    assert work == ["hash", "1", "hash", "1"]


def test_a_password_is_never_sent_back_but_the_login_is(editor: Editors) -> None:
    answer = signs_in(editor(), "anna", "my secret words", "123456")

    assert 'value="anna"' in answer.text
    assert "my secret words" not in answer.text and "123456" not in answer.text


def test_empty_fields_are_told_at_the_field_and_are_no_try(
    editor: Editors, desk: Database
) -> None:
    answer = signs_in(editor(), "", "", "")

    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 3
    assert desk.execute("SELECT count(*) FROM attempt").fetchone()[0] == 0


def test_after_five_tries_even_what_is_right_waits(
    editor: Editors, anna: Person
) -> None:
    for _ in range(attempts.OF_ACCOUNT):
        assert signs_in(editor(), "anna", "wrong", "1").status_code == 422

    answer = signs_in(editor(), "anna", PASSWORD, anna.code())

    assert answer.status_code == 429 and "15 minutes" in answer.text


def test_an_unknown_login_is_limited_like_a_known_one(editor: Editors) -> None:
    for _ in range(attempts.OF_ACCOUNT):
        signs_in(editor(), "nobody", "wrong", "1")

    assert signs_in(editor(), "NOBODY ", "wrong", "1").status_code == 429


def test_after_a_quarter_of_an_hour_it_may_be_tried_again(
    desk: Database, bo: Person
) -> None:
    for _ in range(attempts.OF_ACCOUNT):
        with pytest.raises(Refused):
            tried(desk, "bo", "wrong", "1")
    with pytest.raises(TooMany):
        tried(desk, "bo", PASSWORD, bo.code(AT), AT + timedelta(minutes=14, seconds=59))

    later = AT + timedelta(minutes=15)
    assert tried(desk, "bo", PASSWORD, bo.code(later), later)


def test_signing_in_often_is_no_guessing(desk: Database, bo: Person) -> None:
    for n in range(attempts.OF_ACCOUNT + 3):
        at = AT + timedelta(seconds=30 * n)
        assert tried(desk, "bo", PASSWORD, bo.code(at), at)


def test_one_address_may_try_thirty_times_whomever_it_tries(desk: Database) -> None:
    for n in range(attempts.OF_ADDRESS):
        attempts.counted(desk, KEY, f"login {n}", HOME, AT)

    with pytest.raises(TooMany):
        attempts.counted(desk, KEY, "another", HOME, AT)
    assert attempts.counted(desk, KEY, "another", "192.0.2.8", AT)


def test_a_household_has_one_address(desk: Database) -> None:
    for n in range(attempts.OF_ADDRESS):
        attempts.counted(desk, KEY, f"login {n}", f"2001:db8:0:1::{n:x}", AT)

    with pytest.raises(TooMany):
        attempts.counted(desk, KEY, "another", "2001:db8:0:1:ffff::1", AT)
    assert attempts.counted(desk, KEY, "another", "2001:db8:0:2::1", AT)


def test_tries_are_kept_as_keyed_hashes_and_for_a_day(desk: Database) -> None:
    attempts.counted(desk, KEY, "anna", HOME, AT)
    dump = everything(desk)
    assert HOME not in dump and "anna" not in dump.lower()

    attempts.counted(desk, KEY, "bo", "192.0.2.9", AT + timedelta(hours=24))

    assert desk.execute("SELECT count(*) FROM attempt").fetchone()[0] == 2


def test_a_clock_that_was_ahead_locks_nobody_out(desk: Database) -> None:
    ahead = AT + timedelta(days=400)
    for _ in range(attempts.OF_ACCOUNT):
        attempts.counted(desk, KEY, "anna", HOME, ahead)

    assert attempts.counted(desk, KEY, "anna", HOME, AT)


def guess(path: Path, times: int) -> int:
    """In a process of its own: how many of so many tries are looked at."""
    db, looked = database.opened(path), 0
    for _ in range(times):
        try:
            attempts.counted(db, KEY, "anna", HOME, AT)
            looked += 1
        except TooMany:
            pass
    db.close()
    return looked


def test_the_limit_holds_across_processes(site: Flask, desk: Database) -> None:
    path = site.config["SETTINGS"].editors
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        looked = pool.starmap(guess, [(path, 5)] * 4)

    assert sum(looked) == attempts.OF_ACCOUNT


def test_after_signing_in_the_page_asked_for_comes(
    editor: Editors, anna: Person
) -> None:
    there = editor()
    first = there.open("/admin/account?x=1", 401)
    link = next(one for one in first.links() if one.startswith("/admin/sign-in"))

    answer = there.send(
        "/admin/sign-in",
        {
            "login": "anna",
            "password": PASSWORD,
            "code": anna.code(),
            "next": "/admin/account?x=1",
        },
        at=link,
    )

    assert "next=" in link and answer.location == "/admin/account?x=1"


@pytest.mark.parametrize(
    "target",
    [
        *("https://evil.example/", "//evil.example/", "/\\evil.example", "evil"),
        *("/admin/\n/x", "/\t/evil.example", "javascript:alert(1)", "", "/sv/"),
        *("/admin//evil.example", "/administrator", "\\\\evil", "/admin/" + "x" * 3000),
        *("/admin\x00", "///admin/", "http:/admin/", "/admin/\u2028", " /admin/"),
    ],
)
def test_next_leads_nowhere_else(editor: Editors, anna: Person, target: str) -> None:
    assert inside(target) == ""
    fields = {"login": "anna", "password": PASSWORD, "next": target}

    answer = editor().ask(
        "/admin/sign-in", "POST", data={**fields, "code": anna.code()}
    )

    assert (answer.status_code, answer.location) == (303, "/admin/")


@given(st.text() | st.text("/\\admin:.?#@\t\n%[] ", max_size=30).map("/admin".__add__))
@example("/admin/programmes/feriejobb?language=ar#facts")
@example("/admin/[//evil")
def test_next_is_a_path_of_the_desk_or_nothing(text: str) -> None:
    found = inside(text)

    assert found in ("", text)
    if found:
        there = urlsplit(urljoin("https://desk.example/admin/sign-in", found))
        assert (there.scheme, there.netloc) == ("https", "desk.example")
        assert found.startswith("/admin") and "\\" not in found


@settings(max_examples=25)
@given(login=st.text(), password=st.text(), code=st.text())
def test_anything_typed_is_answered_with_a_sentence(
    fuzzed: tuple[Flask, Path], login: str, password: str, code: str
) -> None:
    site, path = fuzzed
    db = database.opened(path)
    with database.write(db):
        db.execute("DELETE FROM attempt")
    db.close()
    there = Editor(site)

    answer = there.ask(
        "/admin/sign-in",
        "POST",
        data={
            "login": login.encode("utf-8", "replace"),
            "password": password.encode("utf-8", "replace"),
            "code": code.encode("utf-8", "replace"),
        },
    )

    assert answer.status_code == 422


@pytest.fixture(scope="module")
def fuzzed(
    built_city: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Flask, Path]:
    """A site that hypothesis may ask again and again."""
    site = application(
        prepared(built_city, tmp_path_factory.mktemp("fuzzed"), indexed=False)
    )
    path = site.config["SETTINGS"].editors
    db = database.opened(path)
    hired(db, key(site))
    db.close()
    return site, path


def test_a_locked_database_is_a_page_and_not_a_traceback(
    site: Flask, editor: Editors, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.storage.LOCK_TIMEOUT", 0.1)
    there = editor()
    page = there.ask("/admin/sign-in")
    holder = database.opened(site.config["SETTINGS"].editors)
    holder.execute("BEGIN IMMEDIATE")

    answer = there.ask(
        "/admin/sign-in",
        "POST",
        data={"login": "anna", "password": PASSWORD, "code": anna.code()},
    )
    holder.execute("ROLLBACK")
    holder.close()

    assert page.status_code == 200
    assert answer.status_code == 503 and 'value="anna"' in answer.text
    assert "disk is full, or the database is busy" in answer.text
