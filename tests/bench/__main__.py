"""`make bench`: the search and its pages, on catalogues grown from the real one.

Every figure stands beside another of the same run: each type of query beside SQLite FTS5
and tantivy, which hold the same stems and answer the same queries; a whole answer beside
FTS5's; a page beside the same page without the search; load beside that on a bare page.
The bounds are for 10,000 programmes. A figure that misses one is printed as that, and the
command ends well all the same: machines are noisy, and people read this. At the end the
judged queries are answered anew and docs/search-quality.md is written.
"""

import argparse
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from finder.search import indexer, reader
from tests.bench import asked, compared, grown, load, pages, worker
from tests.bench.compared import Compared
from tests.bench.measure import Times, fresh
from tests.relevance import report

SIZES = (1_000, 10_000)
BOUND_AT = 10_000  # programmes
LARGE = 20_000  # programmes from which there are fewer rounds, and no load
ROUNDS, FEW = 5, 1
FTS5 = {
    asked.ONE: 1.0,
    asked.TWO: 2.0,
    asked.ANY: 1.0,
    asked.PREFIX: 1.0,
    asked.TYPO: 1.0,
    asked.FILTERED: 0.3,
    asked.COUNTED: 0.3,
}  # times FTS5's median that ours may take; a phrase's is only told
TANTIVY = 6.0  # times tantivy's median
GROWTH = 5.0  # times the median for ten times the programmes
BUILD = 3.0  # CPU ms per programme and language
SEEN = 5.0  # s until a change is found
WARM = 4.0  # s
MEMORY = 160.0  # MB
PAGE = 2.5  # times the page without the search
RATE, SLOWEST = 500.0, 100.0  # pages a second; ms, 99th percentile


def main() -> None:
    """Grow, measure and print, one size after the other."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    sizes = sorted(parser.parse_args().sizes)
    queries = asked.drawn()
    found: dict[int, Compared] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            instance = Path(folder) / str(size)
            instance.mkdir()
            start = time.monotonic()
            grown.grow(instance / "catalog.db", size)
            grew = time.monotonic() - start
            print(f"\n## {size:,} programmes (grown in {grew:.0f} s)\n", flush=True)
            built = _built(instance, size)
            found[size] = compared.compared(instance, queries, _rounds(size))
            _print_engines(size, found[size])
            _print_figures(size, instance, built)
            if size < LARGE:
                _print_load(size, instance)
            shutil.rmtree(instance)
            _print_taken(time.monotonic() - start)
    _print_growth(found)
    report.write()


def _built(instance: Path, size: int) -> float:
    """Build the index: CPU ms per programme and language."""
    start = time.process_time()
    indexer.bring_up_to_date(instance / "catalog.db", instance)
    return (time.process_time() - start) * 1000 / size / len(grown.LANGUAGES)


def _rounds(size: int) -> int:
    return ROUNDS if size < LARGE else FEW


def _print_engines(size: int, found: Compared) -> None:
    print(
        f"ms; {asked.EACH} queries a type, of each the best of several rounds.\n\n"
        "| type | ours p50 | p95 | FTS5 p50 | tantivy p50 | ours/FTS5 | | ours/tantivy | |\n"
        "|---|---|---|---|---|---|---|---|---|"
    )
    for type_, times in found.items():
        ours, fts5, tantivy = (times[name] for name in compared.ALL)
        beside, compiled = ours.p50 / fts5.p50, ours.p50 / tantivy.p50
        print(
            f"| {type_} | {ours.p50:.3f} | {ours.p95:.2f} | {fts5.p50:.3f}"
            f" | {tantivy.p50:.3f} | {beside:.2f} | {_most(size, beside, FTS5.get(type_))}"
            f" | {compiled:.1f} | {_most(size, compiled, TANTIVY)} |"
        )
    print(flush=True)


def _print_figures(size: int, instance: Path, built: float) -> None:
    """What is not a query's time; what changes the catalogue comes last."""
    print("| figure | | bound |\n|---|---|---|")
    _line(
        *("build, CPU ms per programme and language", f"{built:.2f}"),
        _most(size, built, BUILD),
    )
    _print_answers(size, instance)
    _print_pages(size, pages.pages(instance, _rounds(size)))
    reader.forget()
    warmed = fresh("tests.bench.worker", "warmed", instance)
    told = f"{warmed['wall']:.1f} s ({warmed['cpu']:.1f} s CPU)"
    _line("worker warm", told, _most(size, warmed["wall"], WARM))
    told, bound = f"{warmed['memory']:.0f} MB", _most(size, warmed["memory"], MEMORY)
    _line(f"memory of a worker, {len(grown.LANGUAGES)} languages", told, bound)
    seen = worker.edited(instance)
    whole = seen["found"] + indexer.POLL
    told = (
        f"{whole:.1f} s: published {seen['published']:.1f}, noticed within"
        f" {indexer.POLL}, indexed after {seen['indexed']:.1f}, found {seen['found']:.1f}"
    )
    _line(
        "change found by the index of a running worker", told, _most(size, whole, SEEN)
    )
    print(flush=True)


def _print_answers(size: int, instance: Path) -> None:
    times = pages.answers(instance, _rounds(size))
    index, fts5 = times["index"], times["FTS5"]
    told = f"{_told(index)}; FTS5 {_told(fts5)}; {index.p50 / fts5.p50:.2f} times"
    _line("whole answer, ms p50 / p95", told, "")


def _print_pages(size: int, times: Mapping[str, Times]) -> None:
    page, given, bare = times["page"], times["given"], times["bare"]
    ratio = page.p50 / given.p50
    _line(
        "results page in process, ms p50 / p95",
        f"{_told(page)}; without the search {_told(given)}; {ratio:.2f} times",
        _most(size, ratio, PAGE),
    )
    told = f"{_told(bare)}; the results page {page.p50 / bare.p50:.1f} times"
    _line("bare page in process, ms p50 / p95", told, "")


def _print_load(size: int, instance: Path) -> None:
    print(
        f"{load.CONNECTIONS} connections, {load.WORKERS} workers, {load.PAGES:,} pages, no"
        f" two alike; {os.cpu_count()} cores, on which the generator runs, too.\n\n"
        "| page | encoding | pages/s | p50 ms | p99 ms | generator | bytes | bound |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    for (page, encoding), one in load.loads(instance).items():
        bound = ""
        if page == load.SEARCH and size == BOUND_AT:
            held = one.rate >= RATE and one.p99 < SLOWEST
            bound = f"≥ {RATE:.0f}/s, < {SLOWEST:.0f} ms: {_verdict(held)}"
        print(
            f"| {page} | {encoding} | {one.rate:.0f} | {one.p50:.1f} | {one.p99:.0f}"
            f" | {one.generator:.0%} | {one.size:.0f} | {bound} |"
        )
    print(flush=True)


def _print_taken(seconds: float) -> None:
    """What measuring one size has taken."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"Measured in {seconds / 60:.1f} minutes, with at most {most:.0f} MB so far.")


def _print_growth(found: Mapping[int, Compared]) -> None:
    """How much longer ours takes for more programmes, per query type."""
    for small, large in zip(found, list(found)[1:]):
        tenfold = large == 10 * small
        print(f"\n## From {small:,} to {large:,} programmes: ours p50\n")
        print("| type | times as long | bound |\n|---|---|---|")
        for type_, times in found[large].items():
            ratio = times["ours"].p50 / found[small][type_]["ours"].p50
            bound = f"≤ {GROWTH:g}: {_verdict(ratio <= GROWTH)}" if tenfold else ""
            print(f"| {type_} | {ratio:.1f} | {bound} |")


def _line(name: str, told: str, bound: str) -> None:
    print(f"| {name} | {told} | {bound} |", flush=True)


def _told(times: Times) -> str:
    return f"{times.p50:.2f} / {times.p95:.2f}"


def _most(size: int, found: float, bound: float | None) -> str:
    """Whether *found* is within *bound*, at the size that it is for."""
    if bound is None or size != BOUND_AT:
        return "–" if bound is None else ""
    return f"≤ {bound:g}: {_verdict(found <= bound)}"


def _verdict(held: bool) -> str:
    return "held" if held else "**MISSED**"


if __name__ == "__main__":
    main()
