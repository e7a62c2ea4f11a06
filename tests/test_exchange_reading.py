"""Programme documents from files: every shape is read, every oddity told with its place."""

import codecs
import gzip
import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.exchange import documents, strict
from finder.exchange.documents import ImportFailed, Placed, read, scan


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test writes what it reads."""
    return tmp_path / "given.json"


def told(path: Path) -> list[str]:
    """The problems of the file at *path*, without its name."""
    return [str(one).removeprefix(f"{path}, ") for one in scan(path).problems]


def ids(found: list[Placed]) -> list[tuple[str, int]]:
    return [(one.document["id"], one.line) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"id": "a"}', [("a", 1)]),
        ('\n\n{\n "id":\n "a"\n}\n', [("a", 1)]),
        ('{"id": "a"}\n{"id": "b"}\n', [("a", 1), ("b", 2)]),
        ('{"id": "a"}\r\n\r\n  {"id": "b"}', [("a", 1), ("b", 3)]),
        ('[{"id": "a"}, {"id": "b"}]', [("a", 1), ("b", 1)]),
        (
            '[\n {"id": "a"}\n ,\n\n {"id":\n "b"}, {"id": "c"}\n]\n',
            [("a", 2), ("b", 5), ("c", 6)],
        ),
        ('{"id": "a", "x": "\u2028"}\n{"id": "b"}', [("a", 1), ("b", 2)]),
    ],
)
def test_the_content_decides_how_documents_stand_in_a_file(
    file: Path, text: str, expected: list[tuple[str, int]]
) -> None:
    file.write_text(text, encoding="utf-8", newline="")

    assert ids(read(file)) == expected


def test_a_byte_order_mark_changes_nothing(file: Path) -> None:
    file.write_bytes(codecs.BOM_UTF8 + '{"id": "å"}'.encode())

    assert ids(read(file)) == [("å", 1)]


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=('{"id": "a"}',))
    writer.start()

    assert ids(read(pipe)) == [("a", 1)]
    writer.join()


SEVERAL = "write several as a list, [{…}, {…}], or each on a line of its own."


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["line 1, document: there is no programme in it."]),
        (" \n\n", ["line 1, document: there is no programme in it."]),
        ("[]", ["line 1, document: there is no programme in it."]),
        ("NaN", [f"line 1, document: a programme document is an object; {SEVERAL}"]),
        ("[1]", [f"line 1, document: a programme document is an object; {SEVERAL}"]),
        (
            '{"a": 1}\n3',
            [f"line 2, document: a programme document is an object; {SEVERAL}"],
        ),
        (
            '{\n "a": 1\n}\n\n{\n "a": 2\n}',
            [f"line 5, document: more follows after the document's end; {SEVERAL}"],
        ),
        ("[{}]\n{}", [f"line 2, document: more follows the list; {SEVERAL}"]),
        (
            "[{}\n {}]",
            [
                "line 2, document: a comma is missing, or one too many, "
                "or the list does not end with ]."
            ],
        ),
        (
            "[{},\n]",
            [
                "line 1, document: a comma is missing, or one too many, "
                "or the list does not end with ]."
            ],
        ),
        (
            "[{}",
            [
                "line 1, document: a comma is missing, or one too many, "
                "or the list does not end with ]."
            ],
        ),
        (
            '{"id": "a"}\n{"id": \n{"id": "b"}',
            [
                "line 2, document: this is not JSON (Expecting value, column 8); "
                "put right what stands there or just before it."
            ],
        ),
        (
            '{"id" "a"}\n{"id": "b"}\n{"id": "c"',
            [
                "line 1, document: this is not JSON (Expecting ':' delimiter, column 7); "
                "put right what stands there or just before it.",
                "line 3, document: this is not JSON (Expecting ',' delimiter, column 11); "
                "put right what stands there or just before it.",
            ],
        ),
        (
            '{\n "id": "a",\n "b" 3\n}',
            [
                "line 3, document: this is not JSON (Expecting ':' delimiter, column 6); "
                "put right what stands there or just before it."
            ],
        ),
        (
            '[\n {"id": "a"},\n {"id": }\n]',
            [
                "line 3, document: this is not JSON (Expecting value, column 9); "
                "put right what stands there or just before it."
            ],
        ),
        (
            '[{"id": "a"},\n {"id": "b"}, {"id":\n "a"}]',
            ["line 3, id: a stands on line 1 already; keep one of them."],
        ),
    ],
)
def test_what_is_no_document_is_told_with_its_line(
    file: Path, text: str, problems: list[str]
) -> None:
    file.write_text(text, encoding="utf-8")

    assert told(file) == problems


@pytest.mark.parametrize(
    ("value", "where", "said"),
    [
        (
            '{"b": 1, "b": 2}',
            "a.b",
            "the field stands twice in the same object; keep one of them",
        ),
        ("NaN", "a", "NaN is no number; write null where none is stated"),
        (
            "[0, -Infinity]",
            "a.1",
            "-Infinity is no number; write null where none is stated",
        ),
        ("1e999", "a", "1e999 is too large a number; write at most 9007199254740992"),
        ("-1e999", "a", "-1e999 is too large a number; write at most 9007199254740992"),
        (
            "9" * 5000,
            "a",
            f"{'9' * 59}… is too large a number; write at most 9007199254740992",
        ),
        (
            "9007199254740993",
            "a",
            "9007199254740993 is too large a number; write at most 9007199254740992",
        ),
        (
            r'{"b": "x\ud800"}',
            "a.b",
            "half a character (\\ud800–\\udfff) stands in the text; take it out",
        ),
        (r'"\u0000"', "a", "NUL (\\u0000) stands in the text; take it out"),
        (r'{"\u0000": 1}', r"a.\x00", "NUL (\\u0000) stands in the text; take it out"),
        (
            "[" * 30 + "]" * 30,
            "a" + ".0" * 19,
            "lists and objects stand more than 20 levels inside each other; take levels away",
        ),
    ],
)
def test_what_json_must_not_hold_is_told_with_line_and_field(
    file: Path, value: str, where: str, said: str
) -> None:
    file.write_text(
        f'[{{"id": "fine"}},\n{{"id": "odd",\n"x": [{{"y": 1}}],\n"a":\n{value}}}]'
    )

    assert told(file) == [f"line 5, {where}: {said}."]
    assert [one.document["id"] for one in scan(file).documents] == ["fine"]


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
@pytest.mark.parametrize("before", ["", '{"id": "a"}\n'])
def test_a_hundred_thousand_brackets_are_told_not_followed(
    file: Path, opening: str, before: str
) -> None:
    file.write_text(before + '{"id":' + opening * 100_000)

    assert told(file) == [
        f"line {1 + bool(before)}, document: lists and objects stand more than 20 levels "
        "inside each other; take levels away."
    ]


def test_halves_of_one_character_are_that_character(file: Path) -> None:
    file.write_text(r'{"id": "\ud83d\ude00"}')

    assert ids(read(file)) == [("😀", 1)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            b'{"id":\n"\xe5"}',
            "line 2, document: this is not UTF-8; save the file as UTF-8.",
        ),
        (
            '{"id": "a"}'.encode("utf-16"),
            "line 1, document: the file is text in UTF-16: save it as UTF-8.",
        ),
        (
            gzip.compress(b"{}"),
            "line 1, document: the file is packed with gzip: unpack it first.",
        ),
        (
            b"PK\x03\x04rest",
            "line 1, document: the file is a zip archive: unpack it first.",
        ),
        (
            b"SQLite format 3\0",
            "line 1, document: the file is a database: export programmes from it with "
            "finder export.",
        ),
    ],
)
def test_a_file_of_another_kind_is_told_what_it_is(
    file: Path, content: bytes, problem: str
) -> None:
    file.write_bytes(content)

    assert told(file) == [problem]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "none") == [
        "line 1, document: the file cannot be read (No such file or directory)."
    ]
    assert told(tmp_path) == [
        "line 1, document: the file cannot be read (Is a directory)."
    ]


def test_more_than_twenty_megabytes_are_refused(file: Path) -> None:
    file.write_bytes(b" " * 20_000_000 + b"1")
    assert told(file) == [
        "line 1, document: more than 20 MB; split it into several files."
    ]

    file.write_bytes(b'{"id": "a"}' + b" " * (20_000_000 - 11))
    assert told(file) == []


@pytest.mark.parametrize(
    ("pattern", "joined", "line"), [("[%s]", ",\n", 4), ("%s", "\n", 4)]
)
def test_more_than_the_allowed_number_of_documents_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, joined: str, line: int
) -> None:
    monkeypatch.setattr(documents, "MOST", 3)
    for number in (3, 5):
        file.write_text(
            pattern % joined.join(f'{{"id": "{one}"}}' for one in range(number))
        )
        expected = (
            []
            if number == 3
            else [f"line {line}, document: more than 3 documents; split the file."]
        )
        assert told(file) == expected


def test_nothing_is_half_read(file: Path) -> None:
    file.write_text('{"id": "a"}\n{"id": "b", "x": NaN}\n{"id": "c"\n')

    with pytest.raises(ImportFailed) as failed:
        read(file)

    assert [one.line for one in failed.value.problems] == [2, 3]
    assert str(failed.value).count("\n") == 1


def test_a_problem_cannot_steer_a_terminal(file: Path) -> None:
    file.write_text('{"id": "a", "\\u001b[2J\\ud800": NaN}')

    assert [one.split(":")[0] for one in told(file)] == [
        r"line 1, \x1b[2J\ud800",
        r"line 1, \x1b[2J\ud800",
    ]


def test_the_line_of_a_field_is_where_its_value_begins() -> None:
    text = '{"a": 1,\n "b": {\n "c": [1,\n {"d":\n 2}]}, "e": []}'

    lines: dict[strict.Path, int] = {
        (): 1,
        ("a",): 1,
        ("b", "c"): 3,
        ("b", "c", 1, "d"): 5,
        ("b", "missing"): 2,
        ("e", 7): 5,
        ("a", "b"): 1,
    }
    assert {path: strict.line(text, path) for path in lines} == lines


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(
    found=st.lists(st.dictionaries(st.text(), VALUES, max_size=4), max_size=4),
    indent=st.sampled_from([None, 1]),
)
def test_whatever_json_there_is_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, found: list[Any], indent: int | None
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(found, indent=indent))

    reading = scan(path)

    assert reading.documents or reading.problems
    if not reading.problems:
        assert [one.document for one in reading.documents] == found


@given(
    content=st.binary(max_size=60)
    | st.text(alphabet='{}[]",:1eN\\u0d8\n ').map(str.encode)
)
def test_whatever_bytes_there_are_are_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(content)

    reading = scan(path)

    assert reading.documents or reading.problems
    assert all(1 <= one.line <= content.count(b"\n") + 1 for one in reading.problems)
