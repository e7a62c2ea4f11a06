"""The programme document: the one JSON shape of a programme and all that belongs to it.

A revision stores it, ``finder import`` reads it, ``finder export`` writes it, and the shipped
catalogue is kept as one file of it per programme. ``docs/programme-document.md`` explains every
field; ``programme.schema.json`` beside this module says what is allowed in each.
"""

import hashlib
import json
from typing import NotRequired, TypedDict, cast

# parts of a programme's text, in the order a page shows them
SECTIONS = (
    "name",
    "name_explained",
    "summary",
    "what",
    "who",
    "how_to_join",
    "how_to_refer",
    "practical",
    "place_note",
    "money",
    "delivered_by",
)
# lists of terms: field of the document -> taxonomy
TERM_LISTS = {
    "further_kinds": "kind",
    "target_groups": "target_group",
    "professions": "profession",
    "themes": "theme",
    "sectors": "sector",
    "routes": "route",
    "supports": "support",
    "languages": "language_name",
    "compensation": "compensation",
    "hours": "hours",
}
# fields of few programmes, left out where nothing is stated
SELDOM = (
    *("visible_from", "visible_to", "closed_from", "closed_until"),
    *("archived_because", "successor"),
)
# fields that are one term: field -> taxonomy
SINGLE_TERMS = {
    "kind": "kind",
    "delivery": "delivery",
    "area_scope": "area_scope",
    "swedish_level": "swedish_level",
    "income_support_rule": "income_support_rule",
    "cost": "cost",
    "form": "form",
    "intake": "intake",
}


class Making(TypedDict):
    """How a text came to be, and whether somebody vouches for it."""

    made_by: str  # person or machine
    checked_by: str | None  # the role that checked it; never a person's name
    checked_on: str | None


class Text(Making):
    """A programme's text in one language; an absent section is not stated."""

    by_section: NotRequired[dict[str, Making]]  # sections that came to be otherwise
    based_on: NotRequired[dict[str, str]]  # section -> digest of the original's text
    name: NotRequired[str]
    name_explained: NotRequired[str]
    summary: NotRequired[str]
    what: NotRequired[str]
    who: NotRequired[str]
    how_to_join: NotRequired[str]
    how_to_refer: NotRequired[str]
    practical: NotRequired[str]
    place_note: NotRequired[str]
    money: NotRequired[str]
    delivered_by: NotRequired[str]


class Start(TypedDict):
    """One date on which a programme starts; each fact as of a day or year."""

    starts_on: str
    last_day_to_apply: str | None
    places: int | None
    as_of: str


class Outcome(TypedDict):
    """One stated result."""

    period: str | None
    measure: str
    value: float | None
    unit: str
    definition: dict[str, str]  # language -> what was counted, with the figure
    source: str


class ProgrammeDocument(TypedDict):
    """A programme. None is "not stated"; lists are sets and stand in order of the alphabet."""

    id: str
    source_language: NotRequired[str]  # of the original text; Swedish unless stated
    status: str
    confirmed: bool
    seen_year: int | None
    kind: str
    further_kinds: list[str]
    part_of: str | None
    organization: str
    partners: list[str]
    delivery: str | None
    area_scope: str
    districts: list[str]  # only for residents of these
    age_min: int | None
    age_max: int | None
    target_groups: list[str]
    professions: list[str]
    themes: list[str]
    sectors: list[str]
    routes: list[str]
    swedish_level: str | None
    income_support_rule: str | None
    compensation: list[str]
    cost: str | None
    form: str | None
    hours: list[str]
    hours_min: float | None  # a week
    hours_max: float | None
    weeks_min: int | None
    weeks_max: int | None
    intake: str | None
    starts: list[Start]
    capacity: int | None
    capacity_as_of: str | None
    languages: list[str]  # of instruction
    supports: list[str]
    locations: list[str]
    web: str | None
    phone: str | None
    email: str | None
    runs_from: str | None
    runs_to: str | None
    assured_on: str | None
    assured_against: str | None
    review_every: int  # months
    confidence: str
    inferred: list[str]  # fields that no source states word for word
    editors_note: str | None
    visible_from: NotRequired[str]  # day; residents see it from then on
    visible_to: NotRequired[str]  # day; the last one on which they see it
    closed_from: NotRequired[str]  # day; it takes a break from then on
    closed_until: NotRequired[str]  # day; the last one of the break
    archived_because: NotRequired[str]  # why it ended, for readers, in Swedish
    successor: NotRequired[str]  # id of the programme that came after it
    sources: list[str]  # addresses
    outcomes: list[Outcome]
    texts: dict[str, Text]  # by language


SETS = (*TERM_LISTS, "partners", "districts", "locations", "inferred")


def digest(text: str) -> str:
    """Twelve letters that change when *text* does: what a translation says it is based on."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def source_language(document: ProgrammeDocument) -> str:
    """Of the original text."""
    return document.get("source_language", "sv")


def sections(text: Text) -> dict[str, str]:
    """The sections that *text* has, in page order."""
    given = cast(dict[str, str], text)
    return {name: given[name] for name in SECTIONS if name in given}


def making(text: Text, section: str) -> Making:
    """How *section* of *text* came to be."""
    return _making(text.get("by_section", {}).get(section, text))


def canonical(document: ProgrammeDocument) -> ProgrammeDocument:
    """*document* with its fields in the order above, sets sorted and empty sections gone.

    Two documents that say the same are equal after it.
    """
    given: dict[str, object] = {
        **document,
        "source_language": source_language(document),
    }
    fields = {
        name: given[name]
        for name in ProgrammeDocument.__annotations__
        if name not in SELDOM or given.get(name) is not None
    }
    for name in SETS:
        fields[name] = sorted(set(fields[name]))  # type: ignore[call-overload]
    fields["starts"] = sorted(document["starts"], key=lambda start: start["starts_on"])
    texts = sorted(
        document["texts"].items(), key=lambda item: _place(item[0], document)
    )
    fields["texts"] = {language: _canonical_text(text) for language, text in texts}
    return fields  # type: ignore[return-value]


def written(document: ProgrammeDocument) -> str:
    """*document* as the text of its file: canonical JSON, one field a line, readable in a diff."""
    return json.dumps(canonical(document), ensure_ascii=False, indent=1) + "\n"


def line(document: ProgrammeDocument) -> str:
    """*document* as one line of JSON lines, and as a revision stores it."""
    return json.dumps(canonical(document), ensure_ascii=False, separators=(",", ":"))


def _place(language: str, document: ProgrammeDocument) -> tuple[bool, str]:
    return language != source_language(document), language


def _canonical_text(text: Text) -> dict[str, object]:
    kept: dict[str, object] = {**_making(text)}
    kept |= {name: value for name, value in sections(text).items() if value}
    based_on = text.get("based_on")
    if based_on:
        kept["based_on"] = {
            name: based_on[name] for name in SECTIONS if name in based_on
        }
    whole, apart = _making(text), text.get("by_section", {})
    apart = {
        name: _making(apart[name])
        for name in sections(text)
        if name in apart and _making(apart[name]) != whole
    }
    if apart:
        kept["by_section"] = apart
    return kept


def _making(of: Making) -> Making:
    return Making(
        made_by=of["made_by"],
        checked_by=of.get("checked_by"),
        checked_on=of.get("checked_on"),
    )
