"""Programme documents to files, differences in words, and what an import would do."""

import json
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from sqlite_utils import Database

from finder.catalog.document import ProgrammeDocument, written
from finder.catalog.publishing import documents
from finder.exchange.difference import changes
from finder.exchange.documents import Reading, lines, read, scan, write
from finder.exchange.importing import Verdict, judged
from tests import city


def verdicts(db: Database, folder: Path, text: str) -> tuple[Reading, list[Verdict]]:
    file = folder / "given.json"
    file.write_text(text, encoding="utf-8")
    reading = scan(file)
    return reading, list(judged(db, reading))


def differences(before: ProgrammeDocument, **after: Any) -> list[str]:
    changed = cast(ProgrammeDocument, {**before, **after})
    return [str(one) for one in changes(before, changed)]


def test_what_is_written_is_read_again(db: Database, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    write(target, lines(documents(db)))

    assert [one.document for one in read(target)] == list(documents(db))
    assert target.read_bytes().count(b"\n") == 6
    assert "Språkkafé" in target.read_text(encoding="utf-8")


def test_a_file_that_was_not_finished_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")

    def failing() -> Iterator[str]:
        yield "new"
        raise KeyError

    with pytest.raises(KeyError):
        write(target, failing())

    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_who_reads_the_old_file_keeps_it_while_it_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    with target.open() as reader:
        write(target, ["new"])

        assert (reader.read(), target.read_text()) == ("old", "new")


def test_a_written_file_is_as_readable_as_any_other(tmp_path: Path) -> None:
    target, other = tmp_path / "out.jsonl", tmp_path / "other"
    write(target, ["x"])
    other.write_text("x")

    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


def test_a_link_stays_a_link_and_a_pipe_a_pipe(tmp_path: Path) -> None:
    file, link, pipe = tmp_path / "file", tmp_path / "link", tmp_path / "pipe"
    file.write_text("old")
    link.symlink_to(file)
    os.mkfifo(pipe)
    received: list[str] = []
    receiver = threading.Thread(target=lambda: received.append(pipe.read_text()))
    receiver.start()

    write(link, ["new"])
    write(pipe, ["to the pipe"])

    receiver.join()
    assert (link.is_symlink(), file.read_text()) == (True, "new")
    assert (pipe.is_fifo(), received) == (True, ["to the pipe"])


def test_each_difference_is_one_readable_line() -> None:
    before = city.documents()[4]  # jobbhjalp

    assert differences(before) == []
    assert differences(before, phone="08-1") == ['phone: "08-123 45 67" → "08-1"']
    assert differences(before, web=None) == [
        'web: "https://example.org/jobb" → not stated'
    ]
    assert differences(before, age_min=18) == ["age_min: not stated → 18"]
    assert differences(before, hours=["day", "weekend"]) == [
        'hours: + "weekend", − "evening"'
    ]
    assert differences(
        before, sources=["https://b.se", "https://example.org/kalla"]
    ) == ['sources: + "https://b.se"']


def test_the_order_of_sources_is_a_difference_but_that_of_a_set_is_none() -> None:
    before = city.document(
        "p1",
        "P",
        "P.",
        sources=["https://a.se", "https://b.se"],
        hours=["day", "evening"],
    )

    assert differences(before, sources=["https://b.se", "https://a.se"]) == [
        "sources: the same in another order"
    ]
    assert differences(before, hours=["evening", "day"]) == []


def test_a_text_is_compared_section_by_section_and_shown_where_it_differs() -> None:
    long = "Ordet som står här är bara ett av många. " * 5
    before = city.document(
        "p1", "P", "P.", sv={"what": long + "slut\nher."}, en={"what": "It."}
    )
    after = city.document(
        "p1", "P", "P.", sv={"what": long + "slut\nhär.", "who": "Du."}
    )

    assert [str(one) for one in changes(before, after)] == [
        'texts.sv.what: "…v många. slut\\nher." → "…v många. slut\\nhär."',
        'texts.sv.who: not stated → "Du."',
        'texts.en.made_by: "machine" → not stated',
        'texts.en.what: "It." → not stated',
        f'texts.en.based_on.what: "{before["texts"]["en"]["based_on"]["what"]}" → not stated',
    ]


def test_a_long_list_of_objects_is_cut() -> None:
    before = city.documents()[4]
    [said] = differences(before, outcomes=[])

    assert said.startswith('outcomes: − {"period": "2023"') and said.endswith("…")
    assert len(said) < 200


def test_every_document_gets_its_verdict(db: Database, tmp_path: Path) -> None:
    coaching, same = city.documents()[4], city.documents()[5]
    new = city.document("ny-start", "Ny start", "Börja om.", part_of="annan-ny")
    other = city.document("annan-ny", "Annan ny", "Något.")
    wrong = city.document("fel", "Fel", "Fel.", kind="cooking", age_min="16")
    given = [{**coaching, "phone": "08-1 23 45"}, same, new, other, wrong]
    reading, found = verdicts(db, tmp_path, "\n".join(json.dumps(one) for one in given))

    assert [(one.id, one.line, one.outcome) for one in found] == [
        ("jobbhjalp", 1, "changed"),
        ("sprakkafe", 2, "unchanged"),
        ("ny-start", 3, "added"),
        ("annan-ny", 4, "added"),
        ("fel", 5, "refused"),
    ]
    assert [str(one) for one in found[0].changes] == [
        'phone: "08-123 45 67" → "08-1 23 45"'
    ]
    assert [str(one) for one in found[4].problems] == [
        f'{reading.file}, line 5, kind: "cooking" is not allowed; one of: coaching, '
        "holiday-job, swedish-language.",
        f'{reading.file}, line 5, age_min: "16" is not allowed; it must be integer or null.',
    ]


def test_a_refused_field_is_told_with_its_own_line(
    db: Database, tmp_path: Path
) -> None:
    one = city.document("p1", "P", "P.", en={"summary": "x" * 321}, kind="cooking")
    text = written(one)
    reading, [verdict] = verdicts(db, tmp_path, text)

    number = 1 + next(n for n, said in enumerate(text.split("\n")) if "xxx" in said)
    kind = 1 + next(n for n, said in enumerate(text.split("\n")) if '"kind"' in said)
    assert [(found.line, found.field) for found in verdict.problems] == [
        (kind, "kind"),
        (number, "texts.en.summary"),
    ]


def test_values_that_exist_are_named_or_when_many_the_nearest_of_them(
    db: Database, tmp_path: Path
) -> None:
    _, [few] = verdicts(
        db, tmp_path, json.dumps(city.document("p1", "P", "P.", kind="coching"))
    )
    crowd = [city.document(f"programme-{n}", "P", "P.") for n in range(20)]
    lost = city.document("p1", "P", "P.", part_of="programe-7")
    far = city.document("p2", "P", "P.", part_of="xyz")
    _, many = verdicts(db, tmp_path, json.dumps([*crowd, lost, far]))

    assert few.problems[0].said == (
        '"coching" is not allowed; one of: coaching, holiday-job, swedish-language'
    )
    assert (
        many[20]
        .problems[0]
        .said.startswith(
            '"programe-7" is not allowed; of the 28 that are known the nearest are: programme-7, '
        )
    )
    assert many[21].problems[0].said == (
        '"xyz" is not allowed; it is none of the 28 that are known'
    )


def test_a_circle_of_parts_is_refused_before_anything_is_written(
    db: Database, tmp_path: Path
) -> None:
    whole = {**city.documents()[1], "part_of": "feriejobb-norr"}

    _, found = verdicts(db, tmp_path, json.dumps(whole))

    assert [one.outcome for one in found] == ["refused"]
    assert "no circle of parts" in str(found[0].problems[0])
