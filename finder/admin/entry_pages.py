"""What the pages about entries have in common: their addresses, names and choices."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from flask import render_template, request, url_for

from finder.admin import entry_forms as forms
from finder.admin.connections import at, desk, me
from finder.admin.entry_sentences import called, field_name, list_name, told, types
from finder.catalog import entry_use, word_difference
from finder.catalog.entries import By
from finder.catalog.entry_document import Entry, entries, present, split
from finder.catalog.entry_problems import LINES, Fault
from finder.catalog.places import districts
from finder.catalog.reading import NotFound
from finder.desk import events
from finder.web.catalogue import catalogue
from finder.web.languages import gettext

# kind -> where its pages are, and the least role that changes it. Whoever may write sees them.
# Terms shape every programme and filter, so they are an administrator's.
PLACES = {
    "organization": ("organizations", "publisher"),
    "location": ("locations", "publisher"),
    "term": ("terms", "administrator"),
    "concept": ("concepts", "publisher"),
}
CHOICES = ("type", "succeeded_by", "district", "organization")  # of a list
NOTE = 200  # characters of why something was changed


class Difference(NamedTuple):
    """One field that says something else."""

    field: str
    before: str
    after: str
    pieces: list[word_difference.Piece]


class Choice(NamedTuple):
    """One of a list."""

    value: str
    name: str


def address(kind: str, entry_id: str, page: str = "", **asked: Any) -> str:
    """Of a page about one entry."""
    name = f"admin.{kind}_{page}" if page else f"admin.{kind}"
    taxonomy, _, term = entry_id.partition("/")
    if kind == "term":
        return url_for(name, taxonomy=taxonomy, entry_id=term, **asked)
    return url_for(name, entry_id=entry_id, **asked)


def asked_id(where: Mapping[str, str]) -> str:
    """The entry's id, of the parts of an address."""
    if "taxonomy" in where:
        return f"{where['taxonomy']}/{where['entry_id']}"
    return where["entry_id"]


def known(kind: str, entry_id: str) -> Entry:
    """The entry of this address. Raises :class:`NotFound`."""
    found = present(catalogue(), kind, entry_id)
    if found is None:
        raise NotFound(f"There is no {kind} {entry_id}.")
    return found


def by(note: str) -> By:
    """Who sends this form."""
    return By(me()["id"], at(), note, request.form.get("form", ""))


def note() -> str:
    """Why something is changed, as it was typed."""
    return " ".join(request.form.get("note", "").split())[:NOTE]


def record(kind: str, done: str, entry_id: str, detail: Mapping[str, Any]) -> None:
    """Write down what was done to an entry."""
    events.record(desk(), me()["id"], f"{kind}.{done}", entry_id, at(), detail)


def differences(before: forms.Typed, after: forms.Typed) -> list[Difference]:
    """The fields of two forms that differ, in the form's order."""
    return [
        Difference(name, before[name], text, word_difference.marked(before[name], text))
        for name, text in after.items()
        if before[name] != text
    ]


def shown(template: str, kind: str, entry_id: str, **more: Any) -> str:
    """A page about an entry, with what all of them need."""
    return render_template(
        f"admin/{template}.html",
        kind=kind,
        entry_id=entry_id,
        address=address,
        called=called,
        field_name=field_name,
        list_name=list_name,
        least=PLACES[kind][1],
        **more,
    )


def by_field(faults: Iterable[Fault]) -> dict[str, list[str]]:
    """Field -> sentences."""
    found: dict[str, list[str]] = {}
    for one in faults:
        found.setdefault(one.field, []).append(told(one))
    return found


def touched(kind: str, entry_id: str) -> entry_use.Touched:
    """What uses an entry now."""
    return entry_use.touched(catalogue(), kind, entry_id)


def others(kind: str, entry_id: str) -> list[Choice]:
    """What an entry may be merged into, by name."""
    same = f"{entry_id.partition('/')[0]}/" if kind == "term" else ""
    found = [
        Choice(one["id"], called(kind, one))
        for one in entries(catalogue(), kind)
        if one["id"] != entry_id and one["id"].startswith(same)
    ]
    return sorted(found, key=lambda one: one.name.casefold())


def choices(kind: str) -> dict[str, list[Choice]]:
    """Field -> what may be chosen in it, by name."""
    organizations = (
        others("organization", "") if kind in ("organization", "location") else []
    )
    if kind == "organization":
        kinds = [Choice(*one) for one in types().items()]
        return {"type": kinds, "succeeded_by": organizations}
    if kind == "location":
        places = districts(catalogue()).values()
        return {
            "district": [Choice(one["id"], one["name"]) for one in places],
            "organization": organizations,
        }
    if kind == "concept":
        return {"terms": _every_term()}
    return {}


def widgets(kind: str) -> dict[str, str]:
    """Field -> what it is typed into: line, lines, choice, check, number or leads."""
    found = {name.partition(".")[0]: "line" for name in forms.fields(kind)}
    found |= {name: "lines" for name in (forms.LIST, *LINES) if name in found}
    found |= {name: "choice" for name in CHOICES if name in found}
    for name, how in (
        ("outside_city", "check"),
        ("position", "number"),
        ("terms", "leads"),
    ):
        if name in found:
            found[name] = how
    return found


def hints() -> dict[str, str]:
    """Field -> what an editor should know."""
    return {
        "name": gettext(
            "As it is officially called. Names stay the same in every language."
        ),
        "explained": gettext(
            "In a few plain words, for somebody who has never heard of it."
        ),
        "phone": gettext("As it is dialled in Sweden, such as 08-123 45 67."),
        "directions": gettext("A few words, such as: near the metro station."),
        "label": gettext("What residents and caseworkers read."),
        "plain": gettext(
            "The same in a resident's words, where the label is not plain."
        ),
        "position": gettext("The smallest number comes first."),
        "labels": gettext("What people type when they mean this. One on each line."),
    }


def _every_term() -> list[Choice]:
    return [
        Choice(one["id"], f"{list_name(split(one['id'])[0])}: {called('term', one)}")
        for one in entries(catalogue(), "term")
    ]
