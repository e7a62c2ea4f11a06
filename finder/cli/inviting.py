"""``finder invite``: a one-time link that sets up an account for the desk, the first one too."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlite_utils import Database

from finder.cli.instance import catalogue, chosen
from finder.cli.sentences import Trouble
from finder.config import Settings
from finder.desk import administering, database, invitations, local
from finder.desk.accounts import ROLES, Account
from finder.desk.administering import Kept
from finder.desk.database import DeskDamaged
from finder.desk.times import now

LOGIN = re.compile(r"[\w.@+-]{1,200}")


@click.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    help="What they may do; needed for a new account.",
)
@click.option(
    "--login", help="What they sign in with; made from the name unless stated."
)
@click.option(
    "--language",
    type=click.Choice(["sv", "en"]),
    default="sv",
    show_default=True,
    help="Of the desk as they see it.",
)
@click.option(
    "--again", is_flag=True, help="For an account that is there: set it up anew."
)
def invite(
    name: str, role: str | None, login: str | None, language: str, again: bool
) -> None:
    """Make an account for NAME; print its one-time link.

    Whoever opens the link within 24 hours chooses the password. It works once. With
    --again a lost password or phone is replaced, of any account that is not disabled.
    """
    name = " ".join("".join(one if one.isprintable() else " " for one in name).split())
    wanted = local.login_of(login or ".".join(name.split()))
    if not name or len(name) > administering.LONGEST or not LOGIN.fullmatch(wanted):
        raise Trouble(
            f"{wanted!r} cannot be a login: it needs letters, digits and . @ + - _ only.",
            "Name another one with --login.",
        )
    settings = chosen()
    catalogue(settings)
    with _desk(settings) as db:
        found = administering.of_login(db, wanted)
        who = (
            _again(found, wanted)
            if again
            else _new(
                db, found, Kept(name=name, role=_stated(role), login=wanted), language
            )
        )
        token = invitations.invite(db, who["id"], None, now())
    link = f"{_site(settings)}/admin/invitation/{token}"
    click.echo(f"{who['name']} signs in as {who['login']}, once this link was opened:")
    click.echo(link)
    click.echo("It works once, within 24 hours. Hand it to nobody else.")


def _stated(role: str | None) -> str:
    if role is None:
        raise Trouble(f"Name a role with --role: {', '.join(ROLES)}.")
    return role


def _new(db: Database, found: Account | None, kept: Kept, language: str) -> Account:
    if found is not None:
        raise Trouble(
            f"There is an account with the login {kept.login}: {found['name']}.",
            "Name another login with --login, or set that account up anew with --again.",
        )
    with database.write(db):
        return administering.add(db, kept, language, None, now())


def _again(found: Account | None, login: str) -> Account:
    if found is None:
        raise Trouble(f"There is no account with the login {login}.")
    if found["disabled"]:
        raise Trouble(f"The account {login} is disabled; an administrator enables it.")
    return found


@contextmanager
def _desk(settings: Settings) -> Iterator[Database]:
    """The editors' database; one that cannot be used ends the command."""
    try:
        db = database.opened(settings.editors)
    except DeskDamaged as error:
        raise Trouble(
            str(error), "Restore a backup of it. Nothing was changed."
        ) from error
    try:
        yield db
    finally:
        db.close()


def _site(settings: Settings) -> str:
    """Where the site is, as far as its settings tell."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return settings.base_url or f"http://{host}:{settings.port}"
