"""Translations at the desk: each section beside its original, and what is done to it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple, TypedDict, cast

from sqlite_utils import Database

from finder.catalog.document import (
    SECTIONS,
    Making,
    ProgrammeDocument,
    Text,
    digest,
    making,
    sections,
    source_language,
)
from finder.catalog.editing import rewritten
from finder.catalog.fidelity import doubts
from finder.catalog.revisions import once_said
from finder.catalog.word_difference import Piece, marked

STATES = ("missing", "outdated", "machine", "person", "checked")  # worst first
SHORT = {"name_explained": 120, "summary": 320}  # characters; of all others:
LONGEST = 20_000

OVERVIEW = """
    SELECT t.programme_id, t.language, t.state, count(*) AS sections
      FROM translation_state AS t
      JOIN programme AS p ON p.id = t.programme_id AND p.status = 'active'
     GROUP BY 1, 2, 3
"""
PROGRAMMES = """
    SELECT p.id, n.text AS name, p.organization_id AS unit
      FROM programme AS p
      JOIN programme_section AS n ON n.programme_id = p.id
       AND n.language = p.source_language AND n.section = 'name'
     WHERE p.status = 'active' ORDER BY n.text, p.id
"""
OF_ONE = """
    SELECT section, state FROM translation_state WHERE programme_id = ? AND language = ?
"""
States = Counter[str]  # state -> sections


class Row(NamedTuple):
    """An active programme and how it stands in each language."""

    id: str
    name: str
    unit: str
    states: Mapping[str, States]  # by language; none of the original's own


class Section(TypedDict):
    """One section of a programme in one language, beside its original."""

    name: str
    state: str  # see the view translation_state
    original: str
    source: str  # its digest
    before: (
        str | None
    )  # the original this was made from, where it says something else now
    change: list[Piece]  # from then to now
    text: str  # "" where it is missing
    how: Making | None  # None where it is missing


class Decision(NamedTuple):
    """What somebody does with sections of a translation, beside what the texts say."""

    checked: Collection[str] = ()  # compared with the original: these are right
    right: Collection[str] = ()  # still right, though the original changed its words
    machine: Mapping[str, str] = {}  # section -> what a machine suggested for it


def overview(db: Database) -> list[Row]:
    """Every active programme in every language, by name."""
    states: dict[str, dict[str, States]] = defaultdict(lambda: defaultdict(Counter))
    for row in db.query(OVERVIEW):
        of_one = states[row["programme_id"]][row["language"]]
        of_one[row["state"]] = row["sections"]
    return [
        Row(*(row["id"], row["name"], row["unit"]), dict(states.get(row["id"], {})))
        for row in db.query(PROGRAMMES)
    ]


def worst(states: States) -> str:
    """The state that most needs somebody."""
    return next((one for one in STATES if states[one]), "missing")


def beside(db: Database, document: ProgrammeDocument, language: str) -> list[Section]:
    """What *language* has or lacks of *document*, which is the one published, in page order."""
    states = dict(db.execute(OF_ONE, [document["id"], language]).fetchall())
    return [
        _section(db, document, language, name, states[name])
        for name in SECTIONS
        if name in states
    ]


def decided(
    document: ProgrammeDocument,
    language: str,
    said: Mapping[str, str],
    decision: Decision,
    *,
    role: str,
    day: date,
) -> Text:
    """The text of *document* in *language* with *said* in it and the *decision* taken.

    A section whose text is what a machine suggested was made by it, any other changed one by
    a person. What is checked is vouched for by *role* from *day* on; what is checked or still
    right matches the original of *document*. Sections without text are left alone.
    """
    before = document["texts"].get(language, cast(Text, {}))
    text = rewritten(document, language, {**sections(before), **said})
    held, old = sections(text), sections(before)
    apart = dict(text.get("by_section", {}))
    based_on = dict(text.get("based_on", {}))
    for name in held:
        how = making(text, name)
        if name in decision.machine and held[name] == decision.machine[name]:
            if held[name] != old.get(name):
                how = Making(made_by="machine", checked_by=None, checked_on=None)
        if name in decision.checked:
            day_text = day.isoformat()
            how = Making(made_by=how["made_by"], checked_by=role, checked_on=day_text)
        if name in decision.checked or name in decision.right:
            based_on[name] = digest(original_of(document, name))
        apart[name] = how
    return cast(Text, {**text, "by_section": apart, "based_on": based_on})


def original_of(document: ProgrammeDocument, section: str) -> str:
    """What the original says that *section* of a translation is made from."""
    source = sections(document["texts"][source_language(document)])
    return source.get("name" if section == "name_explained" else section, "")


def too_long(said: Mapping[str, str]) -> dict[str, int]:
    """The sections of *said* that are too long -> how many characters they may have."""
    return {
        name: SHORT.get(name, LONGEST)
        for name, text in said.items()
        if len(text) > SHORT.get(name, LONGEST)
    }


def _section(
    db: Database, document: ProgrammeDocument, language: str, name: str, state: str
) -> Section:
    original = original_of(document, name)
    text = document["texts"].get(language)
    held = sections(text).get(name, "") if text else ""
    before = None
    if text and state == "outdated":
        based_on = text.get("based_on", {}).get(name, "")
        spoken = source_language(document)
        section = "name" if name == "name_explained" else name
        before = once_said(db, document["id"], spoken, section, based_on)
    return Section(
        name=name,
        state=state,
        original=original,
        source=digest(original),
        before=before,
        change=marked(before, original) if before is not None else [],
        text=held,
        how=making(text, name) if text and held else None,
    )


def doubted(
    document: ProgrammeDocument, section: str, text: str, language: str
) -> list[str]:
    """What seems lost or foreign in *text*, as a section of *document* in *language*."""
    if not text:
        return []
    known = original_of(document, "name")
    return doubts(original_of(document, section), text, language, known)
