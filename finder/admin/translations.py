"""All programmes in all languages, by how their translations stand."""

from collections import Counter
from collections.abc import Iterable

from flask import render_template, request

from finder.admin.connections import allowed
from finder.admin.routes import Route, reads
from finder.catalog import freshness
from finder.catalog.translating import STATES, Row, overview, worst
from finder.config import LANGUAGES, SOURCE_LANGUAGE
from finder.web.catalogue import catalogue, kept
from finder.web.languages import TABLE

PAGE = 50  # programmes a page
TARGETS = tuple(one for one in LANGUAGES if one != SOURCE_LANGUAGE)


def translations() -> str:
    """The matrix, with filters for language, state and unit."""
    rows = kept("translations", lambda: overview(catalogue()))
    asked = request.args
    tag = asked.get("language", "")
    state, unit = asked.get("state", ""), asked.get("unit", "")
    shown = (tag,) if tag in TARGETS else TARGETS
    of_unit = [one for one in rows if not unit or one.unit == unit]
    wanted = [one for one in of_unit if not state or _has(one, shown, state)]
    last = max(1, -(-len(wanted) // PAGE))
    page = min(max(_number(asked.get("page", "")) or 1, 1), last)
    return render_template(
        "admin/translations.html",
        targets=[TABLE[one] for one in TARGETS],
        shown=[TABLE[one] for one in shown],
        states=STATES,
        units=freshness.units(catalogue()),
        chosen={
            "language": tag if tag in TARGETS else "",
            "state": state,
            "unit": unit,
        },
        counts=_counts(of_unit, shown),
        rows=wanted[(page - 1) * PAGE : page * PAGE],
        programmes=len(wanted),
        worst=worst,
        page=page,
        last=last,
        taken=_number(asked.get("taken", "")),
        may_import=allowed("publisher"),
    )


def _has(row: Row, languages: Iterable[str], state: str) -> bool:
    return any(row.states[one][state] for one in languages if one in row.states)


def _counts(rows: Iterable[Row], languages: Iterable[str]) -> dict[str, Counter[str]]:
    """Language -> state -> sections."""
    found: dict[str, Counter[str]] = {one: Counter() for one in languages}
    for row in rows:
        for language, counter in found.items():
            if language in row.states:
                counter.update(row.states[language])
    return found


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


ROUTES: list[Route] = [
    reads("/translations", "translations", translations, "reader"),
]
