"""The page behind a one-time link: password, phone and recovery codes of a local account."""

from typing import NamedTuple

from flask import render_template, request

from finder.admin.connections import at, desk, key
from finder.admin.new_passwords import problems, typed
from finder.admin.qr import drawn
from finder.admin.routes import PUBLIC, Route, form
from finder.admin.signing_in import needed, status, told
from finder.desk import invitations, passwords, second_steps, sent_forms
from finder.desk.accounts import Account
from finder.desk.passwords import Busy
from finder.storage import Error
from finder.web.catalogue import settings
from finder.web.languages import gettext


class Asked(NamedTuple):
    """What somebody typed, as far as it is in order."""

    errors: dict[str, str]
    step: int  # of the code


def set_up(token: str) -> str | tuple[str, int]:
    """Choose a password, take up the secret on a phone, show a code of it; then print codes."""
    sent = request.form.get("form", "")[:100]
    if request.method == "POST" and sent_forms.result(desk(), _purpose(token), sent):
        return _done(token)
    try:
        who = invitations.invited(desk(), token, at())
    except invitations.Over:
        return render_template("admin/invitation_over.html"), 410
    if request.method == "GET":
        return _page(who, token, {})
    asked = _asked(who, token)
    if asked.errors:
        return _page(who, token, asked.errors), 422
    return _accepted(who, token, sent, asked.step)


def _accepted(who: Account, token: str, sent: str, step: int) -> str | tuple[str, int]:
    try:
        kept = passwords.hashed(typed())
        sent_forms.saved_once(
            *(desk(), _purpose(token), sent, at()),
            lambda: invitations.accept(desk(), token, kept, step, key(), at()),
        )
    except invitations.Over:
        return render_template("admin/invitation_over.html"), 410
    except (Busy, Error) as error:
        return _page(who, token, {"password": told(error)}), status(error)
    return _done(token)


def _asked(who: Account, token: str) -> Asked:
    code = request.form.get("code", "")[:100]
    step = second_steps.step_of(second_steps.phone_secret(key(), token), code, at())
    errors = problems([who["name"], str(who["login"]), settings().site_name])
    if not code.strip():
        errors["code"] = needed("code")
    elif step is None:
        errors["code"] = gettext(
            "This is not the code of this moment. Type the one that the phone shows now. If it"
            " is refused again, set the phone's clock to automatic."
        )
    return Asked(errors, step or 0)


def _page(who: Account, token: str, errors: dict[str, str]) -> str:
    secret = second_steps.phone_secret(key(), token)
    address = second_steps.phone_address(
        secret, str(who["login"]), settings().site_name
    )
    groups = [secret[n : n + 4] for n in range(0, len(secret), 4)]
    return render_template(
        "admin/set_up.html",
        who=who,
        secret=" ".join(groups),
        code=drawn(address),
        errors=errors,
    )


def _done(token: str) -> str:
    return render_template(
        "admin/recovery_codes.html", codes=second_steps.recovery_codes(key(), token)
    )


def _purpose(token: str) -> str:
    return f"set-up {token}"


ROUTES: list[Route] = [
    form("/invitation/<token>", "set_up", set_up, PUBLIC),
]
