"""One programme, with everything the catalogue knows and what it does not."""

from collections import Counter
from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.catalog import reading
from finder.catalog.reading import Programme, Words
from finder.catalog.taxonomy import Term
from finder.search.find import find as search
from finder.search.marking import Marks
from finder.site.cards import card_words
from finder.site.institutions import named_in
from finder.web.catalogue import catalogue, settings
from finder.web.languages import current

MADE = ("machine", "person", "checked")  # states that are said of a whole page


def programme(programme_id: str) -> str | Response:
    """The page of a programme; an old address leads to the new one."""
    try:
        found = reading.programme(catalogue(), programme_id, current().tag)
    except reading.NotFound:
        new = reading.moved_to(catalogue(), programme_id)
        if new is None:
            raise
        return redirect(url_for("site.programme", programme_id=new), 301)
    return render_template(
        "site/programme.html",
        programme=found,
        marks=_marks(),
        state=common_state(found["words"]),
        institutions=_institutions(found),
        source_made_by_machine=_original_by_machine(programme_id, found),
        **card_words(),
    )


def common_state(words: Mapping[str, Words]) -> str | None:
    """What is true of most parts that are in the reader's own language; None of an original."""
    own = Counter(
        one["state"]
        for one in words.values()
        if one["language"] == current().tag and one["state"] in MADE
    )
    return own.most_common(1)[0][0] if own else None


def _institutions(found: Programme) -> list[Term]:
    said = [one["text"] for one in found["words"].values()]
    return named_in(said, besides=found["facts"]["organization"])


def _original_by_machine(programme_id: str, found: Programme) -> bool:
    source = found["facts"]["source_language"]
    words = found["words"]["name"]
    if words["language"] != source:
        words = reading.cards(catalogue(), [programme_id], source)[0]["words"]["name"]
    return words["made_by"] == "machine" and not words["checked_on"]


def _marks() -> Marks:
    """What to mark: the words of the search that led here, if one did."""
    words = request.args.get("q", "")
    if not words:
        return {}
    return search(
        settings().catalogue,
        settings().instance,
        text=words,
        language=current().searched,
        filters={},
        limit=1,
    )["marks"]
