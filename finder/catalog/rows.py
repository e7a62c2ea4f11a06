"""A programme document as rows: its own, and those of every table below it."""

from typing import Any

from finder.catalog.document import (
    SELDOM,
    TERM_LISTS,
    ProgrammeDocument,
    canonical,
    digest,
    making,
    sections,
    source_language,
)

Row = tuple[object, ...]

# facts that are a column of the programme table: document field -> column
COLUMNS = {
    **{
        name: name
        for name in (
            *(
                "status",
                "confirmed",
                "seen_year",
                "kind",
                "part_of",
                "delivery",
                "area_scope",
            ),
            *(
                "age_min",
                "age_max",
                "swedish_level",
                "income_support_rule",
                "cost",
                "form",
            ),
            *("intake", "weeks_min", "weeks_max", "hours_min", "hours_max", "capacity"),
            *(
                "capacity_as_of",
                "runs_from",
                "runs_to",
                "web",
                "phone",
                "email",
                "assured_on",
            ),
            *("assured_against", "review_every", "confidence", "editors_note"),
            *SELDOM,
        )
    },
    "organization": "organization_id",
}


def own_row(document: ProgrammeDocument) -> dict[str, Any]:
    """The columns of the programme table, but its id."""
    given: dict[str, Any] = dict(document)
    fields = {column: given.get(name) for name, column in COLUMNS.items()}
    return {**fields, "source_language": source_language(document)}


def child_rows(document: ProgrammeDocument) -> dict[str, list[Row]]:
    """The rows of every table below the programme's, without its id, in key order."""
    document = canonical(document)
    fields: dict[str, Any] = dict(document)
    return {
        "programme_term": [
            (taxonomy, term)
            for name, taxonomy in TERM_LISTS.items()
            for term in fields[name]
        ],
        "programme_district": [(one,) for one in document["districts"]],
        "programme_partner": [(one,) for one in document["partners"]],
        "programme_location": [(one,) for one in document["locations"]],
        "programme_start": [
            (one["starts_on"], one["last_day_to_apply"], one["places"], one["as_of"])
            for one in document["starts"]
        ],
        "programme_inferred": [(one,) for one in document["inferred"]],
        "source": list(enumerate(document["sources"])),
        **_outcome_rows(document),
        **_text_rows(document),
    }


def _outcome_rows(document: ProgrammeDocument) -> dict[str, list[Row]]:
    return {
        "outcome": [
            (
                number,
                one["period"],
                one["measure"],
                one["value"],
                one["unit"],
                one["source"],
            )
            for number, one in enumerate(document["outcomes"])
        ],
        "outcome_text": [
            (number, language, text)
            for number, one in enumerate(document["outcomes"])
            for language, text in sorted(one["definition"].items())
        ],
    }


def _text_rows(document: ProgrammeDocument) -> dict[str, list[Row]]:
    parts: list[Row] = []
    for language, text in document["texts"].items():
        based_on = text.get("based_on", {})
        for name, words in sections(text).items():
            how = making(text, name)
            parts.append(
                (
                    *(language, name, words, digest(words), based_on.get(name)),
                    *(how["made_by"], how["checked_by"], how["checked_on"]),
                )
            )
    return {"programme_section": parts}
