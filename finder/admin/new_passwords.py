"""A new password, typed twice: what is wrong with it, in sentences."""

from collections.abc import Iterable

from flask import request

from finder.admin.signing_in import needed
from finder.desk import passwords
from finder.web.languages import gettext

TYPED = ("password", "again")


def typed() -> str:
    """The new password."""
    return request.form.get("password", "")[: passwords.LONGEST + 1]


def problems(known: Iterable[str]) -> dict[str, str]:
    """Field -> what is wrong with what was typed there; *known* is known of its owner."""
    if not typed():
        return {"password": needed("password")}
    fault = passwords.fault(typed(), known)
    if fault:
        return {"password": _told(fault)}
    if request.form.get("again", "")[: passwords.LONGEST + 1] != typed():
        return {"again": gettext("This is not the same as above.")}
    return {}


def _told(fault: str) -> str:
    return {
        "short": gettext("Take at least 12 characters; 15 or more are better."),
        "long": gettext("Take at most 128 characters."),
        "common": gettext(
            "This is among the first that guessers try. Take several words that do not belong"
            " together."
        ),
        "guessable": gettext(
            "Most of this is your name, a place or a word of this desk, which guessers try"
            " first. Add words that have nothing to do with it."
        ),
    }[fault]
