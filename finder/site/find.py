"""Search results: what matches, what does not say, and how to narrow or widen."""

from typing import TypedDict

from flask import render_template, request

from finder.catalog import reading
from finder.catalog.filters import FILTERS, OUTSIDE
from finder.config import SOURCE_LANGUAGE
from finder.search import Found, limits
from finder.search import find as search
from finder.site.cards import card_words
from finder.web.addresses import Pairs, changed, pairs
from finder.web.catalogue import catalogue, named_districts, settings, vocabulary
from finder.web.languages import current, gettext

PAGE = 10  # programmes a page
ALLOWED = ("q", *FILTERS, "archived", "sort", "page")

Labels = dict[str, dict[str, tuple[str, str]]]  # filter -> value -> label, its language


class Option(TypedDict):
    """One value of a filter."""

    value: str
    label: str
    language: str  # of the label
    programmes: int  # that say so, with the other filters as they are
    chosen: bool
    without: str  # address of this search without it


class Group(TypedDict):
    """One filter with the values that lead to something."""

    name: str
    options: list[Option]
    not_stated: int  # programmes that say nothing about it
    chosen: int


def find() -> str | tuple[str, int]:
    """A page of results for the words and filters in the address."""
    labels = _labels()
    filters, unknown = _filters(pairs(ALLOWED), labels)
    asked = [pair for pair in pairs(ALLOWED) if pair not in unknown]
    page = _page(request.args.get("page", "1"))
    found = search(
        settings().catalogue,
        settings().instance,
        text=request.args.get("q", ""),
        language=current().tag,
        filters=filters,
        archived="archived" in dict(asked),
        sort="name" if request.args.get("sort") == "name" else "relevance",
        offset=(page - 1) * PAGE,
        limit=PAGE,
    )
    cards = {
        card["id"]: card
        for card in reading.cards(
            catalogue(), [hit["id"] for hit in found["results"]], current().tag
        )
    }
    last = max(1, -(-(found["total"] + found["unstated"]) // PAGE))
    body = render_template(
        "site/find.html",
        found=found,
        stated=[cards[hit["id"]] for hit in found["results"] if hit["stated"]],
        unstated=[cards[hit["id"]] for hit in found["results"] if not hit["stated"]],
        groups=_groups(found, filters, labels, asked),
        near=_near(found, labels),
        asked=asked,
        unknown=[limits.cleaned(value)[: limits.VALUE] for _, value in unknown],
        page=page,
        last=last,
        archived="archived" in dict(asked),
        sort=dict(asked).get("sort"),
        changed=changed,
        **card_words(),
    )
    return (body, 404) if page > last else body


def _labels() -> Labels:
    """What every filter's values are called."""
    terms = vocabulary()
    labels = {
        name: {
            one["id"]: (one["label"], one["language"])
            for one in terms[taxonomy].values()
        }
        for name, taxonomy in FILTERS.items()
        if taxonomy != "district"
    }
    named = named_districts().values()
    labels["open_to"] = {one["id"]: (one["name"], SOURCE_LANGUAGE) for one in named}
    outside = gettext("Outside the city"), current().tag
    labels["district"] = {**labels["open_to"], OUTSIDE: outside}
    return labels


def _filters(asked: Pairs, labels: Labels) -> tuple[dict[str, list[str]], Pairs]:
    """What to narrow by, and the pairs whose value does not exist."""
    filters: dict[str, list[str]] = {}
    unknown: Pairs = []
    for name, value in asked:
        if name not in FILTERS:
            continue
        if value in labels[name]:
            filters.setdefault(name, []).append(value)
        else:
            unknown.append((name, value))
    return filters, unknown


def _near(found: Found, labels: Labels) -> list[tuple[str, list[tuple[str, str]]]]:
    """Words no programme has, and label and language of what stands in for them."""
    return [
        (one["words"], [labels[name][value] for name, value in one["terms"]])
        for one in found["near"]
    ]


def _page(text: str) -> int:
    """The page asked for; the first where that is no number."""
    return (
        min(max(int(text), 1), limits.PAGES) if text.isascii() and text.isdigit() else 1
    )


def _groups(
    found: Found,
    filters: dict[str, list[str]],
    labels: Labels,
    asked: Pairs,
) -> list[Group]:
    groups = []
    for name in FILTERS:
        counts = found["counts"].get(name, {})
        chosen = filters.get(name, [])
        options = [
            Option(
                value=value,
                label=label,
                language=language,
                programmes=counts.get(value, 0),
                chosen=value in chosen,
                without=changed(asked, drop=[(name, value)]),
            )
            for value, (label, language) in labels[name].items()
            if counts.get(value) or value in chosen
        ]
        silent = counts.get("not-stated", 0)
        if options:
            groups.append(
                Group(name=name, options=options, not_stated=silent, chosen=len(chosen))
            )
    return groups
