"""Making two programmes one: what is chosen from each, and what pointed to the one that goes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple, cast

from sqlite_utils import Database

from finder.catalog.comparing import NO_TEXT, languages
from finder.catalog.document import (
    SECTIONS,
    SETS,
    Making,
    ProgrammeDocument,
    Text,
    canonical,
    digest,
    making,
    sections,
    source_language,
)
from finder.catalog.editing import EditConflict
from finder.catalog.publishing import current
from finder.catalog.saving import Saved
from finder.catalog.searchable import refresh_fts
from finder.catalog.whole import WHOLE, present, publish_seen, whole_digest

Pick = Literal["kept", "gone", "both"]  # both: of sets
POINTING = ("part_of", "successor")  # fields that name another programme
KEPT_AS_THEY_ARE = ("id", "source_language", "texts")
POINTERS = """
    SELECT id FROM programme WHERE part_of = :id OR successor = :id ORDER BY id
"""


class Touched(NamedTuple):
    """Programmes that point to one, as ids in order."""

    parts: list[str]
    successor_of: list[str]


def touched(db: Database, programme: str) -> Touched:
    """What is part of *programme*, and what names it as having come after."""

    def naming(field: str) -> list[str]:
        asked = f"SELECT id FROM programme WHERE {field} = ? ORDER BY id"
        return [row[0] for row in db.execute(asked, [programme]).fetchall()]

    return Touched(naming("part_of"), naming("successor"))


def merged_into(db: Database, programme: str) -> str | None:
    """The programme that one was merged into, also while residents do not see that one."""
    asked = "SELECT programme_id FROM moved WHERE old_id = ?"
    row = db.execute(asked, [programme]).fetchone()
    return str(row[0]) if row else None


def old_addresses(db: Database, programme: str) -> list[str]:
    """Ids whose addresses lead to *programme*."""
    asked = "SELECT old_id FROM moved WHERE programme_id = ? ORDER BY old_id"
    return [row[0] for row in db.execute(asked, [programme]).fetchall()]


def merged(
    kept: ProgrammeDocument, gone: ProgrammeDocument, picks: Mapping[str, Pick]
) -> ProgrammeDocument:
    """*kept* with what is picked from *gone*: a field, or "language.section" of a text.

    What no pick names stays as *kept* says it. What pointed to one of the two points to
    neither.
    """
    document = dict(cast(dict[str, Any], canonical(kept)))
    other = cast(dict[str, Any], canonical(gone))
    for name in ProgrammeDocument.__annotations__:
        if name not in KEPT_AS_THEY_ARE:
            document[name] = _picked(name, document, other, picks.get(name, "kept"))
    for name in POINTING:
        if document.get(name) in (kept["id"], gone["id"]):
            document[name] = None
    found = {one: _text(one, kept, gone, picks) for one in languages(kept, gone)}
    document["texts"] = {one: text for one, text in found.items() if sections(text)}
    return canonical(cast(ProgrammeDocument, document))


def usual_pick(kept: Any, gone: Any) -> Pick:
    """What to offer first: what is kept, unless only the other says something."""
    return "gone" if kept in (None, "", []) and gone not in (None, "", []) else "kept"


def merge(
    db: Database,
    document: ProgrammeDocument,
    gone: str,
    *,
    seen: Mapping[str, str],
    editor: int,
    at: datetime,
    note: str,
    token: str,
) -> Saved:
    """Make *document* the public text of the programme that stays; *gone* leaves the catalogue.

    Its versions stay, its address and all that led to it lead to the one that stays, and so
    do its parts and those it came after. All or nothing. *seen*: the digests of both as they
    were looked at. Raises what :func:`~finder.catalog.whole.publish_seen` does.
    """
    pointing = [current(db, one) for one in _pointers(db, gone, document["id"])]
    held = {one["id"]: whole_digest(one) for one in pointing}
    return publish_seen(
        db,
        [document, *(_pointed(one, gone, document["id"]) for one in pointing)],
        {**held, **seen},
        editor=editor,
        at=at,
        note=note,
        token=token,
        before=_leaving(gone, document["id"], [one["id"] for one in pointing]),
    )


def _picked(
    name: str, kept: Mapping[str, Any], gone: Mapping[str, Any], pick: Pick
) -> Any:
    if pick == "both" and name in SETS:
        return sorted({*kept[name], *gone[name]})
    return (gone if pick == "gone" else kept).get(name)


def _text(
    language: str,
    kept: ProgrammeDocument,
    gone: ProgrammeDocument,
    picks: Mapping[str, Pick],
) -> Text:
    """The text in *language*, each section with how it came to be where it is from.

    What was original in the one that goes, and is a translation now, counts as outdated.
    """
    own = kept["texts"].get(language, NO_TEXT)
    other = gone["texts"].get(language, NO_TEXT)
    text: dict[str, Any] = {**making(own or other, "")}
    apart: dict[str, Making] = {}
    based_on: dict[str, str] = {}
    for name in SECTIONS:
        chosen = other if picks.get(f"{language}.{name}") == "gone" else own
        words = sections(chosen).get(name)
        if words:
            text[name], apart[name] = words, making(chosen, name)
            based_on[name] = chosen.get("based_on", {}).get(name, digest(""))
    text["by_section"] = apart
    if language != source_language(kept):
        based_on.pop("name", None)
        text["based_on"] = based_on
    return cast(Text, text)


def _pointed(document: ProgrammeDocument, old: str, new: str) -> ProgrammeDocument:
    """*document* with *new* wherever it names *old*."""
    fields = cast(dict[str, Any], document)
    there = {name: new for name in POINTING if fields.get(name) == old}
    return cast(ProgrammeDocument, {**document, **there})


def _pointers(db: Database, gone: str, kept: str) -> list[str]:
    found = [row["id"] for row in db.query(POINTERS, {"id": gone})]
    return [one for one in found if one not in (gone, kept)]


def _leaving(gone: str, kept: str, pointing: list[str]) -> Callable[[Database], None]:
    """What takes *gone* out of the catalogue, within the transaction that publishes *kept*.

    Raises :class:`EditConflict` when others point to it than are made to point elsewhere.
    """

    def leave(db: Database) -> None:
        if _pointers(db, gone, kept) != pointing:
            raise EditConflict(gone, WHOLE, present(db, gone))
        db.execute("DELETE FROM programme WHERE id = ?", [gone])
        refresh_fts(db, [gone])
        asked = {"gone": gone, "kept": kept}
        db.execute(
            "UPDATE moved SET programme_id = :kept WHERE programme_id = :gone", asked
        )
        db.execute("INSERT INTO moved VALUES (:gone, :kept)", asked)

    return leave
