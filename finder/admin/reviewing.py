"""What becomes of a draft: taken back, discarded, approved for a day, published with others."""

from datetime import date

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.admin.connections import at, catalogue_writer, desk, me, new_token
from finder.admin.fields import N_
from finder.admin.programme import address
from finder.admin.programme_form import cleaned
from finder.admin.routes import Route, does
from finder.admin.saving import NOTE, seen_number
from finder.admin.trouble import reason
from finder.admin.working import Work, work
from finder.catalog.editing import FACTS, EditConflict
from finder.catalog.publishing import Invalid
from finder.catalog.reading import NotFound
from finder.desk import drafts
from finder.desk.drafts import DraftConflict
from finder.desk.sent import sent_before
from finder.exchange import going_public
from finder.storage import Error
from finder.web.languages import gettext

Answer = Response | tuple[str, int]
# what a draft's note says when it could not be published on its day: see going_public
NOTES = (
    N_("The public text was changed after this was approved."),
    N_("Something that this refers to is gone, or the rules have changed."),
)
CHANGED = N_(
    "Somebody changed this draft while you looked at it, so nothing was done. Look at it as it "
    "is now, then decide."
)
OUTDATED = N_(
    "What is public was changed after this draft was begun, so nothing was published. Open each "
    "part, and publish it from there: both texts are shown beside each other."
)
NO_DAY = N_("Nothing was approved: choose a day that is still to come.")
UNFIT = N_(
    "Nothing was published: something in the drafts has to be mended first. Open the part, and "
    "press Publish there to see what."
)


def take_back(programme_id: str, part: str) -> Answer:
    """What waits for review is a draft again, with a note why."""
    return _done(programme_id, part, "back")


def discard(programme_id: str, part: str) -> Answer:
    """Drop a draft; of a programme that is not public, all of them with its facts."""
    return _done(programme_id, part, "discarded")


def approve(programme_id: str, part: str) -> Answer:
    """Let a draft become public on a day that is still to come."""
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        day = date.min
    if day <= at().astimezone().date():
        return _refused(programme_id, part, NO_DAY, 422)
    return _done(programme_id, part, "approved", day.isoformat())


def publish(programme_id: str) -> Answer:
    """Make all drafts of a programme public in one step."""
    there = work(programme_id)
    found, token = list(there.drafts.values()), request.form.get("form") or new_token()
    if not found:
        done = "published" if sent_before(desk(), token) else "nothing"
        return redirect(address(programme_id, FACTS, done=done), 303)
    seen = set(request.form.getlist("number"))
    if seen != {str(one["number"]) for one in found}:
        return _refused(programme_id, FACTS, CHANGED, 409)
    try:
        going_public.publish_drafts(
            catalogue_writer(),
            desk(),
            found,
            account=me()["id"],
            at=at(),
            token=token,
        )
    except (EditConflict, DraftConflict):
        return _refused(programme_id, FACTS, OUTDATED, 409)
    except Invalid:
        return _refused(programme_id, FACTS, UNFIT, 422)
    except Error as error:
        return _refused(programme_id, FACTS, reason(error), 503)
    return redirect(address(programme_id, FACTS, done="published"), 303)


def _done(programme: str, part: str, what: str, day: str = "") -> Answer:
    try:
        there = work(programme)
        done = _do(there, part, what, seen_number(), day)
    except DraftConflict:
        return _refused(programme, part, CHANGED, 409)
    except Error as error:
        return _refused(programme, part, reason(error), 503)
    if there.public is None and (what, part) == ("discarded", FACTS):
        return redirect(url_for("admin.programmes"), 303)
    told = {"done": what} if done else {}
    return redirect(address(programme, part, **told), 303)


def _do(there: Work, part: str, what: str, seen: int, day: str) -> bool:
    """Do it; whether there was anything to do it to. Raises DraftConflict."""
    programme = there.programme
    who, note = me()["id"], cleaned(request.form.get("note", ""))[:NOTE]
    if part not in there.drafts:
        if there.content(part):
            return False
        raise NotFound(part)
    if what == "back":
        drafts.take_back(
            desk(), programme, part, seen=seen, account=who, at=at(), note=note
        )
    elif what == "approved":
        drafts.approve(desk(), programme, part, day, seen=seen, account=who, at=at())
    else:
        drafts.discard(
            desk(),
            programme,
            part,
            seen=seen,
            account=who,
            at=at(),
            whole=part == FACTS and there.public is None,
        )
    return True


def _refused(programme: str, part: str, sentence: str, code: int) -> tuple[str, int]:
    page = render_template(
        "admin/not_done.html",
        sentence=gettext(sentence),
        note=request.form.get("note", ""),
        back=address(programme, part),
    )
    return page, code


ROUTES: list[Route] = [
    does(
        "/programmes/<programme_id>/drafts/<part>/take-back",
        "take_back",
        take_back,
        "writer",
    ),
    does(
        "/programmes/<programme_id>/drafts/<part>/discard", "discard", discard, "writer"
    ),
    does(
        "/programmes/<programme_id>/drafts/<part>/approve",
        "approve",
        approve,
        "publisher",
    ),
    does("/programmes/<programme_id>/publish", "publish_drafts", publish, "publisher"),
]
