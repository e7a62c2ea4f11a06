"""A unit's programmes that are due to be checked, as an Atom feed for a feed reader.

A reader has no cookie: the address carries a key. The feed holds public facts only.
"""

from datetime import date
from typing import TypedDict

from flask import Response, abort, render_template, request, url_for

from finder.admin.connections import desk, key
from finder.admin.days import today
from finder.admin.routes import PUBLIC, Route, reads
from finder.catalog import freshness
from finder.catalog.freshness import LATE, Review
from finder.catalog.review import SOON
from finder.desk import feeds
from finder.web.addresses import absolute
from finder.web.catalogue import catalogue

NEVER = "2026-01-01T00:00:00Z"  # when an empty feed last said something new


class Entry(TypedDict):
    """One programme of the feed."""

    review: Review
    address: str  # of its public page
    id: str  # another one for each time that it becomes due
    updated: str  # when it became due, a fixed time before the day itself


def feed(unit: str) -> Response:
    """What is due at a unit, the longest due first; 404 without the right key."""
    units = freshness.units(catalogue())
    if not feeds.opens(desk(), key(), unit, request.args.get("key", "")[:200]):
        abort(404)
    found = freshness.reviews(catalogue(), today(), unit)
    entries = [_entry(one) for one in found if one["state"] in LATE]
    page = render_template(
        "admin/feed.xml",
        name=units.get(unit, unit),
        id=f"urn:finder:freshness:{unit}",
        updated=max((one["updated"] for one in entries), default=NEVER),
        address=absolute(url_for("admin.freshness", unit=unit)),
        entries=entries,
    )
    return Response(page, mimetype="application/atom+xml")


def address(unit: str, feed_key: str) -> str:
    """The address of a unit's feed, to be given to a feed reader."""
    return url_for("admin.feed", unit=unit, key=feed_key)


def _entry(review: Review) -> Entry:
    due_on = str(review["due_on"])
    day = date.fromisoformat(due_on).toordinal() - SOON
    seen_from = date.fromordinal(max(1, day))
    page = url_for("site.programme", language="sv", programme_id=review["id"])
    return Entry(
        review=review,
        address=absolute(page),
        id=f"urn:finder:freshness:{review['id']}:{due_on}",
        updated=f"{seen_from.isoformat()}T00:00:00Z",
    )


ROUTES: list[Route] = [
    reads("/feeds/<unit>.xml", "feed", feed, PUBLIC),
]
