"""Import at the desk: a file is looked at first, then taken as drafts or published."""

from collections.abc import Callable
from typing import Any, cast

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.admin import together
from finder.admin.connections import allowed, at, desk, me
from finder.admin.pages import numbered, page_of
from finder.admin.routes import Route, form
from finder.admin.told import told
from finder.catalog.document import ProgrammeDocument
from finder.catalog.editing import FACTS, part_digest, part_of
from finder.catalog.publishing import NEW, Invalid, current
from finder.catalog.turning_back import Moved, changes_so_far
from finder.desk import import_files
from finder.desk.drafts import Written
from finder.desk.import_drafts import DraftsThere, take
from finder.desk.import_files import ImportFile
from finder.exchange.difference import compared
from finder.exchange.files import LARGEST
from finder.exchange.judgement import Judgement, column, counts, judgement, to_take
from finder.storage import Error
from finder.web.catalogue import catalogue
from finder.web.languages import gettext

FIELD = "file"
SLACK = 64 * 1024  # bytes of a form beside its file
ROWS = 50  # of a page
NAME = 120  # characters of a file's name that are kept
Answer = str | Response | tuple[str, int]


def begin() -> Answer:
    """Choose a file; then see what it would do."""
    if request.method == "GET":
        return _form("", 200)
    sent = request.files.get(FIELD)
    if sent is None or not sent.filename:
        return _form(gettext("Choose a file first."), 422)
    given = sent.stream.read(LARGEST + 1)
    name = _name(sent.filename)
    found = judgement(catalogue(), name, given)
    try:
        number = import_files.keep(desk(), me()["id"], name, given, found, at())
    except Error:
        return _form(_busy(), 503)
    return redirect(url_for("admin.import_look", number=number), 303)


def look(number: int) -> Answer:
    """What a file would do, row by row; and taking it."""
    held = import_files.kept(desk(), number, me()["id"], at())
    if held is None:
        return render_template("admin/import_gone.html"), 410
    if request.method == "GET":
        return _look(held, _judged(held), "", 200)
    if held["taken"]:
        return redirect(_result(held["taken"]), 303)
    how = request.form.get("how", "")
    if how not in WAYS:
        return _look(held, _judged(held), gettext("Choose how to take it."), 422)
    if how == "publish" and not allowed("publisher"):
        abort(403)
    return _taken(held, WAYS[how])


def _taken(
    held: ImportFile, way: Callable[[ImportFile, Judgement, str], str]
) -> Answer:
    found = _judged(held)
    if any(one["outcome"] == "refused" for one in found["rows"]):
        return _look(held, found, gettext("Mend the refused rows first."), 422)
    if str(found["change"]) != request.form.get("change", ""):
        made = together.made_by(request.form.get("form", ""))
        if made:
            return redirect(url_for("admin.batch", number=made), 303)
        return _look(held, found, _moved(), 409)
    try:
        return redirect(way(held, found, request.form.get("form", "")), 303)
    except (Moved, Invalid):
        return _look(held, _judged(held), _moved(), 409)
    except DraftsThere as error:
        return _look(held, found, _drafts_there(error), 409)
    except Error:
        return _look(held, found, _busy(), 503)


def _published(held: ImportFile, found: Judgement, token: str) -> str:
    documents = _documents(held, found)
    step = together.Step("import", held["name"], "import.taken", held["id"])
    if not documents:
        return url_for("admin.import_look", number=held["id"])
    number = together.publish(documents, step, found["change"], token)
    return url_for("admin.batch", number=number)


def _as_drafts(held: ImportFile, found: Judgement, token: str) -> str:
    drafts = [part for one in _documents(held, found) for part in _parts(one)]
    if changes_so_far(catalogue()) != found["change"]:
        raise Moved
    if drafts:
        take(desk(), drafts, me()["id"], held, token, at())
    return url_for("admin.import_look", number=held["id"])


WAYS = {"publish": _published, "drafts": _as_drafts}


def _parts(document: ProgrammeDocument) -> list[Written]:
    """The parts of *document* that are not public yet."""
    try:
        public = current(catalogue(), document["id"])
    except LookupError:
        parts = [FACTS, *document["texts"]]
        return [
            Written(document["id"], one, part_of(document, one), NEW) for one in parts
        ]
    parts = [FACTS, *sorted({*document["texts"], *public["texts"]})]
    return [
        Written(document["id"], one, part_of(document, one), part_digest(public, one))
        for one in parts
        if part_digest(document, one) != part_digest(public, one)
    ]


def _documents(held: ImportFile, found: Judgement) -> list[ProgrammeDocument]:
    content = import_files.content(desk(), held["id"])
    return to_take(catalogue(), held["name"], content, found)


def _judged(held: ImportFile) -> Judgement:
    """What was found about a file; found out again when the catalogue has moved."""
    found = cast(Judgement, import_files.judged(desk(), held["id"]))
    if held["taken"] or found["change"] == changes_so_far(catalogue()):
        return found
    content = import_files.content(desk(), held["id"])
    found = judgement(catalogue(), held["name"], content)
    try:
        import_files.judge_again(desk(), held["id"], found)
    except Error:
        pass  # then the next look finds it out again
    return found


def _look(
    held: ImportFile, found: Judgement, problem: str, code: int
) -> tuple[str, int]:
    only = request.args.get("only", "")
    counted = counts(found["rows"])
    rows = [one for one in found["rows"] if _is_asked_for(one, only)]
    shown = numbered(rows, page_of(request.args), ROWS)
    page = render_template(
        "admin/import_look.html",
        held=held,
        found=found,
        counts=counted,
        new=counted["added"] + counted["changed"],
        only=only,
        rows=shown,
        notes=[told(one) for one in found["notes"]],
        problem=problem,
        column=column,
        told=told,
        compared=compared,
        address=lambda page: url_for(
            "admin.import_look", number=held["id"], only=only or None, page=page
        ),
        result=_result(held["taken"]) if held["taken"] else "",
    )
    return page, code


def _is_asked_for(row: Any, only: str) -> bool:
    if only == "alike":
        return bool(row["alike"])
    return bool(row["outcome"] == only if only else row["outcome"] != "unchanged")


def _result(taken: str) -> str:
    return url_for("admin.batch", number=int(taken)) if taken.isdecimal() else ""


def _form(problem: str, code: int) -> tuple[str, int]:
    kept = import_files.all_kept(desk(), me()["id"], at())
    page = render_template("admin/import.html", problem=problem, kept=kept)
    return page, code


def _name(given: str) -> str:
    """What a file is called, in signs that can be seen."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(one for one in last if one.isprintable())[-NAME:] or "?"


def _moved() -> str:
    return gettext(
        "Nothing was taken: the catalogue has changed since you looked. This is what the file "
        "would do now. Look again, then take it."
    )


def _busy() -> str:
    return gettext(
        "Nothing was taken: the database is busy or its disk is full. Try again in a moment; "
        "if it happens again, tell an administrator."
    )


def _drafts_there(error: DraftsThere) -> str:
    first = ", ".join(f"{programme} ({part})" for programme, part in error.parts[:20])
    return gettext(
        "Nothing was taken: there are drafts of %(parts)s already. Publish or drop them, or "
        "take those programmes out of the file."
    ) % {"parts": first}


ROUTES: list[Route] = [
    form("/import", "import", begin, "writer", limit=LARGEST + SLACK),
    form("/import/<int:number>", "import_look", look, "writer"),
]
