"""A database that cannot be written or opened just now: a sentence, and all that was typed."""

from flask import g, render_template, request

from finder.admin.fields import N_
from finder.admin.guard import OUR_FIELDS, typed
from finder.web.languages import gettext

FULL = N_(
    "There is no space left on the server's disk, so nothing was saved. All you typed is still "
    "here: wait a moment and press the button again. If it goes on, tell an administrator."
)
LOCKED = N_(
    "Somebody else is writing just now, so nothing was saved. All you typed is still here: "
    "press the button again."
)
BROKEN = N_(
    "The server could not write, so nothing may have been saved. All you typed is still here: "
    "press the button again. If it goes on, tell an administrator."
)


def reason(error: Exception) -> str:
    """Why a database did not write, as a sentence in English that is said in any language."""
    said = str(error)
    if "full" in said or "disk I/O" in said:
        return FULL
    return LOCKED if "locked" in said or "busy" in said else BROKEN


def page(error: Exception) -> tuple[str, int]:
    """The page of the desk where not even the session can be looked at."""
    g.at_desk = True
    sent = request.method == "POST"
    answer = render_template(
        "admin/trouble.html",
        sentence=gettext(reason(error)) if sent else "",
        fields=list(typed()) if sent else [],
        ours=(
            [(name, request.form.get(name, "")) for name in OUR_FIELDS] if sent else []
        ),
        address=request.full_path.rstrip("?"),
    )
    return answer, 503
