"""``finder build-catalog`` and ``finder export-catalog``: the catalogue as one shipped file."""

import json
from pathlib import Path

import click

from finder.catalog import database, shipped
from finder.catalog.overview import state
from finder.catalog.publishing import Invalid
from finder.cli.instance import catalogue, chosen
from finder.cli.sentences import Trouble
from finder.config import SHIPPED_CATALOGUE
from finder.exchange.documents import Problem, scan

PROGRAMMES = "programmes"  # folder of the documents, within the source


@click.command("build-catalog")
@click.argument("target", type=click.Path(path_type=Path), default=SHIPPED_CATALOGUE)
@click.option(
    "--source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=shipped.SOURCE,
    help="Folder of the texts, instead of the program's own.",
)
def build_catalog(target: Path, source: Path) -> None:
    """Make the shipped catalogue from its texts.

    It is written to TARGET, or to catalog.db in the program's folder. The same texts
    make the same file, to the byte.
    """
    _refuse_live(target)
    problems = _problems(source)
    if problems:
        _refuse(target, [str(problem) for problem in problems])
    try:
        shipped.build(target, source)
    except Invalid as error:
        said = error.problems.items()
        _refuse(target, [f"{name}: {one}" for name, found in said for one in found])
    except (KeyError, TypeError, json.JSONDecodeError, database.Error) as error:
        _refuse(target, [f"{source}: {type(error).__name__}: {error}."])
    _tell(target)


@click.command("export-catalog")
@click.argument("target", type=click.Path(path_type=Path), default=SHIPPED_CATALOGUE)
def export_catalog(target: Path) -> None:
    """Write this catalogue as the shipped one.

    It is written to TARGET, or to catalog.db in the program's folder. Equal content
    makes the same file, to the byte.
    """
    _refuse_live(target)
    shipped.export(catalogue(chosen()), target)
    _tell(target)


def _problems(source: Path) -> list[Problem]:
    """What is wrong with the documents' files: each holds one document, named as it."""
    found = []
    for file in sorted((source / PROGRAMMES).glob("*.json")):
        reading = scan(file)
        found += reading.problems
        for placed in reading.documents:
            if placed.document.get("id") != file.stem:
                where = placed.line_of(("id",))
                said = f"the file is named {file.name}; give both the same name"
                found.append(Problem(str(file), where, "id", said))
    return found


def _refuse(target: Path, problems: list[str]) -> None:
    for problem in problems:
        click.echo(problem, err=True)
    raise Trouble(f"{target} was not made or changed. Mend what is told above.")


def _refuse_live(target: Path) -> None:
    live = chosen().catalogue
    if target.resolve() == live.resolve():
        raise click.UsageError(
            f"{target} is the catalogue that the site works with. Name another file."
        )


def _tell(target: Path) -> None:
    db = database.reader(target)
    programmes = state(db)
    db.close()
    click.echo(
        f"{target}: {programmes['active']} active and"
        f" {programmes['archived']} archived programmes."
    )
