"""``finder import``: programme documents into the catalogue, all of them or none."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import cast, get_args

import click

from finder.catalog import database
from finder.catalog.document import ProgrammeDocument
from finder.catalog.publishing import COMMAND_LINE, Published, publish_all
from finder.cli import progress
from finder.cli.instance import catalogue, chosen, opened
from finder.cli.sentences import Trouble
from finder.config import Settings
from finder.exchange.documents import WHOLE, Problem, Reading, plain
from finder.exchange.files import Unreadable, content
from finder.exchange.importing import Outcome, Verdict, judged, scanned
from finder.search import indexer

WALKS = 4  # times that publish_all walks through its documents


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option(
    "--small-edit",
    is_flag=True,
    help="The originals change in their words only: their translations stay true.",
)
def import_programmes(file: Path, dry_run: bool, small_edit: bool) -> None:
    """Take programme documents into the catalogue.

    FILE holds one document, a list of them, or one on each line (JSON), or a table with
    a programme on each row (CSV). All of it is checked first and every difference is
    shown; then all is taken, or nothing. docs/programme-document.md explains what a
    document holds, docs/spreadsheet.md what a table does.
    """
    settings = chosen()
    reading = _reading(settings, file)
    for note in reading.notes:
        click.echo(note, err=True)
    verdicts = _verdicts(settings, reading)
    _show(verdicts)
    _refuse(reading, verdicts)
    if dry_run:
        click.echo("Nothing was written: this was a dry run.")
        return
    if any(one.outcome != "unchanged" for one in verdicts):
        done = _published(settings, reading, small_edit)
        click.echo(f"Taken: {len(done.added)} added, {len(done.changed)} changed.")
        _index(settings)


def _reading(settings: Settings, file: Path) -> Reading:
    try:
        given = content(file)
    except Unreadable as error:
        problem = Problem(str(file), error.line, WHOLE, str(error))
        return Reading(str(file), [], [problem])
    with opened(settings) as db:
        return scanned(db, str(file), given)


def _verdicts(settings: Settings, reading: Reading) -> list[Verdict]:
    with opened(settings) as db:
        found = judged(db, reading)
        with progress.bar("Checking", len(reading.documents), found) as bar:
            return list(bar)


def _show(verdicts: list[Verdict]) -> None:
    """Each document that is not as in the catalogue, then how many are what."""
    for one in verdicts:
        if one.outcome != "unchanged":
            click.echo(plain(f"{one.outcome:9} {one.id or f'line {one.line}'}"))
        for change in one.changes:
            click.echo(plain(f"    {change}"))
    count = Counter(one.outcome for one in verdicts)
    click.echo(
        ", ".join(f"{count[outcome]} {outcome}" for outcome in get_args(Outcome)) + "."
    )


def _refuse(reading: Reading, verdicts: list[Verdict]) -> None:
    """End the command when anything is wrong, with all that is."""
    found: list[Problem] = [*reading.problems]
    for one in verdicts:
        found += one.problems
    for problem in sorted(found, key=lambda problem: problem.line):
        click.echo(str(problem), err=True)
    if found:
        problems = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        raise Trouble(
            f"Nothing was imported: {problems} in {reading.file}.",
            "Mend what is told above, then run the same command again.",
        )


def _published(settings: Settings, reading: Reading, small_edit: bool) -> Published:
    given = [cast(ProgrammeDocument, placed.document) for placed in reading.documents]
    db = database.writer(catalogue(settings))
    try:
        with progress.bar("Writing", WALKS * len(given)) as bar:
            return publish_all(
                db,
                progress.Counted(given, bar.update),
                editor=COMMAND_LINE,
                at=datetime.now(UTC),
                note=f"finder import {Path(reading.file).name}",
                small_edit=small_edit,
            )
    finally:
        db.close()


def _index(settings: Settings) -> None:
    try:
        indexer.bring_up_to_date(settings.catalogue, settings.instance)
    except Exception as error:  # whatever it is, nobody must import again for it
        raise Trouble(
            f"The programmes are saved, but the index could not follow ({error}).",
            'Search goes on in a simpler form. Run "finder index" when that is mended.',
        ) from error
    click.echo("The index is in step.")
