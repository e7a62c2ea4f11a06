"""What every way in ends with: a new session, and the page somebody was on their way to."""

from urllib.parse import urlsplit

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from finder.admin.connections import at, desk
from finder.admin.guard import COOKIE
from finder.desk import events, sessions

LONGEST = 2000  # characters of an address


def inside(text: str) -> str:
    """*text* when it is the path of a page of the desk, empty when it could lead elsewhere."""
    plain = all(one > " " and one.isprintable() for one in text)
    if not plain or "\\" in text or "//" in text or len(text) > LONGEST:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    ours = parts.path == "/admin" or parts.path.startswith("/admin/")
    return text if ours and not (parts.scheme or parts.netloc) else ""


def entered(account_id: int, by: str, target: str) -> Response:
    """To the page *target*, in a session of its own; the one before it is dead."""
    sessions.end_secret(desk(), request.cookies.get(COOKIE, ""))
    secret = sessions.begin(desk(), account_id, by, at())
    events.record(desk(), account_id, "sign_in.done", str(account_id), at(), {"by": by})
    answer = redirect(inside(target) or url_for("admin.front"), 303)
    answer.set_cookie(COOKIE, secret, secure=True, httponly=True, samesite="Lax")
    return answer
