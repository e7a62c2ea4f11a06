"""Translators' files in the browser: written for them, tried when they come back, then taken."""

from collections import Counter
from typing import Any, get_args

from flask import Response, abort, redirect, render_template, request, url_for

from finder.admin import typed
from finder.admin.connections import at, catalogue_writer, desk, me, new_token
from finder.admin.days import today
from finder.admin.doubts import told
from finder.admin.recording import NotRecorded, record_once
from finder.admin.routes import Route, form, reads
from finder.admin.translations import TARGETS
from finder.catalog import freshness
from finder.catalog.document import Making
from finder.catalog.publishing import Invalid
from finder.catalog.translating import STATES
from finder.desk import events, uploads
from finder.desk.uploads import MOST, Upload
from finder.exchange import taking, translations
from finder.exchange.taking import Busy
from finder.exchange.translations import Outcome, Unreadable, Verdict
from finder.storage import Error
from finder.web.catalogue import catalogue
from finder.web.languages import TABLE

OPEN = ("missing", "outdated")  # states that a translator is asked for
MADE = ("person", "machine")
NAME = 100  # characters of a file's name that are kept
SPARE = 16 * 1024  # bytes of a form beside its file
SHOWN = 300  # entries that the report names one by one


def export(tag: str) -> Response:
    """What is missing or outdated, or in the states asked for, as a Gettext file."""
    _known(tag)
    states = [one for one in request.args.getlist("state") if one in STATES] or OPEN
    unit = request.args.get("unit", "")
    found = translations.units(catalogue(), tag, states)
    if unit:
        own = {one["id"] for one in freshness.reviews(catalogue(), today(), unit)}
        found = [one for one in found if one.programme in own]
    detail = {"sections": len(found), "states": list(states)}
    events.record(desk(), me()["id"], "translation.exported", tag, at(), detail)
    answer = Response(
        translations.written(found, tag), mimetype="text/x-gettext-translation"
    )
    name = f"sv-{tag}-{today().isoformat()}.po"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def bring(tag: str) -> Any:
    """The form that a file comes back in, and its trial."""
    _known(tag)
    if request.method == "GET":
        return _bring(tag)
    file = request.files.get("file")
    content = file.stream.read(MOST + 1) if file else b""
    if file:
        file.close()
    if not content:
        return _bring(tag, "none"), 422
    if len(content) > MOST:
        return _bring(tag, "large"), 422
    try:
        translations.entries(content)
    except Unreadable:
        return _bring(tag, "unreadable"), 422
    made_by = request.form.get("made_by", "")
    upload = Upload(
        language=tag,
        name=typed.clean(str(file.filename if file else ""))[-NAME:] or "?",
        made_by=made_by if made_by in MADE else "person",
        checked=int("checked" in request.form),
        content=content,
    )
    try:
        token = uploads.keep(desk(), me()["id"], upload, at())
    except Error:
        return _bring(tag, "disk"), 503
    return redirect(url_for("admin.take_po", tag=tag, token=token), 303)


def take(tag: str, token: str) -> Any:
    """What would become of each entry; and, when pressed, what did."""
    _known(tag)
    upload = uploads.kept(desk(), me()["id"], token, at())
    if upload is None or upload["language"] != tag:
        return render_template("admin/import_po_gone.html", target=TABLE[tag]), 410
    given = translations.entries(upload["content"])
    how = _making(upload)
    if request.method == "GET":
        verdicts, _ = translations.judged(catalogue(), given, tag, how)
        return _report(tag, token, upload, verdicts)
    try:
        verdicts, saved = taking.taken(
            *(catalogue_writer(), given, tag, how),
            editor=me()["id"],
            at=at(),
            note=f"translators' file {tag} {upload['name']}",
            token=request.form.get("form") or new_token(),
        )
    except Invalid as error:
        problems = [f"{one}: {it}" for one, its in error.problems.items() for it in its]
        return _failed(tag, token, upload, given, problems=problems), 422
    except (Busy, Error):
        return _failed(tag, token, upload, given, disk=True), 503
    if saved.done.changed:
        detail = {
            "file": upload["name"],
            "programmes": saved.done.changed,
            "verdicts": Counter(one.outcome for one in verdicts),
        }
        try:
            record_once("translation.imported", tag, detail)
            uploads.drop(desk(), token)
        except (NotRecorded, Error):
            return _failed(tag, token, upload, given, history=True), 503
    number = sum(one.outcome == "taken" for one in verdicts)
    return redirect(url_for("admin.translations", language=tag, taken=number), 303)


def _failed(
    tag: str, token: str, upload: Upload, given: list[translations.Entry], **said: Any
) -> str:
    verdicts, _ = translations.judged(catalogue(), given, tag, _making(upload))
    return _report(tag, token, upload, verdicts, **said)


def _making(upload: Upload) -> Making:
    checked = bool(upload["checked"])
    return Making(
        made_by=upload["made_by"],
        checked_by=me()["role"] if checked else None,
        checked_on=today().isoformat() if checked else None,
    )


def _bring(tag: str, problem: str = "") -> str:
    return render_template(
        "admin/import_po.html",
        target=TABLE[tag],
        problem=problem,
        made_by=request.form.get("made_by", "person"),
        checked="checked" in request.form,
        megabytes=MOST // 1024**2,
    )


def _report(
    tag: str, token: str, upload: Upload, verdicts: list[Verdict], **said: Any
) -> str:
    order = get_args(Outcome)
    telling = [one for one in verdicts if one.outcome != "unchanged"]
    telling.sort(key=lambda one: (not one.said, order.index(one.outcome)))
    return render_template(
        "admin/take_po.html",
        target=TABLE[tag],
        upload=upload,
        token=token,
        count=Counter(one.outcome for one in verdicts),
        outcomes=order,
        verdicts=telling[:SHOWN],
        more=max(0, len(telling) - SHOWN),
        form=request.form.get("form", ""),
        sentences=[_sentences(one.said) for one in telling[:SHOWN]],
        **said,
    )


def _sentences(said: str) -> list[str]:
    """What a verdict says, sentence by sentence, in the reader's language."""
    parts = said.replace(". ", ".\0").split("\0") if said else []
    return [told(one) for one in parts]


def _known(tag: str) -> None:
    if tag not in TARGETS:
        abort(404)


ROUTES: list[Route] = [
    reads("/translations/<tag>/sections.po", "export_po", export, "reader"),
    form(
        *("/translations/<tag>/import", "import_po", bring, "publisher"),
        limit=MOST + SPARE,
    ),
    form("/translations/<tag>/import/<token>", "take_po", take, "publisher"),
]
