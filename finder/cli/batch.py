"""Many searches in one process: a JSON object a line in, one a line out, in order."""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, TypedDict, cast, get_args

from finder.cli.instance import catalogue
from finder.config import SEARCHED, Settings
from finder.exchange import strict
from finder.exchange.documents import dotted
from finder.search import Found, UnknownFilter, find, limits
from finder.search.find import Sort

LONGEST = 100_000  # bytes of a line
NEEDED = ("query", "language")


class Unanswered(TypedDict):
    """Stands in an answer's place where a line asks for nothing that can be answered."""

    error: str
    line: int


def answered(settings: Settings, batch: BinaryIO) -> Iterator[Found | Unanswered]:
    """The answer to each line of *batch*, as soon as it is read; empty lines are none."""
    number = 0
    while line := batch.readline(LONGEST + 1):
        number += 1
        if not line.strip():
            continue
        try:
            yield _found(settings, _asked(_whole(line, batch)))
        except (ValueError, UnknownFilter) as error:
            yield Unanswered(error=str(error), line=number)


def _whole(line: bytes, batch: BinaryIO) -> bytes:
    """*line*; when it is too long its rest is passed over and :class:`ValueError` raised."""
    if len(line) <= LONGEST:
        return line
    while line and not line.endswith(b"\n"):
        line = batch.readline(LONGEST)
    raise ValueError(f"The line is longer than {LONGEST} bytes.")


def _asked(line: bytes) -> dict[str, Any]:
    """What *line* asks for; :class:`ValueError` with a sentence when it is not sound."""
    try:
        text = line.decode("utf-8-sig").strip()
        given, end = strict.value(text)
    except UnicodeDecodeError as error:
        raise ValueError("The line is not UTF-8.") from error
    except strict.NotJson as error:
        raise ValueError(f"The line cannot be read: {error}.") from error
    if text[end:].strip() or not isinstance(given, dict):
        raise ValueError("The line is not one JSON object.")
    for path, said in strict.oddities(given):
        raise ValueError(f"{dotted(path)}: {said}.")
    for name in NEEDED:
        if name not in given:
            raise ValueError(f"{name} is missing.")
    for name, value in given.items():
        _refuse(name, value)
    return given


def _refuse(name: str, value: object) -> None:
    if name not in FIELDS:
        raise ValueError(f"There is no field {name}; known are: {', '.join(FIELDS)}.")
    is_sound, allowed = FIELDS[name]
    if not is_sound(value):
        raise ValueError(f"{name} must be {allowed}.")


def _found(settings: Settings, asked: dict[str, Any]) -> Found:
    filters = cast(dict[str, str | list[str]], asked.get("filters", {}))
    return find(
        catalogue(settings),
        settings.instance,
        text=asked["query"],
        language=asked["language"],
        filters={k: [v] if isinstance(v, str) else v for k, v in filters.items()},
        archived=asked.get("archived", False),
        sort=asked.get("sort", "relevance"),
        limit=asked.get("limit", 10),
    )


def _are_filters(value: object) -> bool:
    """One value or a list of values for each name."""
    if not isinstance(value, dict):
        return False
    lists = [one if isinstance(one, list) else [one] for one in value.values()]
    return all(isinstance(one, str) for values in lists for one in values)


def _is_limit(value: object) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and 1 <= cast(int, value) <= limits.RESULTS


# field -> whether a value may stand there, and what may
FIELDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "query": (lambda one: isinstance(one, str), "text"),
    "language": (SEARCHED.__contains__, f"one of: {', '.join(SEARCHED)}"),
    "filters": (_are_filters, 'like {"kind": ["coaching"]}'),
    "limit": (_is_limit, f"a whole number from 1 to {limits.RESULTS}"),
    "sort": (get_args(Sort).__contains__, f"one of: {', '.join(get_args(Sort))}"),
    "archived": (lambda one: isinstance(one, bool), "true or false"),
}
