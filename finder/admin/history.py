"""The history of everything: what was done here, and what the command line changed."""

import heapq
import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, TypedDict

from flask import Response, render_template, request

from finder.admin.connections import allowed, at, desk, me
from finder.admin.routes import Route, does, reads
from finder.catalog.history import Change, changes
from finder.catalog.publishing import COMMAND_LINE
from finder.desk import events
from finder.desk.accounts import accounts
from finder.desk.events import Event
from finder.desk.history import Chosen, actions, happened
from finder.web.catalogue import catalogue

PAGE = 50  # lines
PAGES = 99
MOST = 100_000  # lines of a file
LONGEST = 300  # characters of a filter
DONE = {"programme": "published"}  # what the desk calls a change; of all else: saved


class Line(TypedDict):
    """One thing that was done."""

    at: str  # UTC
    account: str | None  # name; None: the command line, or nobody signed in
    command: bool  # it was the command line
    account_id: int | None
    action: str
    subject: str
    detail: dict[str, Any]


def history() -> str:
    """What was done, the newest first."""
    chosen = _chosen(request.args)
    page = _page(request.args.get("page", ""))
    first = (page - 1) * PAGE
    found = list(islice(_lines(chosen), first, first + PAGE + 1))
    return render_template(
        "admin/history.html",
        lines=found[:PAGE],
        chosen=chosen,
        asked={name: value for name, value in _asked(chosen).items() if value},
        people=accounts(desk()),
        actions=sorted({*actions(desk(), private=_private()), "programme.published"}),
        page=page,
        more=len(found) > PAGE and page < PAGES,
    )


def export() -> Response:
    """The same lines, all of them, as a file with one JSON object a line."""
    chosen = _chosen(request.form)
    lines = list(islice(_lines(chosen), MOST))
    events.record(
        desk(), me()["id"], "history.exported", "history", at(), {"lines": len(lines)}
    )
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
    answer = Response(text, content_type="application/x-ndjson; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="history.jsonl"'
    return answer


def _lines(chosen: Chosen) -> Iterator[Line]:
    """Both histories as one. Each keeps its own order, whatever a clock did meanwhile."""
    told = (_of_event(one) for one in happened(desk(), chosen, private=_private()))
    return heapq.merge(told, _changed(chosen), key=lambda one: one["at"], reverse=True)


def _changed(chosen: Chosen) -> Iterator[Line]:
    if chosen.account not in (None, COMMAND_LINE):
        return
    found = changes(catalogue(), COMMAND_LINE, chosen.subject, chosen.day)
    for one in found:
        line = _of_change(one)
        if chosen.action in (None, line["action"], one["kind"]):
            yield line


def _of_event(one: Event) -> Line:
    return Line(
        at=one["at"],
        account=one["account"],
        account_id=one["account_id"],
        command=False,
        action=one["action"],
        subject=one["subject"],
        detail=one["detail"],
    )


def _of_change(one: Change) -> Line:
    return Line(
        at=f"{one['at'][:19]}Z",
        account=None,
        account_id=None,
        command=True,
        action=f"{one['kind']}.{DONE.get(one['kind'], 'saved')}",
        subject=one["id"],
        detail={"revision": one["number"], "note": one["note"]},
    )


def _private() -> bool:
    return allowed("administrator")


def _chosen(asked: Any) -> Chosen:
    """The filter; what cannot be is no filter."""
    person, day = asked.get("person", ""), asked.get("day", "")
    known = person.isascii() and person.isdigit() and len(person) < 10
    try:
        day = date.fromisoformat(day).isoformat()
    except ValueError:
        day = ""
    return Chosen(
        account=int(person) if known else None,
        action=_text(asked.get("action", "")),
        subject=_text(asked.get("subject", "")),
        day=day or None,
    )


def _text(given: str) -> str | None:
    """*given* within limits, and without what no database holds."""
    return given[:LONGEST].encode("utf-8", "ignore").decode().strip() or None


def _asked(chosen: Chosen) -> dict[str, Any]:
    """The filter as an address has it."""
    person = None if chosen.account is None else str(chosen.account)
    named = {"person": person, "action": chosen.action}
    return {**named, "subject": chosen.subject, "day": chosen.day}


def _page(text: str) -> int:
    known = text.isascii() and text.isdigit() and len(text) < 4
    return min(max(int(text), 1), PAGES) if known else 1


ROUTES: list[Route] = [
    reads("/history", "history", history, "writer"),
    does("/history/export", "history_export", export, "administrator"),
]
