"""From a word that nobody understood to one that the search knows."""

from typing import Any, NamedTuple, TypedDict

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from finder import storage
from finder.admin.connections import at, catalogue_writer, desk, me
from finder.admin.routes import Route, form
from finder.admin.search_desk import NO_ROOM, not_saved
from finder.catalog import synonyms
from finder.catalog.filters import FILTERS
from finder.catalog.publishing import Published
from finder.catalog.saving import Saved, saved_once
from finder.catalog.taxonomy import Term
from finder.config import SEARCHED, SOURCE_LANGUAGE
from finder.desk import events, vain
from finder.search.concepts import PLACE
from finder.search.known_concepts import meant
from finder.web.catalogue import catalogue, named_districts, vocabulary
from finder.web.languages import gettext

Errors = dict[str, str]  # field -> what is wrong with it


class Wanted(NamedTuple):
    """A word, and what it is to mean."""

    language: str
    label: str
    concept: str  # an existing one, or "" where
    terms: list[tuple[str, str]]  # are what it leads to: taxonomy and id


class Group(TypedDict):
    """A filter, with the terms a word may lead to."""

    name: str
    taxonomy: str
    terms: list[Term]
    open: bool  # one of them is chosen


def synonym() -> str | tuple[str, int] | Response:
    """Let a word mean a concept there is, or lead to terms of the taxonomy."""
    if request.method == "GET":
        return _page(request.args, {})
    wanted, errors = _wanted(request.form)
    if errors:
        return _page(request.form, errors), 422
    try:
        saved = Saved.by(
            catalogue_writer(), request.form.get("form", ""), lambda: _save(wanted)
        )
        _write_down(wanted, saved)
    except synonyms.Taken as error:
        told = _means(error.label, error.concept)
        return _page(request.form, {"label": told}), 422
    except LookupError:
        told = gettext("That is not there any more. Choose again.")
        return _page(request.form, {"concept": told}), 422
    except storage.Error:
        return _page(request.form, {"": not_saved()}), NO_ROOM
    there = url_for("admin.search_try", language=wanted.language, q=wanted.label)
    return redirect(there, 303)


def _save(wanted: Wanted) -> Published:
    how: dict[str, Any] = {
        "editor": me()["id"],
        "at": at(),
        "after": saved_once(request.form.get("form", ""), at()),
    }
    db, said = catalogue_writer(), (wanted.language, wanted.label)
    there = meant(db, wanted.label, wanted.language)
    if there:
        raise synonyms.Taken(wanted.label, there)
    if wanted.concept:
        return synonyms.add_label(db, wanted.concept, *said, **how)
    return synonyms.add_concept(db, wanted.terms, *said, **how)


def _write_down(wanted: Wanted, saved: Saved) -> None:
    """The history, and the end of the word's waiting."""
    if not saved.again:
        detail = {"language": wanted.language, "label": wanted.label}
        concept = saved.done.changed[0]
        events.record(desk(), me()["id"], "concept.label-added", concept, at(), detail)
    try:
        there = vain.word(desk(), wanted.language, wanted.label.lower(), at())
    except vain.NotShown:
        return
    vain.settle(desk(), there, "synonym", there["note"], account=me()["id"], at=at())


def _wanted(typed: "MultiDict[str, str]") -> tuple[Wanted, Errors]:
    """What the form asks for, and what is wrong with that."""
    errors: Errors = {}
    language = typed.get("language", "")
    label = typed.get("label", "")
    if language not in SEARCHED:
        errors["language"] = gettext("Choose the language that the word is in.")
    try:
        label = synonyms.cleaned(label)
    except synonyms.Unfit:
        errors["label"] = gettext(
            "Write a word or a few, with letters, of at most %(most)s characters."
        ) % {"most": synonyms.LONGEST}
    concept = typed.get("concept", "")
    pairs = [one.split("/", 1) for one in typed.getlist("term") if "/" in one]
    terms = [(taxonomy, term) for taxonomy, term in pairs]
    if concept and terms:
        errors["concept"] = gettext("Choose either a meaning or terms, not both.")
    elif not concept and not 0 < len(terms) <= synonyms.MOST:
        told = gettext("Choose what the word means, or one to %(most)s terms.")
        errors["concept"] = told % {"most": synonyms.MOST}
    return Wanted(language, label, concept, terms), errors


def _means(label: str, concept: str) -> str:
    """That a word is taken, and what by."""
    if concept.startswith(PLACE):
        district = named_districts().get(concept.removeprefix(PLACE))
        said = district["name"] if district else concept
    else:
        said = ", ".join(synonyms.swedish(catalogue(), concept)[:5])
    told = gettext(
        "“%(label)s” means something already: %(concept)s (%(words)s). Nothing was changed."
    )
    return told % {"label": label, "concept": concept, "words": said}


def _page(typed: "MultiDict[str, str]", errors: Errors) -> str:
    asked = typed.get("find", "")
    found = synonyms.named(catalogue(), _searchable(asked))
    chosen = typed.get("concept", "")
    if chosen and chosen not in [one["id"] for one in found]:
        words = synonyms.swedish(catalogue(), chosen)
        found.insert(0, synonyms.Named(id=chosen, swedish=words))
    spoken = typed.get("language", "")
    return render_template(
        "admin/search_synonym.html",
        spoken=spoken if spoken in SEARCHED else SOURCE_LANGUAGE,
        label=typed.get("label", typed.get("word", "")),
        find=asked,
        found=found,
        concept=chosen,
        chosen=typed.getlist("term"),
        groups=_groups(typed.getlist("term")),
        searched=SEARCHED,
        errors=errors,
        most=synonyms.MOST,
        token=typed.get("form", ""),
    )


def _groups(chosen: list[str]) -> list[Group]:
    """The terms that a search can be narrowed by, but districts: those know their names."""
    known = vocabulary()
    return [
        Group(
            name=name,
            taxonomy=taxonomy,
            terms=list(known[taxonomy].values()),
            open=any(one.startswith(f"{taxonomy}/") for one in chosen),
        )
        for name, taxonomy in FILTERS.items()
        if taxonomy in known
    ]


def _searchable(text: str) -> str:
    """*text* without what no database holds."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")


ROUTES: list[Route] = [
    form("/search/synonym", "search_synonym", synonym, "publisher", look="writer"),
]
