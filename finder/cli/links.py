"""``finder check-links``: whether the catalogue's addresses still open."""

from datetime import UTC, datetime

import click
from sqlite_utils import Database

from finder.catalog.links import places
from finder.cli.instance import chosen, opened
from finder.cli.sentences import Trouble
from finder.desk import database, links, reports, vain
from finder.exchange.link_check import Check, check

ALL = "all"  # the subject of the event


@click.command(name="check-links")
@click.option(
    "--minutes",
    type=click.IntRange(1, 600),
    default=60,
    show_default=True,
    help="For all of it; what is left is tried first the next time.",
)
def check_links(minutes: int) -> None:
    """Try every address on accepted hosts, once a day.

    Made to be run each night. What is past its time in the editors' database goes at the
    same time: reports of errors after 30 days, counts of words searched in vain after 60.
    """
    settings = chosen()
    at = datetime.now(UTC)
    with opened(settings) as db:
        urls = [one["url"] for one in places(db)]
    try:
        desk = database.opened(settings.editors)
    except database.DeskDamaged as error:
        raise Trouble(str(error), "Restore a backup.") from error
    try:
        _tidy(desk, at)
        links.keep_only(desk, urls)
        waiting = links.due(desk, urls, at.date())
        done = check(desk, waiting, at.date(), most=len(waiting), seconds=60 * minutes)
        counts = {"opened": done.opened, "failed": done.failed, "left": done.left}
        links.checked(desk, None, ALL, counts, at)
    finally:
        desk.close()
    click.echo(_told(done))


def _tidy(desk: Database, at: datetime) -> None:
    with database.write(desk):
        vain.forget(desk, at)
        reports.forget(desk, at.date())


def _told(done: Check) -> str:
    said = f"{done.opened} opened, {done.failed} did not."
    if done.not_accepted:
        said += (
            f" {done.not_accepted} are on hosts that nobody accepted yet:"
            " the desk's page “Links” lists them."
        )
    return said + (f" There was no time for {done.left}." if done.left else "")
