"""Signing in with the city's provider, when it tells the truth and when it lies."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from finder import config
from finder.admin import oidc, provider
from finder.admin.guard import COOKIE
from finder.desk import administering, database, events, sessions
from finder.desk.administering import Kept
from finder.desk.database import Database
from tests.desk.desk import Editor
from tests.desk.lying import CLIENT, SECRET, Liar, running
from tests.desk.people import PASSWORD, cookie, hired, key, signs_in
from tests.pages.sites import application, prepared

SUBJECT = "a1b2c3"
FLOW = "__Secure-flow"


@pytest.fixture
def liar() -> Iterator[Liar]:
    with running() as one:
        yield one


@pytest.fixture
def site(built_city: Path, tmp_path: Path, liar: Liar) -> Flask:
    return site_of(prepared(built_city, tmp_path / "instance", indexed=False), liar)


def site_of(instance: Path, liar: Liar, **changes: Any) -> Flask:
    """A site that trusts the liar."""
    chosen = config.Provider(liar.issuer, CLIENT, "the City", SECRET, **changes)
    return application(instance, provider=chosen)


@pytest.fixture
def desk(site: Flask) -> Database:
    return database.opened(site.config["SETTINGS"].editors)


@pytest.fixture
def anna(desk: Database, liar: Liar) -> int:
    """Her account, made by an administrator beforehand."""
    return account(desk, liar.issuer)


def account(desk: Database, issuer: str, subject: str = SUBJECT) -> int:
    kept = Kept("Anna Berg", "writer", issuer=issuer, subject=subject)
    with database.write(desk):
        return administering.add(desk, kept, "en", None, datetime.now(UTC))["id"]


def begun(there: Editor, target: str = "") -> str:
    """Where the sign-in page sends a browser."""
    answer = there.ask("/oidc/start", query_string={"next": target} if target else {})
    assert answer.status_code == 303
    return answer.location


def back(there: Editor, said: dict[str, str]) -> TestResponse:
    """The answer to coming back from the provider."""
    return there.ask("/oidc/callback", query_string=said)


def came_in(there: Editor, liar: Liar, subject: str = SUBJECT) -> TestResponse:
    """All of it."""
    return back(there, liar.agrees(begun(there), subject))


def refused(there: Editor, answer: TestResponse, code: int = 400) -> None:
    """A sentence, no session, no traceback."""
    assert answer.status_code == code
    assert not cookie(answer) and there.ask("/admin/").status_code == 401
    assert "Traceback" not in answer.text and "<h1>" in answer.text


def test_the_provider_lets_somebody_in_with_an_account(
    editor: Callable[..., Editor], liar: Liar, anna: int, desk: Database
) -> None:
    there = editor()

    answer = came_in(there, liar)

    assert (answer.status_code, answer.location) == (303, "/admin/")
    assert "Anna Berg" in there.open("/admin/").text
    assert sessions.of_account(desk, anna, datetime.now(UTC))[0]["signed_in_by"] == (
        "provider"
    )
    assert events.events(desk)[0]["detail"] == {"by": "provider"}


def test_the_sign_in_page_offers_it_with_the_way_back(
    editor: Callable[..., Editor], liar: Liar, anna: int
) -> None:
    there = editor()
    page = there.open("/admin/sign-in?next=/admin/account")
    link = next(one for one in page.links() if one.startswith("/oidc/start"))
    assert "Sign in with the City" in page.main()

    answer = back(there, liar.agrees(there.ask(link).location, SUBJECT))

    assert answer.location == "/admin/account"


def test_the_way_back_leads_nowhere_else(
    editor: Callable[..., Editor], liar: Liar, anna: int
) -> None:
    there = editor()

    answer = back(there, liar.agrees(begun(there, "//evil.example/"), SUBJECT))

    assert answer.location == "/admin/"


def test_a_session_that_was_there_is_replaced(
    editor: Callable[..., Editor], liar: Liar, anna: int, desk: Database
) -> None:
    there = editor("reader")
    before = there.client.get_cookie(COOKIE)
    assert before is not None

    answer = came_in(there, liar)

    assert cookie(answer) not in ("", before.value)
    assert sessions.session(desk, before.value, datetime.now(UTC)) is None


def test_the_flow_is_bound_to_one_browser_and_two_addresses(
    editor: Callable[..., Editor], liar: Liar, anna: int
) -> None:
    there, thief = editor(), editor()
    answer = there.ask("/oidc/start")
    raw = answer.headers["Set-Cookie"]
    assert raw.startswith(f"{FLOW}=")
    assert all(
        one in raw for one in ("Secure", "HttpOnly", "Path=/oidc/", "SameSite=Lax")
    )
    assert there.client.get_cookie(FLOW, path="/oidc/") is not None
    assert "Expires" in raw

    stolen = back(thief, liar.agrees(answer.location, SUBJECT))

    refused(thief, stolen)
    assert "Set-Cookie" not in there.ask("/sv/").headers


CLAIMS: list[dict[str, Any]] = [
    {"nonce": "another"},
    {"nonce": None},
    {"aud": "another-site"},
    {"aud": None},
    {"aud": ["another-site"], "azp": CLIENT},
    {"iss": "https://another.example"},
    {"iss": None},
    {"sub": None},
    {"sub": ""},
    {"sub": 7},
    {"sub": "x" * 256},
    {"exp": int(time.time()) - 3600},
    {"exp": None},
    {"exp": "soon"},
    {"iat": None},
    {"nbf": int(time.time()) + 3600},
]


@pytest.mark.parametrize("claims", CLAIMS, ids=str)
def test_a_token_that_says_anything_wrong_is_refused(
    editor: Callable[..., Editor], liar: Liar, anna: int, claims: dict[str, Any]
) -> None:
    there = editor()
    liar.claims = claims

    refused(there, came_in(there, liar))

    liar.claims = {}
    assert came_in(there, liar).status_code == 303


@pytest.mark.parametrize(
    "made", ["unsigned", "signed_with_secret", "signed_by_another"]
)
def test_a_token_that_the_provider_did_not_sign_is_refused(
    editor: Callable[..., Editor], liar: Liar, anna: int, made: str
) -> None:
    there = editor()
    liar.token = getattr(liar, made)

    refused(there, came_in(there, liar))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "....", "é.é.é"])
def test_a_token_that_is_none_is_refused(
    editor: Callable[..., Editor], liar: Liar, anna: int, token: str
) -> None:
    there = editor()
    liar.token = lambda _: token

    answer = came_in(there, liar)

    refused(there, answer, answer.status_code)
    assert answer.status_code in (400, 503)


def test_the_same_number_at_another_provider_is_somebody_else(
    editor: Callable[..., Editor], liar: Liar, desk: Database
) -> None:
    account(desk, "https://another.example")
    there = editor()

    refused(there, came_in(there, liar), 403)


def test_a_foreign_state_is_refused(
    editor: Callable[..., Editor], liar: Liar, anna: int
) -> None:
    there = editor()
    said = liar.agrees(begun(there), SUBJECT)

    for state in ("", "another", said["state"] + "x"):
        refused(there, back(there, {**said, "state": state}))
    assert back(there, said).status_code == 303


def test_a_callback_works_once(
    editor: Callable[..., Editor], liar: Liar, anna: int
) -> None:
    there = editor()
    answer = there.ask("/oidc/start")
    said = liar.agrees(answer.location, SUBJECT)
    kept = there.client.get_cookie(FLOW, path="/oidc/")
    assert kept is not None and back(there, said).status_code == 303

    assert back(there, said).status_code == 400
    thief = editor()
    thief.client.set_cookie(FLOW, kept.value, path="/oidc/", secure=True)
    refused(thief, back(thief, said))


def test_nobody_fills_the_history_with_wrong_answers(
    editor: Callable[..., Editor], desk: Database
) -> None:
    there = editor()
    for _ in range(40):
        assert back(there, {"code": "x", "state": "y"}).status_code == 400

    assert len(events.events(desk, action="sign_in.unproven", limit=99)) == 30


def test_an_altered_code_is_refused(
    editor: Callable[..., Editor], liar: Liar, anna: int
) -> None:
    there = editor()
    said = liar.agrees(begun(there), SUBJECT)

    refused(there, back(there, {**said, "code": said["code"] + "x"}))


def test_an_answer_from_another_provider_is_refused(
    editor: Callable[..., Editor], liar: Liar, anna: int
) -> None:
    there = editor()
    said = liar.agrees(begun(there), SUBJECT)

    refused(there, back(there, {**said, "iss": "https://another.example"}))
    liar.metadata["authorization_response_iss_parameter_supported"] = True
    there.site.extensions.pop("provider")
    said = liar.agrees(begun(there), SUBJECT)
    refused(there, back(there, said))
    assert back(
        there, {**liar.agrees(begun(there), SUBJECT), "iss": liar.issuer}
    ).location


def test_somebody_who_says_no_at_the_provider_is_told(
    editor: Callable[..., Editor], liar: Liar
) -> None:
    there = editor()
    state = liar.agrees(begun(there), SUBJECT)["state"]

    refused(there, back(there, {"error": "access_denied", "state": state}))


def test_a_flow_that_took_too_long_is_refused(
    editor: Callable[..., Editor],
    liar: Liar,
    anna: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = editor()
    said = liar.agrees(begun(there), SUBJECT)
    later = time.time() + oidc.MINUTES * 60 + 5
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)

    refused(there, back(there, said))


def test_a_forged_flow_is_refused(
    editor: Callable[..., Editor], liar: Liar, anna: int
) -> None:
    there = editor()
    flow = {"_state_provider_x": {"data": {"nonce": "n"}, "exp": time.time() + 99}}
    forged = URLSafeTimedSerializer("guessed", salt="sign-in flow").dumps(flow)
    there.client.set_cookie(FLOW, str(forged), path="/oidc/", secure=True)

    refused(there, back(there, {"code": "x", "state": "x"}))


def test_many_tabs_never_make_the_cookie_too_large(
    editor: Callable[..., Editor], liar: Liar, anna: int
) -> None:
    there = editor()
    for _ in range(20):
        answer = there.ask("/oidc/start")

    assert len(answer.headers["Set-Cookie"]) < 3000
    assert back(there, liar.agrees(answer.location, SUBJECT)).status_code == 303


def test_who_is_known_to_the_provider_only_is_told_their_number(
    editor: Callable[..., Editor], liar: Liar, desk: Database
) -> None:
    there = editor()

    answer = came_in(there, liar, "<b>unknown</b>")

    refused(there, answer, 403)
    assert "&lt;b&gt;unknown" in answer.text
    assert events.events(desk)[0]["action"] == "sign_in.unknown"


def test_a_locked_database_is_a_sentence(
    editor: Callable[..., Editor],
    liar: Liar,
    anna: int,
    desk: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("finder.storage.LOCK_TIMEOUT", 0.1)
    there = editor()
    said = liar.agrees(begun(there), SUBJECT)
    desk.execute("BEGIN IMMEDIATE")

    answer = back(there, said)

    desk.execute("ROLLBACK")
    refused(there, answer, 503)
    assert "database is busy" in answer.text
    assert came_in(there, liar).status_code == 303


def test_a_disabled_account_stays_out(
    editor: Callable[..., Editor], liar: Liar, anna: int, desk: Database
) -> None:
    with database.write(desk):
        desk.table("account").update(anna, {"disabled": 1})
    there = editor()

    refused(there, came_in(there, liar), 403)


@pytest.mark.parametrize("named", [True, False], ids=["named key", "nameless key"])
def test_new_keys_are_fetched_once(
    editor: Callable[..., Editor], liar: Liar, anna: int, named: bool
) -> None:
    liar.named = named
    liar.rotate()
    assert came_in(editor(), liar).status_code == 303
    liar.rotate()
    liar.asked.clear()

    assert came_in(editor(), liar).status_code == 303

    assert liar.asked.count("/keys") == 1


def test_a_provider_that_is_down_is_a_sentence_and_heals(
    editor: Callable[..., Editor], liar: Liar, anna: int, site: Flask, desk: Database
) -> None:
    bo = hired(desk, key(site), "Bo Ek")
    there = editor()
    said = liar.agrees(begun(there), SUBJECT)
    liar.status = 500
    site.extensions.pop("provider")

    for answer in (there.ask("/oidc/start"), back(there, said)):
        refused(there, answer, 503)
        assert "does not answer" in answer.text
    local = editor()
    assert signs_in(local, "bo", PASSWORD, bo.code()).status_code == 303
    assert local.ask("/sv/").status_code == 200

    liar.status = 200
    assert came_in(there, liar).status_code == 303


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"null", b"7", b'"x"', b"{}", b"\xff", b"[" * 9999]
)
def test_a_provider_that_answers_nonsense_is_a_sentence(
    editor: Callable[..., Editor], liar: Liar, anna: int, site: Flask, body: bytes
) -> None:
    there = editor()
    said = liar.agrees(begun(there), SUBJECT)
    liar.body = body

    answer = back(there, said)  # here the tokens are nonsense
    refused(there, answer, answer.status_code)
    assert answer.status_code in (400, 503)
    site.extensions.pop("provider", None)
    refused(there, there.ask("/oidc/start"), 503)  # and here what it says of itself


def test_a_slow_provider_keeps_nobody_waiting_long(
    editor: Callable[..., Editor],
    liar: Liar,
    anna: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(provider, "TIMEOUT", (0.2, 0.2))
    liar.delay = 1.0
    there = editor()
    began = time.monotonic()

    answer = there.ask("/oidc/start")

    refused(there, answer, 503)
    assert time.monotonic() - began < 0.9


def test_only_two_may_wait_for_the_provider_the_others_are_told(
    editor: Callable[..., Editor], liar: Liar
) -> None:
    there = editor()
    with provider._free, provider._free:
        answer = there.ask("/oidc/start")

        refused(there, answer, 503)
    assert there.ask("/oidc/start").status_code == 303


def test_a_provider_under_another_name_is_not_asked(
    editor: Callable[..., Editor], liar: Liar
) -> None:
    liar.metadata["issuer"] = "https://another.example"

    assert editor().ask("/oidc/start").status_code == 503


@pytest.mark.parametrize(
    ("claims", "code"), [({"acr": "loa3"}, 303), ({"acr": "loa1"}, 400), ({}, 400)]
)
def test_a_strength_that_is_asked_for_is_required(
    built_city: Path,
    tmp_path: Path,
    liar: Liar,
    claims: dict[str, str],
    code: int,
) -> None:
    instance = prepared(built_city, tmp_path / "strict", indexed=False)
    site = site_of(instance, liar, acr=("loa3", "loa4"))
    db = database.opened(site.config["SETTINGS"].editors)
    account(db, liar.issuer)
    db.close()
    there = Editor(site)
    liar.claims = claims
    address = begun(there)
    assert "acr_values=loa3+loa4" in address

    assert back(there, liar.agrees(address, SUBJECT)).status_code == code


def test_without_a_provider_there_is_no_such_way(
    built_city: Path, tmp_path: Path
) -> None:
    site = application(prepared(built_city, tmp_path / "alone", indexed=False))
    there = Editor(site)

    assert there.ask("/oidc/start").status_code == 404
    assert there.ask("/oidc/callback?code=x&state=y").status_code == 404
    assert "/oidc/" not in there.open("/admin/sign-in").text


def test_public_pages_never_ask_the_provider(
    editor: Callable[..., Editor], liar: Liar
) -> None:
    there = editor("writer")
    for address in ("/sv/", "/en/programmes/feriejobb", "/admin/", "/admin/sign-in"):
        there.ask(address)

    assert liar.asked == []


def test_what_the_provider_said_is_believed_for_an_hour(
    editor: Callable[..., Editor],
    liar: Liar,
    anna: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    came_in(editor(), liar)
    came_in(editor(), liar)
    assert len([one for one in liar.asked if "well-known" in one]) == 1

    monkeypatch.setattr(provider, "FRESH", 0.0)
    came_in(editor(), liar)

    assert len([one for one in liar.asked if "well-known" in one]) >= 2


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"FINDER_OIDC_ISSUER": "http://id.example"}, "must be an https address"),
        ({"FINDER_OIDC_ISSUER": "id.example"}, "must be an https address"),
        ({"FINDER_OIDC_ISSUER": "https://id.example/?x"}, "must be an https address"),
        ({"FINDER_OIDC_ISSUER": "https://id.example"}, "FINDER_OIDC_CLIENT_ID must"),
        (
            {
                "FINDER_OIDC_ISSUER": "https://id.example",
                "FINDER_OIDC_CLIENT_ID": "desk",
                "FINDER_OIDC_SECRET_FILE": "/nowhere/at-all",
            },
            "cannot be read: No such file",
        ),
        (
            {
                "FINDER_OIDC_ISSUER": "https://id.example",
                "FINDER_OIDC_CLIENT_ID": "desk",
                "FINDER_OIDC_SECRET_FILE": "/dev/null",
            },
            "is empty",
        ),
    ],
)
def test_a_wrong_setting_of_the_provider_is_a_sentence(
    environ: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        config.settings(environ)


def test_the_provider_is_read_from_the_environment(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s3cret\n")

    chosen = config.settings(
        {
            "FINDER_OIDC_ISSUER": "https://id.example/city",
            "FINDER_OIDC_CLIENT_ID": "desk",
            "FINDER_OIDC_SECRET_FILE": str(tmp_path / "secret"),
            "FINDER_OIDC_ACR": "loa3 loa4",
        }
    ).provider

    assert chosen == config.Provider(
        "https://id.example/city", "desk", "id.example", "s3cret", ("loa3", "loa4")
    )
    assert "s3cret" not in repr(chosen)
