"""What the form of one translation brings, and which sections its button is about."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from flask import request

from finder.admin import typed
from finder.catalog.translating import Section

DIGEST = 16  # characters of what a form says it was begun from
DOES = ("checked", "right")  # beside saving


class Form(NamedTuple):
    """What a form brought."""

    said: Mapping[str, str]  # section -> what was typed
    sources: Mapping[str, str]  # section -> digest of the original that was shown
    machine: Mapping[str, str]  # section -> what a machine suggested
    seen: str  # digest of the text it was begun from
    does: str  # save, checked or right
    only: str  # the section whose button was pressed; "" for all


def acting(given: Form, found: Iterable[Section]) -> list[str]:
    """The sections that the button is about: those with text that it can change."""
    shown = [one for one in found if given.said.get(one["name"])]
    if given.does == "save":
        return [one["name"] for one in shown if given.said[one["name"]] != one["text"]]
    pressed = [one for one in shown if given.only in ("", one["name"])]
    if given.does == "right" and not given.only:
        pressed = [one for one in pressed if one["state"] == "outdated"]
    return [one["name"] for one in pressed]


def moved_on(given: Form, found: Iterable[Section], acting: Iterable[str]) -> list[str]:
    """The sections that would change, but whose Swedish is not the one that was shown."""
    acted = set(acting)
    return [
        one["name"]
        for one in found
        if given.sources[one["name"]] != one["source"]
        if one["name"] in acted or given.said[one["name"]] != one["text"]
    ]


def sent(found: Iterable[Section]) -> Form:
    """What was sent about the sections *found*; one that was not sent stays as it is."""
    said, sources, suggested = {}, {}, {}
    for one in found:
        name = one["name"]
        there = f"text-{name}" in request.form
        said[name] = typed.text(f"text-{name}") if there else one["text"]
        sources[name] = typed.one_line(f"source-{name}")[:DIGEST]
        if request.form.get(f"machine-{name}"):
            suggested[name] = typed.text(f"machine-{name}")
    what, _, only = typed.one_line("do").partition(":")
    seen = typed.one_line("seen")[:DIGEST]
    does = what if what in DOES else "save"
    return Form(said, sources, suggested, seen, does, only)
