"""Merging two entries: all that points to the one that goes points to the one that stays."""

from collections.abc import Mapping
from typing import Any, cast

from sqlite_utils import Database

from finder.catalog.database import write
from finder.catalog.document import (
    SINGLE_TERMS,
    TERM_LISTS,
    ProgrammeDocument,
    canonical,
)
from finder.catalog.entries import (
    By,
    EntryConflict,
    Refused,
    or_again,
    changed,
    seen_by,
    take_out,
)
from finder.catalog.entry_document import Entry, entry, present, split
from finder.catalog.entry_problems import (
    FIXED,
    MOST_LABELS,
    MOST_TERMS,
    in_a_circle,
)
from finder.catalog.entry_use import touched
from finder.catalog.publishing import Published, current, publish_all
from finder.catalog.saving import Saved, saved_once

TRIES = 5  # while others publish programmes that the merge is about


class CannotMerge(Refused):
    """Two entries that are not of one sort, or one of them is needed by the program."""


def merge(
    db: Database,
    kind: str,
    gone: str,
    kept: str,
    *,
    seen: tuple[str, str],
    by: By,
) -> Saved:
    """Let *kept* stand wherever *gone* did, then remove *gone*; *seen*: digests of the two.

    All in one transaction: a new revision of each programme that named *gone*, a new state of
    each entry that pointed to it, and the end of its own history. *kept* says what it said;
    a concept takes over the other's words and terms. The result's ``changed`` are programmes.

    Raises :class:`EntryConflict`, :class:`CannotMerge`, or
    :class:`~finder.catalog.publishing.Invalid`; nothing is written then.
    """
    if gone == kept or kind == "term" and split(gone)[0] != split(kept)[0]:
        raise CannotMerge("two different entries of one sort")
    if kind == "term" and split(gone)[0] in FIXED:
        raise CannotMerge("the program needs each of them")

    def once() -> Published:
        for _ in range(TRIES):
            try:
                return _merged(db, kind, gone, kept, seen, by)
            except _Meanwhile:
                continue
        raise EntryConflict(kind, gone, present(db, kind, gone))

    return or_again(db, by.token, once)


def pointed_elsewhere(
    document: ProgrammeDocument, kind: str, gone: str, kept: str
) -> ProgrammeDocument:
    """*document* with *kept* wherever it named *gone*, each once."""
    found = cast(dict[str, Any], dict(document))
    if kind == "organization":
        _replace(found, ("organization",), ("partners",), gone, kept)
    elif kind == "location":
        _replace(found, (), ("locations",), gone, kept)
    else:
        (taxonomy, old), (_, new) = split(gone), split(kept)
        single = [name for name, one in SINGLE_TERMS.items() if one == taxonomy]
        lists = [name for name, one in TERM_LISTS.items() if one == taxonomy]
        _replace(found, single, lists, old, new)
        if taxonomy == "kind":  # the main one is not named twice
            found["further_kinds"] = [
                one for one in found["further_kinds"] if one != found["kind"]
            ]
        if taxonomy == "measure":
            found["outcomes"] = [
                one | {"measure": new} if one["measure"] == old else one
                for one in found["outcomes"]
            ]
    return canonical(cast(ProgrammeDocument, found))


class _Meanwhile(RuntimeError):
    """A programme or what uses the entry changed since it was read."""


def _merged(
    db: Database, kind: str, gone: str, kept: str, seen: tuple[str, str], by: By
) -> Published:
    if kind == "concept":
        with write(db):
            done = Published([], [], [])
            _take_over(db, gone, kept, seen, by)
            saved_once(by.token, by.at)(db, done)
        return done

    def both() -> None:
        for one, digest in zip((gone, kept), seen):
            if seen_by(db, kind, one, digest) is None:
                raise EntryConflict(kind, one, None)

    both()  # before what is wrong with programmes is told, and again below
    using = [one.id for one in touched(db, kind, gone).programmes]
    read = {one: current(db, one) for one in using}

    def unchanged(db: Database) -> None:
        both()
        now = [one.id for one in touched(db, kind, gone).programmes]
        if now != using or any(current(db, one) != read[one] for one in now):
            raise _Meanwhile

    def entries_too(db: Database, done: Published) -> None:
        for one in touched(db, kind, gone).entries:
            before = entry(db, one.kind, one.id)
            after = _repointed(db, before, one.kind, kind, gone, kept)
            changed(db, one.kind, one.id, before, after, by)
        take_out(db, kind, gone, entry(db, kind, gone), by)
        saved_once(by.token, by.at)(db, done)

    return publish_all(
        db,
        [pointed_elsewhere(one, kind, gone, kept) for one in read.values()],
        editor=by.editor,
        at=by.at,
        note=by.note,
        before=unchanged,
        after=entries_too,
    )


def _repointed(
    db: Database, before: Entry, kind: str, of: str, gone: str, kept: str
) -> Entry:
    """An entry that pointed to *gone*, an entry of the kind *of*, pointing to *kept*."""
    if of == "organization":
        if kind == "location":
            return before | {"organization": kept}
        own = in_a_circle(db, before["id"], kept)  # nobody succeeds oneself
        return before | {"succeeded_by": None if own else kept}
    (taxonomy, old), (_, new) = split(gone), split(kept)
    return before | {
        "terms": _united(
            one | {"term": new} if _names(one, taxonomy, old) else one
            for one in before["terms"]
        )
    }


def _names(lead: Mapping[str, Any], taxonomy: str, term: str) -> bool:
    return bool((lead["taxonomy"], lead["term"]) == (taxonomy, term))


def _united(leads: Any) -> list[dict[str, Any]]:
    """*leads* with each term once, at the greatest of its weights, in order."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in leads:
        key = (one["taxonomy"], one["term"])
        held = found.get(key)
        if held is None or held["weight"] < one["weight"]:
            found[key] = one
    return [found[key] for key in sorted(found)]


def _take_over(
    db: Database, gone: str, kept: str, seen: tuple[str, str], by: By
) -> None:
    """The words and terms of the concept *gone* become *kept*'s."""
    went, stays = (
        seen_by(db, "concept", one, digest) for one, digest in zip((gone, kept), seen)
    )
    if went is None or stays is None:
        raise EntryConflict("concept", gone if went is None else kept, None)
    labels = {
        language: sorted(
            {*went["labels"].get(language, ()), *stays["labels"].get(language, ())}
        )
        for language in went["labels"].keys() | stays["labels"].keys()
    }
    terms = _united([*stays["terms"], *went["terms"]])
    if len(terms) > MOST_TERMS or max(map(len, labels.values())) > MOST_LABELS:
        raise CannotMerge("too much for one")
    take_out(db, "concept", gone, went, by)
    after = stays | {"labels": dict(sorted(labels.items())), "terms": terms}
    changed(db, "concept", kept, stays, after, by)


def _replace(
    found: dict[str, Any], single: Any, lists: Any, gone: str, kept: str
) -> None:
    for name in single:
        if found[name] == gone:
            found[name] = kept
    for name in lists:
        found[name] = list(
            dict.fromkeys(kept if one == gone else one for one in found[name])
        )
