"""Organizations, places, terms and concepts: lists, forms, and what a rename touches."""

from functools import partial
from typing import Any

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from finder import storage
from finder.admin import entry_forms as forms
from finder.admin.connections import catalogue_writer
from finder.admin.entry_pages import (
    PLACES,
    Choice,
    address,
    asked_id,
    by,
    by_field,
    choices,
    differences,
    hints,
    note,
    record,
    shown,
    touched,
    widgets,
)
from finder.admin.entry_sentences import called, list_name
from finder.admin.routes import Route, form, reads
from finder.catalog.entries import EntryConflict, EntryInvalid, history, save
from finder.catalog.entry_document import NEW, SAID, digest, entries, present, split
from finder.catalog.entry_problems import FIXED, TAXONOMIES, Fault, problems
from finder.catalog.entry_use import counts
from finder.catalog.reading import NotFound
from finder.catalog.saving import Saved
from finder.web.catalogue import catalogue

Answer = str | Response | tuple[str, int]
ASKED = 60  # characters of a search in a list


def listed(kind: str) -> str:
    """All entries of a kind, or those with what is asked for in any of their words."""
    wanted = request.args.get("q", "").strip()[:ASKED]
    used = counts(catalogue(), kind)
    rows: list[dict[str, Any]] = [
        {"entry": one, "name": called(kind, one), "used": used.get(one["id"], 0)}
        for one in entries(catalogue(), kind)
        if wanted.casefold() in _words(kind, one)
    ]
    if kind != "term":
        rows.sort(key=lambda row: row["name"].casefold())
    return render_template(
        "admin/entries.html",
        kind=kind,
        rows=rows,
        wanted=wanted,
        removed="removed" in request.args,
        list_name=list_name,
        address=address,
        least=PLACES[kind][1],
    )


def edited(kind: str, **where: str) -> Answer:
    """The form of one entry; sent, it is saved, after a look at what a new name touches."""
    entry_id = asked_id(where)
    before = present(catalogue(), kind, entry_id)
    if request.method == "GET":
        if before is None and history(catalogue(), kind, entry_id, 1):
            return redirect(address(kind, entry_id, "history"))
        if before is None:
            raise NotFound(f"There is no {kind} {entry_id}.")
        seen = digest(kind, before)
        return _page(kind, entry_id, forms.filled(kind, before), seen)
    given = forms.typed(kind, request.form)
    seen = request.form.get("seen", "")
    if "back" in request.form:
        return _page(kind, entry_id, given, seen)
    document = forms.document(kind, entry_id, given)
    if digest(kind, before) == seen and before and "shown" not in request.form:
        names = [one for one in _names(kind) if before[one] != document[one]]
        wrong = problems(catalogue(), kind, entry_id, document)
        using = touched(kind, entry_id)
        if names and not wrong and (using.programmes or using.entries):
            return shown(
                *("entry_renaming", kind, entry_id),
                fields=list(forms.pairs(given)),
                differences=differences(forms.filled(kind, before), given),
                name=called(kind, before),
                seen=seen,
                note=note(),
                token=request.form.get("form", ""),
                using=using,
            )
    return _sent(kind, entry_id, document, given, seen)


def added(kind: str) -> Answer:
    """The form of a new entry; its id is made of its name where none is typed."""
    given = forms.typed(kind, request.form)
    taxonomy = request.values.get("taxonomy", "")[:40]
    own = request.form.get("id", "").strip()[:60]
    if request.method == "GET":
        given = forms.filled(kind, None)
        if kind == "term":
            given["position"] = str(_last_position(taxonomy) + 1)
        return _page(kind, "", given, NEW, taxonomy=taxonomy)
    entry_id = own or _free(kind, taxonomy, forms.slug(_named(kind, given)))
    if kind == "term":
        entry_id = f"{taxonomy}/{entry_id.rpartition('/')[2]}"
    document = forms.document(kind, entry_id, given)
    new = {"own": own, "taxonomy": taxonomy}
    return _sent(kind, entry_id, document, given, NEW, new)


def _sent(
    kind: str,
    entry_id: str,
    document: dict[str, Any],
    given: forms.Typed,
    seen: str,
    new: dict[str, Any] | None = None,
) -> Answer:
    """Save what was sent, or give all of it back with what stands in the way."""

    def again(seen: str, **told: Any) -> str:
        at = "" if new else entry_id
        return _page(kind, at, given, seen, **(new or {}), **told)

    try:
        how = by(note())._asdict()
        saved = save(catalogue_writer(), kind, entry_id, document, seen=seen, **how)
        entry_id = (saved.done.added or saved.done.changed or [entry_id])[0]
        _recorded(kind, entry_id, saved)
    except EntryInvalid as invalid:
        return again(seen, faults=invalid.problems), 422
    except EntryConflict as conflict:
        if new:
            return again(seen, faults=[Fault("id", "taken_id")]), 422
        theirs = forms.filled(kind, conflict.theirs)
        rows = differences(theirs, given)
        told = {"rows": rows, "gone": conflict.theirs is None}
        return again(digest(kind, conflict.theirs), conflict=told), 409
    except storage.Error:
        return again(seen, refused=True), 503
    return redirect(address(kind, entry_id, saved="1"), 303)


def _recorded(kind: str, entry_id: str, saved: Saved) -> None:
    if not saved.again and not saved.done.unchanged:
        record(kind, "saved", entry_id, {"new": bool(saved.done.added), "note": note()})


def _page(
    kind: str,
    entry_id: str,
    given: forms.Typed,
    seen: str,
    *,
    faults: list[Fault] | None = None,
    refused: bool = False,
    **more: Any,
) -> str:
    return shown(
        *("entry", kind, entry_id),
        given=given,
        single=forms.SINGLE[kind],
        said=SAID[kind],
        tags=forms.languages(kind),
        widgets=widgets(kind),
        choices=choices(kind),
        hints=hints(),
        seen=seen,
        note=note(),
        token=request.form.get("form", "") if faults or refused else "",
        faults=by_field(faults or ()),
        using=touched(kind, entry_id) if entry_id else None,
        name=called(kind, present(catalogue(), kind, entry_id), entry_id),
        fixed=kind == "term" and split(entry_id)[0] in FIXED,
        taxonomy_choices=_open_taxonomies() if kind == "term" else [],
        saved="saved" in request.args,
        refused=refused,
        **more,
    )


def _names(kind: str) -> tuple[str, ...]:
    """Fields that readers know an entry by."""
    return {"term": ("label",), "concept": ()}.get(kind, ("name",))


def _words(kind: str, one: dict[str, Any]) -> str:
    """All that an entry may be looked for by."""
    return "\n".join((one["id"], *forms.filled(kind, one).values())).casefold()


def _named(kind: str, given: forms.Typed) -> str:
    """What an id is made of."""
    if kind in ("organization", "location"):
        return given["name"]
    name = SAID[kind][0]
    return next(
        (
            text.split("\n")[0]
            for language in ("en", *forms.languages(kind))
            if forms.slug(text := given[f"{name}.{language}"])
        ),
        "",
    )


def _free(kind: str, taxonomy: str, wish: str) -> str:
    """*wish*, or with a number behind it where that id is or was somebody's."""
    wish = wish if len(wish) > 1 else f"{kind}-{wish}".strip("-")
    number, found = 1, wish
    while _taken(kind, f"{taxonomy}/{found}" if kind == "term" else found):
        number += 1
        found = f"{wish}-{number}"
    return found


def _taken(kind: str, entry_id: str) -> bool:
    there = present(catalogue(), kind, entry_id) is not None
    return there or bool(history(catalogue(), kind, entry_id, 1)) or entry_id == NEW


def _open_taxonomies() -> list[Choice]:
    """The lists of terms that may have more."""
    found = [Choice(one, list_name(one)) for one in TAXONOMIES - FIXED]
    return sorted(found, key=lambda one: one.name)


def _last_position(taxonomy: str) -> int:
    found = [
        one["position"]
        for one in entries(catalogue(), "term")
        if split(one["id"])[0] == taxonomy
    ]
    return max(found, default=-1)


def _routes() -> list[Route]:
    found = []
    for kind, (place, least) in PLACES.items():
        one = (
            f"/{place}/<taxonomy>/<entry_id>"
            if kind == "term"
            else f"/{place}/<entry_id>"
        )
        found += [
            reads(f"/{place}", f"{kind}s", partial(listed, kind), "writer"),
            form(f"/{place}/new", f"{kind}_new", partial(added, kind), least),
            form(one, kind, partial(edited, kind), least, look="writer"),
        ]
    return found


ROUTES: list[Route] = _routes()
