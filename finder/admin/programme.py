"""Editing one programme: the form of its facts, and that of its text in each language."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.admin import controls
from finder.admin.compared import differences
from finder.admin.complaints import Complaint, by_control, complaints
from finder.admin.connections import allowed
from finder.admin.fields import N_
from finder.admin.naming import alike_to
from finder.admin.programme_form import Typed
from finder.admin.routes import Route, form
from finder.admin.saving import Sent, save, sent_form
from finder.admin.texts import sections_of
from finder.admin.trouble import reason
from finder.admin.working import Work, content_of, faults, typed_of, work
from finder.catalog.editing import FACTS, EditConflict, part_of
from finder.catalog.publishing import Invalid
from finder.catalog.reading import NotFound
from finder.config import LANGUAGES
from finder.desk.drafts import DraftConflict
from finder.storage import Error
from finder.web.languages import gettext

Answer = str | Response | tuple[str, int]
TEXTS = 2 * 1024 * 1024  # bytes of a form with eleven long sections
# what was done -> the sentence that says so on the page after it
DONE = {
    "drafted": N_("The draft is saved. Residents do not see it yet."),
    "review": N_("The draft is saved and waits for review."),
    "published": N_("It is published. Residents see it within seconds."),
    "nothing": N_("Nothing was changed, so nothing was saved."),
    "discarded": N_("The draft is gone. What is public was not touched."),
    "back": N_("It is a draft again."),
    "approved": N_("It is approved and becomes public on its day."),
    "made": N_(
        "The draft of a new programme is begun. Write its texts, then its facts."
    ),
}
NOT_YOURS = N_(
    "Publishing takes a publisher. Nothing was saved; all you typed is still here. Send it "
    "for review instead."
)
ELSEWHERE = N_(
    "Another part of this programme was changed meanwhile, so nothing was published. Open this "
    "page again to see it; all you typed is still here."
)


class Conflict(NamedTuple):
    """Two states of a part that somebody has to choose from."""

    typed: Typed  # what the form is filled with
    other: Mapping[str, Any]  # the content that stands beside it
    mine: bool  # whether the form holds what was typed here, and not the other's


def facts(programme_id: str) -> Answer:
    """The form of a programme's facts."""
    return _answer(work(programme_id), FACTS)


def text(programme_id: str, tag: str) -> Answer:
    """The form of its text in the language *tag*."""
    there = work(programme_id)
    if tag == FACTS or tag not in LANGUAGES and not there.content(tag):
        raise NotFound(tag)
    return _answer(there, tag)


def address(programme: str, part: str, **asked: Any) -> str:
    """Of the form of a part."""
    if part == FACTS:
        return url_for("admin.facts", programme_id=programme, **asked)
    return url_for("admin.text", programme_id=programme, tag=part, **asked)


def _answer(there: Work, part: str) -> Answer:
    if request.method == "GET":
        done = DONE.get(request.args.get("done", ""), "")
        return _page(there, part, None, told=done)[0]
    sent = sent_form(there, part)
    if sent.do.startswith("more-"):
        return _page(there, part, sent, more=sent.do.removeprefix("more-"))[0]
    if sent.do == "publish" and not allowed("publisher"):
        return _page(there, part, sent, refused=NOT_YOURS, code=403)
    content = content_of(there, part, sent.typed)
    if sent.do == "theirs":
        conflict = Conflict(typed_of(part, there.content(part)), content, mine=False)
        return _page(there, part, sent, conflict=conflict)[0]
    wrong = complaints(part, faults(there.document(part, content)), there.source)
    if wrong:
        return _page(there, part, sent, wrong=wrong, code=422)
    try:
        return redirect(
            address(there.programme, part, done=save(there, part, content, sent)), 303
        )
    except (EditConflict, DraftConflict) as error:
        return _conflicted(work(there.programme), part, sent, error)
    except Invalid as error:
        wrong = _everything(error, part, there.source)
        return _page(there, part, sent, wrong=wrong, code=422)
    except Error as error:
        return _page(there, part, sent, refused=reason(error), code=503)


def _conflicted(
    there: Work, part: str, sent: Sent, error: EditConflict | DraftConflict
) -> Answer:
    """409, with what is there now beside what was typed."""
    if error.part != part:
        return _page(there, part, sent, refused=ELSEWHERE, code=409)
    theirs = there.content(part)
    if isinstance(error, EditConflict):
        theirs = part_of(there.public, part) if there.public else {}
    conflict = Conflict(sent.typed, theirs, mine=True)
    return _page(there, part, sent, conflict=conflict, code=409)


def _everything(error: Invalid, part: str, source: str) -> list[Complaint]:
    """What keeps the whole programme from being public, this part's problems first."""
    found = [one for told in error.problems.values() for one in told]
    own = complaints(part, found, source)
    others = {
        one.field.split(".")[1] for one in found if one.field.startswith("texts.")
    }
    rest = [
        one._replace(control="", label=f"{name}: {one.label}")
        for other in sorted({FACTS, source, *others} - {part})
        for one in complaints(other, found, source)
        if (name := gettext("Facts") if other == FACTS else other)
    ]
    return own + rest


def _page(
    there: Work,
    part: str,
    sent: Sent | None,
    *,
    told: str = "",
    refused: str = "",
    wrong: list[Complaint] | None = None,
    conflict: Conflict | None = None,
    more: str = "",
    code: int = 200,
) -> tuple[str, int]:
    draft = there.drafts.get(part)
    typed = sent.typed if sent else typed_of(part, there.content(part))
    base = draft["based_on"] if draft else there.base(part)
    number = there.number(part)
    if conflict:
        typed, base = conflict.typed, there.base(part)
    elif sent:
        base, number = sent.base, sent.number
    errors = by_control(wrong or [])
    page = render_template(
        "admin/programme.html",
        there=there,
        part=part,
        draft=draft,
        outdated=draft is not None and draft["based_on"] != there.base(part),
        base=base,
        number=number,
        note=sent.note if sent else "",
        small_edit=sent.small_edit if sent else bool(draft and draft["small_edit"]),
        token=sent.token if sent else "",
        groups=controls.groups(typed, errors, more) if part == FACTS else [],
        sections=sections_of(there, part, typed, errors) if part != FACTS else [],
        alike=(
            alike_to(typed.get("name", ""), there.programme)
            if part == there.source
            else []
        ),
        told=gettext(told) if told else "",
        refused=gettext(refused) if refused else "",
        wrong=wrong or [],
        conflict=conflict,
        differing=_differing(there, part, conflict),
        address=address,
        said=gettext,
        endpoints=current_app.view_functions,
    )
    return page, code


def _differing(there: Work, part: str, conflict: Conflict | None) -> list[Any]:
    """The fields in which the other state and what the form holds differ."""
    if conflict is None:
        return []
    own = content_of(there, part, conflict.typed)
    return differences(part, conflict.other, own)


ROUTES: list[Route] = [
    form("/programmes/<programme_id>", "facts", facts, "writer", look="reader"),
    form(
        "/programmes/<programme_id>/texts/<tag>",
        "text",
        text,
        "writer",
        look="reader",
        limit=TEXTS,
    ),
]
