"""Export at the desk: programmes as documents or as a table, all or some."""

from collections.abc import Iterable

from flask import Response, render_template, request

from finder.admin.choosing import asked_for, choices
from finder.admin.connections import at, desk, me
from finder.admin.routes import Route, reads
from finder.catalog.choosing import chosen
from finder.catalog.publishing import current
from finder.config import LANGUAGES, SOURCE_LANGUAGE
from finder.desk import events
from finder.exchange.documents import lines
from finder.exchange.spreadsheet import table
from finder.storage import Error
from finder.web.catalogue import catalogue
from finder.web.languages import TABLE

TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}


def look() -> str:
    """Choose what to export, and how."""
    by = asked_for(request.args)
    return render_template(
        "admin/export.html",
        by=by,
        choices=choices(),
        programmes=chosen(catalogue(), by),
        languages=[TABLE[one] for one in LANGUAGES],
        chosen=_languages(),
    )


def file() -> Response:
    """The file itself, of one state of the catalogue."""
    form = "jsonl" if request.args.get("form") == "jsonl" else "csv"
    db = catalogue()
    db.execute("BEGIN")
    found = chosen(db, asked_for(request.args))
    documents = (current(db, one["id"]) for one in found)
    text = "".join(_lines(form, documents))
    db.execute("COMMIT")
    _record(form, len(found))
    name = f"programmes-{at().date().isoformat()}.{form}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, headers=disposition, content_type=TYPES[form])


def _lines(form: str, documents: Iterable[object]) -> Iterable[str]:
    if form == "csv":
        return table(documents, _languages())  # type: ignore[arg-type]
    return lines(documents)  # type: ignore[arg-type]


def _languages() -> list[str]:
    given = [one for one in LANGUAGES if one in request.args.getlist("texts")]
    return given or [SOURCE_LANGUAGE]


def _record(form: str, programmes: int) -> None:
    try:
        detail = {"programmes": programmes}
        events.record(desk(), me()["id"], "export.made", form, at(), detail)
    except Error:
        pass  # reading depends on nothing that writes


ROUTES: list[Route] = [
    reads("/export", "export", look, "reader"),
    reads("/export/file", "export_file", file, "reader"),
]
