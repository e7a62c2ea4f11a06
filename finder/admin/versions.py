"""The history of a programme: every version, any two compared, any made public again."""

from typing import Any, NamedTuple

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.admin.connections import at, catalogue_writer, me, new_token
from finder.admin.routes import Route, form
from finder.admin.version_values import names, shown
from finder.admin.version_words import named
from finder.admin.whole_saving import (
    clock,
    editors,
    not_written,
    number,
    record,
    sentences,
    noted,
)
from finder.catalog import comparing, versions
from finder.catalog.document import ProgrammeDocument, source_language
from finder.catalog.editing import EditConflict
from finder.catalog.merging import merged_into, old_addresses
from finder.catalog.publishing import Invalid
from finder.catalog.saving import Saved
from finder.catalog.versions import NoVersion
from finder.catalog.whole import present, whole_digest
from finder.storage import Error
from finder.web.catalogue import catalogue
from finder.web.languages import TABLE, gettext

PAGE = 50  # versions
Answer = str | tuple[str, int] | Response


class Compared(NamedTuple):
    """Two versions, and where they differ."""

    facts: list[dict[str, Any]]  # label, before and after as lines
    texts: list[dict[str, Any]]  # label, language, and what comparing.Section says


def compared(before: ProgrammeDocument, after: ProgrammeDocument) -> Compared:
    """Where two documents differ, with what an editor calls it."""
    return Compared(
        [
            {
                "field": one.field,
                "label": named(one.field),
                "before": shown(one.field, one.before),
                "after": shown(one.field, one.after),
            }
            for one in comparing.facts(before, after)
        ],
        [
            {
                **one._asdict(),
                "label": named(f"texts.{one.language}.{one.section}"),
                "known": one.language in TABLE,
            }
            for one in comparing.texts(before, after)
        ],
    )


def history(programme_id: str) -> Answer:
    """Its versions, and two of them compared where the address names them."""
    if not versions.newest(catalogue(), programme_id):
        abort(404)
    if request.method == "POST":
        return _restore(programme_id)
    first, last = number(request.args.get("from")), number(request.args.get("to"))
    if last is None:
        return _page(programme_id)
    try:
        if first is None:
            versions.version(catalogue(), programme_id, last)
            return _page(programme_id, to=last)
        return _page(programme_id, first, last)
    except NoVersion:
        return _page(programme_id, problems=[gettext("There is no such version.")]), 404


def _page(
    programme: str,
    first: int | None = None,
    last: int | None = None,
    *,
    to: int | None = None,
    problems: list[str] | None = None,
    meanwhile: Compared | None = None,
    token: str = "",
) -> str:
    """Version *last* compared with *first*; or version *to* with what is public now."""
    db = catalogue()
    now = present(db, programme)
    newest = versions.newest(db, programme)
    wanted = last if to is None else to
    differing = None
    if wanted is not None:
        after = versions.version(db, programme, wanted)
        before = now if first is None else versions.version(db, programme, first)
        differing = compared(before or after, after)
    return render_template(
        "admin/versions.html",
        programme_id=programme,
        name=name_of(now or versions.version(db, programme, newest)),
        versions=_versions(programme),
        newest=newest,
        there=now is not None,
        merged_into=merged_into(db, programme),
        taken_in=[
            one for one in old_addresses(db, programme) if versions.newest(db, one)
        ],
        names=names("programme"),
        first=first,
        wanted=wanted,
        offered=wanted is not None and (now is None or wanted != newest),
        differing=differing,
        seen=whole_digest(now),
        problems=problems or [],
        meanwhile=meanwhile,
        note=noted(),
        token=token,
        done=request.args.get("done", ""),
    )


def _versions(programme: str) -> list[dict[str, Any]]:
    """A page of versions, with who made each and when."""
    before = number(request.args.get("before"))
    who = editors()
    unknown = gettext("Account %(number)s")
    return [
        {
            **one,
            "at": clock(one["at"]),
            "who": who.get(one["editor"], unknown % {"number": one["editor"]}),
        }
        for one in versions.versions(catalogue(), programme, before=before, limit=PAGE)
    ]


def _restore(programme: str) -> Answer:
    wanted, seen = number(request.form.get("to")), request.form.get("seen", "")
    token, note = request.form.get("form") or new_token(), noted()
    usual = gettext("Version %(number)s made public again") % {"number": wanted}
    saved: Saved | None = None
    try:
        saved = versions.restore(
            catalogue_writer(),
            programme,
            wanted or 0,
            seen=seen,
            editor=me()["id"],
            at=at(),
            note=note or usual,
            token=token,
        )
        if programme not in saved.done.unchanged:
            revision = versions.newest(catalogue(), programme)
            detail = {"version": wanted, "revision": revision}
            record("programme.restored", programme, detail)
    except NoVersion:
        return _page(programme, problems=[gettext("There is no such version.")]), 404
    except EditConflict as conflict:
        return _conflict(programme, wanted, seen, conflict), 409
    except Invalid as refused:
        return _page(programme, to=wanted, problems=sentences(refused)), 422
    except Error as error:
        problems = [not_written(error, saved is not None)]
        return _page(programme, to=wanted, problems=problems, token=token), 503
    address = url_for("admin.versions", programme_id=programme, done="restored")
    return redirect(address, 303)


def _conflict(
    programme: str, wanted: int | None, seen: str, conflict: EditConflict
) -> str:
    """The same form, begun from what is public now, and what somebody else changed."""
    before = versions.with_digest(catalogue(), programme, seen)
    theirs = conflict.theirs
    return _page(
        programme,
        to=wanted,
        problems=[
            gettext(
                "Somebody else changed this programme after you opened it. Nothing of theirs "
                "was overwritten. Look at what they changed, then press the button again if "
                "you still want this version."
            )
        ],
        meanwhile=compared(before, theirs) if before and theirs else None,
    )


def name_of(document: ProgrammeDocument) -> str:
    """Its name, in the language of the original."""
    return document["texts"][source_language(document)]["name"]


ROUTES: list[Route] = [
    form(
        "/programmes/<programme_id>/history",
        "versions",
        history,
        "publisher",
        look="reader",
    ),
]
