"""finder import, export, build-catalog and export-catalog."""

import json
import os
import pty
import signal
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from finder.catalog import database, shipped
from finder.catalog.document import ProgrammeDocument, line, written
from finder.catalog.publishing import current
from finder.search import find, indexer
from tests import city
from tests.cli import needs_wal, run, started
from tests.search.conftest import add

NEW = city.document("ny-start", "Ny start", "Börja om med stöd.", kind="coaching")
CHANGED: ProgrammeDocument = {
    **city.documents()[4],
    "phone": "08-1 23 45",
    "weeks_max": 9,
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """What is imported."""
    return tmp_path / "given.jsonl"


def write(file: Path, *documents: object) -> Path:
    text = "\n".join(json.dumps(one, ensure_ascii=False) for one in documents)
    file.write_text(text, encoding="utf-8")
    return file


def rows(catalogue: Path, sql: str) -> list[Any]:
    db = database.reader(catalogue)
    try:
        return [row[0] for row in db.execute(sql).fetchall()]
    finally:
        db.close()


def ids(catalogue: Path) -> list[str]:
    return rows(catalogue, "SELECT id FROM programme ORDER BY id")


SHOWN = """\
added     ny-start
changed   jobbhjalp
    weeks_max: not stated → 9
    phone: "08-123 45 67" → "08-1 23 45"
"""


def test_a_dry_run_shows_every_difference_and_writes_nothing(
    catalogue: Path, file: Path
) -> None:
    before = catalogue.read_bytes()
    given = write(file, NEW, CHANGED, city.documents()[0])
    result = run(catalogue.parent, "import", given, "--dry-run")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{SHOWN}1 added, 1 changed, 1 unchanged, 0 refused.\n"
        "Nothing was written: this was a dry run.\n"
    )
    assert catalogue.read_bytes() == before
    assert not (catalogue.parent / "index").exists()


def test_an_import_is_taken_and_found_at_once(catalogue: Path, file: Path) -> None:
    instance = catalogue.parent
    given = write(file, NEW, CHANGED, city.documents()[0])
    result = run(instance, "import", given)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{SHOWN}1 added, 1 changed, 1 unchanged, 0 refused.\n"
        "Taken: 1 added, 1 changed.\n"
        "The index is in step.\n"
    )
    assert indexer.check(catalogue, instance) == []
    found = find(catalogue, instance, text="ny start", language="sv", filters={})
    assert [hit["id"] for hit in found["results"]] == ["ny-start"]
    assert rows(
        catalogue, "SELECT note FROM revision WHERE programme_id = 'ny-start'"
    ) == ["finder import given.jsonl"]


def test_an_import_that_says_nothing_new_changes_nothing(
    catalogue: Path, file: Path
) -> None:
    before = catalogue.read_bytes()
    result = run(catalogue.parent, "import", write(file, *city.documents()))

    assert (result.exit_code, result.output) == (
        0,
        "0 added, 0 changed, 6 unchanged, 0 refused.\n",
    )
    assert catalogue.read_bytes() == before


def test_one_wrong_document_refuses_all_of_them_and_tells_why(
    catalogue: Path, file: Path
) -> None:
    wrong = {**NEW, "id": "fel", "kind": "cooking", "confirmed": "yes", "\x1b[2J": 1}
    lost = {**NEW, "id": "vilse", "organization": "landstinget"}
    write(file, NEW, wrong, CHANGED, lost)
    with file.open("a", encoding="utf-8") as stream:
        stream.write('\n{"id": "halv"')
    result = run(catalogue.parent, "import", file)

    assert result.exit_code == 1
    assert result.stdout == (
        "added     ny-start\nrefused   fel\n"
        + SHOWN.partition("\n")[2]
        + "refused   vilse\n1 added, 1 changed, 0 unchanged, 2 refused.\n"
    )
    assert result.stderr.splitlines() == [
        rf"{file}, line 2, document: the field \x1b[2J is not allowed; there is no such field.",
        f'{file}, line 2, confirmed: "yes" is not allowed; it must be boolean.',
        f'{file}, line 2, kind: "cooking" is not allowed; one of: coaching, holiday-job, '
        "swedish-language.",
        f'{file}, line 4, organization: "landstinget" is not allowed; one of: staden.',
        f"{file}, line 5, document: this is not JSON (Expecting ',' delimiter, column 14); put "
        "right what stands there or just before it.",
        f"Nothing was imported: 5 problems in {file}. Mend what is told above, then run the "
        "same command again.",
    ]
    assert "ny-start" not in ids(catalogue)


@pytest.mark.parametrize(
    "content",
    ["[]", "[" * 100_000, '{"id": 1e999}', '{"id": "\\ud800"}', "[[]]", "{}", "7"],
)
def test_a_hostile_file_is_one_sentence_a_problem(
    catalogue: Path, file: Path, content: str
) -> None:
    file.write_text(content)
    result = run(catalogue.parent, "import", file)

    assert result.exit_code == 1
    assert result.stderr.endswith(
        f"Nothing was imported: 1 problem in {file}. Mend what is told above, then run the "
        "same command again.\n"
    )
    assert len(result.stderr.splitlines()) == 2


def test_an_import_of_no_file_is_wrong_usage(catalogue: Path, file: Path) -> None:
    result = run(catalogue.parent, "import", file)

    assert result.exit_code == 2
    assert f"File '{file}' does not exist." in result.stderr


def test_what_was_imported_stays_when_the_index_cannot_follow(
    catalogue: Path, file: Path
) -> None:
    (catalogue.parent / "index").write_text("in the way")
    result = run(catalogue.parent, "import", write(file, NEW))

    assert result.exit_code == 1
    assert result.stderr.startswith(
        "The programmes are saved, but the index could not follow ("
    )
    assert result.stderr.endswith(
        "). Search goes on in a simpler form. "
        'Run "finder index" when that is mended.\n'
    )
    assert "ny-start" in ids(catalogue)


def crowd(number: int) -> Iterable[ProgrammeDocument]:
    return ({**NEW, "id": f"programme-{one}"} for one in range(number))


def test_an_import_killed_half_way_leaves_nothing(catalogue: Path, file: Path) -> None:
    write(file, *crowd(800))
    running = started(catalogue.parent, "import", file, stdout=subprocess.PIPE)
    assert running.stdout
    for told in running.stdout:  # then it begins to publish
        if told.startswith("800 added"):
            break
    wal = catalogue.with_name("catalog.db-wal")
    deadline = time.monotonic() + 30
    while not (wal.exists() and wal.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.01)
    half = running.poll() is None
    running.send_signal(signal.SIGKILL)
    running.stdout.close()
    running.wait()

    assert half
    assert ids(catalogue) == [one["id"] for one in city.documents()]
    assert database.faults(catalogue) == []


def everything(terminal: int) -> str:
    """What is shown on *terminal* until the last program on it ends."""
    shown = b""
    try:
        while part := os.read(terminal, 10_000):
            shown += part
    except OSError:  # how Linux tells the end
        pass
    os.close(terminal)
    return shown.decode()


def test_long_work_shows_its_progress_on_a_terminal_only(
    catalogue: Path, file: Path
) -> None:
    write(file, *crowd(120))
    ours, theirs = pty.openpty()
    how = {"stdout": subprocess.DEVNULL}
    terminal = started(
        catalogue.parent, "import", file, "--dry-run", stderr=theirs, **how
    )
    pipe = started(
        catalogue.parent, "import", file, "--dry-run", stderr=subprocess.PIPE, **how
    )
    silent = pipe.communicate(timeout=60)[1]
    os.close(theirs)
    shown = everything(ours)
    terminal.wait(timeout=60)

    assert silent == ""
    assert "Checking" in shown and "100%" in shown


def test_an_export_imported_again_changes_nothing(catalogue: Path, file: Path) -> None:
    exported = run(catalogue.parent, "export", file)
    before = catalogue.read_bytes()
    result = run(catalogue.parent, "import", file)

    assert (exported.exit_code, exported.stdout) == (0, "")
    assert exported.stderr == f"{file}: 6 programme documents written.\n"
    assert result.stdout == "0 added, 0 changed, 6 unchanged, 0 refused.\n"
    assert catalogue.read_bytes() == before


def test_an_export_goes_to_the_terminal_or_to_a_file_alike(
    catalogue: Path, file: Path
) -> None:
    file.write_text("old")
    run(catalogue.parent, "export", file)
    result = run(catalogue.parent, "export")

    assert result.stdout_bytes == file.read_bytes()
    assert result.stdout == "".join(f"{line(one)}\n" for one in city.documents())
    assert os.listdir(file.parent) == ["instance", file.name] or file.exists()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--archived"], ["gamla-spar"]),
        (
            ["--active"],
            ["barnkock", "feriejobb", "feriejobb-norr", "jobbhjalp", "sprakkafe"],
        ),
        (["--id", "sprakkafe", "--id", "barnkock"], ["sprakkafe", "barnkock"]),
    ],
)
def test_an_export_may_be_of_some_programmes(
    catalogue: Path, options: list[str], expected: list[str]
) -> None:
    result = run(catalogue.parent, "export", *options)

    assert [json.loads(one)["id"] for one in result.stdout.splitlines()] == expected


def test_an_export_of_one_programme_is_made_for_reading(
    catalogue: Path, file: Path
) -> None:
    result = run(catalogue.parent, "export", "--id", "jobbhjalp")
    run(catalogue.parent, "export", file, "--id", "jobbhjalp")

    assert (
        result.stdout
        == written(city.documents()[4])
        == file.read_text(encoding="utf-8")
    )
    assert run(catalogue.parent, "import", file).stdout.startswith(
        "0 added, 0 changed, 1 un"
    )


def test_an_export_of_an_unknown_programme_exports_nothing(
    catalogue: Path, file: Path
) -> None:
    result = run(catalogue.parent, "export", file, "--id", "barnkock", "--id", "nobody")

    assert (result.exit_code, result.output) == (
        1,
        "There is no programme nobody. Nothing was exported.\n",
    )
    assert not file.exists()


def test_an_export_by_id_takes_no_further_choice(catalogue: Path) -> None:
    result = run(catalogue.parent, "export", "--id", "barnkock", "--active")

    assert result.exit_code == 2
    assert "--id names programmes: leave out --archived and --active." in result.stderr


def test_an_export_into_no_folder_says_so(catalogue: Path, tmp_path: Path) -> None:
    result = run(catalogue.parent, "export", tmp_path / "none" / "out.jsonl")

    assert result.exit_code == 1
    assert result.stderr.endswith(
        "No such file or directory. Nothing was left half done.\n"
    )


def test_an_export_whose_reader_leaves_ends_without_a_traceback(
    catalogue: Path,
) -> None:
    both = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    running = started(catalogue.parent, "export", **both)
    assert running.stdout and running.stderr
    running.stdout.close()
    said = running.stderr.read()
    running.wait(timeout=30)
    running.stderr.close()

    assert said == ""


@needs_wal
def test_an_export_is_of_one_state_of_the_catalogue(catalogue: Path) -> None:
    add(catalogue, *crowd(200))  # more than a pipe holds
    running = started(catalogue.parent, "export", stdout=subprocess.PIPE)
    assert running.stdout
    first = running.stdout.readline()
    add(catalogue, {**city.documents()[5], "phone": "08-999 99 99"})
    rest = running.communicate(timeout=60)[0]

    assert '"id":"barnkock"' in first
    assert '"id":"sprakkafe"' in rest and "08-999 99 99" not in rest


@needs_wal
def test_an_exported_catalogue_is_of_one_state_too(
    catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(
        catalogue, *crowd(1)
    )  # from its first change on, readers and writers never wait
    copy, copied = shipped.copied, []

    def interrupted(old: Database, new: Database, table: str) -> None:
        copy(old, new, table)
        if table == "programme" and not copied:
            copied.append(table)
            add(catalogue, {**NEW, "hours": ["day"]})

    monkeypatch.setattr(shipped, "copied", interrupted)
    result = run(catalogue.parent, "export-catalog", tmp_path / "b.db")

    assert (result.exit_code, result.stderr, copied) == (0, "", ["programme"])
    assert "ny-start" not in ids(tmp_path / "b.db")
    assert database.faults(tmp_path / "b.db") == []


def test_the_catalogue_built_exported_and_built_again_is_the_same(
    tmp_path: Path,
) -> None:
    instance, source = tmp_path / "instance", city.write(tmp_path / "source")
    instance.mkdir()
    built = run(instance, "build-catalog", tmp_path / "a.db", "--source", source)
    (instance / "catalog.db").write_bytes((tmp_path / "a.db").read_bytes())
    exported = run(instance, "export-catalog", tmp_path / "b.db")

    told = "5 active and 1 archived programmes.\n"
    assert (built.exit_code, built.output) == (0, f"{tmp_path / 'a.db'}: {told}")
    assert (exported.exit_code, exported.output) == (0, f"{tmp_path / 'b.db'}: {told}")
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_what_was_imported_is_in_the_exported_catalogue(
    catalogue: Path, file: Path, tmp_path: Path
) -> None:
    run(catalogue.parent, "import", write(file, NEW))
    run(catalogue.parent, "export-catalog", tmp_path / "b.db")

    db = database.reader(tmp_path / "b.db")
    assert current(db, "ny-start")["texts"]["sv"]["name"] == "Ny start"
    db.close()
    assert database.faults(tmp_path / "b.db") == []
    assert sorted(one.name for one in tmp_path.glob("b.db*")) == ["b.db"]


@pytest.mark.parametrize("command", ["export-catalog", "build-catalog"])
def test_the_live_catalogue_is_never_replaced(catalogue: Path, command: str) -> None:
    before = catalogue.read_bytes()
    result = run(catalogue.parent, command, catalogue)

    assert result.exit_code == 2
    assert (
        f"{catalogue} is the catalogue that the site works with. Name another file."
        in result.stderr
    )
    assert catalogue.read_bytes() == before


def refused(source: Path, target: Path) -> list[str]:
    target.write_text("as it was")
    result = run(
        target.parent / "instance", "build-catalog", target, "--source", source
    )

    assert (result.exit_code, result.stdout) == (1, "")
    assert target.read_text() == "as it was"
    *told, last = result.stderr.splitlines()
    assert last == f"{target} was not made or changed. Mend what is told above."
    return told


def test_wrong_texts_make_no_catalogue_and_are_told(tmp_path: Path) -> None:
    source = city.write(tmp_path / "source")
    programmes = source / "programmes"
    (programmes / "barnkock.json").write_text('{\n "id": "barnkock",\n "id": 1\n}')
    (programmes / "sprakkafe.json").write_text('{\n "id": "sprakcafe"\n}')

    assert refused(source, tmp_path / "catalog.db") == [
        f"{programmes / 'barnkock.json'}, line 3, id: the field stands twice in the same "
        "object; keep one of them.",
        f"{programmes / 'sprakkafe.json'}, line 2, id: the file is named sprakkafe.json; give "
        "both the same name.",
    ]


def test_documents_that_cannot_be_taken_make_no_catalogue(tmp_path: Path) -> None:
    source = city.write(tmp_path / "source")
    wrong = {**city.documents()[0], "kind": "cooking"}
    (source / "programmes" / "barnkock.json").write_text(json.dumps(wrong))

    assert refused(source, tmp_path / "catalog.db") == [
        'barnkock: kind: "cooking" is not allowed; one of: coaching, holiday-job, '
        "swedish-language."
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[{", "JSONDecodeError: Expecting property name enclosed in double quotes: "),
        (
            '[{"id": "staden"}]',
            "IntegrityError: NOT NULL constraint failed: organization.",
        ),
    ],
)
def test_wrong_reference_files_make_no_catalogue(
    tmp_path: Path, content: str, why: str
) -> None:
    source = city.write(tmp_path / "source")
    (source / "organizations.json").write_text(content)

    [told] = refused(source, tmp_path / "catalog.db")
    assert told.startswith(f"{source}: {why}")


def test_a_missing_reference_file_makes_no_catalogue(tmp_path: Path) -> None:
    source = city.write(tmp_path / "source")
    (source / "taxonomy.json").unlink()
    result = run(tmp_path, "build-catalog", tmp_path / "a.db", "--source", source)

    assert (result.exit_code, result.stderr) == (
        1,
        f"{source / 'taxonomy.json'}: No such file or directory. Nothing was left half done.\n",
    )
    assert not (tmp_path / "a.db").exists()


def test_the_programs_own_texts_make_a_catalogue(tmp_path: Path) -> None:
    result = run(tmp_path, "build-catalog", tmp_path / "a.db")

    assert (result.exit_code, result.stderr) == (0, "")
    number = len(list((shipped.SOURCE / "programmes").glob("*.json")))
    assert len(ids(tmp_path / "a.db")) == number
