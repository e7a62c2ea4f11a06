"""The first page: the search box, and the kinds of programme in everyday words."""

from flask import render_template

from finder.catalog import overview
from finder.site.kinds import entrances
from finder.web.catalogue import catalogue, vocabulary


def home() -> str:
    """Search first, then sixteen entrances with their counts, then how it works."""
    counts = overview.counts(catalogue())
    return render_template(
        "site/home.html",
        entrances=entrances(vocabulary()["kind"], counts),
        total=sum(counts.values()),
    )
