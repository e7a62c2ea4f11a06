"""Who may come in, and whether a form is ours. What was typed is given back in any case."""

import secrets
from collections.abc import Iterator

from flask import Blueprint, current_app, g, render_template, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.wrappers import Response

from finder.admin.connections import at, desk, key, new_token, session
from finder.admin.routes import PUBLIC, Route
from finder.desk import events, sessions
from finder.desk.accounts import may
from finder.web.catalogue import settings
from finder.web.languages import TABLE, preferred

COOKIE = "__Host-sid"
RESUME = (
    "__Host-resume"  # stands in for the form key where a session ended while typing
)
RESUMED = 24 * 3600  # seconds within which such a form may be sent again
OUR_FIELDS = ("key", "form", "resume")
SAME_SITE = ("same-origin", "none", None)  # Sec-Fetch-Site of a form that is ours

ROUTES: dict[str, Route] = {}  # endpoint -> route


def add(blueprint: Blueprint, route: Route) -> None:
    """Make *route* an address of the desk, guarded by what it says."""
    endpoint = f"{blueprint.name}.{route.name}"
    ROUTES[endpoint] = route
    if route.apart:  # by its name it is guarded all the same
        blueprint.record(
            lambda state: state.app.add_url_rule(
                route.rule, endpoint, route.view, methods=list(route.least)
            )
        )
        return
    blueprint.add_url_rule(
        route.rule, route.name, route.view, methods=list(route.least)
    )


def let_in() -> Response | tuple[str, int] | None:
    """None for whoever may do what this request asks for; else the page that says why not."""
    route = ROUTES[str(request.endpoint)]
    method = "GET" if request.method in ("HEAD", "OPTIONS") else request.method
    if method not in route.least:
        raise MethodNotAllowed
    g.at_desk = True
    if settings().standing_in:  # a copy is served: what is saved now would be lost
        return render_template("admin/closed.html"), 503
    request.max_content_length = route.limit
    request.max_form_memory_size = route.limit
    there = sessions.session(desk(), request.cookies.get(COOKIE, ""), at())
    g.session = there
    wish = preferred()
    g.language = TABLE[
        there.account["language"] if there else "en" if wish == "en" else "sv"
    ]
    least = route.least[method]
    if least == PUBLIC:
        return None if method == "GET" or _same_site() else _refused(400)
    if there is None:
        return _signed_out(method)
    if not may(there.account["role"], least):
        events.record(
            desk(),
            there.account["id"],
            "access.refused",
            str(request.endpoint),
            at(),
        )
        return _refused(403)
    if method == "POST" and not _ours():
        events.record(
            desk(), there.account["id"], "form.foreign", str(request.endpoint), at()
        )
        return _refused(400)
    return None


def typed() -> Iterator[tuple[str, str]]:
    """Every field that was sent, but ours, in order."""
    for name, values in request.form.lists():
        if name not in OUR_FIELDS:
            yield from ((name, value) for value in values)


def _same_site() -> bool:
    return request.headers.get("Sec-Fetch-Site") in SAME_SITE


def _ours() -> bool:
    """Whether the form was opened here, by whoever sends it."""
    if not _same_site():
        return False
    given = request.form.get("key", "")
    if secrets.compare_digest(given.encode(), session().form_key.encode()):
        return True
    cookie = request.cookies.get(RESUME, "")
    try:
        bound = _signer().loads(request.form.get("resume", ""), max_age=RESUMED)
    except BadData:
        return False
    return bool(cookie) and secrets.compare_digest(str(bound), cookie)


def _signed_out(method: str) -> Response | tuple[str, int]:
    if method == "GET":
        page = render_template(
            "admin/sign_in_first.html", next=request.full_path.rstrip("?")
        )
        return page, 401
    if not _same_site():
        return _refused(400)
    bound = request.cookies.get(RESUME) or secrets.token_urlsafe(24)
    page = render_template(
        "admin/resume.html",
        fields=list(typed()),
        token=request.form.get("form") or new_token(),
        resume=_signer().dumps(bound),
        address=request.full_path.rstrip("?"),
    )
    answer = current_app.make_response((page, 401))
    answer.set_cookie(
        RESUME, bound, max_age=RESUMED, secure=True, httponly=True, samesite="Lax"
    )
    return answer


def _refused(code: int) -> tuple[str, int]:
    page = render_template(
        "admin/refused.html",
        code=code,
        fields=list(typed()) if request.method == "POST" else [],
        back=url_for("admin.front"),
    )
    return page, code


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer([key()], salt="resume")
