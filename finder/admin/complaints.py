"""What is wrong with what was typed, as sentences at the field it is about."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from finder.admin.fields import FIELDS, ROWS, SECTIONS, N_
from finder.catalog.editing import FACTS
from finder.catalog.problem import Problem
from finder.config import SOURCE_LANGUAGE
from finder.web.languages import gettext

WHOLE = N_("Write a whole number, or nothing where none is stated.")
DAY = N_("Write a day that the calendar has, as 2026-11-24.")
DATE = N_(
    "Write a day, month or year that the calendar has: 2026-11-24, 2026-11 or 2026."
)
ADDRESS = N_("Write a whole web address that begins with https:// and has no spaces.")
CHOOSE = N_("Choose one of the values in the list.")
LINE = N_("Write it on one line.")
NEEDED = N_("Fill this in: nothing can be published without it.")
BEFORE = N_("This cannot be before the first of the two.")
# what the rules for documents say -> the sentence for whoever filled in the form
RULES: tuple[tuple[str, str], ...] = (
    (r"it must be integer", WHOLE),
    (r"it must be number", N_("Write a number, or nothing where none is stated.")),
    (r"it must be string", CHOOSE),
    (r"one of: ", CHOOSE),
    (
        r"at most (\d+) characters",
        N_(
            "Make it shorter: at most %(limit)s characters. All you wrote is still here."
        ),
    ),
    (r"at most (\d+) values", N_("Choose at most %(limit)s.")),
    (r"at least (-?[\d.]+)$", N_("Write a number of at least %(limit)s.")),
    (r"at most (-?[\d.]+)$", N_("Write a number of at most %(limit)s.")),
    (
        r"at least \w+_min, (.+)$",
        N_("The highest cannot be lower than the lowest, %(limit)s."),
    ),
    (r"it must be null or ISO 8601", DATE),
    (r"\(-\[0-9\]\{2\}\(-", DATE),
    (r"\^\[0-9\]\{4\}-\[0-9\]\{2\}", DAY),
    (r"https\?://", ADDRESS),
    (r"\^\[0-9\+\]", N_("Write the number as in 08-123 45 67.")),
    (r"\[\^@", N_("Write an e-mail address, as name@example.org.")),
    (r"–\[0-9\]", N_("Write a year as 2023, or two as 2019–2022.")),
    (r"\^\[\^\\n\]\*\$", LINE),
    (r"\^\[\^\n\]\*\$", LINE),
    (r"A-Za-z0-9_-|a-z0-9-", CHOOSE),
    (r"a day of the calendar", DAY),
    (r"a day, month or year", DATE),
    (
        r"name districts exactly",
        N_(
            "Choose districts exactly when it is open to residents of some districts only."
        ),
    ),
    (r"another programme", N_("Choose another programme than this one, or none.")),
    (r"no circle of parts", N_("That programme is itself a part of this one.")),
    (r"each day once", N_("Two starts have the same day. Keep one of them.")),
    (r"not before ", BEFORE),
    (
        r"a break that ends",
        N_("Say from when it is closed too: a break that ends begins some day."),
    ),
    (
        r"only of an archived one",
        N_("Only an archived programme has this. Empty it, or change the status."),
    ),
    (r"it is needed|is needed$|minProperties", NEEDED),
    (r"leave the field out", NEEDED),
    (r"needed: sv", N_("Say it in Swedish at least.")),
    (
        r"no invisible direction marks",
        N_(
            "There are invisible direction marks in it. Delete the text and type it again."
        ),
    ),
)
LABELS = {field.key: field.label for field in FIELDS.values()}
OTHERWISE = N_("This cannot be taken: %(limit)s.")


class Complaint(NamedTuple):
    """One thing to mend."""

    control: str  # name of the control that it stands at; "" for none on this page
    label: str
    sentence: str


def complaints(
    part: str, found: Iterable[Problem], source: str = SOURCE_LANGUAGE
) -> list[Complaint]:
    """What *found* means for the form of a *part*: that part's problems, in their order.

    *source* is the language of the original: what is wrong with all texts is wrong there.
    """
    told: dict[tuple[str, str], Complaint] = {}
    for problem in found:
        control = control_of(part, problem.field, source)
        if control is not None:
            one = Complaint(control, label(part, control), sentence(problem))
            told.setdefault((one.control, one.sentence), one)
    return list(told.values())


def control_of(part: str, field: str, source: str) -> str | None:
    """The control of the form of *part* that a field of the document is typed in, if any."""
    names = field.split(".")
    if part == FACTS:
        if names[0] not in FIELDS:
            return None
        return ".".join([FIELDS[names[0]].key, *names[1:]])
    if field == "texts" and part == source:
        return "name"
    if names[0] != "texts" or names[1:2] != [part]:
        return None
    return names[2] if names[2:] and names[2] in SECTIONS else ""


def label(part: str, control: str) -> str:
    """What a control is called, in the reader's language."""
    names = control.split(".")
    if part != FACTS:
        return gettext(SECTIONS[control][0]) if control else ""
    whole = gettext(LABELS[names[0]])
    cells = {cell.name: cell.label for cell in ROWS.get(names[0], ())}
    cell = cells.get(names[2]) if names[2:] else None
    row = f" {int(names[1]) + 1}" if names[1:] and names[1].isdigit() else ""
    return f"{whole}{row}: {gettext(cell)}" if cell else f"{whole}{row}"


def sentence(problem: Problem) -> str:
    """What to do about *problem*, in the reader's language."""
    if problem.value == "null":
        return gettext(NEEDED)
    for pattern, message in RULES:
        match = re.search(pattern, problem.allowed)
        if match:
            limit = match[1] if match.groups() else ""
            return gettext(message) % {"limit": limit}
    return gettext(OTHERWISE) % {"limit": problem.allowed}


def by_control(told: Iterable[Complaint]) -> Mapping[str, list[str]]:
    """Name of a control -> its sentences."""
    found: dict[str, list[str]] = {}
    for one in told:
        found.setdefault(one.control, []).append(one.sentence)
    return found
