"""The desk's first page: what needs doing today, for whoever is signed in."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from finder.admin.condition import condition
from finder.admin.connections import allowed, desk, me, session
from finder.admin.guard import COOKIE
from finder.admin.routes import Route, does, reads
from finder.admin.today import today
from finder.desk import sessions


def front() -> str:
    """What there is to do."""
    signs = condition() if allowed("administrator") else []
    return render_template("admin/front.html", lines=today(), signs=signs)


def sign_out() -> Response:
    """End this session."""
    sessions.end(desk(), me()["id"], session().digest)
    answer = redirect(url_for("admin.sign_in"), 303)
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax")
    return answer


ROUTES: list[Route] = [
    reads("/", "front", front, "reader"),
    does("/sign-out", "sign_out", sign_out, "reader"),
]
