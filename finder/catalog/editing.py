"""Editing a programme part by part: its facts, or its text in one language.

Whoever edits a part says which content it was begun from, by digest. Where the part says
something else by now, nothing is written and both versions are told. Two who edit different
parts of one programme at the same time are both saved.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlite_utils import Database

from finder.catalog.document import (
    SECTIONS,
    Making,
    ProgrammeDocument,
    Text,
    canonical,
    digest,
    making,
    sections,
    source_language,
)
from finder.catalog.publishing import NEW, Published, current, publish_all
from finder.catalog.saving import Saved, saved_once

FACTS = "facts"  # the part that is not a language
Part = dict[str, Any]  # of FACTS its fields, of a language its text, as in the document


class EditConflict(RuntimeError):
    """Somebody else changed the part since the editing of it began; nothing was written."""

    def __init__(self, programme: str, part: str, theirs: ProgrammeDocument | None):
        """*theirs*: what is public now; None where the programme is gone."""
        super().__init__(f"{part} of {programme} was changed meanwhile")
        self.programme, self.part, self.theirs = programme, part, theirs


def part_of(document: ProgrammeDocument, part: str) -> Part:
    """The facts of *document*, or its text in a language; empty where it has none."""
    whole = cast(dict[str, Any], canonical(document))
    if part == FACTS:
        return {name: value for name, value in whole.items() if name != "texts"}
    return cast(Part, whole["texts"].get(part, {}))


def part_digest(document: ProgrammeDocument, part: str) -> str:
    """Changes when what the part says does; the same for every part that is not there."""
    said = json.dumps(part_of(document, part), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def with_part(
    document: ProgrammeDocument, part: str, content: Mapping[str, Any]
) -> ProgrammeDocument:
    """*document* with one part replaced; a text without sections is taken out."""
    if part == FACTS:
        return cast(ProgrammeDocument, {**content, "texts": document["texts"]})
    texts = {name: text for name, text in document["texts"].items() if name != part}
    if any(content.get(name) for name in SECTIONS):
        texts[part] = cast(Text, dict(content))
    return cast(ProgrammeDocument, {**document, "texts": texts})


def rewritten(
    document: ProgrammeDocument,
    language: str,
    said: Mapping[str, str],
    *,
    made_by: str = "person",
    checked: Making | None = None,
) -> Text:
    """The text of *document* in *language* when its sections say what *said* does.

    A section left as it was keeps how it came to be. A changed one was made by *made_by* and
    nobody vouches for it, unless *checked* tells who does; a translation is then based on what
    the original says now. Sections absent or empty in *said* are not stated.
    """
    before = document["texts"].get(language, cast(Text, {}))
    original = source_language(document)
    source = sections(document["texts"][original])
    held = sections(before)
    fresh = checked or Making(made_by=made_by, checked_by=None, checked_on=None)
    whole = making(before, "") if held else fresh
    text: dict[str, Any] = {**whole}
    apart, based_on = {}, dict(before.get("based_on", {}))
    for name in SECTIONS:
        words = said.get(name, "")
        if not words:
            based_on.pop(name, None)
            continue
        text[name] = words
        same = held.get(name) == words
        how = making(before, name) if same else fresh
        if how != whole:
            apart[name] = how
        if not same and language != original and name != "name":
            base = source.get("name" if name == "name_explained" else name, "")
            based_on[name] = digest(base)
    text["by_section"] = apart
    if language != original:
        text["based_on"] = based_on
    return cast(Text, text)


def publish_part(
    db: Database,
    programme: str,
    part: str,
    content: Mapping[str, Any],
    *,
    seen: str,
    editor: int,
    at: datetime,
    note: str,
    token: str,
    small_edit: bool = False,
) -> Saved:
    """Make *content* the public state of a part, begun from the content with digest *seen*.

    *token* is the form's own: a second sending of the same form writes nothing and gives
    the first one's result. A *small_edit* keeps translations true, as in
    :func:`~finder.catalog.publishing.publish_all`.

    Raises :class:`EditConflict`, or :class:`~finder.catalog.publishing.Invalid` with every
    problem; nothing is written then.
    """
    return publish_document(
        db,
        programme,
        {part: (content, seen)},
        editor=editor,
        at=at,
        note=note,
        token=token,
        small_edit=small_edit,
    )


def publish_document(
    db: Database,
    programme: str,
    parts: Mapping[str, tuple[Mapping[str, Any], str]],
    *,
    editor: int,
    at: datetime,
    note: str,
    token: str,
    small_edit: bool = False,
) -> Saved:
    """The same for several parts at once: part -> its content and what it was begun from.

    A programme that does not exist yet is begun from :data:`NEW` and needs its facts and its
    original text.
    """

    def save() -> Published:
        theirs = _public(db, programme)
        document = _put_together(programme, theirs, parts)

        def unchanged(db: Database) -> None:
            if _public(db, programme) != theirs:
                raise _Meanwhile

        try:
            return publish_all(
                db,
                [document],
                editor=editor,
                at=at,
                note=note,
                small_edit=small_edit,
                before=unchanged,
                after=saved_once(token, at),
            )
        except _Meanwhile:  # another part, or this one: then the next look tells
            return save()

    return Saved.by(db, token, save)


class _Meanwhile(RuntimeError):
    """Something of the programme became public since it was read."""


def _public(db: Database, programme: str) -> ProgrammeDocument | None:
    try:
        return current(db, programme)
    except LookupError:
        return None


def _put_together(
    programme: str,
    theirs: ProgrammeDocument | None,
    parts: Mapping[str, tuple[Mapping[str, Any], str]],
) -> ProgrammeDocument:
    """The public document with *parts* in it; raises EditConflict."""
    document = theirs or cast(ProgrammeDocument, {"texts": {}})
    for part in sorted(parts, key=lambda one: one != FACTS):
        content, seen = parts[part]
        if (part_digest(theirs, part) if theirs else NEW) != seen:
            raise EditConflict(programme, part, theirs)
        document = with_part(document, part, content)
    return document
