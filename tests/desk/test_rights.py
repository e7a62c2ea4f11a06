"""Roles × addresses × methods, as tests/desk/rights.txt writes them down."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from finder.desk.accounts import ROLES
from tests.desk.desk import Editor

TABLE = [
    line.split()
    for line in Path(__file__).with_name("rights.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
PART = re.compile(r"<(?:(\w+):)?\w+>")
# Answers that say "come in": what then becomes of nonsense is the view's own test.
LET_IN = {200, 302, 303, 400, 404, 409, 410, 413, 422}


def address(rule: str) -> str:
    """*rule* with something in the place of its parts."""
    return PART.sub(lambda part: "1" if part[1] == "int" else "feriejobb", rule)


def test_every_address_is_in_the_table(site: Flask) -> None:
    real = {
        (rule.rule, method)
        for rule in site.url_map.iter_rules()
        if rule.endpoint.startswith("admin.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert real == {(rule, method) for rule, method, _ in TABLE}
    assert {least for *_, least in TABLE} <= {"anyone", *ROLES}


@pytest.mark.parametrize("role", ["", *ROLES])
def test_a_role_may_do_what_the_table_says_and_no_more(
    editor: Callable[..., Editor], role: str
) -> None:
    there = editor(role)
    for rule, method, least in TABLE:
        at = address(rule)
        answer = (
            there.ask(at)
            if method == "GET"
            else there.send(at, {"x": "y"}, at="/admin/")
        )
        if least == "anyone" or (role and ROLES.index(role) >= ROLES.index(least)):
            assert answer.status_code in LET_IN, (rule, method, answer.status)
            assert "could not be trusted" not in answer.text or least == "anyone"
        else:
            assert answer.status_code == (403 if role else 401), (rule, method)
        if rule == "/admin/sign-out" and role:
            there = editor(role)


@pytest.mark.parametrize(
    "rule", [rule for rule, method, _ in TABLE if method == "POST"]
)
def test_a_form_that_is_not_ours_changes_nothing(
    editor: Callable[..., Editor], rule: str
) -> None:
    there = editor("administrator")
    foreign = {"Sec-Fetch-Site": "cross-site"}

    unkeyed = there.ask(address(rule), "POST", data={"x": "y"})
    crossed = there.send(address(rule), {"x": "y"}, at="/admin/", headers=foreign)

    least = next(one for path, method, one in TABLE if (path, method) == (rule, "POST"))
    assert crossed.status_code == 400
    assert unkeyed.status_code == 400 or least == "anyone"


def test_the_public_site_knows_nothing_of_the_desk(
    site: Flask, editor: Callable[..., Editor]
) -> None:
    there, stranger = editor("administrator"), editor()
    for path in ("/sv/", "/sv/programmes", "/en/programmes/feriejobb", "/robots.txt"):
        known, unknown = there.ask(path), stranger.ask(path)
        assert known.data == unknown.data
        assert b"/admin" not in known.data
        assert "Set-Cookie" not in known.headers
