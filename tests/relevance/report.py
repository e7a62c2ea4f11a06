"""How well the finder and other engines answer the judged queries, as a page of Markdown."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from finder.config import ROOT, SHIPPED_CATALOGUE
from finder.search import indexer
from tests.relevance.engines import ENGINES
from tests.relevance.judged import Query, Score, queries, score

PAGE = ROOT / "docs" / "search-quality.md"
Answers = list[tuple[Query, Sequence[str]]]

ABOUT = """# How good the search is

`make bench` writes this page; `tests/relevance/queries/` holds the judged queries and their
reasons. Each was judged before any engine was asked: *right* are the programmes that should
be among the first three, *useful* are further reasonable answers. Half of the queries,
chosen by a hash of their ids, is set aside: nothing is tuned by it. The other half was used
to find faults and to choose weights.

* S@1, S@3: share of the queries with a right programme first, or among the first three.
* nDCG: how near the first ten come to the best order there could be (right counts three
  times useful).
* dead: share of the queries without any result.

The other engines search the same texts in the reader's language and Swedish for any of the
words, with their own analysis: SQLite's FTS5 (words as beginnings of words, bm25), Whoosh
with its analyzer of the language, tantivy with its stemmer and folded letters. None of
them is given the everyday words that the finder has: the comparison shows what those are worth.
"""


def answers(names: Iterable[str] = tuple(ENGINES)) -> dict[str, Answers]:
    """What each engine finds for every judged query in the shipped catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Path(shutil.copy(SHIPPED_CATALOGUE, Path(folder) / "catalog.db"))
        indexer.bring_up_to_date(catalogue, catalogue.parent)
        found = {}
        for name in names:
            engine = ENGINES[name](catalogue)
            found[name] = [(one, engine(one.query, one.language)) for one in queries()]
        return found


def page(found: dict[str, Answers]) -> str:
    """The whole page."""
    parts = [ABOUT]
    for aside, title in (
        (True, "The half set aside"),
        (False, "The half used for tuning"),
    ):
        some = {
            name: [one for one in given if one[0].aside is aside]
            for name, given in found.items()
        }
        parts.append(f"## {title}\n")
        parts.append(_table("language", some, lambda query: query.language))
        parts.append(_table("type", some, lambda query: query.type))
    return "\n".join(parts)


def _table(name: str, found: dict[str, Answers], key: Callable[[Query], str]) -> str:
    engines = list(found)
    rows = [
        f"| {name} | queries | " + " | ".join(_columns(engines)) + " |",
        "|---|---" + "|---" * len(_columns(engines)) + "|",
    ]
    kinds = dict.fromkeys(key(query) for query, _ in found[engines[0]])
    for kind in [*sorted(kinds), None]:
        scores = {
            engine: score([one for one in given if kind is None or key(one[0]) == kind])
            for engine, given in found.items()
        }
        label = kind or "**all**"
        number = scores[engines[0]].queries
        rows.append(f"| {label} | {number} | {' | '.join(_cells(scores))} |")
    return "\n".join(rows) + "\n"


def _columns(engines: Sequence[str]) -> list[str]:
    ours, *others = engines
    columns = [f"{ours} S@1", "S@3", "nDCG", "dead"]
    return columns + [f"{one} {what}" for one in others for what in ("S@3", "nDCG")]


def _cells(scores: dict[str, Score]) -> list[str]:
    ours, *others = scores.values()
    cells = [_two(ours.first), _two(ours.three), _two(ours.ndcg), _two(ours.dead)]
    return cells + [_two(part) for one in others for part in (one.three, one.ndcg)]


def _two(value: float) -> str:
    return f"{value:.2f}".removeprefix("0") if value < 1 else "1"


def write() -> None:
    """Measure, and write the page."""
    PAGE.write_text(page(answers()), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} is written.")


if __name__ == "__main__":
    write()
