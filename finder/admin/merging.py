"""Two programmes made one: both beside each other, and for all that differs which is kept."""

from collections.abc import Mapping
from typing import Any, cast

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.admin.connections import at, catalogue_writer, desk, me, new_token
from finder.admin.routes import Route, form
from finder.admin.version_values import names
from finder.admin.fields import N_
from finder.admin.versions import Compared, compared, name_of
from finder.admin.whole_saving import not_written, noted, record, sentences
from finder.catalog import merging, versions
from finder.catalog.document import SETS, ProgrammeDocument
from finder.catalog.editing import EditConflict
from finder.catalog.merging import Pick
from finder.catalog.publishing import Invalid
from finder.catalog.whole import present, whole_digest
from finder.storage import Error
from finder.web.catalogue import catalogue
from finder.web.languages import gettext

Answer = str | tuple[str, int] | Response
UNPICKED = ("id", "source_language")  # the kept one's in any case
NO_OTHER = N_(
    "Nothing was changed. Choose another programme of the catalogue: the one you chose is not "
    "in it, or not any more."
)
LIMIT = 512 * 1024  # bytes of the form: a choice for each section in each language


def merge(programme_id: str) -> Answer:
    """Choose the other one, then compare both, then make them one."""
    given = request.form if request.method == "POST" else request.args
    ids = [programme_id, given.get("other", "")]
    stays, leaves = reversed(ids) if given.get("stays") == "other" else ids
    if request.method == "POST" and merging.merged_into(catalogue(), leaves) == stays:
        _record(stays, leaves)  # the form was sent before
        return _done(stays)
    document = present(catalogue(), programme_id)
    if document is None:
        abort(404)
    if request.method == "GET" and not given.get("other"):
        return _choosing(document)
    kept, gone = present(catalogue(), stays), present(catalogue(), leaves)
    if kept is None or gone is None or stays == leaves:
        return _choosing(document, gettext(NO_OTHER)), 422
    if request.method == "POST":
        return _merged(programme_id, kept, gone)
    return _page(programme_id, kept, gone)


def _done(kept: str) -> Response:
    return redirect(url_for("admin.versions", programme_id=kept, done="merged"), 303)


def _choosing(document: ProgrammeDocument, problem: str = "") -> str:
    others = [one for one in names("programme").items() if one[0] != document["id"]]
    return render_template(
        "admin/merging.html",
        programme_id=document["id"],
        name=name_of(document),
        others=others,
        problem=problem,
    )


def _merged(programme: str, kept: ProgrammeDocument, gone: ProgrammeDocument) -> Answer:
    differing, picks = compared(kept, gone), _picks()
    token, note = request.form.get("form") or new_token(), noted()
    usual = gettext("%(name)s merged into this one") % {"name": name_of(gone)}
    saved = False
    try:
        merging.merge(
            catalogue_writer(),
            merging.merged(kept, gone, picks),
            gone["id"],
            seen={
                one["id"]: request.form.get(f"seen_{which}", "")
                for which, one in (("kept", kept), ("gone", gone))
            },
            editor=me()["id"],
            at=at(),
            note=note or usual,
            token=token,
        )
        saved = True
        _record(kept["id"], gone["id"])
    except EditConflict as conflict:
        return _conflict(programme, kept, gone, conflict), 409
    except Invalid as refused:
        problems = sentences(refused)
        return _page(programme, kept, gone, differing, picks, problems), 422
    except Error as error:
        problems = [not_written(error, saved)]
        page = _page(programme, kept, gone, differing, picks, problems, token=token)
        return page, 503
    return _done(kept["id"])


def _record(kept: str, gone: str) -> None:
    """The merge as an event of both programmes."""
    db = catalogue()
    last = {"version": versions.newest(db, gone), "revision": versions.newest(db, kept)}
    record("programme.merged", gone, {"into": kept, **last})
    record("programme.merged", kept, {"from": gone, **last})


def _conflict(
    programme: str,
    kept: ProgrammeDocument,
    gone: ProgrammeDocument,
    conflict: EditConflict,
) -> str:
    """The same choices, begun from what is public now."""
    new_kept, new_gone = (present(catalogue(), one["id"]) for one in (kept, gone))
    if new_kept is None or new_gone is None:
        return _choosing(new_kept or new_gone or kept, gettext(NO_OTHER))
    kept, gone = new_kept, new_gone
    which = "kept" if conflict.programme == kept["id"] else "gone"
    seen = request.form.get(f"seen_{which}", "")
    now = conflict.theirs
    before = versions.with_digest(catalogue(), conflict.programme, seen)
    said = gettext(
        "Somebody else changed %(name)s after you opened this page. Nothing of theirs was "
        "overwritten, and your choices are still here. Look at what they changed, then press "
        "the button again."
    ) % {"name": names("programme").get(conflict.programme, conflict.programme)}
    meanwhile = compared(before, now) if before and now else None
    return _page(*(programme, kept, gone, None, _picks(), [said]), meanwhile=meanwhile)


def _picks() -> dict[str, Pick]:
    """What was chosen, field or "language.section" -> which."""
    chosen = {
        name.removeprefix("pick-"): value
        for name, value in request.form.items()
        if name.startswith("pick-") and value in ("kept", "gone", "both")
    }
    return cast(dict[str, Pick], chosen)


def _page(
    programme: str,
    kept: ProgrammeDocument,
    gone: ProgrammeDocument,
    differing: Compared | None = None,
    picks: Mapping[str, Pick] | None = None,
    problems: list[str] | None = None,
    *,
    meanwhile: Compared | None = None,
    token: str = "",
) -> str:
    differing = differing or compared(kept, gone)
    return render_template(
        "admin/merging_two.html",
        programme_id=programme,
        kept=kept,
        gone=gone,
        kept_name=name_of(kept),
        gone_name=name_of(gone),
        choices=_choices(differing, kept, gone, picks or {}),
        touched=merging.touched(catalogue(), gone["id"]),
        addresses=merging.old_addresses(catalogue(), gone["id"]),
        drafts=_drafts(gone["id"]),
        names=names("programme"),
        seen_kept=whole_digest(kept),
        seen_gone=whole_digest(gone),
        problems=problems or [],
        meanwhile=meanwhile,
        note=noted(),
        token=token,
    )


def _choices(
    differing: Compared,
    kept: ProgrammeDocument,
    gone: ProgrammeDocument,
    picks: Mapping[str, Pick],
) -> list[dict[str, Any]]:
    """What differs: its name, what each says, whether both can be kept, and which is chosen."""
    one, other = cast(dict[str, Any], kept), cast(dict[str, Any], gone)
    found: list[dict[str, Any]] = [
        {
            **fact,
            "name": fact["field"],
            "both": fact["field"] in SETS,
            "usual": merging.usual_pick(
                one.get(fact["field"]), other.get(fact["field"])
            ),
        }
        for fact in differing.facts
        if fact["field"] not in UNPICKED
    ]
    found += [
        {
            **text,
            "name": f"{text['language']}.{text['section']}",
            "text": True,
            "usual": merging.usual_pick(text["before"], text["after"]),
        }
        for text in differing.texts
    ]
    return [{**one, "pick": picks.get(one["name"], one["usual"])} for one in found]


def _drafts(programme: str) -> int:
    asked = "SELECT count(*) FROM draft WHERE programme_id = ?"
    return int(desk().execute(asked, [programme]).fetchone()[0])


ROUTES: list[Route] = [
    form(
        *("/programmes/<programme_id>/merge", "merging", merge, "publisher"),
        limit=LIMIT,
    ),
]
