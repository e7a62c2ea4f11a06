"""Accounts: made by a one-time link or an administrator, changed, disabled, kept by their owner."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyotp import TOTP

from finder.admin.qr import drawn
from finder.desk import (
    accounts,
    administering,
    database,
    events,
    invitations,
    keys,
    second_steps,
    sessions,
)
from finder.desk.administering import Kept, Taken
from finder.desk.database import Database
from finder.desk.invitations import Over
from tests.cli import run
from tests.desk.desk import Editor
from tests.desk.people import PASSWORD, Person, cookie, everything, hired, key, signs_in
from tests.pages.page import Page

Editors = Callable[..., Editor]
AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SECRET = re.compile(r'<code class="secret">([^<]*)</code>')


@pytest.fixture
def desk(site: Flask) -> Database:
    return database.opened(site.config["SETTINGS"].editors)


@pytest.fixture
def anna(site: Flask, desk: Database) -> Person:
    return hired(desk, key(site))


@pytest.fixture
def adam(editor: Editors, site: Flask, desk: Database) -> Editor:
    """An administrator, signed in as people do."""
    who = hired(desk, key(site), "Adam Ek", "administrator")
    there = editor()
    assert signs_in(there, "adam", PASSWORD, who.code()).status_code == 303
    there.account = who.account
    return there


def shown(text: str) -> list[str]:
    """The secrets that a page shows."""
    return [html.unescape(one) for one in SECRET.findall(text)]


def instance(site: Flask) -> Path:
    path: Path = site.config["SETTINGS"].instance
    return path


def invited(site: Flask, *more: str, name: str = "Eva Ny") -> str:
    """The path of a link that the command line makes."""
    done = run(instance(site), "invite", name, *more)
    assert done.exit_code == 0, done.output
    return re.search(r"http://[^/]+(/admin/invitation/\S+)", done.output)[1]  # type: ignore[index]


def set_up(there: Editor, link: str, **other: str) -> tuple[str, "dict[str, str]"]:
    """Open the link, and what its form would send."""
    page = there.open(link)
    secret = shown(page.text)[0].replace(" ", "")
    fields = {"password": PASSWORD, "again": PASSWORD, "code": TOTP(secret).now()}
    return secret, {**fields, **other}


def test_a_fresh_install_has_no_account(site: Flask, desk: Database) -> None:
    assert accounts.accounts(desk) == []


def test_the_first_administrator_comes_in_by_a_link(
    site: Flask, editor: Editors, desk: Database
) -> None:
    there = editor()
    link = invited(site, "--role", "administrator")
    secret, fields = set_up(there, link)

    answer = there.send(link, fields)

    assert answer.status_code == 200
    codes = shown(answer.text)
    assert len(set(codes)) == 10
    assert not cookie(answer) and there.ask("/admin/").status_code == 401
    later = TOTP(secret).at(datetime.now(UTC) + timedelta(seconds=30))
    assert signs_in(there, "eva.ny", PASSWORD, later).status_code == 303
    assert there.ask("/admin/accounts").status_code == 200
    actions = [one["action"] for one in events.events(desk)][::-1]
    assert actions[:3] == ["account.added", "account.invited", "account.set_up"]
    assert codes[0] not in everything(desk) and link[-43:] not in everything(desk)


def test_the_code_that_set_the_account_up_is_used(site: Flask, editor: Editors) -> None:
    link = invited(site, "--role", "reader")
    _, fields = set_up(editor(), link)
    editor().send(link, fields)

    assert signs_in(editor(), "eva.ny", PASSWORD, fields["code"]).status_code == 422


def test_a_link_works_once_but_its_form_may_be_sent_twice(
    site: Flask, editor: Editors, desk: Database
) -> None:
    there = editor()
    link = invited(site, "--role", "reader")
    _, fields = set_up(there, link)
    sent = {**fields, "form": "one form"}
    first = there.ask(link, "POST", data=sent)

    again = there.ask(link, "POST", data=sent)

    assert shown(again.text) == shown(first.text) != []
    other = there.ask(link, "POST", data={**sent, "form": "another form"})
    for answer in (there.ask(link), other):
        assert answer.status_code == 410 and shown(answer.text) == []
    assert desk.execute("SELECT count(*) FROM recovery_code").fetchone()[0] == 10
    there.open(link, 410)


def test_a_link_lasts_a_day_and_a_newer_one_replaces_it(
    desk: Database, anna: Person
) -> None:
    first = invitations.invite(desk, anna.account, None, AT)
    assert invitations.invited(desk, first, AT + timedelta(hours=23, minutes=59))
    with pytest.raises(Over):
        invitations.invited(desk, first, AT + timedelta(hours=24))

    invitations.invite(desk, anna.account, None, AT)

    with pytest.raises(Over):
        invitations.invited(desk, first, AT)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "Stockholm-2026", "again": "Stockholm-2026"}, "password"),
        ({"password": "eva ny eva ny 12", "again": "eva ny eva ny 12"}, "password"),
        ({"password": ""}, "password"),
        ({"again": "something else"}, "again"),
        ({"code": "000000"}, "code"),
        ({"code": ""}, "code"),
        ({"code": "١٢٣٤٥٦"}, "code"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_the_picture_stays(
    site: Flask, editor: Editors, desk: Database, wrong: dict[str, str], field: str
) -> None:
    there = editor()
    link = invited(site, "--role", "reader")
    secret, fields = set_up(there, link)

    answer = there.send(link, {**fields, **wrong})

    assert answer.status_code == 422
    assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', answer.text)
    assert f'href="#{field}"' in answer.text
    assert shown(answer.text)[0].replace(" ", "") == secret
    assert PASSWORD not in answer.text
    assert desk.execute("SELECT count(*) FROM recovery_code").fetchone()[0] == 0
    there.open(link)


def test_the_picture_holds_what_the_letters_say(site: Flask, editor: Editors) -> None:
    page = editor().open(invited(site, "--role", "reader"))
    secret = shown(page.text)[0].replace(" ", "")

    picture = drawn(second_steps.phone_address(secret, "eva.ny", "En väg in"))

    assert f'd="{picture.path}"' in page.text
    assert f"secret={secret}" in second_steps.phone_address(secret, "eva.ny", "x")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["Eva"], "Name a role with --role"),
        (["Anna", "--role", "reader"], "There is an account with the login anna"),
        (["Nobody", "--again"], "There is no account with the login nobody"),
        (["Eva <x>", "--role", "reader"], "cannot be a login"),
        (["  ", "--role", "reader"], "cannot be a login"),
    ],
)
def test_the_command_says_what_it_cannot_do(
    site: Flask, desk: Database, anna: Person, arguments: list[str], sentence: str
) -> None:
    done = run(instance(site), "invite", *arguments)

    assert done.exit_code == 1 and sentence in done.output
    assert "Traceback" not in done.output
    assert len(accounts.accounts(desk)) == 1


def test_the_command_needs_an_instance_and_a_sound_file(
    site: Flask, tmp_path: Path
) -> None:
    absent = run(tmp_path / "nowhere", "invite", "Eva", "--role", "reader")
    assert "There is no catalogue" in absent.output
    file = site.config["SETTINGS"].editors
    file.write_bytes(b"not a database at all" * 99)

    damaged = run(instance(site), "invite", "Eva", "--role", "reader")

    assert damaged.exit_code == 1 and "is damaged" in damaged.output


def test_a_lost_phone_is_replaced_from_the_command_line(
    site: Flask, editor: Editors, anna: Person
) -> None:
    there, before = editor(), editor()
    signs_in(before, "anna", PASSWORD, anna.code())
    link = invited(site, "--again", name="Anna")
    _, fields = set_up(there, link)

    there.send(link, fields)

    assert before.ask("/admin/").status_code == 401
    answer = signs_in(editor(), "anna", PASSWORD, anna.codes[0])
    assert answer.status_code == 422


def test_an_administrator_adds_somebody_who_then_comes_in(
    adam: Editor, editor: Editors, desk: Database
) -> None:
    fields = {
        "name": " Eva\tNy ",
        "role": "publisher",
        "login": "EVA",
        "language": "en",
    }
    added = adam.send("/admin/accounts/new", fields)
    assert added.status_code == 303
    page = added.location.split("?")[0]
    assert "Cannot sign in yet" in adam.open("/admin/accounts").main()

    made = adam.send(f"{page}/invite", {}, at=page)
    link = "/admin" + shown(made.text)[0].split("/admin")[1]
    there = editor()
    secret, chosen = set_up(there, link)
    assert there.send(link, chosen).status_code == 200

    later = TOTP(secret).at(datetime.now(UTC) + timedelta(seconds=30))
    assert signs_in(there, "eva", PASSWORD, later).status_code == 303
    assert "Eva Ny" in there.open("/admin/").text
    by = [one["account"] for one in events.events(desk, action="account.added")]
    assert by[0] == "Adam Ek"


def test_adding_twice_by_a_double_click_adds_once(adam: Editor, desk: Database) -> None:
    ours = dict(
        re.findall(
            r'name="(key|form)" value="([^"]*)"',
            adam.ask("/admin/accounts/new").text[-6000:],
        )
    )
    fields = {**ours, "name": "Eva", "role": "reader", "login": "eva"}

    answers = [adam.ask("/admin/accounts/new", "POST", data=fields) for _ in range(2)]

    assert {one.status_code for one in answers} == {303}
    assert len({one.location for one in answers}) == 1
    assert [one["name"] for one in accounts.accounts(desk)].count("Eva") == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "\x00\n "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"role": "root"}, "role"),
        ({"unit": "no-such-unit"}, "unit"),
        ({"login": "a b c/"}, "login"),
        ({"login": "anna"}, "login"),
        ({"login": ""}, "login"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_a_wrong_account_is_given_back_with_all_that_was_typed(
    adam: Editor, desk: Database, anna: Person, wrong: dict[str, str], field: str
) -> None:
    fields = {"name": "Eva Ny", "role": "reader", "login": "eva", "language": "sv"}

    answer = adam.send("/admin/accounts/new", {**fields, **wrong})

    assert answer.status_code == 422 and f'id="{field}-error"' in answer.text
    if field != "name":
        assert 'value="Eva Ny"' in answer.text
    assert len(accounts.accounts(desk)) == 2


def test_only_named_fields_are_read(adam: Editor, desk: Database) -> None:
    fields = {"name": "Eva", "role": "reader", "login": "eva", "language": "sv"}
    more = {"password": "x", "totp": "x", "id": "1", "made_at": "x", "issuer": "x"}

    adam.send("/admin/accounts/new", {**fields, **more, "disabled": ""})

    row = next(desk.query("SELECT * FROM account WHERE login = 'eva'"))
    assert (row["password"], row["totp"], row["issuer"]) == (None, None, None)


def changed(there: Editor, who: int, **fields: str) -> "tuple[int, str]":
    """The answer to the account's form with these fields changed."""
    page = there.open(f"/admin/accounts/{who}")
    now = {one.get("name"): one.get("value", "") for one in page.all("input")}
    roles = page.all("input", type="radio", name="role")
    role = next(one.get("value") for one in roles if "checked" in one.attrib)
    kept = {name: now[name] for name in ("name", "login", "shown")}
    data = {**kept, "role": role, **fields}
    answer = there.send(f"/admin/accounts/{who}", data)
    return answer.status_code, answer.text


def test_a_disabled_account_is_out_at_once_and_stays_out(
    adam: Editor, editor: Editors, desk: Database, anna: Person
) -> None:
    there = editor()
    signs_in(there, "anna", PASSWORD, anna.code())
    assert there.ask("/admin/").status_code == 200

    assert changed(adam, anna.account, disabled="1")[0] == 303

    assert there.ask("/admin/").status_code == 401
    assert sessions.of_account(desk, anna.account, datetime.now(UTC)) == []
    assert signs_in(editor(), "anna", PASSWORD, anna.codes[0]).status_code == 422
    assert events.events(desk)[1]["action"] == "account.disabled"
    changed(adam, anna.account)  # without the tick
    assert signs_in(editor(), "anna", PASSWORD, anna.codes[0]).status_code == 303


def test_another_role_ends_the_sessions(
    adam: Editor, editor: Editors, desk: Database, anna: Person
) -> None:
    there = editor()
    signs_in(there, "anna", PASSWORD, anna.code())

    changed(adam, anna.account, name="Anna Bergh")
    assert there.ask("/admin/").status_code == 200
    changed(adam, anna.account, role="publisher")

    assert there.ask("/admin/").status_code == 401
    detail = events.events(desk, action="account.changed")[0]["detail"]
    assert detail == {"role": ["writer", "publisher"]}


@pytest.mark.parametrize(
    "change", [{"disabled": "1"}, {"role": "publisher"}, {"login": ""}]
)
def test_the_last_administrator_who_can_sign_in_stays(
    adam: Editor, desk: Database, change: dict[str, str]
) -> None:
    with database.write(desk):  # neither of these can come in
        administering.add(
            desk, Kept("New", "administrator", login="new"), "sv", None, AT
        )
        administering.add(
            desk,
            Kept("Off", "administrator", issuer="i", subject="s", disabled=1),
            "sv",
            None,
            AT,
        )

    code, text = changed(adam, adam.account, **change)

    assert code == 422 and "last administrator" in text
    assert adam.ask("/admin/accounts").status_code == 200


def test_with_a_second_administrator_the_first_may_go(
    adam: Editor, desk: Database
) -> None:
    with database.write(desk):
        administering.add(
            desk, Kept("Bea", "administrator", issuer="i", subject="s"), "sv", None, AT
        )

    assert changed(adam, adam.account, role="reader")[0] == 303

    assert (
        adam.ask("/admin/accounts").status_code == 401
    )  # the session is gone with the role


def test_two_administrators_never_overwrite_each_other(
    adam: Editor, desk: Database, anna: Person
) -> None:
    page = adam.open(f"/admin/accounts/{anna.account}")
    old = page.all("input", name="shown")[0].get("value", "")
    changed(adam, anna.account, name="Anna af Berg")

    answer = adam.send(
        f"/admin/accounts/{anna.account}",
        {"name": "Anna B", "role": "reader", "login": "anna", "shown": old},
    )

    assert answer.status_code == 409
    assert "Anna af Berg" in answer.text and 'value="Anna B"' in answer.text
    assert administering.of_login(desk, "anna")["name"] == "Anna af Berg"  # type: ignore[index]
    new = Page("/admin/", answer.text).all("input", name="shown")[0].get("value", "")
    again = {"name": "Anna B", "role": "reader", "login": "anna", "shown": new}
    sent = adam.send(f"/admin/accounts/{anna.account}", again)
    assert sent.status_code == 303


def test_an_identity_belongs_to_one_account(desk: Database) -> None:
    kept = Kept("Eva", "reader", issuer="https://id.example", subject="1")
    with database.write(desk):
        made = administering.add(desk, kept, "sv", None, AT)
        administering.add(desk, kept._replace(issuer="https://other"), "sv", None, AT)
    with pytest.raises(Taken), database.write(desk):
        administering.add(desk, kept._replace(name="Eve"), "sv", None, AT)

    found = administering.of_identity(desk, "https://id.example", "1")
    assert found is not None and found["id"] == made["id"]
    assert administering.of_identity(desk, "https://third", "1") is None


def test_people_see_and_end_their_own_sessions(
    editor: Editors, desk: Database, anna: Person
) -> None:
    phone, tablet, work = editor(), editor(), editor()
    for there, code in (
        (phone, anna.code()),
        (tablet, anna.codes[0]),
        (work, anna.codes[1]),
    ):
        assert signs_in(there, "anna", PASSWORD, code).status_code == 303
    page = work.open("/admin/account")
    assert page.main().count("Sign out there") == 2
    one = page.all("input", name="session")[0].get("value", "")

    ended = work.send(
        "/admin/account/end-session", {"session": one}, at="/admin/account"
    )

    assert ended.status_code == 303
    left = [one.ask("/admin/").status_code for one in (phone, tablet, work)]
    assert sorted(left) == [200, 200, 401] and left[2] == 200
    work.send("/admin/account/end-other-sessions", {}, at="/admin/account")
    assert [one.ask("/admin/").status_code for one in (phone, tablet, work)] == [
        401,
        401,
        200,
    ]


def test_nobody_ends_a_session_of_somebody_else(
    editor: Editors, adam: Editor, desk: Database, anna: Person
) -> None:
    there = editor()
    signs_in(there, "anna", PASSWORD, anna.code())
    theirs = sessions.of_account(desk, adam.account, datetime.now(UTC))[0]["digest"]

    there.send("/admin/account/end-session", {"session": theirs}, at="/admin/account")

    assert adam.ask("/admin/").status_code == 200


def test_the_language_of_the_desk_is_ones_own(editor: Editors, anna: Person) -> None:
    there = editor()
    signs_in(there, "anna", PASSWORD, anna.code())

    there.send("/admin/account/language", {"language": "sv"}, at="/admin/account")

    assert there.open("/admin/account").all("html")[0].get("lang") == "sv"
    wrong = there.send(
        "/admin/account/language", {"language": "x"}, at="/admin/account"
    )
    assert wrong.status_code == 422


def test_a_password_is_changed_by_who_knows_the_old_one(
    editor: Editors, desk: Database, anna: Person
) -> None:
    here, there = editor(), editor()
    signs_in(here, "anna", PASSWORD, anna.codes[0])
    signs_in(there, "anna", PASSWORD, anna.codes[1])
    new = "fem röda hästar i snö"
    fields = {"old": PASSWORD, "password": new, "again": new, "code": anna.code()}

    wrong = here.send("/admin/account/password", {**fields, "old": "not it"})
    weak = here.send("/admin/account/password", {**fields, "password": "anna berg 12"})
    assert (wrong.status_code, weak.status_code) == (422, 422)
    assert there.ask("/admin/").status_code == 200
    right = here.send("/admin/account/password", fields)

    assert right.status_code == 303
    assert here.ask("/admin/").status_code == 200  # and nowhere else
    assert there.ask("/admin/").status_code == 401
    assert signs_in(editor(), "anna", PASSWORD, anna.codes[2]).status_code == 422
    assert signs_in(editor(), "anna", new, anna.codes[2]).status_code == 303


def test_guessing_the_old_password_is_limited_too(
    editor: Editors, anna: Person
) -> None:
    there = editor()
    signs_in(there, "anna", PASSWORD, anna.code())
    new = "fem röda hästar i snö"
    fields = {"old": "x", "password": new, "again": new, "code": "1"}
    for _ in range(5):
        there.send("/admin/account/password", fields)

    assert there.send("/admin/account/password", fields).status_code == 429


def test_new_recovery_codes_replace_the_old_and_are_shown_once(
    editor: Editors, desk: Database, anna: Person
) -> None:
    there = editor()
    signs_in(there, "anna", PASSWORD, anna.code())
    ours = there.ask("/admin/account/recovery-codes").text
    tokens = dict(re.findall(r'name="(key|form)" value="([^"]*)"', ours))
    fields = {**tokens, "old": PASSWORD, "code": anna.codes[0]}

    first = there.ask("/admin/account/recovery-codes", "POST", data=fields)
    again = there.ask("/admin/account/recovery-codes", "POST", data=fields)

    codes = shown(first.text)
    assert first.status_code == 200 and len(codes) == 10
    assert shown(again.text) == codes and not set(codes) & set(anna.codes)
    assert signs_in(editor(), "anna", PASSWORD, anna.codes[1]).status_code == 422
    assert signs_in(editor(), "anna", PASSWORD, codes[1]).status_code == 303
    there.ask("/admin/account/recovery-codes", "POST", data=fields)
    assert signs_in(editor(), "anna", PASSWORD, codes[1]).status_code == 422
    assert shown(there.open("/admin/account/recovery-codes").text) == []


def test_every_page_of_sign_in_and_accounts_is_well_built(
    editor: Editors, adam: Editor, anna: Person
) -> None:
    for language in ("sv", "en"):
        there = editor("administrator", language)
        for address in (
            *("/admin/account", "/admin/account/password", "/admin/accounts"),
            *("/admin/account/recovery-codes", "/admin/accounts/new"),
            *(f"/admin/accounts/{anna.account}", "/admin/sign-in"),
        ):
            there.open(address)
        there.open("/admin/accounts/999", 404)
        own = editor()
    signs_in(own, "anna", PASSWORD, anna.code())
    assert "The password you have now" in own.open("/admin/account/password").main()
    for who, address in (
        (own, "/admin/account/password"),
        (adam, "/admin/accounts/new"),
    ):
        wrong = who.send(address, {"name": ""})
        assert wrong.status_code == 422
        page = Page(address, wrong.text)
        for one in page.all("input", aria_invalid="true"):
            assert one.get("aria-describedby", "").split()[-1] in wrong.text


def test_after_a_session_ended_a_new_one_sends_the_kept_form(
    editor: Editors, desk: Database, adam: Editor
) -> None:
    fields = {"name": "Eva Lång", "role": "reader", "login": "eva", "language": "sv"}
    token = dict(
        re.findall(
            r'name="(form)" value="([^"]*)"', adam.ask("/admin/accounts/new").text
        )
    )
    with database.write(desk):
        desk.execute("DELETE FROM session")
    kept = adam.ask(
        "/admin/accounts/new", "POST", data={**fields, **token, "key": "old"}
    )
    assert kept.status_code == 401 and 'value="Eva Lång"' in kept.text
    again = dict(re.findall(r'name="(resume|form)" value="([^"]*)"', kept.text))

    codes = second_steps.recovery_codes(
        keys.secret(adam.site.config["SETTINGS"].key), "t"
    )
    with database.write(desk):
        invitations.replace_codes(desk, adam.account, codes)
    assert signs_in(adam, "adam", PASSWORD, codes[0]).status_code == 303
    answer = adam.ask("/admin/accounts/new", "POST", data={**fields, **again})

    assert answer.status_code == 303
    assert administering.of_login(desk, "eva") is not None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {
            one: st.text(max_size=60)
            for one in (
                "name",
                "role",
                "unit",
                "login",
                "subject",
                "disabled",
                "shown",
                "form",
            )
        }
    )
)
def test_anything_typed_into_an_account_is_answered(
    adam: Editor, typed: dict[str, str]
) -> None:
    safe = {name: text.encode("utf-8", "replace") for name, text in typed.items()}
    for address in ("/admin/accounts/new", f"/admin/accounts/{adam.account}"):
        answer = adam.send(address, safe)

        assert answer.status_code in (303, 409, 422)
        assert adam.ask("/admin/accounts").status_code == 200
