"""Signing in: with the city's provider, or with a local account."""

from flask import render_template, request
from werkzeug.wrappers import Response

from finder.admin.connections import at, desk, key
from finder.admin.entering import entered, inside
from finder.admin.routes import PUBLIC, Route, form
from finder.desk import local
from finder.desk.attempts import TooMany
from finder.desk.local import Proof, Refused
from finder.desk.passwords import Busy
from finder.storage import Error
from finder.web.catalogue import settings
from finder.web.languages import gettext

CUT = 1000  # characters of a field that are looked at
FIELDS = ("login", "password", "code")
FAILED = (Refused, TooMany, Busy, Error)  # why somebody may not be let in


def sign_in() -> str | Response | tuple[str, int]:
    """The ways in."""
    if request.method == "GET":
        return page({}, inside(request.args.get("next", "")))
    target = inside(request.form.get("next", ""))
    proof = Proof(*(request.form.get(name, "")[:CUT] for name in FIELDS))
    missing = {
        name: needed(name) for name in FIELDS if not getattr(proof, name).strip()
    }
    if missing:
        return page(missing, target), 422
    try:
        who = local.signed_in(desk(), key(), proof, request.remote_addr or "", at())
        return entered(who.account_id, who.by, target)
    except FAILED as error:
        return page({"login": told(error)}, target), status(error)


def page(errors: dict[str, str], target: str) -> str:
    """The form, with the login that was typed. A password is never sent back."""
    return render_template(
        "admin/sign_in.html",
        errors=errors,
        login=request.form.get("login", "")[:CUT],
        next=target,
        provider=settings().provider,
    )


def status(error: Exception) -> int:
    """HTTP's word for it."""
    if isinstance(error, Refused):
        return 422
    return 429 if isinstance(error, TooMany) else 503


def told(error: Exception) -> str:
    """Why somebody could not show who they are, as a sentence."""
    if isinstance(error, Error):
        return not_saved()
    if isinstance(error, TooMany):
        return gettext(
            "There were too many tries. Wait 15 minutes, then try again, even with what is right."
        )
    if isinstance(error, Busy):
        return gettext("Too many people are signing in at this moment. Try again soon.")
    return gettext(
        "This did not let you in. The login, the password or the code is wrong, or the code has"
        " been used. Wait for the next code, then type all three again."
    )


def not_saved() -> str:
    """A full disk, or a database that something else holds."""
    return gettext(
        "It could not be saved: the disk is full, or the database is busy. Nothing was changed."
        " Try again in a moment."
    )


def needed(field: str) -> str:
    """What stands at a field that is empty."""
    return {
        "login": gettext("Type the login."),
        "password": gettext("Type a password."),
        "code": gettext("Type a code."),
        "name": gettext("Type a name."),
    }[field]


ROUTES: list[Route] = [
    form("/sign-in", "sign_in", sign_in, PUBLIC),
]
