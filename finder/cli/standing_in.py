"""A damaged catalogue: the last whole copy is served in its place, and editing is closed."""

import shutil
from dataclasses import replace
from pathlib import Path

import click

from finder import backups
from finder.catalog import database
from finder.catalog.upgrading import version
from finder.config import Settings
from finder.search import indexer

FOLDER = "standing-in"  # an instance of its own within the instance


def sound(settings: Settings) -> Settings:
    """*settings*, or those of a copy that stands in for a damaged catalogue.

    What is wrong is told. Without a whole copy the damaged one is served as far as it
    can be read; one that cannot be opened raises
    :class:`~finder.catalog.database.CatalogueDamaged`.
    """
    found = database.faults(settings.catalogue)
    if not found:
        return settings
    copy = None if _of_other_schema(settings.catalogue) else _last_whole(settings)
    if copy is None:
        database.reader(settings.catalogue).close()
        for fault in found:
            click.echo(
                f'{fault} Restore a backup; "finder check" tells more.', err=True
            )
        return settings
    for fault in found:
        click.echo(fault, err=True)
    click.echo(
        f"The catalogue is damaged and was not touched. {copy.name} is served in its place, and"
        f' nothing can be edited. Stop the site, run "finder restore {copy}", start it again.',
        err=True,
    )
    return _prepared(settings, copy)


def _of_other_schema(catalogue: Path) -> bool:
    """Whether it is whole, but of another version of the program."""
    return version(catalogue) not in (None, database.SCHEMA_VERSION)


def _last_whole(settings: Settings) -> Path | None:
    held = backups.copies(settings.backups, settings.catalogue).values()
    return next((one for one in held if not database.faults(one)), None)


def _prepared(settings: Settings, copy: Path) -> Settings:
    folder = settings.instance / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    found = replace(settings, instance=folder, standing_in=True)
    shutil.copyfile(copy, found.catalogue)
    database.writer(found.catalogue).close()  # into WAL mode, before anybody reads it
    indexer.bring_up_to_date(found.catalogue, found.instance)
    return found
