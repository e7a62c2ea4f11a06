"""What is due to be checked again, unit by unit, and the one click that says nothing has changed.

Whoever may publish may say so: residents read the day, so it is as public as a text.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple, TypedDict

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.admin.connections import (
    allowed,
    at,
    catalogue_writer,
    desk,
    key,
    me,
    new_token,
)
from finder.admin.days import today
from finder.admin.feed import address
from finder.admin.recording import NotRecorded, record_once
from finder.admin.routes import Route, does, reads
from finder.admin.typed import chosen, one_line
from finder.catalog import freshness
from finder.catalog.editing import EditConflict
from finder.catalog.freshness import AGAINST, STATES, Review
from finder.catalog.publishing import Invalid, current
from finder.catalog.revisions import at_revision
from finder.desk import events, feeds
from finder.exchange.difference import Change, changes
from finder.storage import Error
from finder.web.catalogue import catalogue

MOST = 500  # programmes that one press may be about
# In the catalogue's own language: residents read it, with the role and never the name.
USUAL = {
    "publisher": "enhetens egna uppgifter, genomgångna av en publicist",
    "administrator": "enhetens egna uppgifter, genomgångna av en administratör",
}


class Listed(TypedDict):
    """A unit and what is due there."""

    unit: str
    name: str
    feed: str  # its address, with the key
    reviews: list[Review]


class Refused(NamedTuple):
    """A programme that was not marked as checked, and why."""

    review: Review | None  # as it is now; None where it is gone or archived
    programme: str
    changes: list[Change]  # facts that somebody changed since the list was opened
    problems: list[str]


def show() -> str:
    """The list, of one unit or all, in one state or all that need somebody."""
    return _page()


def assure() -> Response | tuple[str, int]:
    """The facts of the programmes chosen are right today: "nothing has changed"."""
    against = one_line("against")[:AGAINST] or USUAL[me()["role"]]
    only = chosen("only")
    seen = _seen()
    asked = [one for one in only or chosen("programme") if one in seen][:MOST]
    if not asked:
        return _page(problem="none", ticked=chosen("programme"), against=against), 422
    refused = []
    for programme in asked:
        try:
            told = _assured(programme, seen[programme], against)
        except Error:
            page = _page(problem="disk", ticked=asked, against=against)
            return page, 503
        except NotRecorded:
            return _page(problem="history", ticked=asked, against=against), 503
        refused += [told] if told else []
    done = len(asked) - len(refused)
    if refused:
        page = _page(refused=refused, done=done, against=against)
        return page, 409
    unit, state = ((*chosen(name), None)[0] for name in ("unit", "state"))
    back = url_for("admin.freshness", done=done, unit=unit or None, state=state or None)
    return redirect(back, 303)


def renew_feed(unit: str) -> Response:
    """Another key for a unit's feed."""
    if unit not in freshness.units(catalogue()):
        abort(404)
    feeds.renew(desk(), unit)
    events.record(desk(), me()["id"], "feed.renewed", unit, at())
    return redirect(url_for("admin.freshness", unit=unit, renewed=1), 303)


def _assured(programme: str, revision: int, against: str) -> Refused | None:
    """Mark one; None when that was done, or had been done by the same form before."""
    token = f"{request.form.get('form') or new_token()} {programme}"
    db = catalogue_writer()
    try:
        saved = freshness.assure(
            *(db, programme, revision),
            day=today(),
            against=against,
            editor=me()["id"],
            at=at(),
            token=token,
        )
    except (EditConflict, LookupError):
        return _refused(programme, revision)
    except Invalid as error:
        told = [str(one) for one in error.problems[programme]]
        return _refused(programme, revision, told)
    if saved.done.changed:
        detail = {"on": today().isoformat(), "against": against}
        record_once("programme.assured", programme, detail)
    return None


def _refused(programme: str, revision: int, problems: Iterable[str] = ()) -> Refused:
    db = catalogue_writer()
    now = {one["id"]: one for one in freshness.reviews(db, today())}.get(programme)
    found: list[Change] = []
    try:
        before, after = at_revision(db, programme, revision), current(db, programme)
    except LookupError:
        return Refused(now, programme, found, list(problems))
    if not problems:
        found = [
            one for one in changes(before, after) if not one.field.startswith("texts")
        ]
    return Refused(now, programme, found, list(problems))


def _seen() -> dict[str, int]:
    """Programme -> the revision that the list showed; what is no number is left out."""
    found = {}
    for name, value in request.form.items():
        if name.startswith("seen-") and value.isascii() and value.isdigit():
            found[name.removeprefix("seen-")] = int(value[:9])
    return found


def _page(
    *,
    problem: str = "",
    refused: Iterable[Refused] = (),
    done: int | None = None,
    ticked: Iterable[str] = (),
    against: str = "",
) -> str:
    units = freshness.units(catalogue())
    unit = next((one for one in _wished("unit") if one in units), None)
    state = next((one for one in _wished("state") if one in STATES), None)
    found = freshness.reviews(catalogue(), today(), unit)
    count = Counter(one["state"] for one in found)
    wanted = [one for one in found if one["state"] == state] if state else found
    if not state:
        wanted = [one for one in found if one["state"] in freshness.LATE]
    args = request.args
    ticked = set(ticked)
    if args.get("tick") == "all":
        ticked |= {one["id"] for one in wanted}
    return render_template(
        "admin/freshness.html",
        units=units,
        unit=unit,
        state=state,
        states=STATES,
        count=count,
        listed=_by_unit(wanted, unit),
        problem=problem,
        token=request.form.get("form", "") if problem else "",
        refused=list(refused),
        done=done if done is not None else _number(args.get("done", "")),
        renewed="renewed" in args,
        ticked=ticked,
        against=against or USUAL.get(me()["role"], ""),
        longest=AGAINST,
        may_assure=allowed("publisher"),
    )


def _by_unit(found: Iterable[Review], unit: str | None) -> list[Listed]:
    """*found* unit by unit, that of whoever looks first; *unit* even if nothing is due there."""
    groups = groupby(found, key=lambda one: (one["unit"], one["unit_name"]))
    listed = [
        Listed(unit=key[0], name=key[1], feed="", reviews=list(reviews))
        for key, reviews in groups
    ]
    if unit and not listed:
        name = freshness.units(catalogue())[unit]
        listed = [Listed(unit=unit, name=name, feed="", reviews=[])]
    listed.sort(key=lambda one: one["unit"] != me()["unit"])
    for one in listed:
        one["feed"] = address(one["unit"], feeds.feed_key(desk(), key(), one["unit"]))
    return listed


def _wished(name: str) -> list[str]:
    return [request.args.get(name, ""), *chosen(name)]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


ROUTES: list[Route] = [
    reads("/freshness", "freshness", show, "reader"),
    does("/freshness/checked", "assure", assure, "publisher"),
    does("/freshness/feeds/<unit>", "renew_feed", renew_feed, "publisher"),
]
