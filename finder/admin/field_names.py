"""What the fields of a programme are called at the desk, where many are told of at once."""

from finder.web.languages import gettext


def N_(message: str) -> str:
    """*message*, to be translated where it is shown."""
    return message


NAMES = {
    "status": N_("Status"),
    "confirmed": N_("A source from 2023 or later shows it"),
    "seen_year": N_("Year of the newest source"),
    "kind": N_("Kind"),
    "further_kinds": N_("Further kinds"),
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
    "editors_note": N_("Note for editors"),
    "visible_from": N_("Residents see it from"),
    "visible_to": N_("Residents see it until"),
    "closed_from": N_("Closed from"),
    "closed_until": N_("Closed until"),
    "archived_because": N_("Why it ended"),
}


def field_name(field: str) -> str:
    """What *field* is called, in the reader's language."""
    return gettext(NAMES[field]) if field in NAMES else field
