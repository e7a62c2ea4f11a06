"""Whole answers and whole pages, in this process: each beside the same thing without the search."""

import importlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from werkzeug.test import create_environ

from finder import create_app
from finder.config import Settings
from finder.search import find, warm
from tests.bench import asked, bare
from tests.bench.measure import Times, in_turn

ADDRESSES = 40
PAGE = importlib.import_module(
    "finder.site.find"
)  # the package has a function of its name


class Given:
    """Stands in for the search: the real one, or what it found before."""

    def __init__(self) -> None:
        self.given = False
        self.held: dict[str, Any] = {}

    def __call__(self, *where: Path, **how: Any) -> Any:
        key = f"{how}"
        if self.given:
            return self.held[key]
        found = self.held[key] = find(*where, **how)
        return found


def answers(instance: Path, rounds: int) -> dict[str, Times]:
    """find() by the index and by FTS5: hits, order, all counts, as a page asks for them."""
    catalogue = instance / "catalog.db"
    warm(catalogue, instance)

    def answer(simpler: bool) -> Callable[[str], object]:
        def call(address: str) -> object:
            filters = parse_qs(urlsplit(address).query)
            text = filters.pop("q")[0]
            return find(
                catalogue,
                instance,
                text=text,
                language=asked.LANGUAGE,
                filters=filters,
                simpler=simpler,
            )

        return call

    calls = {"index": answer(False), "FTS5": answer(True)}
    return in_turn(calls, asked.addresses(ADDRESSES), rounds)


def pages(instance: Path, rounds: int) -> dict[str, Times]:
    """The results page, the same page with what was found given, and a bare page."""
    warm(instance / "catalog.db", instance)
    site = create_app(Settings(instance=instance))
    search = Given()

    def page(given: bool) -> Callable[[str], object]:
        def call(address: str) -> object:
            search.given = given
            return _got(site, address)

        return call

    other = bare.application(instance / "catalog.db")
    calls = {
        "page": page(False),
        "given": page(True),
        "bare": lambda address: _got(other, address),
    }
    with mock.patch.object(PAGE, "search", search):
        return in_turn(calls, asked.addresses(ADDRESSES), rounds)


def _got(app: Flask, address: str) -> bytes:
    """The page at *address*, from the application itself."""
    told: list[str] = []

    def started(status: str, *_: object) -> Callable[[bytes], object]:
        told.append(status)
        return lambda _: None

    path, _, query = address.partition("?")
    environ = create_environ(path, query_string=query)
    chunks: Iterable[bytes] = app(environ, started)
    body = b"".join(chunks)
    getattr(chunks, "close", lambda: None)()
    if not told[0].startswith("200"):
        raise RuntimeError(f"{address}: {told[0]}")
    return body
