"""One programme, with everything the catalogue knows and what it does not."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.catalog import reading
from finder.search import find as search
from finder.search.marking import Marks
from finder.site.cards import card_words
from finder.web.catalogue import catalogue, settings
from finder.web.languages import current


def programme(programme_id: str) -> str | Response:
    """The page of a programme; an old address leads to the new one."""
    db = catalogue()
    try:
        found = reading.programme(db, programme_id, current().tag)
    except reading.NotFound:
        new = reading.moved_to(db, programme_id)
        if new is None:
            raise
        return redirect(url_for("site.programme", programme_id=new), 301)
    return render_template(
        "site/programme.html", programme=found, marks=_marks(), **card_words()
    )


def _marks() -> Marks:
    """What to mark: the words of the search that led here, if one did."""
    words = request.args.get("q", "")
    if not words:
        return {}
    return search(
        settings().catalogue,
        settings().instance,
        text=words,
        language=current().tag,
        filters={},
        limit=1,
    )["marks"]
