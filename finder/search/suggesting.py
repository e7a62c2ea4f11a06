"""Suggestions while somebody types."""

from datetime import date
from pathlib import Path

from finder.catalog.listed import iso
from finder.search import limits
from finder.search.reader import snapshot
from finder.search.suggestions import Suggestion


def suggest(
    catalogue: Path,
    instance: Path,
    text: str,
    language: str,
    day: date | None = None,
) -> list[Suggestion]:
    """What a reader of *language* who has typed *text* may mean, the likeliest first.

    Programmes that residents do not see on *day*, today unless given, are not suggested.
    Nothing when there is no index in step: typing on is always possible.
    """
    try:
        opened = snapshot(catalogue, instance, language)
    except Exception:  # whatever is wrong with the index, searching says so
        return []
    return opened.beginning(limits.cleaned(text), iso(day))
