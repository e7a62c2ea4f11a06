"""Search results: what matches, what does not say, and how to narrow or widen."""

from collections.abc import Mapping
from typing import TypedDict

from flask import Response, get_template_attribute, jsonify, render_template, request
from markupsafe import Markup

from finder.catalog.filters import FILTERS, OUTSIDE
from finder.catalog.taxonomy import Term
from finder.config import SOURCE_LANGUAGE
from finder.desk import vain
from finder.desk.times import now
from finder.search import Found, Hit, limits, suggest
from finder.search import find as search
from finder.site.cards import Shown, shown
from finder.web.addresses import Pairs, address, changed, pairs
from finder.web.catalogue import (
    kept,
    kept_each,
    named_districts,
    settings,
    vocabulary,
)
from finder.web.languages import current, gettext

PAGE = 10  # programmes a page
FRESH = 600  # seconds that suggestions may be kept by a browser
ALLOWED = ("q", *FILTERS, "archived", "sort", "page")

Wanted = tuple[str, str, int, bool]  # filter, value, programmes, whether it is chosen
Labels = dict[str, dict[str, tuple[str, str]]]  # filter -> value -> label, its language


class Chosen(TypedDict):
    """One value that the results are narrowed by."""

    label: str
    language: str  # of the label
    without: str  # address of this search without it


class Group(TypedDict):
    """One filter with the values that lead to something."""

    name: str
    options: Markup  # each with its count
    not_stated: int  # programmes that say nothing about it
    chosen: list[Chosen]


class Offer(TypedDict):
    """A condition among the words, and the search narrowed by it."""

    words: str
    label: str
    language: str  # of the label
    programmes: int
    address: str


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
        language=current().searched,
        filters=filters,
        archived="archived" in dict(asked),
        sort="name" if request.args.get("sort") == "name" else "relevance",
        offset=(page - 1) * PAGE,
        limit=PAGE,
    )
    _count_in_vain(found, "archived" in dict(asked))
    hits = {hit["id"]: hit for hit in found["results"]}
    cards = shown(list(hits))
    last = max(1, -(-(found["total"] + found["unstated"] + found["partly"]) // PAGE))
    body = render_template(
        "site/find.html",
        found=found,
        **_grouped(cards, hits),
        groups=_groups(found, filters, labels, asked),
        near=_near(found, labels),
        institutions=_institutions(cards),
        offers=_offers(found, labels, asked),
        asked=asked,
        unknown=[limits.cleaned(value)[: limits.VALUE] for _, value in unknown],
        page=page,
        last=last,
        archived="archived" in dict(asked),
        sort=dict(asked).get("sort"),
        changed=changed,
    )
    return (body, 404) if page > last else body


def _count_in_vain(found: Found, archived: bool) -> None:
    """Count the words that found nothing, unless that is switched off.

    Only where the whole search answered, in what is there today: the simpler one puts
    nothing right.
    """
    if settings().count_vain and found["engine"] == "index" and not archived:
        words = vain.countable(found["query"], found["in_vain"])
        vain.count(settings().editors, settings().key, found["language"], words, now())


def _grouped(cards: list[Shown], hits: Mapping[str, Hit]) -> dict[str, list[Shown]]:
    """*cards* as the page shows them: those that say all, those that do not say, the rest."""
    groups: dict[str, list[Shown]] = {"stated": [], "unstated": [], "partly": []}
    for card in cards:
        hit = hits[card["id"]]
        said = "stated" if hit["stated"] else "unstated"
        groups[said if hit["whole"] else "partly"].append(card)
    return groups


def _institutions(cards: list[Shown]) -> list[Term]:
    """What the Swedish institutions are that *cards* name."""
    named = {one for card in cards for one in card["institutions"]}
    known = vocabulary().get("institution", {})
    return [known[one] for one in known if one in named]


def suggestions() -> Response:
    """What the words in the address may be the beginning of, as JSON."""
    found = suggest(
        settings().catalogue,
        settings().instance,
        request.args.get("q", ""),
        current().searched,
    )
    answer = jsonify([{"text": one.text, "language": one.language} for one in found])
    answer.cache_control.public = True
    answer.cache_control.max_age = FRESH
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _labels() -> Labels:
    """What every filter's values are called."""
    return kept(("labels", current().tag), _all_labels)


def _all_labels() -> Labels:
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


def _offers(found: Found, labels: Labels, asked: Pairs) -> list[Offer]:
    return [
        Offer(
            words=one["words"],
            label=labels[one["filter"]][one["value"]][0],
            language=labels[one["filter"]][one["value"]][1],
            programmes=one["programmes"],
            address=address(request.path, [*asked, (one["filter"], one["value"])]),
        )
        for one in found["offers"]
    ]


def _groups(
    found: Found,
    filters: dict[str, list[str]],
    labels: Labels,
    asked: Pairs,
) -> list[Group]:
    counts = found["counts"]
    wanted = [
        (name, value, counts[name].get(value, 0), value in filters.get(name, ()))
        for name in FILTERS
        for value in labels[name]
        if counts[name].get(value) or value in filters.get(name, ())
    ]
    options: dict[str, list[Markup]] = {}
    for one, line in _options(wanted, labels).items():
        options.setdefault(one[0], []).append(line)
    return [
        Group(
            name=name,
            options=Markup("".join(options[name])),
            not_stated=counts[name]["not-stated"],
            chosen=[
                Chosen(
                    label=labels[name][value][0],
                    language=labels[name][value][1],
                    without=changed(asked, drop=[(name, value)]),
                )
                for value in filters.get(name, ())
            ],
        )
        for name in FILTERS
        if name in options
    ]


def _options(wanted: list[Wanted], labels: Labels) -> dict[Wanted, Markup]:
    """The checkbox of each value *wanted*: the same one for the same count."""
    language = current()

    def made(missing: list[Wanted]) -> dict[Wanted, Markup]:
        option = get_template_attribute("components/filter_groups.html", "option")
        return {
            (name, value, programmes, chosen): Markup(
                option(
                    *(name, value, *labels[name][value], programmes, chosen, language)
                )
            )
            for name, value, programmes, chosen in missing
        }

    return kept_each(("option", language.tag), wanted, made)
