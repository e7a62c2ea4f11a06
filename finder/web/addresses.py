"""Addresses: the same page in another language, the same search with one thing changed."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from flask import Flask, g, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from finder.config import LANGUAGES
from finder.web.catalogue import settings
from finder.web.languages import TABLE, current, preferred

Pairs = list[tuple[str, str]]
MARK = "~"  # in the place of a language


def pairs(allowed: Sequence[str]) -> Pairs:
    """What the address asks, known parameters only, in the order of *allowed*; empty ones gone."""
    return [
        (name, value)
        for name in allowed
        for value in sorted(set(request.args.getlist(name)))
        if value.strip()
    ]


def without_unknown(allowed: Sequence[str]) -> Response | None:
    """A permanent redirect to the address without parameters that mean nothing here, if any."""
    if set(request.args) <= set(allowed):
        return None
    return redirect(address(request.path, pairs(allowed)), 301)


def address(path: str, asked: Iterable[tuple[str, str]]) -> str:
    """*path* with a query, or alone."""
    query = urlencode(list(asked))
    return f"{path}?{query}" if query else path


def changed(
    asked: Pairs, *, drop: Iterable[tuple[str, str | None]] = (), **put: str
) -> str:
    """The address of this page with pairs dropped (value None: all of that name) or put.

    The page number goes with any change, unless it is put.
    """
    gone = set(drop)
    kept = [
        (name, value)
        for name, value in asked
        if (name, value) not in gone and (name, None) not in gone
        if name not in put and name != "page"
    ]
    return address(request.path, kept + sorted(put.items()))


def in_language(tag: str) -> str:
    """This page and query in the language *tag*; its home where this is no page."""
    if not (request.endpoint or "").startswith("site."):
        return url_for("site.home", language=tag)
    if (request.view_args or {}).get("other") == tag:
        return _here(language=tag, other=current().tag)  # the two change sides
    if "around" not in g:  # asked for once by every language of the picker
        g.around = _here(language=MARK).split(MARK, 1)
    before, after = g.around
    return f"{before}{tag}{after}"


def _here(**changes: str) -> str:
    """The address of this page and query with parts of its path changed."""
    path = url_for(str(request.endpoint), **{**(request.view_args or {}), **changes})
    return address(path, _all_pairs(request.args))


def absolute(path: str) -> str:
    """*path* with the configured address of the site in front, or that of the request."""
    return (settings().base_url or request.host_url.rstrip("/")) + path


def init_app(app: Flask) -> None:
    """Take the language out of every address of the site, and put it into every link."""

    @app.url_value_preprocessor
    def read(_: str | None, values: dict[str, str] | None) -> None:
        tag = (values or {}).pop("language", None)
        if tag is not None and tag not in LANGUAGES:
            raise NotFound()
        if tag is not None:
            g.language = TABLE[tag]

    @app.url_defaults
    def write(endpoint: str, values: dict[str, str]) -> None:
        if "language" not in values and app.url_map.is_endpoint_expecting(
            endpoint, "language"
        ):
            values["language"] = current().tag

    @app.route("/")
    def start() -> Response:
        """The home page in the first of the browser's languages that is offered."""
        answer = redirect(url_for("site.home", language=preferred()), 302)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    app.jinja_env.globals.update(in_language=in_language, absolute=absolute)


def _all_pairs(arguments: "MultiDict[str, str]") -> Pairs:
    return [(name, value) for name, values in arguments.lists() for value in values]
