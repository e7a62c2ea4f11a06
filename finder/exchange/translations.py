"""What a translator works on, as a Gettext file (PO), and what comes back from one.

One entry is one section of one programme: its context says which, its message is the
Swedish of the day, its translation what the catalogue had then. A comment remembers what that
was, so that nothing is overwritten that somebody changed or checked meanwhile.
"""

import json
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Literal, NamedTuple, cast

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from sqlite_utils import Database

from finder.catalog.document import Making, ProgrammeDocument, Text, digest, making
from finder.catalog.fidelity import doubts
from finder.catalog.publishing import current
from finder.config import searched_as

LARGEST = 20 * 1000 * 1000  # bytes of a file
WAS = "was "  # begins the comment that tells what the catalogue had
NOTHING = "nothing"
UNITS = """
    SELECT t.programme_id AS programme, t.section, t.state, o.text AS original,
           coalesce(s.text, '') AS text, n.text AS name
      FROM translation_state AS t
      JOIN programme AS p ON p.id = t.programme_id AND p.status = 'active'
      JOIN programme_section AS o ON o.programme_id = p.id AND o.language = p.source_language
       AND o.section = CASE t.section WHEN 'name_explained' THEN 'name' ELSE t.section END
      JOIN programme_section AS n ON n.programme_id = p.id AND n.language = p.source_language
       AND n.section = 'name'
      LEFT JOIN programme_section AS s
        ON s.programme_id = p.id AND s.language = t.language AND s.section = t.section
     WHERE t.language = :language AND t.state IN (SELECT value FROM json_each(:states))
     ORDER BY 1, 2
"""
Outcome = Literal["taken", "unchanged", "left", "refused"]


class Unit(NamedTuple):
    """One section of a programme in one language."""

    programme: str
    section: str
    state: str  # see the view translation_state
    original: str
    text: str  # "" where it is missing
    name: str  # of the programme


class Entry(NamedTuple):
    """What a translator's file says about one section."""

    programme: str
    section: str
    original: str  # what it was translated from
    text: str
    was: str | None  # digest of what the catalogue had, or NOTHING; None: not told
    line: int


class Verdict(NamedTuple):
    """What would become of an entry."""

    entry: Entry
    outcome: Outcome
    said: str  # why it is not taken; else what the reader should look at again


class Unreadable(ValueError):
    """No translator's file; the message is a sentence."""


def units(db: Database, language: str, states: Iterable[str]) -> list[Unit]:
    """The sections of active programmes that are in one of *states*, by id and section."""
    asked = {"language": language, "states": json.dumps(list(states))}
    return [Unit(**row) for row in db.query(UNITS, asked)]


def written(found: Iterable[Unit], language: str) -> str:
    """*found* as a PO file; what is outdated is marked fuzzy."""
    catalog = Catalog(
        locale=searched_as(language).replace("-", "_"),
        project="programmes",
        version=f"sv-{language}",
        last_translator="",
        language_team="",
        msgid_bugs_address="",
        header_comment=f"# Texts about programmes, from Swedish into {language}.",
        fuzzy=False,
    )
    for one in found:
        message = catalog.add(
            one.original,
            one.text,
            context=f"{one.programme} {one.section}",
            flags=["fuzzy"] if one.state == "outdated" else [],
            auto_comments=[
                f"{one.name}: {one.section}, {one.state}",
                WAS + (digest(one.text) if one.text else NOTHING),
            ],
        )
        message.flags.discard("python-format")  # a percent sign is only that here
    target = BytesIO()
    write_po(target, catalog, width=0, omit_header=False)
    return target.getvalue().decode()


def entries(content: bytes) -> list[Entry]:
    """What a translator's file holds that is translated and not fuzzy.

    Raises :class:`Unreadable`.
    """
    if len(content) > LARGEST:
        raise Unreadable(f"The file has more than {LARGEST // 10**6} MB.")
    try:
        catalog = read_po(BytesIO(content), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, LookupError) as error:
        raise Unreadable(f"This is not a Gettext file in UTF-8 ({error}).") from error
    found = []
    for message in catalog:
        place = str(message.context or "").split(" ")
        if not message.id or not message.string or message.fuzzy or len(place) != 2:
            continue
        was = [one[len(WAS) :] for one in message.auto_comments if one.startswith(WAS)]
        found.append(
            Entry(
                programme=place[0],
                section=place[1],
                original=str(message.id),
                text=str(message.string).strip(),
                was=was[0] if was else None,
                line=message.lineno or 0,
            )
        )
    return found


def judged(
    db: Database, given: Sequence[Entry], language: str, how: Making
) -> tuple[list[Verdict], list[ProgrammeDocument]]:
    """A verdict on each entry, and the documents with what is taken, by id.

    Taken is what is as it was when the file was written: nothing that somebody has changed
    or checked since is overwritten. *how* says who made the translations.
    """
    verdicts, changed = [], {}
    for entry in given:
        if entry.programme not in changed:
            try:
                changed[entry.programme] = current(db, entry.programme)
            except LookupError as error:
                verdicts.append(Verdict(entry, "refused", str(error)))
                continue
        document = changed[entry.programme]
        verdict = _verdict(document, entry, language, how)
        verdicts.append(verdict)
        if verdict.outcome == "taken":
            changed[entry.programme] = _with(document, entry, language, how)
    touched = {one.entry.programme for one in verdicts if one.outcome == "taken"}
    return verdicts, [changed[one] for one in sorted(touched)]


def _verdict(
    document: ProgrammeDocument, entry: Entry, language: str, how: Making
) -> Verdict:
    original = document["texts"][document.get("source_language", "sv")]
    source = "name" if entry.section == "name_explained" else entry.section
    now = str(original.get(source, ""))
    if not now:
        return Verdict(entry, "refused", "the Swedish has no such section any more")
    text = document["texts"].get(language)
    held = str(text.get(entry.section, "")) if text else ""
    if text and held == entry.text:
        based_on = text.get("based_on", {}).get(entry.section)
        same = making(text, entry.section) == how and based_on == digest(entry.original)
        if same:
            return Verdict(entry, "unchanged", "")
    was = digest(held) if held else NOTHING
    if entry.was is not None and was != entry.was:
        return Verdict(entry, "left", "somebody has changed it since the file was made")
    if text and held and making(text, entry.section)["checked_on"]:
        if text.get("based_on", {}).get(entry.section) == digest(now):
            return Verdict(entry, "left", "a person has checked what is there")
    if entry.was is None and held and how["made_by"] == "machine":
        return Verdict(entry, "left", "the file does not say what it was made from")
    said = doubts(now, entry.text, language, str(original.get("name", "")))
    if entry.original != now:
        said.insert(0, "The Swedish is newer than the one it was made from.")
    return Verdict(entry, "taken", " ".join(said))


def _with(
    document: ProgrammeDocument, entry: Entry, language: str, how: Making
) -> ProgrammeDocument:
    text = cast(Text, document["texts"].get(language) or how)
    based_on = {**text.get("based_on", {}), entry.section: digest(entry.original)}
    by_section = {**text.get("by_section", {}), entry.section: how}
    changes = {
        entry.section: entry.text,
        "based_on": based_on,
        "by_section": by_section,
    }
    text = cast(Text, {**text, **changes})
    return {**document, "texts": {**document["texts"], language: text}}
