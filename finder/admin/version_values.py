"""What a field of a programme says, in words an editor reads: labels and names, never ids."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlite_utils import Database

from finder.admin.version_words import VALUES, named
from finder.catalog.document import SINGLE_TERMS, TERM_LISTS
from finder.web.catalogue import catalogue, kept, vocabulary
from finder.web.languages import TABLE, gettext

TABLES = {
    "organization": "SELECT id, name FROM organization",
    "location": "SELECT id, name FROM location",
    "district": "SELECT id, name FROM district",
    "programme": """
        SELECT p.id, s.text AS name FROM programme AS p JOIN programme_section AS s
            ON s.programme_id = p.id AND s.section = 'name' AND s.language = p.source_language
         ORDER BY s.text, p.id
    """,
}
# field -> the table that its ids are from
NAMED = {
    **{"organization": "organization", "partners": "organization"},
    **{"locations": "location", "districts": "district"},
    **{"part_of": "programme", "successor": "programme"},
}
TAXONOMIES = {**TERM_LISTS, **SINGLE_TERMS}


def names(table: str) -> dict[str, str]:
    """Id -> name of all rows of one of TABLES; programmes in order of their names."""
    return kept(("names", table), lambda: _read(catalogue(), table))


def shown(field: str, value: Any) -> list[str]:
    """What *field* says as lines; none where nothing is stated."""
    if value is None or value == "":
        return []
    say = _saying(field)
    return [say(one) for one in (value if isinstance(value, list) else [value])]


def _read(db: Database, table: str) -> dict[str, str]:
    return {row["id"]: row["name"] for row in db.query(TABLES[table])}


def _saying(field: str) -> Callable[[Any], str]:
    if field in NAMED:
        known = names(NAMED[field])
        return lambda one: known.get(one, one)
    if field in TAXONOMIES:
        terms = vocabulary().get(TAXONOMIES[field], {})
        return lambda one: terms[one]["label"] if one in terms else str(one)
    if field == "inferred":
        return named
    if field == "source_language":
        return lambda one: TABLE[one].name if one in TABLE else str(one)
    return {"starts": _start, "outcomes": _outcome}.get(field, _plain)


def _plain(one: Any) -> str:
    if isinstance(one, bool):
        return gettext("Yes") if one else gettext("No")
    return gettext(VALUES[one]) if one in VALUES else str(one)


def _start(one: Mapping[str, Any]) -> str:
    said = [one["starts_on"]]
    if one["last_day_to_apply"]:
        last = gettext("last day to apply %(day)s")
        said.append(last % {"day": one["last_day_to_apply"]})
    if one["places"] is not None:
        said.append(gettext("places left: %(number)s") % {"number": one["places"]})
    return ", ".join([*said, gettext("as of %(day)s") % {"day": one["as_of"]}])


def _outcome(one: Mapping[str, Any]) -> str:
    period = f"{one['period']}: " if one["period"] else ""
    return f"{period}{one['definition'].get('sv', '')} ({one['source']})"
