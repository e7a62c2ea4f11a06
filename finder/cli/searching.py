"""``finder search``: one search, or many in one process."""

import json
from typing import BinaryIO, get_args

import click
from click.core import ParameterSource

from finder.catalog.reading import Card, cards
from finder.cli.batch import answered
from finder.cli.instance import catalogue, chosen, opened
from finder.cli.sentences import PROBLEMS
from finder.config import SEARCHED, SOURCE_LANGUAGE, Settings
from finder.search import Found, find, limits
from finder.search.explaining import Explanation
from finder.search.find import Hit, Sort

BESIDE_BATCH = ("batch", "as_json")  # its answers are JSON in any case
ENGINE_NOTE = "(The index is not ready: this was a simpler search.)"


@click.command()
@click.argument("text", default="")
@click.option(
    "--language",
    type=click.Choice(SEARCHED),
    default=SOURCE_LANGUAGE,
    show_default=True,
    help="The reader's; Swedish is searched with it.",
)
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="NAME=VALUE",
    help="Narrow, as in kind=coaching. More values of one name: any of them.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, limits.RESULTS),
    default=10,
    show_default=True,
    help="Programmes to show.",
)
@click.option(
    "--archived", is_flag=True, help="Search the archived programmes instead."
)
@click.option(
    "--sort", type=click.Choice(get_args(Sort)), default="relevance", show_default=True
)
@click.option(
    "--explain", is_flag=True, help="Tell how each word was read, and why each result."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--batch",
    type=click.File("rb"),
    help="Answer each line of this file (- is the input), a JSON object with query and"
    " language, and if wanted filters, limit, sort, archived.",
)
@click.pass_context
def search(
    context: click.Context,
    text: str,
    language: str,
    filters: tuple[str, ...],
    limit: int,
    archived: bool,
    sort: Sort,
    explain: bool,
    as_json: bool,
    batch: BinaryIO | None,
) -> None:
    """Find the programmes that have all words of TEXT.

    Without TEXT: all of them, by name. Archived ones only when asked for.
    """
    settings = chosen()
    path = catalogue(settings)
    if batch is not None:
        _refuse_beside_batch(context)
        context.exit(_answer_all(settings, batch))
    found = find(
        path,
        settings.instance,
        text=text,
        language=language,
        filters=_filters(filters),
        archived=archived,
        sort=sort,
        limit=limit,
        explain=explain,
    )
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False).encode())
    else:
        _show(settings, found)


def _filters(given: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not (name and sign and value):
            raise click.BadParameter(f"{one!r} is not NAME=VALUE, as in kind=coaching.")
        found.setdefault(name, []).append(value)
    return found


def _refuse_beside_batch(context: click.Context) -> None:
    for one in context.command.params:
        source = context.get_parameter_source(one.name or "")
        if one.name not in BESIDE_BATCH and source is ParameterSource.COMMANDLINE:
            name = one.opts[0] if isinstance(one, click.Option) else "TEXT"
            raise click.UsageError(
                f"--batch takes everything from its file: leave out {name}."
            )


def _answer_all(settings: Settings, batch: BinaryIO) -> int:
    """Print an answer to each line; the exit code."""
    code = 0
    for answer in answered(settings, batch):
        click.echo(json.dumps(answer, ensure_ascii=False).encode())
        code = PROBLEMS if "error" in answer else code
    return code


def _show(settings: Settings, found: Found) -> None:
    with opened(settings) as db:
        ids = [hit["id"] for hit in found["results"]]
        read = {card["id"]: card for card in cards(db, ids, found["language"])}
    for sentence in _about(found):
        click.echo(sentence)
    if found["explained"]:
        click.echo("\n".join(["", *_understood(found["explained"])]))
    for heading, stated, whole in (
        ("", True, True),
        ("These may fit, but do not say so:", False, True),
        ("These have only some of the words:", None, False),
    ):
        hits = [
            hit
            for hit in found["results"]
            if hit["whole"] is whole and stated in (None, hit["stated"])
        ]
        if hits:
            click.echo(f"\n{heading}\n" if heading else "")
        for hit in hits:
            click.echo(_entry(hit, read.get(hit["id"])))


def _about(found: Found) -> list[str]:
    said = [f"{found['total']} found." if found["total"] else "Nothing was found."]
    if found["instead"]:
        said = ["Nothing has these words; these help with most things:"]
    if found["unstated"]:
        said = [f"{found['total']} found, and {found['unstated']} that may fit."]
    if found["corrected"]:
        said.append(
            f"No programme has that as it was typed; this is for: {found['corrected']}"
        )
    said += [
        f"Few texts say “{one['words']}”; programmes are shown by "
        f"{', '.join('='.join(term) for term in one['terms'])}."
        for one in found["near"]
        if one["terms"]
    ]
    if found["let_go"]:
        said.append(
            f"No programme has all the words; left out: {', '.join(found['let_go'])}."
        )
    if found["unwanted"]:
        said.append(f"Last come those with: {', '.join(found['unwanted'])}.")
    said += [
        f"Only those of “{one['words']}” ({one['programmes']}): "
        f"--filter {one['filter']}={one['value']}"
        for one in found["offers"]
    ]
    if found["engine"] != "index":
        said.append(ENGINE_NOTE)
    return said


def _understood(found: Explanation) -> list[str]:
    """How each word was read, and what each result got for it."""
    said = []
    for part in found["parts"]:
        meaning = f", the concept {part['concept']}" if part["concept"] else ""
        right = f", put right to “{part['corrected']}”" if part["corrected"] else ""
        said.append(
            f"“{part['typed']}”{right}{meaning}: {part['became']}, {part['programmes']} programmes"
        )
        said += [
            f"    {one['how']} {one['what']} × {one['weight']}: {one['programmes']} programmes"
            for one in part["read"]
        ]
    for one in found["results"]:
        got = "; ".join(f"“{typed}” {what}" for typed, what in one["parts"].items())
        said.append(f"{one['id']} {one['score']} = ({got}) × {one['standing']}")
    return said


def _entry(hit: Hit, card: Card | None) -> str:
    """Name, id and score in one line, the summary below."""
    words = card["words"] if card else {}
    summary = words["summary"]["text"] if "summary" in words else ""
    explained = (
        f" ({words['name_explained']['text']})" if "name_explained" in words else ""
    )
    return f"{hit['name']}{explained}  [{hit['id']}, {hit['score']:.2f}]\n    {summary}"
