"""``finder index``: the search index, brought in step with the catalogue or examined."""

import logging
import os
import signal
import threading
import time
from datetime import datetime

import click

from finder.cli.backing_up import made_when_due
from finder.cli.instance import catalogue, chosen
from finder.cli.sentences import Trouble
from finder.config import Settings
from finder.search import indexer

NIGHT = 3  # o'clock, after which a day's copies are made
PAUSE = 60.0  # seconds between two looks whether copies are due
LOOK = 1.0  # seconds between two looks whether the server still runs

log = logging.getLogger(__name__)


@click.command()
@click.option(
    "--check", is_flag=True, help="Only tell whether it is whole and in step."
)
@click.option("--watch", "server", type=int, hidden=True)
def index(check: bool, server: int | None) -> None:
    """Bring the index in step with the catalogue.

    A running "finder serve" does so by itself.
    """
    settings = chosen()
    path = catalogue(settings)
    if server is not None:
        threading.Thread(target=_end_with, args=(server,), daemon=True).start()
        threading.Thread(target=_keep_copies, args=(settings,), daemon=True).start()
        indexer.watch(path, settings.instance)
    elif check:
        problems = indexer.check(path, settings.instance)
        if problems:
            raise Trouble(*problems, 'Run "finder index" to build what is missing.')
        click.echo("The index is whole and in step with the catalogue.")
    else:
        languages = indexer.bring_up_to_date(path, settings.instance)
        built = f"built for {', '.join(languages)}" if languages else "in step already"
        click.echo(f"The index is {built}.")


def _keep_copies(settings: Settings) -> None:
    """Make a copy of each database every night, or as soon after it as the site runs."""
    while True:
        time.sleep(PAUSE)
        now = datetime.now()
        if now.hour >= NIGHT:
            for problem in made_when_due(settings, now.date()):
                log.error("%s", problem)


def _end_with(server: int) -> None:
    """End this process when its parent is not, or no longer, *server*."""
    while os.getppid() == server:
        time.sleep(LOOK)
    os.kill(os.getpid(), signal.SIGTERM)
