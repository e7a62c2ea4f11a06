"""``finder check``: whether catalogue and index are whole, and what waits for somebody."""

import json
from datetime import date
from pathlib import Path
from typing import TypedDict

import click

from finder import backups
from finder.catalog import database
from finder.catalog.overview import state
from finder.cli.backing_up import databases
from finder.cli.instance import catalogue, chosen, opened
from finder.cli.sentences import PROBLEMS
from finder.cli.upkeep import STATES, Completeness, completeness, overdue
from finder.config import Settings
from finder.search import indexer

NAMED = 5  # programmes that the report names of each kind; --json names all
HEADINGS = {
    "never_assured": "whose facts nobody has checked",
    "unconfirmed": "not seen running since 2023",
    "ended": "whose last day is over",
    "review_due": "checked longer ago than their interval",
}


class Report(TypedDict):
    """What a check found; the last three are empty when the catalogue is damaged."""

    catalogue: list[str]  # faults, as sentences
    index: list[str]  # faults, as sentences
    editors: list[str]  # faults of the editors' database, as sentences
    copies: dict[str, str | None]  # database -> day of its last copy
    programmes: dict[str, int]  # active, archived
    languages: Completeness
    overdue: dict[str, list[str]]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(as_json: bool) -> None:
    """Tell what is broken, missing or overdue.

    The exit code is 1 only when something is broken.
    """
    settings = chosen()
    catalogue(settings)
    report = examined(settings, date.today())
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False).encode())
    else:
        click.echo("\n".join(_told(report)))
    click.get_current_context().exit(PROBLEMS if _broken(report) else 0)


def examined(settings: Settings, today: date) -> Report:
    """The state of the instance, seen on the day *today*."""
    faults = database.faults(settings.catalogue)
    report = Report(
        catalogue=faults,
        index=[],
        editors=backups.faults(settings.editors) if settings.editors.exists() else [],
        copies={one.name: _last(settings, one) for one in databases(settings)},
        programmes={},
        languages={},
        overdue={},
    )
    if faults:
        return report
    report["index"] = indexer.check(settings.catalogue, settings.instance)
    with opened(settings) as db:
        held = state(db)
        report["programmes"] = {name: held[name] for name in ("active", "archived")}
        report["languages"] = completeness(db)
        report["overdue"] = overdue(db, today)
    return report


def _broken(report: Report) -> bool:
    return bool(report["catalogue"] or report["index"] or report["editors"])


def _last(settings: Settings, database: Path) -> str | None:
    held = backups.copies(settings.backups, database)
    return next((day.isoformat() for day in held), None)


def _told(report: Report) -> list[str]:
    if report["catalogue"]:
        advice = "Restore a backup; the index and the rest were not examined."
        return [
            "The catalogue is damaged.",
            *report["catalogue"],
            advice,
            *_told_copies(report),
        ]
    held = report["programmes"]
    return [
        f"Catalogue: whole, {held['active']} active and {held['archived']} archived programmes.",
        *_told_index(report["index"]),
        *_told_copies(report),
        *_told_languages(report["languages"]),
        *_told_overdue(report["overdue"]),
    ]


def _told_index(faults: list[str]) -> list[str]:
    if not faults:
        return ["Index: whole and in step."]
    advice = (
        'Run "finder index" to mend it; search answers in a simpler form until then.'
    )
    return [f"Index: {' '.join(faults)} {advice}"]


def _told_copies(report: Report) -> list[str]:
    said = [f"The editors' database is damaged. {one}" for one in report["editors"]]
    for name, day in report["copies"].items():
        last = f"its last checked copy is of {day}" if day else "there is no copy of it"
        said.append(f"Copies of {name}: {last}.")
    return said


def _told_languages(languages: Completeness) -> list[str]:
    said = ["", f"Texts of active programmes ({', '.join(STATES)}):"]
    for language, sections in languages.items():
        said.append(f"  {language}")
        for section, states in sections.items():
            numbers = " ".join(f"{states[one]:5}" for one in STATES)
            said.append(f"    {section:16}{numbers}")
    return said


def _told_overdue(found: dict[str, list[str]]) -> list[str]:
    said = ["", "Active programmes"]
    for name, programmes in found.items():
        said.append(f"  {HEADINGS[name]}: {len(programmes)}")
        if programmes:
            more = (
                f" and {len(programmes) - NAMED} more"
                if len(programmes) > NAMED
                else ""
            )
            said.append(f"    {', '.join(programmes[:NAMED])}{more}")
    return said
