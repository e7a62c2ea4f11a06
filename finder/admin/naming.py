"""Names that are like one that is being given: a warning, never a hindrance."""

from typing import NamedTuple

from flask import jsonify, request, url_for
from werkzeug.wrappers import Response

from finder.admin.connections import desk
from finder.admin.routes import Route, reads
from finder.catalog.alike import alike
from finder.desk.drafts import drafts
from finder.web.catalogue import catalogue

LONGEST = 200  # characters of a name that is compared
NAMES = """
    SELECT p.id, s.text AS name FROM programme AS p JOIN programme_section AS s
        ON s.programme_id = p.id AND s.language = p.source_language
     WHERE s.section = 'name'
"""


class Alike(NamedTuple):
    """A programme with a name like it."""

    name: str
    address: str


def names() -> dict[str, str]:
    """Id -> name of every programme, as drafted where its original is."""
    found = {row["id"]: row["name"] for row in catalogue().query(NAMES)}
    for one in drafts(desk()):
        name = one["content"].get("name")
        if name and "based_on" not in one["content"]:
            found[one["programme_id"]] = name
    return found


def alike_to(name: str, besides: str = "") -> list[Alike]:
    """Programmes with a name like *name*, the most alike first."""
    known = names()
    return [
        Alike(known[one], url_for("admin.facts", programme_id=one))
        for one in alike(name[:LONGEST], known, besides)
    ]


def answer() -> Response:
    """The same as JSON, for whoever is typing a name."""
    asked = request.args
    found = alike_to(asked.get("name", ""), asked.get("besides", ""))
    return jsonify([one._asdict() for one in found])


ROUTES: list[Route] = [
    reads("/names", "names", answer, "reader"),
]
