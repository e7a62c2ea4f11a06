"""What entries, their fields and what is wrong with them are called."""

from collections.abc import Mapping
from typing import Any

from finder.catalog.entry_problems import Fault
from finder.config import SOURCE_LANGUAGE
from finder.web.languages import TABLE, current, gettext


def called(kind: str, document: Mapping[str, Any] | None, entry_id: str = "") -> str:
    """The name of an entry, in the desk's language where it has one in it."""
    if document is None:
        return entry_id
    if kind in ("organization", "location"):
        return str(document["name"])
    if kind == "term":
        return str(_said(document["label"]) or document["id"])
    return ", ".join((_said(document["labels"]) or [document["id"]])[:3])


def field_name(field: str) -> str:
    """Of a form's field, such as ``explained.sv``; with the language's own name."""
    name, _, language = field.partition(".")
    told = _names().get(name, name)
    if not language:
        return told
    own = TABLE[language].name if language in TABLE else language
    return gettext("%(field)s, %(language)s") % {"field": told, "language": own}


def list_name(taxonomy: str) -> str:
    """What a taxonomy is called."""
    names = {
        "kind": gettext("Kind"),
        "target_group": gettext("For whom"),
        "theme": gettext("Theme"),
        "route": gettext("Way to join"),
        "sector": gettext("Sector"),
        "support": gettext("Support"),
        "profession": gettext("Profession"),
        "compensation": gettext("Money meanwhile"),
        "cost": gettext("Cost"),
        "swedish_level": gettext("Swedish needed"),
        "income_support_rule": gettext("Income support"),
        "form": gettext("On site or remote"),
        "intake": gettext("When one may begin"),
        "delivery": gettext("Form of delivery"),
        "area_scope": gettext("Whom it is open to"),
        "measure": gettext("What a result measures"),
        "unit": gettext("Unit of a result"),
        "language_name": gettext("Language of instruction"),
        "hours": gettext("Time of day"),
        "institution": gettext("Institution"),
    }
    return names.get(taxonomy, taxonomy)


def told(fault: Fault) -> str:
    """What is wrong, and what to do, as a sentence."""
    sentence = _rules().get(fault.rule)
    if sentence is None:
        return gettext("This cannot be read. Type it again.")
    return sentence % {"value": fault.value, "other": fault.other}


def types() -> dict[str, str]:
    """What an organization may be."""
    return {
        "city-department": gettext("Department of the city"),
        "district-administration": gettext("District administration"),
        "city-company": gettext("Company of the city"),
        "adult-education": gettext("Adult education"),
        "folk-high-school": gettext("Folk high school"),
        "state-agency": gettext("State agency"),
        "ngo": gettext("Non-profit organization"),
        "company": gettext("Company"),
        "foundation": gettext("Foundation"),
        "coordination-association": gettext("Coordination association"),
        "cooperation": gettext("Cooperation of several"),
        "municipality": gettext("Another municipality"),
        "university": gettext("University"),
        "unknown": gettext("Not known"),
    }


def _said(texts: Mapping[str, Any]) -> Any:
    first = texts.get(current().tag) or texts.get(SOURCE_LANGUAGE)
    return first or next(iter(texts.values()), None)


def _names() -> dict[str, str]:
    return {
        "id": gettext("Id"),
        "taxonomy": gettext("List"),
        "name": gettext("Name"),
        "type": gettext("Type of organization"),
        "web": gettext("Web address"),
        "succeeded_by": gettext("Succeeded by"),
        "explained": gettext("What it is"),
        "address": gettext("Street address"),
        "locality": gettext("Neighbourhood or place"),
        "district": gettext("District"),
        "outside_city": gettext("Outside the city"),
        "phone": gettext("Phone"),
        "email": gettext("E-mail"),
        "organization": gettext("Organization"),
        "directions": gettext("How to find it"),
        "position": gettext("Place in the list"),
        "label": gettext("Label"),
        "plain": gettext("In everyday words"),
        "definition": gettext("Definition"),
        "labels": gettext("Words"),
        "terms": gettext("Leads to"),
        "note": gettext("Why"),
        "into": gettext("Merge into"),
    }


def _rules() -> dict[str, str]:
    return {
        "needed": gettext("This is needed."),
        "needed_with": gettext(
            "The language has a text below but no label. Type the label, or empty the others."
        ),
        "needed_word": gettext("At least one word is needed."),
        "too_long": gettext("At most %(other)s characters fit here."),
        "too_many": gettext("At most %(other)s fit here."),
        "signs": gettext(
            "There are invisible signs or line breaks in it. Type it again by hand."
        ),
        "choose": gettext("Choose one of the list."),
        "number": gettext("Type a whole number from 0 to %(other)s."),
        "web": gettext("A web address begins with https:// or http://."),
        "phone": gettext(
            "Type the number as it is dialled in Sweden, such as 08-123 45 67."
        ),
        "email": gettext("Type an e-mail address, such as info@example.org."),
        "gone": gettext("%(value)s does not exist any more. Choose another."),
        "circle": gettext(
            "An organization cannot succeed itself, by way of others either."
        ),
        "outside": gettext(
            "A place outside the city has no district. Choose one of the two."
        ),
        "taken": gettext(
            "%(value)s is there already, in %(other)s. A name or word stands for one thing."
        ),
        "twice": gettext("%(value)s stands here twice."),
        "id": gettext("Use 2–60 of the letters a–z, digits and hyphens."),
        "taken_id": gettext("This id is taken. Choose another, or leave it empty."),
        "fixed": gettext("The program needs exactly the terms that this list has."),
        "language": gettext("There is no such language here."),
    }
