"""A form that was sent, and saving what it says: as a draft, for review, or publicly."""

import re
from typing import Any, NamedTuple

from flask import request

from finder.admin.connections import at, catalogue_writer, desk, me, new_token
from finder.admin.programme_form import Typed, cleaned, tidied
from finder.admin.working import Work
from finder.catalog.editing import FACTS, EditConflict
from finder.desk import drafts
from finder.desk.drafts import Written
from finder.desk.sent import sent_before
from finder.exchange import going_public

NOTE = 500  # characters


class Sent(NamedTuple):
    """A form that was sent: what it says beside the part itself."""

    typed: Typed
    base: str  # digest of the public part that the form was opened with
    number: int  # of the draft that it was opened with
    do: str  # the button
    note: str
    small_edit: bool
    token: str


def seen_number() -> int:
    """The number of the draft that the form was opened with; none's for nonsense."""
    number = request.form.get("number", "")
    return int(number) if re.fullmatch("[0-9]{1,15}", number) else drafts.NONE


def sent_form(there: Work, part: str) -> Sent:
    """What a form of *part* says."""
    given = request.form
    return Sent(
        typed=tidied(given) if part == FACTS else given,
        base=given.get("base", ""),
        number=seen_number(),
        do=given.get("do", "draft"),
        note=cleaned(given.get("note", ""))[:NOTE],
        small_edit=given.get("small_edit") == "1" and part == there.source,
        token=given.get("form") or new_token(),
    )


def save(there: Work, part: str, content: dict[str, Any], sent: Sent) -> str:
    """Save what was sent; the word for what was done. Raises whatever keeps it from that."""
    if sent.do == "publish":
        return _publish(there, part, content, sent)
    if sent_before(desk(), sent.token):
        return "review" if sent.do == "review" else "drafted"
    mine = there.drafts.get(part)
    same = part in there.drafts or content != there.content(part)
    if not same and sent.base == there.base(part):
        return "nothing"
    if sent.base not in (there.base(part), mine["based_on"] if mine else None):
        raise EditConflict(there.programme, part, there.public)
    state = "review" if sent.do == "review" else "draft"
    given = Written(
        there.programme, part, content, sent.base, state, sent.note, sent.small_edit
    )
    drafts.save(
        desk(), given, seen=sent.number, account=me()["id"], at=at(), token=sent.token
    )
    return "review" if state == "review" else "drafted"


def _publish(there: Work, part: str, content: dict[str, Any], sent: Sent) -> str:
    """A programme that is not public yet becomes so with all its parts."""
    others = {} if there.public else {**there.drafts}
    others.pop(part, None)
    parts = {
        one: (draft["content"], draft["based_on"]) for one, draft in others.items()
    }
    numbers = {one: draft["number"] for one, draft in others.items()}
    saved = going_public.publish(
        catalogue_writer(),
        desk(),
        there.programme,
        {**parts, part: (content, sent.base)},
        numbers={**numbers, part: sent.number},
        account=me()["id"],
        at=at(),
        note=sent.note,
        token=sent.token,
        small_edit=sent.small_edit,
    )
    return "nothing" if saved.done.unchanged and not saved.again else "published"
