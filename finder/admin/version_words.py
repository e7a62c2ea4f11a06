"""What fields and sections of a programme are called where versions are compared."""

from finder.admin.fields import GROUPS, N_
from finder.web.languages import TABLE, gettext

FIELDS = {
    **{field.name: field.label for _, group in GROUPS for field in group},
    "id": N_("Address"),
    "source_language": N_("Language of the original"),
    "texts": N_("Texts"),
}
SECTIONS = {
    "name": N_("Name"),
    "name_explained": N_("What the name means"),
    "summary": N_("Summary"),
    "what": N_("What you do"),
    "who": N_("Who it is for"),
    "how_to_join": N_("How to join"),
    "how_to_refer": N_("For caseworkers: how to refer"),
    "practical": N_("Practical matters"),
    "place_note": N_("About the place"),
    "money": N_("Money and support"),
    "delivered_by": N_("Run by, in words"),
}
# values of fields that no taxonomy has
VALUES = {
    "active": N_("Running"),
    "archived": N_("Ended"),
    "high": N_("Well"),
    "medium": N_("Fairly well"),
    "low": N_("Hardly"),
}


def named(path: str) -> str:
    """What a field is called that a problem or a difference names, as ``texts.en.summary``."""
    parts = path.split(".")
    if parts[0] == "texts" and len(parts) > 2 and parts[1] in TABLE:
        section = SECTIONS.get(parts[2], parts[2])
        return f"{gettext(section)} ({TABLE[parts[1]].name})"
    return gettext(FIELDS[parts[0]]) if parts[0] in FIELDS else path
