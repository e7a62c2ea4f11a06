"""The fields of a programme's form, as a table: what each is called, holds and is for."""

from typing import NamedTuple


def N_(message: str) -> str:
    """Marks a message that is said later, in the language of whoever reads it."""
    return message


class Field(NamedTuple):
    """One control. *kind* says how it is typed, *source* where its values come from."""

    name: str
    kind: str  # flag, choice, set, whole, number, day, date, line, long, rows
    label: str
    help: str = ""
    source: str = ""  # a taxonomy, or a table of SOURCES, or values with a "/" between
    left_out: bool = False  # nothing typed: not in the document, rather than null
    typed_as: str = ""  # name of its control, where that is not the field's

    @property
    def key(self) -> str:
        """The name of its control."""
        return self.typed_as or self.name


DATE_HELP = N_("A day, month or year: 2026-11-24, 2026-11 or 2026.")
GROUPS: tuple[tuple[str, tuple[Field, ...]], ...] = (
    (
        N_("What it is"),
        (
            Field("kind", "choice", N_("Kind"), source="kind"),
            Field("further_kinds", "set", N_("Further kinds"), source="kind"),
            Field("themes", "set", N_("Themes"), source="theme"),
            Field("sectors", "set", N_("Lines of work it leads to"), source="sector"),
            Field(
                "part_of",
                "choice",
                N_("Part of"),
                N_("The wider programme that this one belongs to."),
                "programmes",
            ),
        ),
    ),
    (
        N_("Who runs it"),
        (
            Field("organization", "choice", N_("Responsible"), source="organizations"),
            Field("partners", "set", N_("Partners"), source="organizations"),
            Field("delivery", "choice", N_("Form of delivery"), source="delivery"),
        ),
    ),
    (
        N_("For whom"),
        (
            Field("area_scope", "choice", N_("Open to"), source="area_scope"),
            Field(
                "districts",
                "set",
                N_("Only for residents of"),
                N_("Only where it is open to some districts."),
                "districts",
            ),
            Field("age_min", "whole", N_("Youngest age"), N_("Whole years.")),
            Field("age_max", "whole", N_("Oldest age"), N_("Whole years.")),
            Field("target_groups", "set", N_("Target groups"), source="target_group"),
            Field("professions", "set", N_("Occupations"), source="profession"),
            Field(
                "income_support_rule",
                "choice",
                N_("Income support"),
                source="income_support_rule",
            ),
            Field(
                "swedish_level",
                "choice",
                N_("Swedish needed to begin"),
                source="swedish_level",
            ),
        ),
    ),
    (
        N_("Joining"),
        (
            Field("routes", "set", N_("Ways to join"), source="route"),
            Field("intake", "choice", N_("When one may begin"), source="intake"),
            Field("starts", "rows", N_("Starts")),
            Field(
                "capacity",
                "whole",
                N_("Places"),
                N_("At one time or in one round, as a source states it."),
            ),
            Field("capacity_as_of", "date", N_("Places as of"), DATE_HELP),
        ),
    ),
    (
        N_("How it is done"),
        (
            Field(  # every form carries a field "form": its token
                "form",
                "choice",
                N_("On site or remote"),
                source="form",
                typed_as="way",
            ),
            Field("hours", "set", N_("Hours"), source="hours"),
            Field("hours_min", "number", N_("Hours a week, at least")),
            Field("hours_max", "number", N_("Hours a week, at most")),
            Field("weeks_min", "whole", N_("Weeks, at least")),
            Field("weeks_max", "whole", N_("Weeks, at most")),
            Field(
                "languages", "set", N_("Languages taught in"), source="language_name"
            ),
            Field("supports", "set", N_("What comes with it"), source="support"),
            Field("locations", "set", N_("Places where it is"), source="locations"),
            Field("cost", "choice", N_("Cost to the participant"), source="cost"),
            Field(
                "compensation",
                "set",
                N_("Money while taking part"),
                source="compensation",
            ),
        ),
    ),
    (
        N_("Contact"),
        (
            Field("web", "line", N_("Web page"), N_("Begins with https://.")),
            Field("phone", "line", N_("Telephone"), N_("As in 08-123 45 67.")),
            Field(
                "email",
                "line",
                N_("E-mail"),
                N_("Of the programme, never a person's own."),
            ),
        ),
    ),
    (
        N_("Times and end"),
        (
            Field("status", "choice", N_("Status"), source="active/archived"),
            Field("runs_from", "date", N_("First day of the programme"), DATE_HELP),
            Field("runs_to", "date", N_("Last day of the programme"), DATE_HELP),
            Field("visible_from", "day", N_("Residents see it from"), left_out=True),
            Field("visible_to", "day", N_("Residents see it until"), left_out=True),
            Field("closed_from", "day", N_("Closed from"), left_out=True),
            Field("closed_until", "day", N_("Closed until"), left_out=True),
            Field(
                "archived_because",
                "long",
                N_("Why it ended"),
                N_("For readers, in Swedish. Only when archived."),
                left_out=True,
            ),
            Field(
                "successor",
                "choice",
                N_("What came after it"),
                N_("Only when archived."),
                "programmes",
                left_out=True,
            ),
        ),
    ),
    (
        N_("How we know"),
        (
            Field("confirmed", "flag", N_("A source from 2023 or later shows it")),
            Field("seen_year", "whole", N_("Year of the newest source")),
            Field("assured_on", "day", N_("Facts checked on")),
            Field("assured_against", "line", N_("Checked against")),
            Field("review_every", "whole", N_("Months between checks")),
            Field(
                "confidence",
                "choice",
                N_("How well the sources carry the facts"),
                source="high/medium/low",
            ),
            Field(
                "inferred",
                "set",
                N_("Our own conclusions"),
                N_("Facts that no source states word for word."),
                "fields",
            ),
            Field("sources", "rows", N_("Sources")),
            Field("outcomes", "rows", N_("Results")),
            Field(
                "editors_note",
                "long",
                N_("Note for editors"),
                N_("Not shown to readers. No personal data."),
            ),
        ),
    ),
)
FIELDS = {field.name: field for _, group in GROUPS for field in group}
# What one row of a field of rows consists of; a row with a nameless cell is a plain value.
ROWS: dict[str, tuple[Field, ...]] = {
    "starts": (
        Field("starts_on", "day", N_("Starts on")),
        Field("last_day_to_apply", "day", N_("Last day to apply")),
        Field("places", "whole", N_("Places left")),
        Field("as_of", "date", N_("As of"), DATE_HELP),
    ),
    "sources": (Field("", "line", N_("Address")),),
    "outcomes": (
        Field("period", "line", N_("Year or years"), N_("2023 or 2019–2022.")),
        Field("measure", "choice", N_("What was measured"), source="measure"),
        Field("value", "number", N_("Number"), N_("Empty where only words are given.")),
        Field("unit", "choice", N_("Unit"), source="unit"),
        Field("definition", "spoken", N_("What was counted, with the figure")),
        Field("source", "line", N_("Address that states it")),
    ),
}
# section of a text -> what it is called, and what it is for
SECTIONS: dict[str, tuple[str, str]] = {
    "name": (N_("Name"), N_("At most 120 characters. It is kept in every language.")),
    "name_explained": (
        N_("What the name means"),
        N_("In the language of this text; at most 120 characters."),
    ),
    "summary": (
        N_("Summary"),
        N_("One plain sentence: what one does, and who it is for."),
    ),
    "what": (N_("What you do"), N_("Said to the reader: you. Short sentences.")),
    "who": (N_("Who it is for"), N_("What one must be or have in order to join.")),
    "how_to_join": (N_("How to join"), N_("The first step a resident takes.")),
    "how_to_refer": (
        N_("For caseworkers: how to refer"),
        N_("What a caseworker does. Residents may read it too."),
    ),
    "practical": (N_("Practical matters"), N_("When, how long, how many.")),
    "place_note": (N_("About the place"), N_("Beyond its address.")),
    "money": (
        N_("Money and support"),
        N_("Pay, compensation and costs, as the sources state them."),
    ),
    "delivered_by": (N_("Run by, in words"), N_("A few words.")),
}
ONE_LINE = ("name", "name_explained", "summary")
VALUES = {
    "active": N_("Active"),
    "archived": N_("Archived"),
    "high": N_("High"),
    "medium": N_("Medium"),
    "low": N_("Low"),
}
