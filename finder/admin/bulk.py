"""Bulk: many programmes chosen, one field changed in all of them, looked at and then done."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.admin import together
from finder.admin.choosing import asked_for, choices, values
from finder.admin.version_words import named
from finder.admin.routes import FORM, Route, form
from finder.admin.told import told
from finder.catalog.choosing import BY, Chosen, chosen
from finder.catalog.document import SETS, ProgrammeDocument, canonical
from finder.catalog.publishing import Invalid, current, known
from finder.catalog.turning_back import Moved, changes_so_far
from finder.catalog.validation import problems
from finder.exchange.bulk import FIELDS, Change, changed, is_sound
from finder.exchange.difference import changes, compared
from finder.exchange.importing import allowed_there
from finder.storage import Error
from finder.web.catalogue import catalogue
from finder.web.languages import gettext

LONGEST = 2_000  # characters of a value
MOST = 800  # programmes at once: a form has room for no more
Answer = str | Response | tuple[str, int]


class Row(NamedTuple):
    """What would become of one programme."""

    programme: Chosen
    changes: list[Any]  # of difference.Change; none: it says so already
    problems: list[tuple[str, Any]]  # field, Told


class Plan(NamedTuple):
    """What would become of all that are ticked."""

    change: int  # of the catalogue it was made against
    rows: list[Row]
    documents: list[ProgrammeDocument]  # those with a difference


def bulk() -> Answer:
    """Choose and say what to change; see it; do it."""
    if request.method == "GET":
        return _choose("", 200)
    asked, ticked = _asked(request.form), request.form.getlist("id")
    problem = _wrong(asked, ticked)
    if problem:
        return _choose(problem, 422)
    plan = _plan(asked, set(ticked))
    if request.form.get("do") != "apply":
        return _preview(asked, plan, "", 200)
    return _applied(asked, plan)


def _applied(asked: Change, plan: Plan) -> Answer:
    token = request.form.get("form", "")
    if request.form.get("change") != str(plan.change):
        made = together.made_by(token)
        if made:
            return redirect(url_for("admin.batch", number=made), 303)
        return _preview(asked, plan, _moved(), 409)
    if any(one.problems for one in plan.rows):
        return _preview(asked, plan, _refused(), 422)
    if not plan.documents:
        return _preview(asked, plan, gettext("There is nothing to change."), 422)
    step = together.Step("bulk", _note(asked), "bulk.changed")
    try:
        number = together.publish(plan.documents, step, plan.change, token)
    except (Moved, Invalid):
        return _preview(asked, _plan(asked, set(_ids(plan))), _moved(), 409)
    except Error:
        said = gettext(
            "Nothing was changed: the database is busy or its disk is full. Try again in a moment."
        )
        return _preview(asked, plan, said, 503)
    return redirect(url_for("admin.batch", number=number), 303)


def _asked(given: Mapping[str, str]) -> Change:
    field = given.get("field", "")
    how = given.get("how", "") if field in SETS else "set"
    return Change(field, how, given.get("value", "")[:LONGEST])


def _wrong(asked: Change, ticked: list[str]) -> str:
    """Why this cannot even be looked at; empty when it can."""
    if not ticked:
        return gettext("Tick at least one programme.")
    if asked.field not in FIELDS:
        return gettext("Choose what to change.")
    if not is_sound(asked) or (asked.field in SETS and not asked.value.strip()):
        return gettext("Say whether to add or take out, and which value.")
    return ""


def _plan(asked: Change, ticked: set[str]) -> Plan:
    db = catalogue()
    change = changes_so_far(db)
    allowed, plan = known(db), Plan(change, [], [])
    for one in chosen(db, {}):
        if one["id"] not in ticked:
            continue
        before = current(db, one["id"])
        after = changed(before, asked)
        wrong = problems(after, allowed)
        differing = [] if wrong else changes(before, after)
        said = [(each.field, told(allowed_there(each))) for each in wrong]
        plan.rows.append(Row(one, differing, said))
        if differing:
            plan.documents.append(canonical(after))
    return plan


def _choose(problem: str, code: int) -> tuple[str, int]:
    given = request.form if request.method == "POST" else request.args
    by = asked_for(given)
    field = given.get("field", "")
    ticked = request.form.getlist("id")
    found = chosen(catalogue(), by)
    page = render_template(
        "admin/bulk.html",
        by=by,
        choices=choices(),
        programmes=found[:MOST],
        more=len(found) - MOST,
        ticked=set(ticked) if request.method == "POST" else None,
        fields={one: named(one) for one in FIELDS},
        asked=_asked(given),
        is_set=field in SETS,
        values=values(field) if field in FIELDS else {},
        problem=problem,
    )
    return page, code


def _preview(asked: Change, plan: Plan, problem: str, code: int) -> tuple[str, int]:
    labels = values(asked.field)
    page = render_template(
        "admin/bulk_look.html",
        asked=asked,
        field=named(asked.field),
        label=labels.get(asked.value.strip(), asked.value),
        by={name: request.form.get(name, "") for name in BY},
        plan=plan,
        refused=sum(bool(one.problems) for one in plan.rows),
        problem=problem,
        compared=lambda one: compared(
            _labelled(one.before, labels), _labelled(one.after, labels)
        ),
    )
    return page, code


def _labelled(value: object, labels: Mapping[str, str]) -> object:
    """*value* in words where it is one of those with *labels*, or a list of such."""
    if isinstance(value, list):
        return [labels.get(one, one) for one in value]
    return labels.get(value, value) if isinstance(value, str) else value


def _ids(plan: Plan) -> list[str]:
    return [one.programme["id"] for one in plan.rows]


def _note(asked: Change) -> str:
    sign = {"add": "+", "remove": "−"}.get(asked.how, "=")
    return f"{asked.field} {sign} {asked.value.strip()[:80] or '–'}"


def _moved() -> str:
    return gettext(
        "Nothing was changed: the catalogue has changed since you looked. This is what would "
        "happen now. Look again, then do it."
    )


def _refused() -> str:
    return gettext(
        "Nothing was changed: some programmes cannot take this. Go back and leave them out."
    )


ROUTES: list[Route] = [form("/bulk", "bulk", bulk, "publisher", limit=FORM)]
