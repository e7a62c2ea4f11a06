"""``finder export``: programme documents out of the catalogue."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from sqlite_utils import Database

from finder.catalog.document import ProgrammeDocument, written
from finder.catalog.publishing import current, documents
from finder.cli.instance import chosen, opened
from finder.cli.sentences import Trouble
from finder.config import LANGUAGES, SOURCE_LANGUAGE
from finder.exchange.documents import lines
from finder.exchange.files import write
from finder.exchange.importing import is_table
from finder.exchange.spreadsheet import table

STANDARD_OUTPUT = Path("-")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), default=STANDARD_OUTPUT)
@click.option(
    "--id", "ids", multiple=True, help="Only this programme; may be repeated."
)
@click.option("--archived/--active", default=None, help="Only archived or active ones.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(LANGUAGES),
    default=[SOURCE_LANGUAGE],
    help="Texts that a table holds; may be repeated. Without it: the Swedish ones.",
)
def export(
    file: Path, ids: tuple[str, ...], archived: bool | None, languages: tuple[str, ...]
) -> None:
    """Write programme documents to a file.

    FILE gets one document on each line (JSON); without FILE they go to the terminal.
    A single --id gives that programme with one field on each line, easy to read and to
    edit. A FILE called .csv gets a table with a programme on each row. "finder import"
    takes them all.
    """
    if ids and archived is not None:
        raise click.UsageError(
            "--id names programmes: leave out --archived and --active."
        )
    with opened(chosen()) as db:
        db.execute("BEGIN")  # one state of the catalogue, whoever publishes meanwhile
        if is_table(file.name):
            _write_table(file, _documents(db, ids, archived), languages)
            return
        texts = _texts(db, ids, archived)
        if file == STANDARD_OUTPUT:
            for text in texts:
                click.echo(text.encode(), nl=False)
        else:
            counted = list(texts)
            write(file, counted)
            count = len(ids) or len(counted)
            click.echo(f"{file}: {count} programme documents written.", err=True)


def _write_table(
    file: Path,
    given: Iterable[ProgrammeDocument],
    languages: tuple[str, ...],
) -> None:
    rows = list(table(given, languages))
    write(file, rows)
    click.echo(f"{file}: {len(rows) - 1} programmes written.", err=True)


def _documents(
    db: Database, ids: tuple[str, ...], archived: bool | None
) -> Iterable[ProgrammeDocument]:
    if ids:
        return [_named(db, one) for one in ids]
    return _chosen(documents(db), archived)


def _texts(db: Database, ids: tuple[str, ...], archived: bool | None) -> Iterable[str]:
    if ids:
        named = [_named(db, one) for one in ids]
        return [written(named[0])] if len(named) == 1 else lines(named)
    return lines(_documents(db, ids, archived))


def _named(db: Database, programme: str) -> ProgrammeDocument:
    try:
        return current(db, programme)
    except LookupError as error:
        raise Trouble(str(error), "Nothing was exported.") from error


def _chosen(
    given: Iterable[ProgrammeDocument], archived: bool | None
) -> Iterator[ProgrammeDocument]:
    for one in given:
        if archived is None or archived == (one["status"] == "archived"):
            yield one
