"""The way through the city's sign-in: out to the provider, and back. The cookie that binds both
ends is sent to these two addresses alone, and lives for minutes."""

from datetime import timedelta
from typing import Any

from flask import Flask, abort, redirect, render_template, request, url_for
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from werkzeug.wrappers import Response

from finder.admin import provider
from finder.admin.connections import at, desk, key
from finder.admin.entering import entered, inside
from finder.admin.routes import PUBLIC, Route
from finder.desk import administering, attempts, events
from finder.storage import Error
from finder.web.addresses import absolute
from finder.web.catalogue import settings

PATH = "/oidc/"
MINUTES = 10  # somebody may take at the provider


def start() -> Response | tuple[str, int]:
    """Off to the provider."""
    _chosen()
    target = inside(request.args.get("next", ""))
    try:
        address = provider.begun(absolute(url_for("admin.oidc_callback")), target)
    except provider.Silent:
        return _page("silent", target), 503
    return redirect(address, 303)


def callback() -> Response | tuple[str, int]:
    """Back from it, with a code that shows who somebody is."""
    chosen = _chosen()
    try:
        subject, target = provider.proven(
            request.args.get("state", ""), request.args.get("iss")
        )
    except provider.Silent:
        return _page("silent"), 503
    except provider.Unproven:
        _tell("sign_in.unproven", "")
        return _page("unproven"), 400
    try:
        return _arrived(chosen.issuer, subject, target)
    except Error:
        return _page("busy", target), 503


def _arrived(issuer: str, subject: str, target: str) -> Response | tuple[str, int]:
    """In, for who has an account; for others a page that tells them their number."""
    who = administering.of_identity(desk(), issuer, subject)
    if who is None or who["disabled"]:
        _tell("sign_in.unknown", str(who["id"]) if who else "")
        return _page("unknown", subject=subject), 403
    return entered(who["id"], "provider", target)


def _tell(action: str, subject: str) -> None:
    """Write it into the history, unless one address fills it."""
    address = request.remote_addr or ""
    if attempts.worth_telling(desk(), key(), "the provider", address, at()):
        events.record(desk(), None, action, subject, at())


def _chosen() -> Any:
    return settings().provider or abort(404)


def _page(what: str, target: str = "", subject: str = "") -> str:
    return render_template(
        "admin/provider.html",
        what=what,
        next=target,
        subject=subject,
        provider=settings().provider,
    )


class Flows(SecureCookieSessionInterface):
    """Flask's own session, for these addresses only: no other page reads or writes it."""

    def open_session(self, app: Flask, request: Any) -> SecureCookieSession | None:
        if not request.path.startswith(PATH):
            return self.make_null_session(app)
        return super().open_session(app, request)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        return URLSafeTimedSerializer([key()], salt="sign-in flow")


def init_app(app: Flask) -> None:
    """The cookie of a sign-in under way."""
    app.session_interface = Flows()
    app.config.update(
        SESSION_COOKIE_NAME="__Secure-flow",
        SESSION_COOKIE_PATH=PATH,
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=MINUTES),
    )


def _apart(name: str, view: Any) -> Route:
    return Route(f"{PATH}{name}", f"oidc_{name}", view, {"GET": PUBLIC}, apart=True)


ROUTES: list[Route] = [
    _apart("start", start),
    _apart("callback", callback),
]
