"""Accounts, for administrators: who there is, who may do what, and links to set them up."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.admin.connections import at, desk, me
from finder.admin.routes import Route, does, form, reads
from finder.admin.signing_in import needed, not_saved
from finder.catalog.overview import organizations
from finder.desk import accounts, administering, invitations, local, sent_forms
from finder.desk.accounts import ROLES, Account
from finder.desk.administering import LONGEST, Kept
from finder.storage import Error
from finder.web.addresses import absolute
from finder.web.catalogue import catalogue, settings
from finder.web.languages import gettext

FIELDS = ("name", "role", "unit", "login", "subject", "language", "disabled", "shown")
LOGIN = re.compile(r"[\w.@+-]+")
LANGUAGES = ("sv", "en")


def every() -> str:
    """All accounts."""
    return render_template(
        "admin/accounts.html",
        accounts=accounts.accounts(desk()),
        ways=administering.ways(desk(), at()),
        units=organizations(catalogue()),
    )


def new() -> str | Response | tuple[str, int]:
    """Add an account, which then is given a link or an identity to sign in with."""
    if request.method == "GET":
        return _page({"role": "writer", "language": "sv"}, {})
    typed = _typed()
    errors = _problems(typed) or _no_way(typed)
    if errors:
        return _page(typed, errors), 422
    token = request.form.get("form", "")[:100]
    try:
        made = sent_forms.saved_once(
            *(desk(), f"account by {me()['id']}", token, at()), lambda: _added(typed)
        )
    except administering.Taken:
        return _page(typed, _taken(typed)), 422
    except Error:
        return _page(typed, {"name": not_saved()}), 503
    return redirect(url_for("admin.account", account_id=int(made), done="added"), 303)


def one(account_id: int) -> str | Response | tuple[str, int]:
    """An account, to look at and change."""
    who = _account(account_id)
    if request.method == "GET":
        return _page(_of(who), {}, who)
    typed = _typed()
    errors = _problems(typed)
    if errors:
        return _page(typed, errors, who), 422
    try:
        administering.change(
            desk(), account_id, _kept(typed, who), typed["shown"], me()["id"], at()
        )
    except administering.Taken:
        return _page(typed, _taken(typed), who), 422
    except administering.LastAdministrator:
        return _page(typed, {"role": _last()}, who), 422
    except administering.ChangedMeanwhile as error:
        return _page(typed, {"name": _meanwhile(error.now)}, error.now), 409
    except Error:
        return _page(typed, {"name": not_saved()}, who), 503
    return redirect(url_for("admin.account", account_id=account_id, done="saved"), 303)


def invite(account_id: int) -> str | Response | tuple[str, int]:
    """A one-time link, shown once: whoever opens it sets the account up anew."""
    who = _account(account_id)
    if who["login"] is None or who["disabled"]:
        return _page(_of(who), {"login": _uninvited()}, who), 422
    try:
        token = invitations.invite(desk(), account_id, me()["id"], at())
    except Error:
        return _page(_of(who), {"login": not_saved()}, who), 503
    link = absolute(url_for("admin.set_up", token=token))
    return render_template("admin/invited.html", who=who, link=link)


def _account(account_id: int) -> Account:
    return accounts.account(desk(), account_id) or abort(404)


def _typed() -> dict[str, str]:
    """The fields of the form, each on one line and without signs that cannot be seen."""
    return {name: _clean(request.form.get(name, "")) for name in FIELDS}


def _clean(text: str) -> str:
    seen = "".join(one if one.isprintable() else " " for one in text)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _of(who: Account) -> dict[str, Any]:
    """What the form shows of an account."""
    shown = {name: who.get(name) or "" for name in FIELDS}
    return {**shown, "shown": administering.digest(who)}


def _problems(typed: Mapping[str, str]) -> dict[str, str]:
    """Field -> what is wrong there."""
    errors = {
        name: gettext("Take at most 200 characters.")
        for name in ("name", "login", "subject")
        if len(typed[name]) > LONGEST
    }
    if not typed["name"]:
        errors["name"] = needed("name")
    if typed["role"] not in ROLES:
        errors["role"] = gettext("Choose a role.")
    if typed["language"] and typed["language"] not in LANGUAGES:
        errors["language"] = gettext("Choose a language.")
    if typed["unit"] and typed["unit"] not in organizations(catalogue()):
        errors["unit"] = gettext("Choose one from the list.")
    if typed["login"] and not LOGIN.fullmatch(typed["login"]):
        errors["login"] = gettext("Take letters, digits and the signs . @ + - _ only.")
    return errors


def _no_way(typed: Mapping[str, str]) -> dict[str, str]:
    if typed["login"] or typed["subject"]:
        return {}
    return {
        "login": gettext("Without a login or a number at the provider nobody gets in.")
    }


def _kept(typed: Mapping[str, str], who: Account | None = None) -> Kept:
    """The account that was typed; who they are at the provider stays as long as the number does."""
    subject, chosen = typed["subject"] or None, settings().provider
    if who is not None and (subject == who["subject"] or chosen is None):
        issuer, subject = who["issuer"], who["subject"]
    else:
        issuer = chosen.issuer if chosen and subject else None
        subject = subject if issuer else None
    return Kept(
        name=typed["name"],
        role=typed["role"],
        unit=typed["unit"] or None,
        login=local.login_of(typed["login"]) or None,
        issuer=issuer,
        subject=subject,
        disabled=int(bool(typed["disabled"])),
    )


def _added(typed: Mapping[str, str]) -> str:
    language = typed["language"] or "sv"
    made = administering.add(desk(), _kept(typed), language, me()["id"], at())
    return str(made["id"])


def _taken(typed: Mapping[str, str]) -> dict[str, str]:
    field = "login" if typed["login"] else "subject"
    return {
        field: gettext(
            "Another account has this login, or this number at the provider."
        )
    }


def _last() -> str:
    return gettext(
        "This is the last administrator who can sign in. Make somebody else an administrator"
        " first. Nothing was changed."
    )


def _meanwhile(now: Account) -> str:
    return gettext(
        "Somebody else has changed this account since you opened it. It now says: %(now)s. What"
        " you typed is below and not saved; save again if it is to stand."
    ) % {"now": "; ".join(_facts(now))}


def _facts(now: Account) -> list[str]:
    named = ("name", "role", "unit", "login", "subject")
    told = [str(now[one]) for one in named if now[one]]  # type: ignore[literal-required]
    return told + ([gettext("disabled")] if now["disabled"] else [])


def _uninvited() -> str:
    return gettext(
        "Only an account that has a login and is not disabled can be set up by a link."
    )


def _page(
    typed: Mapping[str, Any], errors: dict[str, str], who: Account | None = None
) -> str:
    shown = {"shown": administering.digest(who)} if who else {}
    return render_template(
        "admin/account.html",
        who=who,
        typed={**typed, **shown},
        errors=errors,
        units=organizations(catalogue()),
        provider=settings().provider,
        way=administering.ways(desk(), at()).get(who["id"]) if who else None,
        done=request.args.get("done", ""),
    )


ROUTES: list[Route] = [
    reads("/accounts", "accounts", every, "administrator"),
    form("/accounts/new", "new_account", new, "administrator"),
    form("/accounts/<int:account_id>", "account", one, "administrator"),
    does("/accounts/<int:account_id>/invite", "invite", invite, "administrator"),
]
