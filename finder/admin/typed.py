"""What was typed into a form: bounded, NFC, without what hurts."""

import re
import unicodedata

from flask import request

LONGEST = 20_000  # characters of a text
MANY = 2_000  # values of one field
BREAKS = re.compile("\r\n?|[\u2028\u2029\x85]")
HURTING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def text(name: str, longest: int = LONGEST) -> str:
    """The text in a field, its lines parted by "\\n"; what is beyond *longest* is kept
    as far as one character more, so that a check of the length can tell."""
    return clean(request.form.get(name, "")[: longest + 1])


def one_line(name: str) -> str:
    """The text in a field of one line."""
    return " ".join(text(name).split())


def chosen(name: str) -> list[str]:
    """The values ticked in a field, each once, in order."""
    return list(dict.fromkeys(clean(one) for one in request.form.getlist(name)[:MANY]))


def clean(given: str) -> str:
    """*given* as the catalogue may hold it."""
    lines = BREAKS.sub("\n", given)
    kept = "".join(
        one
        for one in HURTING.sub("", lines)
        if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs")
    )
    return unicodedata.normalize("NFC", kept).strip()
