"""The controls of a programme's form as a page shows them: what is typed, offered and wrong."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from finder.admin.fields import FIELDS, GROUPS, ROWS, VALUES, Field
from finder.admin.programme_form import Typed, rows, spoken
from finder.catalog.contradictions import is_day
from finder.web.catalogue import catalogue, named_districts, vocabulary
from finder.web.languages import TABLE, current, gettext

DAY = 10  # letters
SPOKEN = ("sv", "en")  # languages in which a result is always asked for
# name of a list of things to choose from -> id and name of each, in order
SOURCES = {
    "organizations": "SELECT id, name FROM organization ORDER BY name, id",
    "locations": "SELECT id, name FROM location ORDER BY name, id",
    "programmes": """
        SELECT p.id, s.text AS name FROM programme AS p JOIN programme_section AS s
            ON s.programme_id = p.id AND s.language = p.source_language
         WHERE s.section = 'name' ORDER BY s.text, p.id
    """,
}


class Option(NamedTuple):
    """One value to choose."""

    value: str
    label: str
    help: str
    language: str  # of label and help
    chosen: bool


class Control(NamedTuple):
    """One control; *kind* as in the table of fields, or group for rows of others."""

    name: str
    kind: str
    label: str
    help: str
    value: str
    options: list[Option]
    errors: list[str]
    rows: list[list["Control"]]
    language: str = ""  # of what is typed, where it is not the page's

    @property
    def chosen(self) -> int:
        """How many options are chosen."""
        return sum(one.chosen for one in self.options)


class Group(NamedTuple):
    """Controls under one heading."""

    heading: str
    controls: list[Control]


Errors = Mapping[str, list[str]]


def groups(typed: Typed, errors: Errors, more: str = "") -> list[Group]:
    """The form as *typed*, with an empty row at the end of the field *more*."""
    offered: dict[str, list[tuple[str, str, str, str]]] = {}
    return [
        Group(
            gettext(heading),
            [
                _control(field, field.key, typed, errors, more, offered)
                for field in fields
            ],
        )
        for heading, fields in GROUPS
    ]


def of(fields: Sequence[Field], typed: Typed, errors: Errors) -> list[Control]:
    """Some controls of the form, as *typed*."""
    return [_control(field, field.key, typed, errors, "", {}) for field in fields]


def _control(
    field: Field,
    name: str,
    typed: Typed,
    errors: Errors,
    more: str,
    offered: dict[str, list[tuple[str, str, str, str]]],
) -> Control:
    value = typed.get(name, "")
    kind = field.kind
    if kind == "day" and value and not (len(value) == DAY and is_day(value)):
        kind = "date"  # a date picker would not show what is typed
    options: list[Option] = []
    if kind in ("choice", "set"):
        if field.source not in offered:
            offered[field.source] = _offered(field.source)
        options = _options(offered[field.source], typed.getlist(name))
    inner = []
    if kind == "rows":
        numbers = rows(typed, name)
        if more == name or not numbers:
            numbers.append(max(numbers, default=-1) + 1)
        inner = [_row(field, number, typed, errors, offered) for number in numbers]
    return Control(
        name,
        kind,
        gettext(field.label),
        gettext(field.help) if field.help else "",
        value,
        options,
        list(errors.get(name, ())),
        inner,
    )


def _row(
    field: Field,
    number: int,
    typed: Typed,
    errors: Errors,
    offered: dict[str, list[tuple[str, str, str, str]]],
) -> list[Control]:
    """The cells of a row; the only one tells its number."""
    name = f"{field.name}.{number}"
    cells = [
        one
        for cell in ROWS[field.name]
        for one in _cell(cell, name, typed, errors, offered)
    ]
    if len(cells) == 1:
        return [cells[0]._replace(label=f"{cells[0].label} {number + 1}")]
    return cells


def _cell(
    cell: Field,
    row: str,
    typed: Typed,
    errors: Errors,
    offered: dict[str, list[tuple[str, str, str, str]]],
) -> list[Control]:
    name = f"{row}.{cell.name}" if cell.name else row
    if cell.kind != "spoken":
        return [_control(cell, name, typed, errors, "", offered)]
    others = [tag for tag in spoken(typed, name) if tag not in SPOKEN]
    return [
        Control(
            f"{name}.{tag}",
            "long",
            f"{gettext(cell.label)} ({TABLE[tag].name if tag in TABLE else tag})",
            "",
            typed.get(f"{name}.{tag}", ""),
            [],
            [
                *errors.get(f"{name}.{tag}", ()),
                *(errors.get(name, ()) if tag == SPOKEN[0] else ()),
            ],
            [],
            tag,
        )
        for tag in (*SPOKEN, *others)
    ]


def _options(
    offered: list[tuple[str, str, str, str]], chosen: list[str]
) -> list[Option]:
    """What is *offered*, the chosen first where there are many; what was typed beside it too."""
    found = [Option(*one, one[0] in chosen) for one in offered]
    known = {one.value for one in found}
    strange = [
        Option(one, one, "", "", True) for one in chosen if one and one not in known
    ]
    return found + strange


def _offered(source: str) -> list[tuple[str, str, str, str]]:
    """Value, label, help and their language of everything that *source* offers."""
    if source in SOURCES:
        found = catalogue().query(SOURCES[source])
        return [(row["id"], row["name"], "", "sv") for row in found]
    if source == "districts":
        return [(id, one["name"], "", "sv") for id, one in named_districts().items()]
    own = current().tag
    if source == "fields":
        return [(name, gettext(one.label), "", own) for name, one in FIELDS.items()]
    if "/" in source:
        return [(one, gettext(VALUES[one]), "", own) for one in source.split("/")]
    return [
        (id, one["label"], one["definition"] or "", one["language"])
        for id, one in vocabulary().get(source, {}).items()
    ]
