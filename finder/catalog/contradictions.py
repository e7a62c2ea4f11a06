"""Facts of a programme that cannot be true together."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from finder.catalog.document import ProgrammeDocument
from finder.catalog.problem import Problem, shown


def contradictions(document: ProgrammeDocument) -> Iterator[Problem]:
    """What *document* says that cannot all be so."""
    fields = cast(dict[str, Any], document)
    for name in ("age", "hours", "weeks"):
        low, high = fields[f"{name}_min"], fields[f"{name}_max"]
        if low is not None and high is not None and low > high:
            yield Problem(f"{name}_max", str(high), f"at least {name}_min, {low}")
    scope = document["area_scope"]
    if scope and (scope == "districts") != bool(document["districts"]):
        yield Problem(
            "districts",
            shown(document["districts"]),
            "name districts exactly when area_scope is districts",
        )
    for name in ("part_of", "successor"):
        if fields.get(name) and fields[name] == document["id"]:
            yield Problem(name, document["id"], "another programme, or null")
    yield from _wrong_times(fields)
    for name in ("runs_from", "runs_to", "assured_on", "capacity_as_of"):
        if fields[name] is not None and not is_day(fields[name]):
            yield Problem(name, fields[name], "a day, month or year of the calendar")
    days = [start["starts_on"] for start in document["starts"]]
    for day in sorted({day for day in days if days.count(day) > 1}):
        yield Problem("starts", day, "each day once")
    for number, start in enumerate(document["starts"]):
        for name in ("starts_on", "last_day_to_apply", "as_of"):
            value = cast(dict[str, Any], start)[name]
            if value is not None and not is_day(value):
                yield Problem(f"starts.{number}.{name}", value, "a day of the calendar")


def _wrong_times(fields: Mapping[str, Any]) -> Iterator[Problem]:
    """Periods that end before they begin, and what only an archived programme may state."""
    for first, last in (
        ("visible_from", "visible_to"),
        ("closed_from", "closed_until"),
    ):
        days = {name: fields.get(name) or "" for name in (first, last)}
        wrong = [name for name, day in days.items() if day and not is_day(day)]
        for name in wrong:
            yield Problem(name, days[name], "a day of the calendar")
        if not wrong and all(days.values()) and days[first] > days[last]:
            yield Problem(last, days[last], f"not before {first}, {days[first]}")
    if fields.get("closed_until") and not fields.get("closed_from"):
        yield Problem("closed_from", "nothing", "a break that ends begins on a day too")
    if fields.get("status") == "active":
        for name in ("archived_because", "successor"):
            if fields.get(name):
                yield Problem(name, shown(fields[name]), "only of an archived one")


def is_day(text: str) -> bool:
    """Whether the calendar has *text*: a day, or a month or year as its first day."""
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True
