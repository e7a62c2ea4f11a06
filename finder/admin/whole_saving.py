"""What saving a whole programme has in common: what was typed, what went wrong, what is told."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import request

from finder.admin.connections import at, desk, me
from finder.admin.fields import N_
from finder.admin.trouble import reason
from finder.admin.version_words import named
from finder.catalog.listed import STOCKHOLM
from finder.catalog.problem import Problem
from finder.catalog.publishing import Invalid
from finder.desk import events
from finder.desk.accounts import accounts
from finder.web.languages import gettext

NOTE = 500  # characters of a note or a reason
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
HURTING = re.compile("[\u202a-\u202e\u2066-\u2069]")
NOT_TOLD = N_(
    "It is saved and public, but could not be written into the desk's history of who did what. "
    "Press the button again: that is all it will do."
)
POINTERS = ("one of: ",)  # how the remedy begins where a value points to nothing


def typed(name: str) -> str:
    """The text of one field: NFC, without what hurts, lines parted by "\n"."""
    lines = request.form.get(name, "").replace("\r\n", "\n")
    text = "".join(
        one
        for one in HURTING.sub("", lines)
        if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs")
    )
    return unicodedata.normalize("NFC", text).strip()


def noted() -> str:
    """The note in a form's field of one line; a browser lets nobody type more than NOTE."""
    return " ".join(typed("note").split())[:NOTE]


def number(text: str | None) -> int | None:
    """A version's number as it stands in an address or a field."""
    sound = text and text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if text and sound else None


def not_written(error: Exception, saved: bool) -> str:
    """Why a database did not write, as a sentence; *saved*: only the history is behind."""
    return gettext(NOT_TOLD if saved else reason(error))


def sentences(refused: Invalid) -> list[str]:
    """Every problem as a sentence that says what to do."""
    return [_sentence(one) for told in refused.problems.values() for one in told]


def _sentence(one: Problem) -> str:
    value = _unquoted(one.value)
    parts = {"field": named(one.field), "value": value, "rule": one.allowed}
    if one.allowed.startswith(POINTERS):
        return gettext(
            "%(field)s: the catalogue has no %(value)s (any more). Add it again first, or "
            "edit the programme instead."
        ) % {**parts}
    if "circle" in one.allowed:
        return gettext("%(field)s: it would be part of itself, by way of others.") % {
            **parts
        }
    return gettext("%(field)s: %(value)s cannot stand there (%(rule)s).") % {**parts}


def _unquoted(shown: str) -> str:
    """A value as somebody typed it, where a problem shows all of it."""
    try:
        value = json.loads(shown)
    except ValueError:
        return shown
    return value if isinstance(value, str) else shown


def record(action: str, subject: str, detail: Mapping[str, Any]) -> None:
    """Write down what was done, once: a form that is sent again has told it already.

    *detail* names the revision, so that doing the same another time is told again.
    """
    told = events.events(desk(), subject=subject, action=action, limit=1)
    if not told or told[0]["detail"] != detail:
        events.record(desk(), me()["id"], action, subject, at(), detail)


def editors() -> dict[int, str]:
    """Id -> name of every account, the command line's among them."""
    known = {one["id"]: one["name"] for one in accounts(desk())}
    return {0: gettext("The command line"), **known}


def clock(moment: str) -> str:
    """*moment* (UTC, ISO 8601) as clocks in Stockholm showed it, to the minute."""
    read = datetime.fromisoformat(moment)
    aware = read if read.tzinfo else read.replace(tzinfo=UTC)
    return aware.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")
