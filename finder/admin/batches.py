"""Batches: what was changed as one step, and undoing it."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.admin import together
from finder.admin.connections import desk
from finder.admin.pages import page_of
from finder.admin.routes import Route, form, reads
from finder.catalog.publishing import Invalid
from finder.catalog.reading import cards
from finder.catalog.turning_back import Moved
from finder.desk import batches
from finder.storage import Error
from finder.web.catalogue import catalogue
from finder.web.languages import current, gettext

LISTED = 50
Answer = str | Response | tuple[str, int]


def listed() -> str:
    """The batches, newest first."""
    before = page_of({"page": request.args.get("before", "")})
    asked = before if "before" in request.args else None
    found = batches.batches(desk(), asked, LISTED + 1)
    shown = [one for one in found[:LISTED] if together.happened(catalogue(), one["id"])]
    more = found[LISTED - 1]["id"] if len(found) > LISTED else None
    return render_template("admin/batches.html", batches=shown, more=more)


def one(number: int) -> Answer:
    """What a batch did; and undoing it."""
    done = batches.batch(desk(), number)
    if done is None or not together.happened(catalogue(), number):
        abort(404)
    if request.method == "GET" or done["undone_at"]:
        return _page(done, "", [], 200)
    try:
        together.undo(done, request.form.get("form", ""))
    except together.ChangedSince as error:
        return _page(done, _conflict(), error.programmes, 409)
    except Moved:
        said = gettext("Nothing was undone: others are publishing. Try again.")
        return _page(done, said, [], 409)
    except Invalid as error:
        said = gettext(
            "Nothing was undone: what these programmes said before may not be said any more, "
            "since something they point to was removed."
        )
        return _page(done, said, list(error.problems), 409)
    except Error:
        said = gettext(
            "Nothing was undone: the database is busy or its disk is full. Try again in a moment."
        )
        return _page(done, said, [], 503)
    return redirect(url_for("admin.batch", number=number), 303)


def _page(
    done: batches.Batch, problem: str, about: list[str], code: int
) -> tuple[str, int]:
    parts = batches.parts(desk(), done["id"])
    ids = [one["programme_id"] for one in parts]
    found = cards(catalogue(), ids, current().tag, ["name"])
    page = render_template(
        "admin/batch.html",
        batch=done,
        parts=parts,
        names={one["id"]: one["words"].get("name") for one in found},
        since=together.changed_since(catalogue(), parts),
        problem=problem,
        about=about,
    )
    return page, code


def _conflict() -> str:
    return gettext(
        "Nothing was undone: somebody changed these programmes after the batch, and that would be "
        "lost. Put them right one by one."
    )


ROUTES: list[Route] = [
    reads("/batches", "batches", listed, "reader"),
    form("/batches/<int:number>", "batch", one, "publisher", look="reader"),
]
