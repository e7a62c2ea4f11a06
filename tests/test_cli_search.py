"""finder search, one at a time and many in one process."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from finder.catalog.filters import FILTERS
from finder.config import SEARCHED
from finder.search import indexer
from tests.cli import run, started

Run = Callable[..., Result]


@pytest.fixture
def search(catalogue: Path) -> Run:
    """``finder search`` in the city, whose index is built."""
    indexer.bring_up_to_date(catalogue, catalogue.parent)
    return lambda *arguments, **how: run(catalogue.parent, "search", *arguments, **how)


def read(result: Result) -> list[dict[str, Any]]:
    return [json.loads(one) for one in result.stdout.splitlines()]


def ids(answer: dict[str, Any]) -> list[str]:
    return [hit["id"] for hit in answer["results"]]


def test_what_is_found_is_listed_with_name_summary_and_score(search: Run) -> None:
    result = search("jobb hjälp", "--language", "en")

    assert (result.exit_code, result.stderr) == (0, "")
    first, blank, entry, summary = result.stdout.splitlines()
    assert (first, blank) == ("1 found.", "")
    assert entry.startswith("Jobbhjälp (Help with jobs)  [jobbhjalp, ")
    assert float(entry.rpartition(" ")[2].rstrip("]")) > 0
    assert summary == "    Get help to look for work."


def test_nothing_found_is_no_fault(search: Run) -> None:
    result = search("kärnfysik")

    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "Nothing has these words; these help with most things:\n"
        "\nJobbhjälp  [jobbhjalp, 3.50]\n    Få hjälp att söka jobb.\n",
        "",
    )


def test_what_does_not_say_stands_apart(search: Run) -> None:
    result = search("", "--filter", "form=remote")

    assert result.stdout.startswith("1 found, and 3 that may fit.\n")
    known, unknown = result.stdout.split("These may fit, but do not say so:")
    assert "[jobbhjalp, " in known and "[barnkock, " not in result.stdout
    assert all(
        f"[{one}, " in unknown for one in ("feriejobb", "feriejobb-norr", "sprakkafe")
    )


def test_dropped_and_corrected_words_are_told(search: Run) -> None:
    dropped = search("jobbhjälp kaffe").stdout
    corrected = search("jobhjälp").stdout

    assert "No programme has all the words; left out: " in dropped
    assert "as it was typed; this is for: jobbhjälp\n" in corrected


def test_a_simpler_search_is_told(catalogue: Path) -> None:
    result = run(catalogue.parent, "search", "jobbhjälp")

    assert result.exit_code == 0
    assert "(The index is not ready: this was a simpler search.)\n" in result.stdout
    assert "[jobbhjalp, " in result.stdout


def test_archived_programmes_are_found_only_when_asked_for(search: Run) -> None:
    assert "[gamla-spar, " not in search("projekt").stdout
    assert "[gamla-spar, " in search("projekt", "--archived").stdout


def test_the_json_answer_is_one_object_as_described(search: Run) -> None:
    result = search("jobb", "--language", "en", "--limit", "1", "--json")

    [answer] = read(result)
    assert list(answer)[:2] == ["query", "language"]
    assert {
        *("query", "language", "total", "results", "counts", "let_go", "corrected")
    } <= set(answer)
    assert (answer["query"], answer["language"]) == ("jobb", "en")
    assert (answer["let_go"], answer["corrected"]) == ([], None)
    [hit] = answer["results"]
    assert {"id", "name", "language", "score"} <= set(hit)
    assert answer["total"] >= len(answer["results"])
    assert list(answer["counts"]) == list(FILTERS)
    assert answer["counts"]["kind"]["holiday-job"] == 2


def test_filters_are_repeated_for_more_values_and_names(search: Run) -> None:
    options = ["--filter", "kind=coaching", "--filter", "kind=swedish-language"]
    [either] = read(search("", "--json", *options))
    [both] = read(search("", "--json", *options, "--filter", "hours=day"))

    assert ids(either) == ["jobbhjalp", "barnkock", "sprakkafe"]
    assert [one["id"] for one in both["results"] if one["stated"]] == [
        "jobbhjalp",
        "barnkock",
    ]


def test_the_order_may_be_by_name(search: Run) -> None:
    [answer] = read(search("jobb", "--sort", "name", "--json"))

    assert ids(answer) == ["feriejobb", "feriejobb-norr", "jobbhjalp"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--filter", "kind"], "'kind' is not NAME=VALUE, as in kind=coaching."),
        (["--filter", "=x"], "'=x' is not NAME=VALUE, as in kind=coaching."),
        (
            ["--filter", "kind=cooking"],
            "Unknown value 'cooking' of kind; known are: coaching, swedish-language, "
            "holiday-job.",
        ),
        (
            ["--filter", "colour=red"],
            f"Unknown filter 'colour'; known are: {', '.join(FILTERS)}.",
        ),
        (["--language", "tlh"], "'tlh' is not one of 'sv', 'en', 'ar', 'so', 'ti', "),
        (["--limit", "0"], "0 is not in the range 1<=x<=500."),
        (["--sort", "age"], "'age' is not one of 'relevance', 'name'."),
        (["--batch", "no-such-file"], "'no-such-file': No such file or directory"),
    ],
)
def test_what_does_not_exist_is_wrong_usage(
    search: Run, options: list[str], sentence: str
) -> None:
    result = search("jobb", *options)

    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr


@pytest.mark.parametrize(
    "text", ["", " ", "\x00\ud800 ", "*" * 5000, "(" * 500, "a " * 5000]
)
def test_any_text_is_answered(search: Run, text: str) -> None:
    assert search(text).exit_code == 0


def test_a_batch_is_answered_line_by_line_in_order(search: Run, tmp_path: Path) -> None:
    asked = [
        {"query": "jobbhjälp", "language": "sv"},
        {"query": "cook", "language": "en", "limit": 1},
        {
            "query": "",
            "language": "ar",
            "filters": {"kind": ["holiday-job"], "open_to": "norr"},
        },
        {"query": "gamla spår", "language": "sv", "archived": True, "sort": "name"},
        {"query": "kärnfysik", "language": "sv"},
    ]
    lines = tmp_path / "asked.jsonl"
    lines.write_text(
        "\n".join(json.dumps(one) for one in asked) + "\n\n", encoding="utf-8"
    )
    result = search("--batch", lines)
    answers = read(result)

    assert (result.exit_code, result.stderr) == (0, "")
    assert [(one["query"], one["language"]) for one in answers] == [
        (one["query"], one["language"]) for one in asked
    ]
    assert ids(answers[0]) == ["jobbhjalp"]
    assert ids(answers[1]) == ["barnkock"]
    assert ids(answers[2]) == ["feriejobb", "feriejobb-norr"]
    assert ids(answers[3]) == ["gamla-spar"]
    assert (answers[4]["total"], answers[4]["instead"]) == (0, True)


def test_a_batch_answers_as_a_single_search_does(search: Run) -> None:
    single = search("jobb", "--language", "en", "--limit", "2", "--json")
    line = json.dumps({"query": "jobb", "language": "en", "limit": 2})
    batch = search("--batch", "-", input=line)

    assert batch.stdout == single.stdout


LANGUAGE_ERROR = f"language must be one of: {', '.join(SEARCHED)}."
FINE = '{"query": "jobb", "language": "sv"}'


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (
            "{",
            "The line cannot be read: this is not JSON (Expecting property name enclosed in "
            "double quotes, column 2); put right what stands there or just before it.",
        ),
        ("[1]", "The line is not one JSON object."),
        (FINE * 2, "The line is not one JSON object."),
        (b"\xff{}", "The line is not UTF-8."),
        ('{"language": "sv"}', "query is missing."),
        ('{"query": "jobb"}', "language is missing."),
        ('{"query": 7, "language": "sv"}', "query must be text."),
        ('{"query": "a", "language": "tlh"}', LANGUAGE_ERROR),
        ('{"query": "a", "language": ["sv"]}', LANGUAGE_ERROR),
        (
            '{"query": "a", "language": "sv", "limit": true}',
            "limit must be a whole number from 1 to 500.",
        ),
        (
            '{"query": "a", "language": "sv", "limit": 501}',
            "limit must be a whole number from 1 to 500.",
        ),
        (
            '{"query": "a", "language": "sv", "filters": ["kind"]}',
            'filters must be like {"kind": ["coaching"]}.',
        ),
        (
            '{"query": "a", "language": "sv", "filters": {"kind": [1]}}',
            'filters must be like {"kind": ["coaching"]}.',
        ),
        (
            '{"query": "a", "language": "sv", "sort": "age"}',
            "sort must be one of: relevance, name.",
        ),
        (
            '{"query": "a", "language": "sv", "archived": 1}',
            "archived must be true or false.",
        ),
        (
            '{"query": "a", "language": "sv", "colour": 1}',
            "There is no field colour; known are: query, language, filters, limit, sort, "
            "archived.",
        ),
        (
            '{"query": "a", "language": "sv", "filters": {"kind": "cooking"}}',
            "Unknown value 'cooking' of kind; known are: coaching, swedish-language, "
            "holiday-job.",
        ),
        (
            '{"query": "a", "query": "b", "language": "sv"}',
            "query: the field stands twice in the same object; keep one of them.",
        ),
        (
            '{"query": "a", "language": "sv", "limit": 1e999}',
            "limit: 1e999 is too large a number; write at most 9007199254740992.",
        ),
        (
            '{"query":' + "[" * 90_000,
            "The line cannot be read: lists and objects stand more than 20 levels inside each "
            "other; take levels away.",
        ),
        ('{"query": "' + "a" * 100_000, "The line is longer than 100000 bytes."),
    ],
)
def test_a_bad_line_gets_an_error_and_the_others_an_answer(
    search: Run, line: str | bytes, error: str
) -> None:
    bad = line.encode() if isinstance(line, str) else line
    result = search(
        "--batch", "-", input=b"\n".join([FINE.encode(), bad, FINE.encode()])
    )
    before, answer, after = read(result)

    assert answer == {"error": error, "line": 2}
    assert before == after and before["total"] > 0
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("options", "name"), [(["jobb"], "TEXT"), (["--limit", "3"], "--limit")]
)
def test_a_batch_takes_everything_from_its_file(
    search: Run, options: list[str], name: str
) -> None:
    result = search("--batch", "-", *options, input="")

    assert result.exit_code == 2
    assert f"--batch takes everything from its file: leave out {name}." in result.stderr
    assert search("--batch", "-", "--json", input=FINE).exit_code == 0


def test_a_batch_answers_each_line_before_the_next_is_asked(catalogue: Path) -> None:
    indexer.bring_up_to_date(catalogue, catalogue.parent)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    running = started(catalogue.parent, "search", "--batch", "-", **pipes)
    assert running.stdin and running.stdout
    answers = []
    for query in ("kaffe", "sommarlovet"):
        running.stdin.write(json.dumps({"query": query, "language": "sv"}) + "\n")
        running.stdin.flush()
        answers.append(json.loads(running.stdout.readline()))
    running.communicate(timeout=30)

    assert [ids(one) for one in answers] == [["sprakkafe"], ["feriejobb"]]
    assert running.returncode == 0
