"""Ending a programme with a reason, taking it up again, breaks, and when residents see it."""

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.admin.connections import at, catalogue_writer, me, new_token
from finder.admin.routes import Route, form
from finder.admin.version_values import names
from finder.admin.fields import N_
from finder.admin.versions import Compared, compared, name_of
from finder.admin.whole_saving import (
    DAY,
    NOTE,
    not_written,
    record,
    sentences,
    typed,
)
from finder.catalog import versions
from finder.catalog.contradictions import is_day
from finder.catalog.document import ProgrammeDocument
from finder.catalog.editing import (
    FACTS,
    EditConflict,
    Part,
    part_digest,
    part_of,
    publish_part,
)
from finder.catalog.listed import today
from finder.catalog.merging import touched
from finder.catalog.publishing import Invalid
from finder.catalog.saving import Saved
from finder.catalog.whole import present
from finder.storage import Error
from finder.web.catalogue import catalogue
from finder.web.languages import gettext

Answer = str | tuple[str, int] | Response
Errors = dict[str, str]  # field -> what is wrong with it


class Way(NamedTuple):
    """One of the page's forms."""

    event: str
    note: str  # of the version it makes
    fields: tuple[str, ...]


WAYS = {
    "archive": Way(
        "programme.archived", N_("Ended"), ("archived_because", "successor")
    ),
    "reactivate": Way("programme.reactivated", N_("Taken up again"), ()),
    "break": Way(
        "programme.closed", N_("Break changed"), ("closed_from", "closed_until")
    ),
    "times": Way(
        "programme.scheduled", N_("Dates changed"), ("visible_from", "visible_to")
    ),
}
DAYS = (*WAYS["break"].fields, *WAYS["times"].fields)
BAD_DAY = N_("Write a day of the calendar, as 2027-03-01.")
BACKWARDS = N_("The last day comes before the first one.")


def ending(programme_id: str) -> Answer:
    """What ending would touch, and the four forms."""
    document = present(catalogue(), programme_id)
    if document is None:
        abort(404)
    if request.method == "GET":
        return _page(document)
    way = WAYS.get(request.form.get("do", ""))
    if way is None:
        return _page(document, problems=[gettext("Press one of the buttons.")]), 422
    return _saved(document, request.form["do"], way)


def _saved(document: ProgrammeDocument, do: str, way: Way) -> Answer:
    given = {name: typed(name) for name in way.fields}
    errors = _errors(given, document)
    if errors:
        return _page(document, do, given, errors), 422
    programme, token = document["id"], request.form.get("form") or new_token()
    saved: Saved | None = None
    try:
        saved = publish_part(
            catalogue_writer(),
            programme,
            FACTS,
            _changed(part_of(document, FACTS), do, given),
            seen=request.form.get("seen", ""),
            editor=me()["id"],
            at=at(),
            note=gettext(way.note),
            token=token,
        )
        if programme in saved.done.changed:
            revision = versions.newest(catalogue(), programme)
            record(way.event, programme, {**given, "revision": revision})
    except EditConflict as conflict:
        return _conflict(conflict, do, given), 409
    except Invalid as refused:
        return _page(document, do, given, problems=sentences(refused)), 422
    except Error as error:
        problems = [not_written(error, saved is not None)]
        return _page(document, do, given, problems=problems, token=token), 503
    return redirect(url_for("admin.ending", programme_id=programme, done=do), 303)


def _changed(facts: Part, do: str, given: Mapping[str, str]) -> Part:
    """*facts* as one of the forms wants them; what is empty is not stated."""
    changed: dict[str, Any] = {name: text or None for name, text in given.items()}
    if do == "archive":
        changed["status"] = "archived"
    if do == "reactivate":
        changed = {"status": "active", "archived_because": None, "successor": None}
    return {
        name: value
        for name, value in {**facts, **changed}.items()
        if value is not None or name not in changed
    }


def _errors(given: Mapping[str, str], document: ProgrammeDocument) -> Errors:
    found = {
        name: gettext(BAD_DAY)
        for name, text in given.items()
        if name in DAYS and text and not (DAY.fullmatch(text) and is_day(text))
    }
    for first, last in (
        ("closed_from", "closed_until"),
        ("visible_from", "visible_to"),
    ):
        start, end = given.get(first, ""), given.get(last, "")
        if not found and start and end and start > end:
            found[last] = gettext(BACKWARDS)
    if given.get("closed_until") and not given.get("closed_from"):
        found["closed_from"] = gettext("Say on which day the break begins too.")
    if len(given.get("archived_because", "")) > NOTE:
        found["archived_because"] = gettext("At most 500 characters.")
    other = given.get("successor")
    if other and (other == document["id"] or other not in names("programme")):
        found["successor"] = gettext("Choose another programme of the catalogue.")
    return found


def _conflict(conflict: EditConflict, do: str, given: Mapping[str, str]) -> str:
    """The forms begun from what is public now, all typed still there."""
    theirs = conflict.theirs
    if theirs is None:
        abort(404)
    seen = request.form.get("seen", "")
    before = versions.with_digest(
        catalogue(), theirs["id"], seen, lambda one: part_digest(one, FACTS)
    )
    meanwhile = compared(before, theirs) if before else None
    said = gettext(
        "Somebody else changed the facts of this programme after you opened this page. Nothing "
        "of theirs was overwritten, and all you typed is still here. Look at what they "
        "changed, then press the button again if it is still right."
    )
    return _page(theirs, do, given, problems=[said], meanwhile=meanwhile)


def _page(
    document: ProgrammeDocument,
    do: str = "",
    given: Mapping[str, str] | None = None,
    errors: Errors | None = None,
    *,
    problems: list[str] | None = None,
    meanwhile: Compared | None = None,
    token: str = "",
) -> str:
    facts = cast(dict[str, Any], document)
    held = {name: facts.get(name) or "" for way in WAYS.values() for name in way.fields}
    known = names("programme")
    return render_template(
        "admin/ending.html",
        programme_id=document["id"],
        name=name_of(document),
        facts=facts,
        typed={**held, **(given or {})},
        errors=errors or {},
        problems=problems or [],
        meanwhile=meanwhile,
        seen=part_digest(document, FACTS),
        tokens={do: token},
        touched=touched(catalogue(), document["id"]),
        names=known,
        others=[one for one in known.items() if one[0] != document["id"]],
        today=today().isoformat(),
        done=request.args.get("done", ""),
    )


ROUTES: list[Route] = [
    form("/programmes/<programme_id>/end", "ending", ending, "publisher"),
]
