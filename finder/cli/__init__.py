"""The ``finder`` command: one module for each subject, gathered here."""

import sys

import click

from finder.cli.backing_up import backup, restore
from finder.cli.catalogue_file import build_catalog, export_catalog
from finder.cli.checking import check
from finder.cli.exporting import export
from finder.cli.importing import import_programmes
from finder.cli.indexing import index
from finder.cli.instance import init
from finder.cli.publishing import publish_due
from finder.cli.links import check_links
from finder.cli.inviting import invite
from finder.cli.searching import search
from finder.cli.sentences import told, tells
from finder.cli.serving import serve
from finder.cli.translating import translate


class Commands(click.Group):
    """Commands in the order they are needed, that end in a sentence whatever happens."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (
            BrokenPipeError
        ):  # whoever read us has read enough; click knows how to end
            raise
        except tells() as error:
            raise told(error) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def finder() -> None:
    """The finder of programmes that lead to work and studies in Stockholm.

    Begin with "finder init", then "finder serve". What a site makes lies in its
    instance folder: instance/ in the program's own folder, or the one that the
    environment variable FINDER_INSTANCE names.
    """


for command in (init, serve, search, index, check, backup, restore):
    finder.add_command(command)
for command in (import_programmes, export, translate, publish_due, check_links, invite):
    finder.add_command(command)
for command in (export_catalog, build_catalog):
    finder.add_command(command)


def main() -> None:
    """Run the command that the arguments name, then end the process."""
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    finder(prog_name="finder")
