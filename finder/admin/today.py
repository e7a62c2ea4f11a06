"""What needs doing today, for whoever is signed in: counts, each with the page where it is done.

A line is shown where its page exists and something waits; what is nobody's to do is left out.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from flask import current_app, url_for

from finder.admin.connections import allowed, at, desk, me
from finder.admin.together import happened
from finder.catalog.unchecked import unchecked
from finder.desk import batches
from finder.desk.waiting import waiting
from finder.web.catalogue import catalogue, kept
from finder.web.languages import ngettext

WEEK = timedelta(days=7)


class Line(NamedTuple):
    """One thing to do."""

    text: str
    address: str


class Place(NamedTuple):
    """Where something is done, and by whom."""

    least: str  # role
    endpoint: str  # after "admin."
    asked: Mapping[str, str] = {}  # of its address


# what waits -> where it is done, the most urgent first
PLACES = {
    "reviews": Place("publisher", "programmes", {"draft": "review"}),
    "reports": Place("writer", "inbox"),
    "drafts": Place("writer", "programmes", {"draft": "any"}),
    "overdue": Place("writer", "freshness"),
    "never": Place("writer", "freshness", {"state": "unchecked"}),
    "links": Place("writer", "link_desk"),
    "outdated": Place("writer", "translations", {"state": "outdated"}),
    "vain": Place("writer", "search_desk"),
    "batches": Place("publisher", "batches"),
}


def today() -> list[Line]:
    """In the order of :data:`PLACES`."""
    numbers = _numbers()
    there = current_app.view_functions
    return [
        Line(_texts(numbers[name])[name], _address(one))
        for name, one in PLACES.items()
        if numbers[name] and allowed(one.least) and f"admin.{one.endpoint}" in there
    ]


def _address(place: Place) -> str:
    asked = f"?{urlencode(place.asked)}" if place.asked else ""
    return url_for(f"admin.{place.endpoint}") + asked


def _numbers() -> dict[str, int]:
    unit, day = me()["unit"], at().date()
    found = waiting(desk(), me()["id"])
    found |= kept(("unchecked", unit, day), lambda: unchecked(catalogue(), unit, day))
    recent = batches.since(desk(), at() - WEEK)
    return found | {"batches": sum(happened(catalogue(), one) for one in recent)}


def _texts(number: int) -> dict[str, str]:
    """What waits -> how so many of it are said."""
    said = {
        "reviews": ngettext(
            "One programme waits for review",
            "%(num)s programmes wait for review",
            number,
        ),
        "reports": ngettext(
            "Readers told of one error", "Readers told of %(num)s errors", number
        ),
        "drafts": ngettext("You have one draft", "You have %(num)s drafts", number),
        "overdue": ngettext(
            "One programme is overdue to be checked",
            "%(num)s programmes are overdue to be checked",
            number,
        ),
        "never": ngettext(
            "One programme has never been checked",
            "%(num)s programmes have never been checked",
            number,
        ),
        "links": ngettext(
            "One web address does not open",
            "%(num)s web addresses do not open",
            number,
        ),
        "outdated": ngettext(
            "One translation is outdated", "%(num)s translations are outdated", number
        ),
        "vain": ngettext(
            "One word was searched in vain",
            "%(num)s words were searched in vain",
            number,
        ),
        "batches": ngettext(
            "One change of many programmes this week",
            "%(num)s changes of many programmes this week",
            number,
        ),
    }
    return {name: text % {"num": number} for name, text in said.items()}
