"""What fields and sections of a programme are called where versions are compared."""

from finder.web.languages import TABLE, gettext


def N_(message: str) -> str:
    """Marks a message that is said later, in the language of whoever reads it."""
    return message


FIELDS = {
    "id": N_("Address"),
    "source_language": N_("Language of the original"),
    "status": N_("Status"),
    "confirmed": N_("A source from 2023 or later shows it"),
    "seen_year": N_("Year of the newest source"),
    "kind": N_("Kind"),
    "further_kinds": N_("Further kinds"),
    "part_of": N_("Part of"),
    "organization": N_("Responsible"),
    "partners": N_("Partners"),
    "delivery": N_("Form of delivery"),
    "area_scope": N_("Open to"),
    "districts": N_("Only for residents of"),
    "age_min": N_("Youngest age"),
    "age_max": N_("Oldest age"),
    "target_groups": N_("Target groups"),
    "professions": N_("Occupations"),
    "themes": N_("Themes"),
    "sectors": N_("Lines of work it leads to"),
    "routes": N_("Ways to join"),
    "swedish_level": N_("Swedish needed to begin"),
    "income_support_rule": N_("Income support"),
    "compensation": N_("Money while taking part"),
    "cost": N_("Cost to the participant"),
    "form": N_("On site or remote"),
    "hours": N_("Hours"),
    "hours_min": N_("Hours a week, at least"),
    "hours_max": N_("Hours a week, at most"),
    "weeks_min": N_("Weeks, at least"),
    "weeks_max": N_("Weeks, at most"),
    "intake": N_("When one may begin"),
    "starts": N_("Starts"),
    "capacity": N_("Places"),
    "capacity_as_of": N_("Places as of"),
    "languages": N_("Languages taught in"),
    "supports": N_("What comes with it"),
    "locations": N_("Places where it is"),
    "web": N_("Web page"),
    "phone": N_("Telephone"),
    "email": N_("E-mail"),
    "runs_from": N_("First day of the programme"),
    "runs_to": N_("Last day of the programme"),
    "assured_on": N_("Facts checked on"),
    "assured_against": N_("Checked against"),
    "review_every": N_("Months between checks"),
    "confidence": N_("How well the sources carry the facts"),
    "inferred": N_("Our own conclusions"),
    "editors_note": N_("Note for editors"),
    "visible_from": N_("Residents see it from"),
    "visible_to": N_("Residents see it until"),
    "closed_from": N_("Closed from"),
    "closed_until": N_("Closed until"),
    "archived_because": N_("Why it ended"),
    "successor": N_("What came after it"),
    "sources": N_("Sources"),
    "outcomes": N_("Results"),
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
