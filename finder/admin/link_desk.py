"""Links that do not open, beside their programmes, and the hosts that may be asked."""

from collections import Counter
from collections.abc import Iterable
from typing import TypedDict

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder import config
from finder.admin.connections import at, desk, me
from finder.admin.routes import Route, does, form, reads
from finder.catalog import database
from finder.catalog.links import Called, Place, organizations, places, programmes
from finder.desk import links
from finder.desk.links import Link
from finder.exchange.fetching import host_of
from finder.exchange.link_check import check
from finder.web.catalogue import catalogue

MOST = 50  # addresses of one press
SECONDS = 20.0  # of one press
ALL = "all"  # the subject of the event, where it is no programme


class Failing(TypedDict):
    """One address that did not open, where it stands."""

    place: Place
    link: Link
    programme: Called | None


class Numbers(TypedDict):
    """How the catalogue's addresses are."""

    addresses: int
    failing: int
    untried: int  # on hosts that may be asked, but never were
    refused: int  # on hosts that nobody accepted
    due: int  # may be tried today


def link_desk() -> str:
    """What does not open, by organization."""
    every, known = places(catalogue()), links.links(desk())
    called, units = programmes(catalogue()), organizations(catalogue())
    by: dict[str, list[Failing]] = {unit: [] for unit in units}
    for place in every:
        link = known.get(place["url"])
        if link and link["problem"]:
            programme = called.get(place["programme"] or "")
            by[place["organization"]].append(
                Failing(place=place, link=link, programme=programme)
            )
    return render_template(
        "admin/links.html",
        failing={unit: found for unit, found in by.items() if found},
        units=units,
        numbers=_numbers({one["url"] for one in every}, known),
        most=MOST,
    )


def check_now() -> Response:
    """Try the links of one programme, or the next of all that are due."""
    programme = request.form.get("programme", "")
    every = places(catalogue())
    if programme in programmes(catalogue()):
        urls = [one["url"] for one in every if one["programme"] == programme]
        urls = list(dict.fromkeys(urls))
    else:
        programme = ALL
        urls = links.due(desk(), (one["url"] for one in every), at().date())
    done = check(desk(), urls, at().date(), most=MOST, seconds=SECONDS)
    counts = {"opened": done.opened, "failed": done.failed, "left": done.left}
    links.checked(desk(), me()["id"], programme, counts, at())
    return redirect(url_for("admin.link_desk"), 303)


def hosts() -> str | Response:
    """Which hosts may be asked."""
    every = {one["url"] for one in places(catalogue())}
    counts = Counter(host for host in map(host_of, every) if host)
    held = links.hosts(desk())
    if request.method == "POST":
        chosen = [one for one in request.form.getlist("host") if one in counts]
        links.accept(desk(), chosen, me()["id"], at())
        if request.form.get("withdraw") in held:
            links.withdraw(desk(), request.form["withdraw"], me()["id"], at())
        return redirect(url_for("admin.link_hosts"), 303)
    return render_template(
        "admin/link_hosts.html",
        waiting=sorted(one for one in counts if one not in held),
        accepted=held.values(),
        counts=counts,
        shipped=sorted(_shipped() - held.keys()),
    )


def accept_shipped() -> Response:
    """Accept every host of the catalogue that the program brings along, in one step."""
    links.accept(desk(), sorted(_shipped()), me()["id"], at())
    return redirect(url_for("admin.link_hosts"), 303)


def _numbers(urls: Iterable[str], known: dict[str, Link]) -> Numbers:
    accepted, today = links.hosts(desk()).keys(), at().date().isoformat()
    tried = {url: known[url] for url in urls if url in known}
    may = {url for url in urls if (host_of(url) or "") in accepted}
    fresh = {url for url, one in tried.items() if one["tried_on"] == today}
    return Numbers(
        addresses=len(set(urls)),
        failing=sum(1 for one in tried.values() if one["problem"]),
        untried=len(may - tried.keys()),
        refused=sum(1 for url in urls if host_of(url) and url not in may),
        due=len(may - fresh),
    )


def _shipped() -> set[str]:
    """The hosts of the catalogue that the program brings along."""
    try:
        db = database.reader(config.SHIPPED_CATALOGUE)
    except database.CatalogueDamaged:
        return set()
    found = {host_of(one["url"]) for one in places(db)}
    db.close()
    return {host for host in found if host}


ROUTES: list[Route] = [
    reads("/links", "link_desk", link_desk, "writer"),
    does("/links/check", "link_check", check_now, "writer"),
    form("/links/hosts", "link_hosts", hosts, "publisher", look="writer"),
    does("/links/hosts/shipped", "link_hosts_shipped", accept_shipped, "administrator"),
]
