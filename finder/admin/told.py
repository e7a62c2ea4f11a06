"""What the core says is wrong, in the language of the desk: its English sentences, translated."""

import re
from typing import NamedTuple

from finder.admin.fields import N_
from finder.web.languages import current, gettext

MARKED = "en"


class Told(NamedTuple):
    """A sentence and the language it is in."""

    text: str
    language: str


# pattern of what the core says -> the message, with the groups as its parts
PATTERNS = [
    (re.compile(pattern, re.DOTALL), message)
    for pattern, message in (
        (
            r"null is not allowed; (?P<rule>.+)",
            N_("Something must stand here: %(rule)s."),
        ),
        (
            r"nothing is not allowed; it is needed",
            N_("Something must stand here."),
        ),
        (
            r"(?P<value>.+?) is not allowed; (?P<rule>.+)",
            N_("%(value)s cannot stand here: %(rule)s."),
        ),
        (r"one of: (?P<values>.+)", N_("it must be one of %(values)s")),
        (
            r"of the (?P<count>\d+) that are known the nearest are: (?P<values>.+)",
            N_("of the %(count)s that are known the nearest are %(values)s"),
        ),
        (
            r"it is none of the (?P<count>\d+) that are known",
            N_("it is none of the %(count)s that are known"),
        ),
        (r"at most (?P<count>\d+) characters", N_("at most %(count)s characters")),
        (
            r"at most (?P<count>\d+) characters in the original",
            N_("at most %(count)s characters in the original"),
        ),
        (r"at least (?P<count>[\d.]+)", N_("at least %(count)s")),
        (r"at most (?P<count>[\d.]+)", N_("at most %(count)s")),
        (r"at most (?P<count>\d+) values", N_("at most %(count)s values")),
        (r"it must be boolean", N_("write true or false")),
        (r"it must be integer( or null)?", N_("write a whole number")),
        (r"it must be number( or null)?", N_("write a number")),
        (r"a day of the calendar", N_("write a day of the calendar, as 2026-11-24")),
        (
            r"a day, month or year of the calendar",
            N_("write a day, month or year, as 2026-11-24"),
        ),
        (
            r"Unicode in form NFC|no control characters but line breaks",
            N_("take out signs that cannot be seen"),
        ),
        (
            r"no invisible direction marks.*",
            N_("take out signs that cannot be seen"),
        ),
        (r"no space at either end", N_("take out the space at its ends")),
        (
            r"there is no such column; perhaps (?P<near>.+)",
            N_("There is no such column. Did you mean %(near)s?"),
        ),
        (
            r"there is no such column; take it out",
            N_("There is no such column. Take it out."),
        ),
        (
            r"the column stands there twice; keep one of them",
            N_("The column stands there twice. Keep one of them."),
        ),
        (
            r"the column id is missing.*",
            N_("The column id is missing: it says which programme a row is about."),
        ),
        (
            r"(?P<cells>\d+) cells under (?P<columns>\d+) columns.*",
            N_(
                "%(cells)s cells stand under %(columns)s columns. "
                "Put a text that holds the separator in quotes."
            ),
        ),
        (
            r"the cells cannot be told apart.*",
            N_("The cells cannot be told apart from here on. Look at the quotes."),
        ),
        (
            r"(?P<id>\S+) stands on (?:row|line) (?P<number>\d+) already.*",
            N_("%(id)s stands on %(number)s already. Keep one of them."),
        ),
        (r"there is no table in it", N_("There is no table in the file.")),
        (
            r"there is no programme in it",
            N_("There is no programme in the file."),
        ),
        (
            r"more than (?P<count>[\d,]+) (?:rows|documents).*",
            N_("More than %(count)s programmes. Split the file."),
        ),
        (
            r"more than (?P<count>\d+) MB.*",
            N_("More than %(count)s MB. Split it into several files."),
        ),
        (
            r"The file is not UTF-8\. It was read as Windows-1252.*",
            N_(
                "The file is not UTF-8. It was read as Windows-1252: look whether å, ä and ö "
                "are right, or save it as “CSV UTF-8”."
            ),
        ),
    )
]


def told(said: str) -> Told:
    """*said*, a sentence of the core, as the desk says it; else as it is, in English."""
    words = _words(said)
    if words is not None:
        return Told(words, current().tag)
    return Told(said[:1].upper() + said[1:].rstrip(".") + ".", MARKED)


def _words(said: str) -> str | None:
    for pattern, message in PATTERNS:
        found = pattern.fullmatch(said)
        if found:
            parts = dict(found.groupdict())
            if "rule" in parts:
                parts["rule"] = _words(parts["rule"]) or parts["rule"]
            return gettext(message) % parts
    return None
