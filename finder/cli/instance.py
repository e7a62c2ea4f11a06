"""``finder init``, and what every command asks of the instance: its settings and catalogue."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlite_utils import Database

from finder import config
from finder.catalog import database
from finder.catalog.overview import state
from finder.catalog.upgrading import upgraded
from finder.cli.sentences import Trouble, WronglyGiven
from finder.search import indexer

PRIVATE = 0o700  # the instance folder is its owner's alone
LEFT_OVER = ("-wal", "-journal")  # SQLite's files beside a catalogue


@click.command()
def init() -> None:
    """Make the instance folder: catalogue and search index.

    What is there already stays as it is, so it may be run again at any time.
    """
    settings = chosen()
    done = prepared(settings)
    said = "; ".join(done) if done else "all is in place, nothing to do"
    click.echo(f"{settings.instance}: {said}.")


def chosen() -> config.Settings:
    """The settings; a wrong one ends the command."""
    try:
        return config.settings()
    except ValueError as error:
        raise WronglyGiven(str(error)) from error


def prepared(settings: config.Settings) -> list[str]:
    """What was done to make the instance ready; empty when it was.

    A catalogue of an earlier schema is brought to this one's, the old file kept beside it;
    one that is damaged or cannot be upgraded ends the command and is not touched.
    """
    settings.instance.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    done = []
    if not settings.catalogue.exists():
        _copy(config.SHIPPED_CATALOGUE, settings.catalogue)
        with opened(settings) as db:
            programmes = state(db)
        done.append(f"catalogue copied, {programmes['active']} active programmes")
    old = upgraded(settings.catalogue)
    if old is not None:
        done.append(f"catalogue brought from schema {old} to {database.SCHEMA_VERSION}")
    refuse_unsound(settings)
    languages = indexer.bring_up_to_date(settings.catalogue, settings.instance)
    if languages:
        done.append(f"index built for {', '.join(languages)}")
    return done


@contextmanager
def opened(settings: config.Settings) -> Iterator[Database]:
    """A connection to the instance's catalogue that cannot write."""
    db = database.reader(catalogue(settings))
    try:
        yield db
    finally:
        db.close()


def catalogue(settings: config.Settings) -> Path:
    """Where the instance's catalogue is; without one the command ends."""
    if not settings.catalogue.exists():
        raise Trouble(
            f"There is no catalogue in {settings.instance}.",
            'Run "finder init" first, or set FINDER_INSTANCE to the folder that has one.',
        )
    return settings.catalogue


def refuse_unsound(settings: config.Settings) -> None:
    """End the command when the catalogue is damaged, foreign or of another schema."""
    found = database.faults(settings.catalogue)
    if found:
        raise Trouble(
            f"{settings.catalogue} cannot be used.",
            *found,
            "Nothing was changed. Restore a backup; or move the file away and run",
            '"finder init" to begin again with the shipped catalogue.',
        )


def _copy(shipped: Path, target: Path) -> None:
    """Make *target* a copy of *shipped*, whole or not at all, unless it exists by then."""
    _refuse_left_over(target)
    found = database.faults(shipped)
    if found:
        raise Trouble(
            *found, 'Run "finder build-catalog" to make the shipped catalogue anew.'
        )
    with tempfile.TemporaryDirectory(prefix=".new-", dir=target.parent) as folder:
        draft = Path(folder) / target.name
        shutil.copyfile(shipped, draft)
        database.writer(draft).close()  # into WAL mode, before anybody reads it
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        try:
            os.link(draft, target)  # unlike a rename, never replaces what is there
        except FileExistsError:
            return
    _sync(target.parent)


def _refuse_left_over(target: Path) -> None:
    """SQLite would read what another catalogue left behind into the new one."""
    for ending in LEFT_OVER:
        beside = target.with_name(target.name + ending)
        if beside.exists() and beside.stat().st_size:
            raise Trouble(
                f"{beside} is there, but the catalogue it belongs to is not.",
                "It may hold the last changes made: put the catalogue back beside it,",
                "or move it away, then try again. Nothing was changed.",
            )


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
