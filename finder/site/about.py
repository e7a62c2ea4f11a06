"""What this site is, how it can be used by everyone, and what it does not know about you."""

from flask import render_template

from finder.catalog import overview
from finder.catalog.places import figures
from finder.config import LANGUAGES
from finder.web.catalogue import catalogue, settings
from finder.web.languages import current


def about() -> str:
    """What this is, where the facts come from, how fresh they are, how results are ordered."""
    db = catalogue()
    return render_template(
        "site/about.html",
        state=overview.state(db),
        texts=_texts(),
        figures=figures(db, "stockholm", current().tag),
    )


def _texts() -> list[overview.InLanguage]:
    """How much text there is in each language, in the picker's order, the original's left out."""
    found = overview.languages(catalogue())
    return [found[tag] for tag in LANGUAGES if tag in found]


def accessibility() -> str:
    """The accessibility statement."""
    return render_template("site/accessibility.html")


def privacy() -> str:
    """That nothing is stored or logged, and how to check it."""
    return render_template("site/privacy.html", counting=settings().count_vain)
