"""What search engines are told: every page that lasts, in every language, each with the others."""

from typing import Any

from flask import Response, render_template, url_for
from werkzeug.exceptions import NotFound

from finder.catalog import reading
from finder.catalog.listed import iso
from finder.config import LANGUAGES, SIMPLE, SOURCE_LANGUAGE
from finder.web.addresses import absolute
from finder.web.catalogue import catalogue, kept, named_districts
from finder.web.languages import current

PAGES = ("home", "kinds", "districts", "about", "accessibility", "privacy")
# easy Swedish is a version of the Swedish pages and no language of its own
LISTED = tuple(one for one in LANGUAGES if one != SIMPLE)


def robots() -> Response:
    """Where the site map is; nothing is forbidden that does not say so itself."""
    where = absolute(url_for("sitemaps"))
    return Response(
        f"User-agent: *\nAllow: /\nSitemap: {where}\n", mimetype="text/plain"
    )


def sitemaps() -> Response:
    """The site maps of all languages."""
    return _xml(
        render_template(
            "site/sitemaps.xml",
            maps=[absolute(url_for("site.sitemap", language=one)) for one in LISTED],
        )
    )


def sitemap() -> Response:
    """The pages in one language, each with its address in every other."""
    if current().tag not in LISTED:
        raise NotFound()
    return _xml(
        render_template(
            "site/sitemap.xml",
            pages=kept(("sitemap", iso(None)), _pages),
            language=current().tag,
            site=absolute(""),
        )
    )


def _pages() -> list[dict[str, str]]:
    """Of each page its path in each language, and the one for everybody else."""
    asked: list[tuple[str, dict[str, Any]]] = [(one, {}) for one in PAGES]
    asked += [("district", {"district_id": one}) for one in named_districts()]
    asked += [
        ("programme", {"programme_id": one}) for one in reading.active_ids(catalogue())
    ]
    pages = []
    for name, values in asked:
        page = {tag: url_for(f"site.{name}", language=tag, **values) for tag in LISTED}
        usual = url_for("start") if name == "home" else page[SOURCE_LANGUAGE]
        pages.append({**page, "x-default": usual})
    return pages


def _xml(text: str) -> Response:
    return Response(text, mimetype="application/xml")
