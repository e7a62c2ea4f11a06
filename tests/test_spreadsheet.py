"""The table form of programmes: safe in a spreadsheet, and back again unchanged."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from finder.catalog import database
from finder.catalog.document import SECTIONS, canonical, sections
from finder.catalog.publishing import documents
from finder.config import LANGUAGES, ROOT
from finder.exchange import sheet as sheets
from finder.exchange.cells import safe, said, unmarked
from finder.exchange.importing import judged, scanned
from finder.exchange.spreadsheet import (
    COLUMNS,
    FACTS,
    LEFT_TO_JSON,
    NEW,
    columns,
    table,
)
from tests import city
from tests.cli import run

PAGE = (ROOT / "docs" / "spreadsheet.md").read_text(encoding="utf-8")
NEW_ROW = {
    **{"id": "ny-start", "kind": "coaching", "organization": "staden"},
    **{"area_scope": "city", "sv.name": "Ny start", "sv.summary": "Börja om."},
}


def csv_of(*rows: dict[str, str], separator: str = ";") -> bytes:
    """A table of *rows*, whose columns are those of the first."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def told(db: Database, given: bytes, name: str = "t.csv") -> list[str]:
    """Every problem with a table, as its sentence."""
    reading = scanned(db, name, given)
    verdicts = list(judged(db, reading))
    found = [*reading.problems, *(one for v in verdicts for one in v.problems)]
    return [str(one) for one in found]


@pytest.mark.parametrize("sign", "=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")
@pytest.mark.parametrize("before", ["", " ", "  \u00a0", "'", "''"])
def test_nothing_in_a_cell_is_run_as_a_formula(sign: str, before: str) -> None:
    cell = safe(f"{before}{sign}1+1")

    if not (before.strip("'") and sign in "\t\r\n"):
        assert cell == f"'{before}{sign}1+1"


@pytest.mark.parametrize("text", ["08-123 45 67", "a=b", "", "'n Sync", "på = är"])
def test_an_innocent_cell_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@given(st.text() | st.from_regex(r"['\s=+@-]{0,6}\w?", fullmatch=True))
def test_the_mark_comes_off_again(text: str) -> None:
    assert unmarked(safe(text)) == text
    assert not re.match(
        r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]", safe(text).lstrip(" ")
    )


def test_what_is_exported_comes_back_as_it_was(db: Database) -> None:
    out = "".join(table(documents(db), LANGUAGES)).encode()

    reading = scanned(db, "t.csv", out)
    verdicts = list(judged(db, reading))

    assert reading.problems == []
    assert {one.outcome for one in verdicts} == {"unchanged"}
    assert [one.document["id"] for one in reading.documents] == [
        one["id"] for one in city.documents()
    ]


WORDS = st.from_regex(
    r"['=+@\-]{0,2}[a-zåäö;,\"' ]{0,9}(\n\n)?[=a-z\uff1d]", fullmatch=True
)


@settings(max_examples=60)
@given(
    name=WORDS,
    what=WORDS,
    note=WORDS,
    hours=st.none() | st.floats(0.5, 168) | st.integers(1, 168),
    separator=st.sampled_from(";,\t"),
)
def test_whatever_a_programme_says_comes_back_unchanged(
    built_city: Path, name: str, what: str, note: str, hours: Any, separator: str
) -> None:
    texts = [said(one.strip()) or "x" for one in (name, what, note)]
    given_one = city.document("prov", texts[0].replace("\n", " "), "Ett prov.")
    given_one["texts"]["sv"]["what"] = texts[1]  # type: ignore[typeddict-unknown-key]
    given_one |= {"editors_note": texts[2], "hours_min": hours}  # type: ignore[typeddict-item]
    given_one["sources"] = ["https://a.example/=1", "https://b.example/"]
    lines = "".join(table([given_one], ["sv"]))
    rows = list(csv.DictReader(io.StringIO(lines[1:], newline=""), delimiter=";"))
    db = database.reader(built_city)

    back = scanned(db, "t.csv", csv_of(*rows, separator=separator)).documents[0]
    db.close()

    for field in ("editors_note", "hours_min", "sources", "confirmed", "id"):
        assert back.document[field] == given_one[field]  # type: ignore[literal-required]
    assert sections(back.document["texts"]["sv"]) == sections(given_one["texts"]["sv"])


def test_a_missing_column_leaves_its_field_and_an_empty_cell_empties_it(
    db: Database,
) -> None:
    row = {
        "id": "jobbhjalp",
        "phone": "",
        "sv.what": "Ny text.",
        "en.what": "New text.",
    }
    reading = scanned(db, "t.csv", csv_of(row))
    [verdict] = judged(db, reading)

    assert [one.field for one in verdict.changes] == [
        "phone",
        "texts.sv.what",
        "texts.sv.by_section.what.made_by",
        "texts.en.what",
        "texts.en.based_on.what",
        "texts.en.by_section.what.made_by",
    ]
    after = reading.documents[0].document
    assert after["phone"] is None
    assert after["web"] == "https://example.org/jobb"
    assert after["outcomes"] == city.documents()[4]["outcomes"]
    assert after["texts"]["sv"]["who"] == "Du som söker jobb."
    assert after["texts"]["sv"]["by_section"]["what"]["made_by"] == "person"


def test_a_new_programme_needs_no_more_than_what_is_needed(db: Database) -> None:
    reading = scanned(db, "t.csv", csv_of(NEW_ROW))

    assert [one.outcome for one in judged(db, reading)] == ["added"]
    document = reading.documents[0].document
    assert {name: document[name] for name in NEW} == NEW
    assert document["texts"]["sv"]["made_by"] == "person"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("beginning", [b"", b"\xef\xbb\xbf"])
def test_any_separator_is_told_apart(
    db: Database, separator: str, beginning: bytes
) -> None:
    assert told(db, beginning + csv_of(NEW_ROW, separator=separator)) == []


def test_windows_1252_is_read_and_said(db: Database) -> None:
    given = csv_of(NEW_ROW).decode().encode("cp1252")

    reading = scanned(db, "t.csv", given)

    assert reading.documents[0].document["texts"]["sv"]["summary"] == "Börja om."
    assert reading.notes == (sheets.GUESSED,)


@pytest.mark.parametrize(
    ("given", "row", "column", "part"),
    [
        (b"id;phnoe\nx;1\n", 1, "phnoe", "perhaps phone"),
        (b"id;sv.nmae\nx;1\n", 1, "sv.nmae", "perhaps sv.name"),
        (b"id;qqqqqqqq\nx;1\n", 1, "qqqqqqqq", "take it out"),
        (b"id;phone;phone\nx;1;2\n", 1, "phone", "twice"),
        (b"phone;web\n1;2\n", 1, "row", "id is missing"),
        (b"id;phone\nfoo\n", 2, "row", "1 cells under 2 columns"),
        (b"id;phone\n\nfoo;1;2\n", 3, "row", "3 cells under 2 columns"),
        (b'id;phone\nfoo;"1"2\n', 2, "row", "cannot be told apart"),
        (b"id;phone\nfoo;1\0\n", 2, "row", "NUL"),
        (b"id;phone\n\x81\xff;1\n", 1, "row", "neither UTF-8"),
        (b"", 1, "row", "no table"),
        (b"PK\x03\x04", 1, "row", "zip archive"),
        (b"id;web\njobbhjalp;nowhere\n", 2, "web", '"nowhere" is not allowed'),
        (b"id;age_min\njobbhjalp;ten\n", 2, "age_min", '"ten" is not allowed'),
        (b"id;hours\njobbhjalp;day; nigth\n", 2, "row", "cells"),
        (b'id;hours\njobbhjalp;"day; nigth"\n', 2, "hours", "nigth"),
        (b"id;kind\njobbhjalp;\n", 2, "kind", "is not allowed"),
        (b"id;sv.name\njobbhjalp;\n", 2, "sv.name", "needed"),
        (b"id;phone\njobbhjalp;1\njobbhjalp;2\n", 3, "id", "row 2 already"),
        (b"id;phone\n" + b"x" * 200_000, 2, "row", "cannot be told apart"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(
    db: Database, given: bytes, row: int, column: str, part: str
) -> None:
    found = told(db, given)

    assert any(
        one.startswith(
            (f"t.csv, row {row}, {column}: ", f"t.csv, line {row}, {column}: ")
        )
        and part in one
        for one in found
    ), found


def test_more_rows_than_allowed_are_refused(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST", 2)
    found = told(db, b"id\n" + b"feriejobb\n" * 3)

    assert any("more than 2 rows" in one for one in found)


HEADS = st.sampled_from(
    [b"", b"id;", b"id;sv.name\n", b"id,hours\n", b"{", b"[{", b'id\t"']
)


@settings(max_examples=150)
@given(
    head=HEADS,
    rest=st.binary(max_size=200),
    name=st.sampled_from(["a.csv", "a", "a.json"]),
)
def test_whatever_bytes_there_are_they_are_read_or_told(
    built_city: Path, head: bytes, rest: bytes, name: str
) -> None:
    db = database.reader(built_city)
    reading = scanned(db, name, head + rest)
    list(judged(db, reading))
    db.close()

    assert reading.problems or reading.documents or is_only_a_header(head + rest)


def is_only_a_header(given: bytes) -> bool:
    return given.strip(b'\xef\xbb\xbf \r\n;,\t"').startswith(b"id")


ANYTHING = st.dictionaries(
    st.sampled_from(sorted(COLUMNS)), st.text(max_size=40), max_size=8
)


@settings(max_examples=150)
@given(ANYTHING, st.sampled_from(["jobbhjalp", "ny", "", "=x"]))
def test_whatever_cells_there_are_they_are_judged_in_sentences(
    built_city: Path, cells: dict[str, str], programme: str
) -> None:
    db = database.reader(built_city)
    text = "".join(csv_of({**cells, "id": programme}).decode("utf-8", "surrogatepass"))
    reading = scanned(db, "t.csv", text.encode("utf-8", "replace"))
    for verdict in judged(db, reading):
        assert verdict.outcome in ("added", "changed", "unchanged") or verdict.problems
    db.close()


def test_the_page_names_every_column() -> None:
    named = set(re.findall(r"`([a-z_]+)`", PAGE))

    assert set(FACTS) | set(SECTIONS) | set(LEFT_TO_JSON) <= named
    assert columns(["sv"]) == [*FACTS, *(f"sv.{one}" for one in SECTIONS)]


def test_the_page_says_the_limits_and_what_a_new_row_begins_with() -> None:
    assert f"{sheets.MOST:,} rows" in PAGE and "20 MB" in PAGE
    for name, value in NEW.items():
        assert f"`{name}` | `{json.dumps(value).strip(chr(34))}`" in PAGE


def test_the_command_line_takes_and_gives_tables(
    catalogue: Path, tmp_path: Path
) -> None:
    file = tmp_path / "all.csv"
    instance = catalogue.parent
    written = run(instance, "export", file, "--language", "sv", "--language", "en")
    assert (written.exit_code, written.stderr) == (
        0,
        f"{file}: 6 programmes written.\n",
    )
    changed = file.read_bytes().replace("Jobbhjälp".encode(), b"Hjalp till jobb")
    file.write_bytes(changed)

    result = run(instance, "import", file)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "0 added, 1 changed, 5 unchanged, 0 refused." in result.stdout
    db = database.reader(catalogue)
    assert [
        one["texts"]["sv"]["name"] for one in documents(db) if one["id"] == "jobbhjalp"
    ] == ["Hjalp till jobb"]
    assert [canonical(one) for one in documents(db)][0] == canonical(
        city.documents()[0]
    )
    db.close()
