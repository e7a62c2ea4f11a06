"""What people see and change of their own account: language, sessions, password, codes."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.admin import new_passwords
from finder.admin.connections import at, desk, key, me, session
from finder.admin.routes import Route, does, form, reads
from finder.admin.signing_in import CUT, FAILED, not_saved, status, told
from finder.desk import (
    administering,
    local,
    own_account,
    passwords,
    second_steps,
    sent_forms,
    sessions,
)
from finder.desk.local import Proof, Refused
from finder.storage import Error
from finder.web.catalogue import settings
from finder.web.languages import gettext

LANGUAGES = ("sv", "en")


def own(problem: str = "") -> str:
    """The account, and the sessions that are open."""
    return render_template(
        "admin/own_account.html",
        me=me(),
        here=session(),
        sessions=sessions.of_account(desk(), me()["id"], at()),
        done=request.args.get("done", ""),
        problem=problem,
    )


def speak() -> Response | tuple[str, int]:
    """Another language of the desk."""
    wanted = request.form.get("language", "")
    if wanted not in LANGUAGES:
        return own(gettext("Choose a language.")), 422
    return _done(
        "language", lambda: administering.speak(desk(), me()["id"], wanted, at())
    )


def end_session() -> Response | tuple[str, int]:
    """End one of one's own sessions."""
    which = request.form.get("session", "")
    return _done(
        "session", lambda: own_account.end_session(desk(), me()["id"], which, at())
    )


def end_others() -> Response | tuple[str, int]:
    """End all but this one."""
    here = session().digest
    return _done(
        "sessions", lambda: own_account.end_others(desk(), me()["id"], here, at())
    )


def change_password() -> str | Response | tuple[str, int]:
    """Another password, for somebody who shows the old one and a code."""
    if request.method == "GET":
        return _asking("admin/own_password.html", {})
    errors = new_passwords.problems(
        [me()["name"], me()["login"] or "", settings().site_name]
    )
    if errors:
        return _asking("admin/own_password.html", errors), 422
    try:
        kept = passwords.hashed(new_passwords.typed())
        _show_again()
        own_account.change_password(desk(), me()["id"], kept, session().digest, at())
    except FAILED as error:
        page = _asking("admin/own_password.html", {"old": told_again(error)})
        return page, status(error)
    return _back("password")


def new_codes() -> str | tuple[str, int]:
    """Ten other recovery codes. The answer shows them; sent again it shows the same."""
    if request.method == "GET":
        return _asking("admin/own_codes.html", {})
    token, who = request.form.get("form", "")[:100], me()["id"]
    made_of = f"{who} {token}"
    if not token or not sent_forms.result(desk(), f"codes {who}", token):
        try:
            _show_again()
            sent_forms.saved_once(
                *(desk(), f"codes {who}", token, at()), lambda: _renewed(made_of)
            )
        except FAILED as error:
            page = _asking("admin/own_codes.html", {"old": told_again(error)})
            return page, status(error)
    codes = second_steps.recovery_codes(key(), made_of)
    return render_template("admin/recovery_codes.html", codes=codes)


def told_again(error: Exception) -> str:
    """Why somebody who is signed in could not show that it is still them."""
    if isinstance(error, Refused):
        return gettext(
            "The password you have now or the code is wrong, or the code has been used. Wait for"
            " the next code, then try again. Nothing was changed."
        )
    return told(error)


def _show_again() -> None:
    typed = (request.form.get(name, "")[:CUT] for name in ("old", "code"))
    proof = Proof(me()["login"] or "", *typed)
    local.shown_again(desk(), key(), me()["id"], proof, request.remote_addr or "", at())


def _renewed(made_of: str) -> str:
    own_account.new_codes(desk(), me()["id"], key(), made_of, at())
    return "renewed"


def _asking(template: str, errors: dict[str, str]) -> str:
    return render_template(template, errors=errors, me=me())


def _done(what: str, save: Callable[[], None]) -> Response | tuple[str, int]:
    """Press a button; a disk that is full or a database that is busy is told."""
    try:
        save()
    except Error:
        return own(not_saved()), 503
    return _back(what)


def _back(done: str) -> Response:
    return redirect(url_for("admin.own_account", done=done), 303)


ROUTES: list[Route] = [
    reads("/account", "own_account", own, "reader"),
    does("/account/language", "own_language", speak, "reader"),
    does("/account/end-session", "end_session", end_session, "reader"),
    does("/account/end-other-sessions", "end_other_sessions", end_others, "reader"),
    form("/account/password", "own_password", change_password, "reader"),
    form("/account/recovery-codes", "own_codes", new_codes, "reader"),
]
