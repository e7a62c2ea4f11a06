"""`make bench`: the results page and its search, on the real catalogue and on larger ones.

Every figure stands beside another from the same run:

* the results page (search, counts, ten cards) against the same page with the cards given and
  no search, and against a bare Flask and Jinja page with the same ten cards;
* the index against FTS5, for the same queries, filters and counts;
* building the index per 1,000 programmes and language, in CPU seconds, against reading the rows;
* the memory of a process that answers in all languages, against one with the program alone.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from flask import Flask, render_template_string

from finder import create_app
from finder.catalog import database, reading
from finder.catalog.searchable import searchable
from finder.config import LANGUAGES, SHIPPED_CATALOGUE, Settings
from finder.search import find, indexer
from tests.bench import grown
from tests.bench.measure import Pair, beside, resident

SIZES = (1_000, 10_000)
QUERIES = {
    "one word": (
        "svenska",
        "jobb",
        "vård",
        "praktik",
        "unga",
        "mentor",
        "buss",
        "data",
    ),
    "two words": ("jobba barn", "svenska vård", "praktik unga", "feriejobb kista"),
    "no dots": ("vard", "aldre", "utbildning pa kvallen", "sprak"),
    "nothing": ("svetsare", "qqqq", "zebra"),
    "filtered": ("", "svenska", "jobb", "unga"),
}
FILTERS = {"filtered": {"kind": ["coaching", "swedish-language"], "form": ["on-site"]}}
BARE = """<!doctype html><html lang="sv"><title>Bare</title><h1>Bare</h1><ul>
{% for card in cards %}<li><h3><a href="/{{ card.id }}">{{ card.words.name.text }}</a></h3>
<p>{{ card.words.summary.text }}</p><dl>{% for name, value in card.facts.items() %}{% if value %}
<dt>{{ name }}</dt><dd>{{ value }}</dd>{% endif %}{% endfor %}</dl></li>{% endfor %}</ul></html>"""


def main() -> None:
    """Measure and print a table a catalogue."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    sizes = parser.parse_args().sizes
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder) / "real"
        instance.mkdir()
        shutil.copy(SHIPPED_CATALOGUE, instance / "catalog.db")
        _report("the real catalogue", instance)
        for size in sizes:
            instance = Path(folder) / str(size)
            instance.mkdir()
            grown.grow(instance / "catalog.db", size)
            _report(f"{size:,} programmes", instance)


def _report(title: str, instance: Path) -> None:
    print(f"\n## {title}\n")
    _building(instance)
    _searching(instance)
    _page(instance)
    _memory(instance)


def _building(instance: Path) -> None:
    db = database.reader(instance / "catalog.db")
    start = time.process_time()
    rows = [len(searchable(db, language)) for language in LANGUAGES]
    read = time.process_time() - start
    start = time.process_time()
    indexer.bring_up_to_date(instance / "catalog.db", instance)
    built = time.process_time() - start
    db.close()
    each = sum(rows) / 1000
    size = sum(
        one.stat().st_size for one in (instance / "index").rglob("*") if one.is_file()
    )
    print(
        f"index: {built / each:.2f} CPU s per 1,000 programmes and language,"
        f" {built / read:.0f} times reading the rows; {size / 1e6:.1f} MB"
    )


def _searching(instance: Path) -> None:
    for name, queries in QUERIES.items():
        ask: dict[str, Any] = {"language": "sv", "filters": FILTERS.get(name, {})}
        pair = beside(
            lambda text: find(instance / "catalog.db", instance, text=text, **ask),
            lambda text: find(
                instance / "catalog.db", instance, text=text, simpler=True, **ask
            ),
            queries,
        )
        _line(f"search, {name}: index beside FTS5", pair)


def _page(instance: Path) -> None:
    client = create_app(Settings(instance=instance)).test_client()
    queries = [query for name in ("one word", "two words") for query in QUERIES[name]]

    def page(text: str) -> bytes:
        return client.get("/sv/programmes", query_string={"q": text}).data

    bare = _bare(instance)
    _line(
        "results page beside a bare page with the same cards",
        beside(page, bare, queries),
    )


def _bare(instance: Path) -> Any:
    """A Flask and Jinja page with ten cards read from the catalogue, and nothing else."""
    app = Flask(__name__)

    @app.route("/<ids>")
    def cards(ids: str) -> str:
        db = database.reader(instance / "catalog.db")
        found = reading.cards(db, ids.split(","), "sv")
        db.close()
        return render_template_string(BARE, cards=found)

    client = app.test_client()
    ten: dict[str, str] = {}
    for query in (query for queries in QUERIES.values() for query in queries):
        found = find(
            instance / "catalog.db", instance, text=query, language="sv", filters={}
        )
        ten[query] = ",".join(hit["id"] for hit in found["results"]) or "none"
    return lambda query: client.get(f"/{ten[query]}").data


def _memory(instance: Path) -> None:
    program = "import finder; from pathlib import Path\n"
    answers = program + (
        f"from finder.search import find\nfor one in {LANGUAGES!r}:\n"
        f"    find(Path({str(instance / 'catalog.db')!r}), Path({str(instance)!r}),"
        " text='svenska', language=one, filters={})\n"
    )
    alone, with_index = resident(program), resident(answers)
    print(
        f"memory: {with_index:.0f} MB answering in {len(LANGUAGES)} languages,"
        f" {with_index / alone:.1f} times the program alone ({alone:.0f} MB)"
    )


def _line(title: str, pair: Pair) -> None:
    print(
        f"{title}: {pair.ratio:.2f} times"
        f" ({pair.ours:.2f} ms, p95 {pair.slow:.2f} ms; other {pair.other:.2f} ms)"
    )


if __name__ == "__main__":
    main()
