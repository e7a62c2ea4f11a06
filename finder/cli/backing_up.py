"""``finder backup`` and ``finder restore``: checked copies of the databases, and back again."""

import shutil
from datetime import date
from pathlib import Path

import click

from finder import backups
from finder.backups import Unsound, backed_up, copies
from finder.cli.instance import chosen
from finder.cli.sentences import Trouble
from finder.config import Settings
from finder.search import generations
from finder.storage import Error


@click.command()
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for the copies; backups/ in the instance folder unless stated.",
)
def backup(into: Path | None) -> None:
    """Make checked copies of both databases.

    One copy of each a day; a running "finder serve" makes them by itself in
    the instance's backups/. Keep a folder on another disk, too. The search
    index and the secret key are not copied.
    """
    settings = chosen()
    folder = into or settings.backups
    for source in databases(settings):
        try:
            made = backed_up(source, folder, date.today())
        except Unsound as error:
            raise Trouble(
                f"{error} It was removed; earlier copies stay.",
                'Run "finder check" on the instance.',
            ) from error
        click.echo(f"{made}: whole, {made.stat().st_size:,} bytes.")


@click.command()
@click.argument(
    "copy", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False
)
def restore(copy: Path | None) -> None:
    """Put a copy back in the place of what is there.

    COPY is a file that "finder backup" made; without it the copies are listed.
    Stop "finder serve" first. What is there now stays beside it, with
    ".before-restore" added to its name.
    """
    settings = chosen()
    if copy is None:
        _list(settings)
        return
    target = _target(copy, settings)
    try:
        before = backups.restored(copy, target)
    except Unsound as error:
        raise Trouble(f"{error} Nothing was changed. Choose another copy.") from error
    if target == settings.catalogue:
        # a file of another time may count its versions as this one did
        shutil.rmtree(generations.home(settings.instance), ignore_errors=True)
    kept = f" What was there is now {before}." if before else ""
    click.echo(f"{target} says again what it said in {copy.name}.{kept}")
    click.echo('Run "finder init" to build the index, then "finder serve".')


def databases(settings: Settings) -> list[Path]:
    """Those that the instance has."""
    return [one for one in (settings.catalogue, settings.editors) if one.exists()]


def due(settings: Settings, today: date) -> list[Path]:
    """Databases of which there is no copy of *today* yet."""
    return [
        one for one in databases(settings) if today not in copies(settings.backups, one)
    ]


def made_when_due(settings: Settings, today: date) -> list[str]:
    """Make the copies that are due; what went wrong, as sentences. What is there stays."""
    problems = []
    for source in due(settings, today):
        try:
            backed_up(source, settings.backups, today)
        except (Unsound, Error, OSError) as error:
            problems.append(f"No copy of {source.name} could be made: {error}")
    return problems


def _list(settings: Settings) -> None:
    found = [
        path
        for one in (settings.catalogue, settings.editors)
        for path in copies(settings.backups, one).values()
    ]
    if not found:
        click.echo(
            f'There is no copy in {settings.backups}. "finder backup" makes one.'
        )
    for path in found:
        click.echo(f"{path}  {path.stat().st_size:,} bytes")


def _target(copy: Path, settings: Settings) -> Path:
    name = backups.NAME.fullmatch(copy.name)
    for one in (settings.catalogue, settings.editors):
        if name and name[1] == one.stem:
            return one
    raise Trouble(
        f"{copy.name} does not tell what it is a copy of.",
        'It must be named as "finder backup" does, for example catalog-2026-11-24.db.',
        "Nothing was changed.",
    )
