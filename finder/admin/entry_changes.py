"""An entry's history with its old states brought back; two merged into one; one removed."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from finder import storage
from finder.admin import entry_forms as forms
from finder.admin.connections import catalogue_writer, desk
from finder.admin.entry_pages import (
    PLACES,
    Difference,
    address,
    asked_id,
    by,
    by_field,
    differences,
    known,
    note,
    others,
    record,
    shown,
    touched,
)
from finder.admin.entry_sentences import called
from finder.admin.routes import Route, does, form, reads
from finder.catalog.entries import (
    FIRST,
    EntryConflict,
    EntryInvalid,
    EntryRevision,
    Refused,
    history,
    remove,
    save,
)
from finder.catalog.entry_document import Entry, digest, present, split
from finder.catalog.entry_merging import merge
from finder.catalog.entry_problems import FIXED
from finder.catalog.publishing import Invalid
from finder.catalog.reading import NotFound
from finder.desk import units
from finder.desk.accounts import accounts
from finder.web.catalogue import catalogue
from finder.web.languages import gettext

Answer = str | Response | tuple[str, int]


def past(kind: str, **where: str) -> str:
    """All states of an entry, the newest first, each with what it changed."""
    return _past(kind, asked_id(where))


def restored(kind: str, **where: str) -> Answer:
    """Make an old state what the entry says again, as its newest."""
    entry_id, again = asked_id(where), partial(_past, kind, asked_id(where))
    number = request.form.get("number", "")
    found = [
        one["document"]
        for one in history(catalogue(), kind, entry_id)
        if str(one["number"]) == number and one["document"]
    ]
    if not found:
        raise NotFound(f"{kind} {entry_id} has no such state.")
    seen, how = request.form.get("seen", ""), by(note())._asdict()
    told = gettext("State %(number)s brought back") % {"number": number}
    how["note"] = how["note"] or told
    try:
        done = save(catalogue_writer(), kind, entry_id, found[0], seen=seen, **how)
        if not done.again:
            record(kind, "restored", entry_id, {"number": int(number)})
    except EntryInvalid as invalid:
        return again(faults=by_field(invalid.problems)), 422
    except EntryConflict:
        return again(conflict=True), 409
    except storage.Error:
        return again(refused=True), 503
    return redirect(address(kind, entry_id, saved="1"), 303)


def merged(kind: str, **where: str) -> Answer:
    """Choose what stays, see what is touched, then merge."""
    gone = asked_id(where)
    kept = request.values.get("into", "")[:120]
    if request.method == "GET":
        known(kind, gone)
        return _merging(kind, gone, kept)
    seen = request.form.get("seen", ""), request.form.get("seen_kept", "")
    how = by(note())
    how = how._replace(note=how.note or f"{gone} → {kept}")
    try:
        done = merge(catalogue_writer(), kind, gone, kept, seen=seen, by=how)
        if not done.again:
            record(
                kind, "merged", gone, {"into": kept, "programmes": done.done.changed}
            )
        if kind == "organization":
            units.move(desk(), gone, kept)
    except EntryConflict:
        return _merging(kind, gone, kept, conflict=True), 409
    except Invalid as invalid:
        return _merging(kind, gone, kept, invalid=sorted(invalid.problems)), 422
    except Refused:
        return _merging(kind, gone, kept, impossible=True), 422
    except storage.Error:
        return _merging(kind, gone, kept, refused=True), 503
    return redirect(address(kind, kept, saved="1"), 303)


def removed(kind: str, **where: str) -> Answer:
    """Take away what nothing uses."""
    entry_id = asked_id(where)
    if request.method == "GET":
        known(kind, entry_id)
        return _removing(kind, entry_id)
    seen = request.form.get("seen", "")
    if kind == "organization" and units.held(desk(), entry_id):
        return _removing(kind, entry_id), 422
    try:
        done = remove(catalogue_writer(), kind, entry_id, seen=seen, by=by(note()))
        if not done.again:
            record(kind, "removed", entry_id, {"note": note()})
    except EntryConflict:
        return _removing(kind, entry_id, conflict=True), 409
    except Refused:
        return _removing(kind, entry_id), 422
    except storage.Error:
        return _removing(kind, entry_id, refused=True), 503
    return redirect(url_for(f"admin.{kind}s", removed="1"), 303)


def _past(kind: str, entry_id: str, **more: Any) -> str:
    now = present(catalogue(), kind, entry_id)
    states = history(catalogue(), kind, entry_id)
    if now is None and not states:
        raise NotFound(f"There is no {kind} {entry_id}.")
    named = {one["id"]: one["name"] for one in accounts(desk())}
    last = next((one["document"] for one in states if one["document"]), now)
    return shown(
        *("entry_history", kind, entry_id),
        now=now,
        name=called(kind, now or last, entry_id),
        seen=digest(kind, now),
        first=FIRST,
        states=list(_changes(kind, states, now)),
        accounts=named,
        using=touched(kind, entry_id),
        **more,
    )


def _changes(
    kind: str, states: list[EntryRevision], now: Entry | None
) -> Iterator[dict[str, Any]]:
    """Each state with what differs from the one before it; whether it can come back."""
    for state, before in zip(states, [*states[1:], None]):
        rows: list[Difference] = []
        if before is not None:
            old = forms.filled(kind, before["document"])
            rows = differences(old, forms.filled(kind, state["document"]))
        held = state["document"]
        yield {
            "state": state,
            "rows": rows,
            "back": held is not None and digest(kind, held) != digest(kind, now),
        }


def _merging(kind: str, gone: str, kept: str, **more: Any) -> str:
    went = present(catalogue(), kind, gone)
    stays = present(catalogue(), kind, kept) if kept else None
    return shown(
        *("entry_merging", kind, gone),
        name=called(kind, went, gone),
        others=others(kind, gone),
        into=kept if stays else "",
        into_name=called(kind, stays, kept),
        seen=digest(kind, went),
        seen_kept=digest(kind, stays),
        using=touched(kind, gone),
        fixed=kind == "term" and split(gone)[0] in FIXED,
        note=note(),
        **more,
    )


def _removing(kind: str, entry_id: str, **more: Any) -> str:
    now = present(catalogue(), kind, entry_id)
    return shown(
        *("entry_removing", kind, entry_id),
        name=called(kind, now, entry_id),
        there=now is not None,
        seen=digest(kind, now),
        using=touched(kind, entry_id),
        units=units.held(desk(), entry_id) if kind == "organization" else [],
        fixed=kind == "term" and split(entry_id)[0] in FIXED,
        note=note(),
        **more,
    )


def _routes() -> list[Route]:
    found = []
    for kind, (place, least) in PLACES.items():
        one = (
            f"/{place}/<taxonomy>/<entry_id>"
            if kind == "term"
            else f"/{place}/<entry_id>"
        )
        found += [
            reads(f"{one}/history", f"{kind}_history", partial(past, kind), "writer"),
            does(f"{one}/restore", f"{kind}_restore", partial(restored, kind), least),
            form(
                f"{one}/merge",
                f"{kind}_merge",
                partial(merged, kind),
                least,
                look="writer",
            ),
            form(
                f"{one}/remove",
                f"{kind}_remove",
                partial(removed, kind),
                least,
                look="writer",
            ),
        ]
    return found


ROUTES: list[Route] = _routes()
