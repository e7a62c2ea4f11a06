"""One programme in one language: the Swedish beside the translation, section by section.

Whoever may publish decides; what is pressed is public at once. Everything typed is saved by any
of the buttons, and given back by every refusal.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from flask import abort, redirect, render_template, request, url_for

from finder.admin import typed
from finder.admin.connections import (
    allowed,
    at,
    catalogue_writer,
    desk,
    me,
    new_token,
)
from finder.admin.days import today
from finder.admin.doubts import told
from finder.admin.recording import NotRecorded, record_once
from finder.admin.routes import Route, does, form
from finder.admin.translating_form import Form, acting, moved_on, sent
from finder.catalog.document import ProgrammeDocument, sections, source_language
from finder.catalog.editing import EditConflict, part_digest, part_of, publish_part
from finder.catalog.publishing import Invalid, current
from finder.catalog.revisions import once_said
from finder.catalog.translating import (
    LONGEST,
    SHORT,
    Decision,
    Section,
    beside,
    decided,
    doubted,
    too_long,
)
from finder.catalog.word_difference import Piece, marked
from finder.config import LANGUAGES, Settings
from finder.desk import events
from finder.exchange import machine
from finder.exchange.machine import NoTranslation
from finder.storage import Error
from finder.web.catalogue import catalogue, settings
from finder.web.languages import TABLE

EVENTS = {"checked": "translation.checked", "right": "translation.kept"}


def look(programme_id: str, tag: str) -> str:
    """The Swedish and the translation, with what waits for somebody."""
    document = _document(programme_id, tag)
    return _page(document, tag, beside(catalogue(), document, tag))


def save(programme_id: str, tag: str) -> Any:
    """Take what was typed, and what was decided about it."""
    if request.method == "GET":
        return look(programme_id, tag)
    document = _document(programme_id, tag)
    found = beside(catalogue(), document, tag)
    given = sent(found)
    acted = acting(given, found)
    moved = moved_on(given, found, acted)
    if moved:
        return _page(document, tag, found, given=given, moved=moved), 409
    long = too_long(given.said)
    if long:
        return _page(document, tag, found, given=given, long=long), 422
    try:
        saved = _publish(document, tag, given, acted)
    except EditConflict as conflict:
        if conflict.theirs is None:
            abort(404)
        theirs = beside(catalogue(), conflict.theirs, tag)
        return _page(conflict.theirs, tag, theirs, given=given, conflict=True), 409
    except Invalid as error:
        problems = [str(one) for one in error.problems[programme_id]]
        return _page(document, tag, found, given=given, problems=problems), 422
    except Error:
        return _page(document, tag, found, given=given, disk=True), 503
    except NotRecorded:
        return _page(document, tag, found, given=given, history=True), 503
    there = url_for("admin.translate", programme_id=programme_id, tag=tag, done=saved)
    return redirect(there, 303)


def suggest(programme_id: str, tag: str) -> Any:
    """Put a machine's suggestions into the empty fields; nothing is saved."""
    document = _document(programme_id, tag)
    found = beside(catalogue(), document, tag)
    given = sent(found)
    server = _server(settings())
    if server is None or not machine.offered(tag):
        abort(404)
    wanted = [
        one
        for one in found
        if not one["text"]
        and not given.said.get(one["name"])
        and machine.suited(one["original"])
    ]
    suggestions: dict[str, str] = {}
    failed = ""
    if wanted:
        try:
            texts = machine.translated(
                *(server, [one["original"] for one in wanted]),
                *(source_language(document), tag),
            )
        except NoTranslation as error:
            failed = error.said
        else:
            names = [one["name"] for one in wanted]
            suggestions = dict(zip(names, (typed.clean(one) for one in texts)))
            detail = {"language": tag, "sections": names}
            events.record(
                *(desk(), me()["id"], "translation.suggested", programme_id, at()),
                detail,
            )
    given = given._replace(
        said={**given.said, **suggestions},
        machine={**given.machine, **suggestions},
        sources={
            **given.sources,
            **{
                one["name"]: one["source"]
                for one in found
                if one["name"] in suggestions
            },
        },
    )
    return _page(
        *(document, tag, found), given=given, failed=failed, suggested=len(suggestions)
    )


def _publish(
    document: ProgrammeDocument, tag: str, given: Form, acted: list[str]
) -> str:
    """Make it public; what was done, as a word: save, checked, right or nothing."""
    decision = Decision(
        checked=acted if given.does == "checked" else (),
        right=acted if given.does == "right" else (),
        machine=given.machine,
    )
    text = decided(
        *(document, tag, given.said, decision), role=me()["role"], day=today()
    )
    saved = publish_part(
        *(catalogue_writer(), document["id"], tag, text),
        seen=given.seen,
        editor=me()["id"],
        at=at(),
        note=f"translation desk: {given.does}",
        token=request.form.get("form") or new_token(),
    )
    if not saved.done.changed:
        return "nothing"
    action = EVENTS.get(given.does, "translation.saved")
    record_once(action, document["id"], {"language": tag, "sections": acted})
    return given.does


def _document(programme_id: str, tag: str) -> ProgrammeDocument:
    """The published programme; 404 without one, or where *tag* is no other language."""
    try:
        document = current(catalogue(), programme_id)
    except LookupError:
        abort(404)
    if tag not in LANGUAGES or tag == source_language(document):
        abort(404)
    return document


def _server(chosen: Settings) -> machine.Server | None:
    if not chosen.translate_url:
        return None
    return machine.Server(chosen.translate_url, chosen.translate_key)


def _page(
    document: ProgrammeDocument,
    tag: str,
    found: list[Section],
    *,
    given: Form | None = None,
    moved: Collection[str] = (),
    conflict: bool = False,
    **said: Any,
) -> str:
    source = document["texts"][source_language(document)]
    said_now = given.said if given else {one["name"]: one["text"] for one in found}
    return render_template(
        "admin/translate.html",
        programme=document["id"],
        name=sections(source)["name"],
        target=TABLE[tag],
        found=found,
        text=said_now,
        machine=given.machine if given else {},
        seen=given.seen if given and not conflict else part_digest(document, tag),
        sources=_sources(found, given) if not moved else _sources(found, None),
        doubts=_doubts(document, tag, said_now),
        moved={one: _moved(document, one, given) for one in moved},
        conflict=_theirs(document, tag, said_now) if conflict else {},
        conflicting=conflict,
        longest={one["name"]: SHORT.get(one["name"], LONGEST) for one in found},
        token=request.form.get("form", "") if given else "",
        may_publish=allowed("publisher"),
        may_suggest=_may_suggest(tag, found),
        done=request.args.get("done", ""),
        **said,
    )


def _sources(found: Iterable[Section], given: Form | None) -> dict[str, str]:
    """Section -> digest of the Swedish that somebody has seen beside it."""
    seen = given.sources if given else {}
    return {one["name"]: seen.get(one["name"]) or one["source"] for one in found}


def _may_suggest(tag: str, found: Iterable[Section]) -> bool:
    server = _server(settings())
    return (
        server is not None
        and machine.offered(tag)
        and any(not one["text"] and machine.suited(one["original"]) for one in found)
    )


def _doubts(
    document: ProgrammeDocument, tag: str, said: Mapping[str, str]
) -> dict[str, list[str]]:
    found = {name: doubted(document, name, text, tag) for name, text in said.items()}
    return {name: [told(one) for one in doubts] for name, doubts in found.items()}


def _theirs(
    document: ProgrammeDocument, tag: str, said: Mapping[str, str]
) -> dict[str, list[Piece]]:
    """Sections that say something else than what was typed -> from what is public to that."""
    public = part_of(document, tag)
    return {
        name: marked(str(public.get(name, "")), text)
        for name, text in said.items()
        if public.get(name, "") != text
    }


def _moved(
    document: ProgrammeDocument, section: str, given: Form | None
) -> list[Piece]:
    """From the Swedish that was shown to what it says now."""
    name = "name" if section == "name_explained" else section
    spoken = source_language(document)
    shown = given.sources.get(section, "") if given else ""
    before = once_said(catalogue(), document["id"], spoken, name, shown)
    now = sections(document["texts"][spoken]).get(name, "")
    return marked(before or "", now)


RULE = "/programmes/<programme_id>/translate/<tag>"
ROUTES: list[Route] = [
    form(RULE, "translate", save, "publisher", look="reader", limit=1024 * 1024),
    does(f"{RULE}/machine", "suggest", suggest, "publisher"),
]
