"""The list of all programmes, and the beginning of a new one."""

import logging
import re
import unicodedata
from typing import Any, NamedTuple

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from finder.admin import controls
from finder.admin.complaints import Complaint, by_control, complaints
from finder.admin.connections import at, catalogue_writer, desk, me, new_token
from finder.admin.fields import FIELDS, N_
from finder.admin.naming import alike_to
from finder.admin.programme import address
from finder.admin.programme_form import Typed, cleaned, facts, said
from finder.admin.routes import Route, form, reads
from finder.admin.trouble import reason
from finder.admin.working import UNWRITTEN, faults
from finder.catalog.editing import FACTS
from finder.catalog.publishing import NEW
from finder.config import SOURCE_LANGUAGE
from finder.desk import drafts
from finder.desk.drafts import Draft, DraftConflict, Written
from finder.exchange.going_public import publish_due
from finder.storage import Error
from finder.web.catalogue import catalogue
from finder.web.languages import gettext

log = logging.getLogger(__name__)
PER_PAGE = 50
LISTED = """
    SELECT p.id, s.text AS name, p.status, p.organization_id, o.name AS organization,
           p.visible_from, p.visible_to
      FROM programme AS p JOIN organization AS o ON o.id = p.organization_id
      LEFT JOIN programme_section AS s ON s.programme_id = p.id
       AND s.language = p.source_language AND s.section = 'name'
"""
FILTERS = ("q", "status", "organization", "draft")
STATUSES = ("active", "archived", "scheduled", "new")
FIRST = ("kind", "organization", "area_scope", "districts")  # asked at once
SHORT = 60  # characters of an id
TAKEN = N_("There is a programme with this id already. Choose another.")
UNUSABLE = N_("Use 2–60 small letters a–z, digits and hyphens. “new” cannot be used.")
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,58}[a-z0-9]")


class Listed(NamedTuple):
    """One programme of the list."""

    id: str
    name: str
    status: str  # active, archived, scheduled (not seen yet), or new (not public yet)
    organization_id: str
    organization: str
    drafts: list[Draft]

    @property
    def waits(self) -> bool:
        """Whether any of its drafts waits for review."""
        return any(
            one["state"] == "review" and not one["publish_on"] for one in self.drafts
        )


def programmes() -> str:
    """All programmes, or those that are asked for."""
    _publish_due()
    asked = {name: request.args.get(name, "").strip()[:200] for name in FILTERS}
    found = [one for one in _all() if _wanted(one, asked)]
    page = request.args.get("page", "1")
    pages = max(1, -(-len(found) // PER_PAGE))
    number = min(int(page), pages) if re.fullmatch("[1-9][0-9]{0,3}", page) else 1
    organizations = catalogue().query(controls.SOURCES["organizations"])
    return render_template(
        "admin/programmes.html",
        found=found[(number - 1) * PER_PAGE : number * PER_PAGE],
        total=len(found),
        asked=asked,
        page=number,
        pages=pages,
        organizations=list(organizations),
        address=address,
        to_page=lambda n: url_for("admin.programmes", **_given(asked), page=n),
    )


def new() -> str | Response | tuple[str, int]:
    """Begin a programme: its name, address, kind and who is responsible."""
    if request.method == "GET":
        return _new_page(MultiDict({"area_scope": "city"}), [], "", 200)
    typed = request.form
    programme = cleaned(typed.get("id", "")) or _id_of(typed.get("name", ""))
    parts = _begun(programme, typed)
    document = {**parts[FACTS], "texts": {SOURCE_LANGUAGE: parts[SOURCE_LANGUAGE]}}
    found = faults(document)
    wrong = _wrong_id(programme) + complaints(SOURCE_LANGUAGE, found)
    wrong += complaints(FACTS, found)
    if wrong:
        return _new_page(typed, wrong, "", 422)
    try:
        _begin(programme, parts)
    except DraftConflict:
        return _new_page(typed, [Complaint("id", "Id", gettext(TAKEN))], "", 422)
    except Error as error:
        return _new_page(typed, [], reason(error), 503)
    return redirect(address(programme, SOURCE_LANGUAGE, done="made"), 303)


def _publish_due() -> None:
    """Make public what was approved for today: it is done by whoever comes first."""
    try:
        if drafts.drafts(desk(), due=at().astimezone().date().isoformat()):
            publish_due(catalogue_writer(), desk(), at())
    except Error as error:  # the next look at the list tries again
        log.warning("what is due could not be published: %s", error)


def _all() -> list[Listed]:
    """Every programme, those that are not public yet included, by name."""
    open_drafts: dict[str, list[Draft]] = {}
    for draft in drafts.drafts(desk()):
        open_drafts.setdefault(draft["programme_id"], []).append(draft)
    today = at().astimezone().date().isoformat()
    found = [
        Listed(
            row["id"],
            row["name"] or row["id"],
            _status(row, today),
            row["organization_id"],
            row["organization"],
            open_drafts.pop(row["id"], []),
        )
        for row in catalogue().query(LISTED)
    ]
    for programme, begun in open_drafts.items():
        contents = [one["content"] for one in begun]
        names = [one["name"] for one in contents if "name" in one] or [programme]
        whose = [one["organization"] for one in contents if "organization" in one]
        found.append(Listed(programme, names[0], "new", (whose or [""])[0], "", begun))
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def _status(row: dict[str, Any], today: str) -> str:
    coming = row["status"] == "active" and (row["visible_from"] or "") > today
    return "scheduled" if coming else str(row["status"])


def _wanted(one: Listed, asked: dict[str, str]) -> bool:
    words = unicodedata.normalize("NFC", asked["q"]).casefold()
    return (
        (not words or words in one.name.casefold() or words in one.id)
        and asked["status"] in ("", one.status)
        and asked["organization"] in ("", one.organization_id)
        and (asked["draft"] != "any" or bool(one.drafts))
        and (asked["draft"] != "review" or one.waits)
    )


def _given(asked: dict[str, str]) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if value}


def _begun(programme: str, typed: Typed) -> dict[str, dict[str, Any]]:
    """The parts of a new programme, with nothing stated but what is *typed*."""
    asked: Typed = MultiDict(
        (name, value) for name in FIRST for value in typed.getlist(name)
    )
    asked.update({"status": "active", "review_every": "6", "confidence": "medium"})
    words = said(typed)
    text: dict[str, Any] = {**UNWRITTEN}
    text |= {name: words[name] for name in ("name", "summary") if name in words}
    return {
        FACTS: facts(asked, programme, SOURCE_LANGUAGE),
        SOURCE_LANGUAGE: text,
    }


def _begin(programme: str, parts: dict[str, dict[str, Any]]) -> None:
    drafts.begin(
        desk(),
        [Written(programme, part, content, NEW) for part, content in parts.items()],
        account=me()["id"],
        at=at(),
        token=request.form.get("form") or new_token(),
    )


def _wrong_id(programme: str) -> list[Complaint]:
    if programme == "new" or not ID.fullmatch(programme):
        return [Complaint("id", gettext("Id"), gettext(UNUSABLE))]
    taken = catalogue().execute(
        "SELECT 1 FROM programme WHERE id = :id UNION SELECT 1 FROM moved WHERE old_id = :id",
        {"id": programme},
    )
    return [Complaint("id", gettext("Id"), gettext(TAKEN))] if taken.fetchone() else []


def _id_of(name: str) -> str:
    """An id made of the letters of *name*."""
    plain = unicodedata.normalize("NFKD", cleaned(name).casefold())
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")[:SHORT].strip("-")


def _new_page(
    typed: Typed, wrong: list[Complaint], refused: str, code: int
) -> tuple[str, int]:
    errors = by_control(wrong)
    page = render_template(
        "admin/new_programme.html",
        controls=controls.of([FIELDS[name] for name in FIRST], typed, errors),
        typed=typed,
        wrong=wrong,
        errors=errors,
        refused=gettext(refused) if refused else "",
        alike=alike_to(typed.get("name", "")),
        token=request.form.get("form", ""),
    )
    return page, code


ROUTES: list[Route] = [
    reads("/programmes", "programmes", programmes, "reader"),
    form("/programmes/new", "new_programme", new, "writer"),
]
