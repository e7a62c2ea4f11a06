"""``finder publish-due``: drafts that were approved for today, or for a day before, made public."""

from datetime import UTC, datetime

import click

from finder.catalog import database
from finder.cli.instance import catalogue, chosen
from finder.cli.sentences import Trouble
from finder.desk import database as desk_database
from finder.exchange.going_public import Due
from finder.exchange.going_public import publish_due as publish


@click.command("publish-due")
def publish_due() -> None:
    """Publish the drafts whose day has come.

    Whoever opens the list of programmes at the desk does so too; this is for when nobody does.
    """
    settings = chosen()
    if not settings.editors.exists():
        click.echo("Nothing is due.")
        return
    public = database.writer(catalogue(settings))
    desk = desk_database.opened(settings.editors)
    try:
        _tell(publish(public, desk, datetime.now(UTC)))
    finally:
        public.close()
        desk.close()


def _tell(due: Due) -> None:
    for programme in due.published:
        click.echo(f"Published: {programme}.")
    if due.refused:
        raise Trouble(
            f"Not published: {', '.join(due.refused)}.",
            "Each was changed since it was approved, and waits for review again.",
        )
    if not due.published:
        click.echo("Nothing is due.")
