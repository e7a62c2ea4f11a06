"""The search desk: what was searched in vain, and why an answer is as it is."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder import storage
from finder.admin.connections import at, desk, me
from finder.admin.routes import Route, form, reads
from finder.catalog import synonyms
from finder.config import SEARCHED, SOURCE_LANGUAGE
from finder.desk import vain
from finder.desk.typed import cleaned
from finder.desk.vain import Word
from finder.search import find
from finder.search.explaining import Explanation, Reason
from finder.web.catalogue import catalogue, settings
from finder.web.languages import gettext

WEEKS = 4  # that the list of words shows
SHOWN = 20  # results that are explained
NO_ROOM = 503
GOT = re.compile(r"((?:misspelt |as one )?\w+) (.*) ([0-9.]+)")  # how, as what, points

Answer = str | tuple[str, int] | Response


def search_desk() -> str:
    """Words searched in vain, by language, and what was noted about them."""
    found = vain.words(desk(), at())
    return render_template(
        "admin/search.html",
        words=_by_language(one for one in found if not one["settled"]),
        missing=[one for one in found if one["settled"] == "missing-programme"],
        settled=[one for one in found if one["settled"] in ("synonym", "ignored")],
        weeks=_weeks(at().date()),
        shown=vain.SHOWN,
        shown_days=vain.SHOWN_DAYS,
        counting=settings().count_vain,
        searched=SEARCHED,
    )


def try_search() -> str:
    """Any search in any language, explained."""
    language = request.args.get("language", SOURCE_LANGUAGE)
    language = language if language in SEARCHED else SOURCE_LANGUAGE
    found = find(
        settings().catalogue,
        settings().instance,
        text=request.args.get("q", ""),
        language=language,
        filters={},
        limit=SHOWN,
        explain=True,
    )
    told = found["explained"]
    reasons = {one["id"]: one for one in told["results"]} if told else {}
    return render_template(
        "admin/search_try.html",
        found=found,
        parts=told["parts"] if told else [],
        results=[
            (hit, reasons[hit["id"]], _points(reasons[hit["id"]]))
            for hit in found["results"]
        ],
        concepts=_named(told),
        searched=SEARCHED,
        asked=language,
    )


def word() -> Answer:
    """One word that was searched in vain, and what becomes of it."""
    there = _word()
    if request.method == "GET":
        return _word_page(there, {})
    settled, note = _decided()
    typed = cleaned(note)
    if len(typed) > vain.NOTE:
        told = gettext("The note is too long. Shorten it to %(most)s characters.")
        return _word_page(there, {"note": told % {"most": vain.NOTE}}, note), 422
    if settled == "missing-programme" and not typed:
        told = gettext("Write what is missing, so that others understand it.")
        return _word_page(there, {"note": told}, note), 422
    try:
        vain.settle(
            desk(),
            there,
            settled,
            typed if settled == "missing-programme" else None,
            seen=request.form.get("seen", ""),
            account=me()["id"],
            at=at(),
        )
    except vain.SettledOtherwise as error:
        return _word_page(error.now, {}, note, other=True), 409
    except storage.Error:
        return _word_page(there, {"": not_saved()}, note), NO_ROOM
    return redirect(url_for("admin.search_desk"), 303)


def not_saved() -> str:
    """What a form says that could not be written down."""
    return gettext(
        "It could not be saved just now: the disk is full, or something else is writing."
        " What you typed is still here. Try again in a moment."
    )


def _decided() -> tuple[str | None, str]:
    action = request.form.get("action", "")
    if action not in ("missing-programme", "ignored", "open"):
        abort(400)
    return (None if action == "open" else action), request.form.get("note", "")


def _word() -> Word:
    language = request.args.get("language", "")
    try:
        return vain.word(desk(), language, request.args.get("word", ""), at())
    except (vain.NotShown, UnicodeEncodeError):
        abort(404)


def _word_page(
    there: Word, errors: dict[str, str], note: str | None = None, other: bool = False
) -> str:
    return render_template(
        "admin/search_word.html",
        word=there,
        seen=vain.state(there),
        note=(there["note"] or "") if note is None else note,
        errors=errors,
        other=other,
        most=vain.NOTE,
    )


def _by_language(found: Iterable[Word]) -> dict[str, list[Word]]:
    by: dict[str, list[Word]] = {}
    for one in found:
        by.setdefault(one["language"], []).append(one)
    return by


def _weeks(today: date) -> list[tuple[str, int]]:
    """Monday and number of the last weeks, this one first."""
    first = today - timedelta(days=today.weekday())
    mondays = [first - timedelta(weeks=back) for back in range(WEEKS)]
    return [(one.isoformat(), one.isocalendar().week) for one in mondays]


def _points(reason: Reason) -> list[tuple[str, str, str, float]]:
    """What each word brought a programme: as typed, how it was read, as what, points."""
    got = [(typed, GOT.fullmatch(said)) for typed, said in reason["parts"].items()]
    return [
        (typed, one[1], one[2], float(one[3])) if one else (typed, "", "", 0.0)
        for typed, one in got
    ]


def _named(told: Explanation | None) -> dict[str, Any]:
    """Concept -> its Swedish words."""
    parts = told["parts"] if told else []
    named = {part["concept"] for part in parts if part["concept"]}
    return {one: synonyms.swedish(catalogue(), one) for one in named}


ROUTES: list[Route] = [
    reads("/search", "search_desk", search_desk, "writer"),
    reads("/search/try", "search_try", try_search, "writer"),
    form("/search/word", "search_word", word, "writer"),
]
