"""``finder translations``: how much there is in each language, and files for translators."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import click

from finder.catalog import database
from finder.catalog.document import Making
from finder.catalog.publishing import COMMAND_LINE, Invalid, publish_all
from finder.cli.instance import catalogue, chosen, opened
from finder.cli.sentences import Trouble
from finder.cli.upkeep import STATES, completeness
from finder.config import LANGUAGES, SOURCE_LANGUAGE
from finder.exchange import translations
from finder.exchange.documents import plain, write
from finder.exchange.translations import Outcome, Unreadable, Verdict
from finder.search import indexer

INTO = click.Choice([one for one in LANGUAGES if one != SOURCE_LANGUAGE])
OPEN = ("missing", "outdated")  # states that a translator is asked for


@click.group("translations", invoke_without_command=True)
@click.option("--language", type=INTO, help="Each programme's state in this language.")
@click.pass_context
def translate(context: click.Context, language: str | None) -> None:
    """Texts in each language, and files for translators.

    Without a command: how many sections of active programmes are missing, outdated (the
    Swedish is newer), made by a machine, made by a person, or checked.
    """
    if context.invoked_subcommand:
        return
    with opened(chosen()) as db:
        if language:
            found = translations.units(db, language, STATES)
            rows: dict[str, Counter[str]] = {}
            for one in found:
                rows.setdefault(one.programme, Counter())[one.state] += 1
        else:
            counted = completeness(db)
            rows = {
                tag: sum(map(Counter, counted[tag].values()), Counter())
                for tag in LANGUAGES
                if tag in counted
            }
    _table(rows)


@translate.command("export")
@click.argument("language", type=INTO)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(STATES),
    help="Sections in this state; may be repeated. Missing and outdated unless told.",
)
def export_translations(language: str, file: Path, states: tuple[str, ...]) -> None:
    """Write what is missing or outdated in a language to a Gettext file (PO).

    Any Gettext editor opens it. What is outdated stands there with its old translation,
    marked fuzzy: put it right and take the mark away.
    """
    with opened(chosen()) as db:
        found = translations.units(db, language, states or OPEN)
    write(file, [translations.written(found, language)])
    click.echo(f"{file}: {len(found)} sections written.", err=True)


@translate.command("import")
@click.argument("language", type=INTO)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what would be taken.")
@click.option(
    "--made-by",
    type=click.Choice(["person", "machine"]),
    default="person",
    show_default=True,
    help="Who translated.",
)
@click.option(
    "--checked-by", help="The role (no name) of whoever checked it, if somebody has."
)
def import_translations(
    language: str, file: Path, dry_run: bool, made_by: str, checked_by: str | None
) -> None:
    """Take a translator's Gettext file (PO) back.

    Entries that are empty or fuzzy are passed over. What somebody has changed or checked
    since the file was written stays as it is. What looks wrong (lost numbers, names,
    foreign letters) is told and taken all the same: a reader must judge.
    """
    settings = chosen()
    how = Making(
        made_by=made_by,
        checked_by=checked_by,
        checked_on=date.today().isoformat() if checked_by else None,
    )
    try:
        given = translations.entries(file.read_bytes())
    except Unreadable as error:
        raise Trouble(
            f"{file} cannot be read. {error}", "Nothing was taken."
        ) from error
    with opened(settings) as db:
        verdicts, documents = translations.judged(db, given, language, how)
    _show(verdicts)
    if dry_run:
        click.echo("Nothing was written: this was a dry run.")
        return
    if documents:
        db = database.writer(catalogue(settings))
        try:
            publish_all(
                db,
                documents,
                editor=COMMAND_LINE,
                at=datetime.now(UTC),
                note=f"finder translations import {language} {file.name}",
            )
        except Invalid as error:
            told = [
                f"{programme}: {problem}"
                for programme, problems in error.problems.items()
                for problem in problems
            ]
            raise Trouble("Nothing was taken.", *told) from error
        finally:
            db.close()
        indexer.bring_up_to_date(settings.catalogue, settings.instance)


def _table(rows: dict[str, Counter[str]]) -> None:
    width = max(map(len, rows), default=0)
    click.echo(" ".join([" " * width, *(f"{state:>9}" for state in STATES)]))
    for name, count in rows.items():
        cells = (f"{count[state]:>9}" for state in STATES)
        click.echo(" ".join([f"{name:{width}}", *cells]))


def _show(verdicts: list[Verdict]) -> None:
    for one in verdicts:
        if one.said:
            entry = one.entry
            said = f"{one.outcome:9} {entry.programme} {entry.section}: {one.said}"
            click.echo(plain(said))
    count = Counter(one.outcome for one in verdicts)
    told = ", ".join(f"{count[outcome]} {outcome}" for outcome in get_args(Outcome))
    click.echo(f"{told}.")
