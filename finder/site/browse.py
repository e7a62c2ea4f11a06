"""Looking around without a search: by kind, and by district."""

from flask import abort, render_template

from finder.catalog import overview
from finder.catalog.places import figures
from finder.site.cards import shown
from finder.site.kinds import entrances
from finder.web.catalogue import catalogue, named_districts, vocabulary
from finder.web.languages import current


def kinds() -> str:
    """The sixteen kinds with what each means."""
    counts = overview.counts(catalogue())
    return render_template(
        "site/kinds.html", entrances=entrances(vocabulary()["kind"], counts)
    )


def districts() -> str:
    """The eleven districts, each with its own programmes and what is open to all."""
    db = catalogue()
    return render_template(
        "site/districts.html",
        districts=list(named_districts().values()),
        supply=overview.supply(db),
    )


def district(district_id: str) -> str:
    """One district: what is held there, what is only for its residents, figures about it."""
    db = catalogue()
    found = named_districts().get(district_id)
    if found is None:
        abort(404)
    language = current().tag
    held, limited = overview.in_district(db, district_id)
    return render_template(
        "site/district.html",
        district=found,
        held=shown(held),
        limited=shown(limited),
        figures=figures(db, district_id, language),
    )
