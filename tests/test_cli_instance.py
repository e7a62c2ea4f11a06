"""finder init and finder index, and what every command says without a sound instance."""

import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from finder import config
from finder import storage
from finder.catalog import database
from finder.catalog.database import CatalogueDamaged, Error
from finder.catalog.document import written
from finder.cli import instance as instances
from finder.cli.sentences import told
from finder.search import UnknownFilter, indexer
from tests import city
from tests.cli import needs_wal, run, started

ALL = ", ".join(config.SEARCHED)
RESTORE = (
    "Nothing was changed. Restore a backup; or move the file away and run "
    '"finder init" to begin again with the shipped catalogue.\n'
)


@pytest.fixture
def shipped(built_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The city in place of the catalogue that the program ships."""
    path = Path(shutil.copy(built_city, tmp_path / "shipped.db"))
    monkeypatch.setattr(config, "SHIPPED_CATALOGUE", path)
    return path


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """Where an instance may be made."""
    return tmp_path / "deep" / "instance"


@pytest.mark.usefixtures("shipped")
def test_init_makes_a_private_folder_with_catalogue_and_index(instance: Path) -> None:
    result = run(instance, "init")

    assert result.stdout == (
        f"{instance}: catalogue copied, 5 active programmes;"
        f" index built for {ALL}.\n"
    )
    assert result.exit_code == 0
    assert stat.S_IMODE(instance.stat().st_mode) == 0o700
    assert {one.name for one in instance.iterdir()} >= {"catalog.db", "index"}
    assert indexer.check(instance / "catalog.db", instance) == []


@needs_wal
@pytest.mark.usefixtures("shipped")
def test_a_new_catalogue_lets_readers_and_a_writer_at_it_together(
    instance: Path,
) -> None:
    run(instance, "init")
    reading = database.reader(instance / "catalog.db")
    reading.execute("BEGIN")
    before = reading.execute("SELECT sum(number) FROM version").fetchone()
    writing = database.writer(instance / "catalog.db")
    with database.write(writing):
        writing.execute("UPDATE version SET number = number + 1")

    assert reading.execute("SELECT sum(number) FROM version").fetchone() == before
    reading.close()
    writing.close()


@pytest.mark.usefixtures("shipped")
def test_init_may_be_run_again(instance: Path) -> None:
    run(instance, "init")
    before = (instance / "catalog.db").stat()
    result = run(instance, "init")

    assert result.output == f"{instance}: all is in place, nothing to do.\n"
    assert (instance / "catalog.db").stat() == before


@pytest.mark.usefixtures("shipped")
def test_init_builds_a_missing_index_and_leaves_the_catalogue(catalogue: Path) -> None:
    before = catalogue.read_bytes()
    result = run(catalogue.parent, "init")

    assert result.output == f"{catalogue.parent}: index built for {ALL}.\n"
    assert catalogue.read_bytes() == before


def test_a_catalogue_that_somebody_else_has_made_meanwhile_is_kept(
    shipped: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "catalog.db"
    theirs.write_text("theirs")
    instances._copy(shipped, theirs)

    assert theirs.read_text() == "theirs"


def test_four_inits_at_once_make_one_whole_instance(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    running = [
        started(instance, "init", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(4)
    ]
    said = [one.communicate(timeout=60)[0] for one in running]

    assert [one.returncode for one in running] == [0] * 4, said
    assert indexer.check(instance / "catalog.db", instance) == []
    assert not [one for one in instance.iterdir() if one.name.startswith(".")]


def test_init_without_a_shipped_catalogue_says_how_to_make_it(
    shipped: Path, instance: Path
) -> None:
    shipped.unlink()
    result = run(instance, "init")

    assert (result.exit_code, result.stderr) == (
        1,
        f"There is no catalogue at {shipped}."
        ' Run "finder build-catalog" to make the shipped catalogue anew.\n',
    )
    assert list(instance.iterdir()) == []


def test_init_does_not_copy_a_damaged_catalogue(shipped: Path, instance: Path) -> None:
    shipped.write_bytes(shipped.read_bytes()[:40_000])
    result = run(instance, "init")

    assert result.exit_code == 1
    assert result.stderr.endswith("to make the shipped catalogue anew.\n")
    assert list(instance.iterdir()) == []


def foreign(path: Path) -> str:
    path.write_bytes(b"")
    return "The file is not a catalogue of this program."


def garbage(path: Path) -> str:
    path.write_bytes(b"no database" * 1000)
    return "The file is damaged: file is not a database."


def older(path: Path) -> str:
    db = database.writer(path)
    db.execute("PRAGMA user_version = 0")
    db.close()
    return f"The catalogue has schema 0, this program reads {database.SCHEMA_VERSION}."


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("harm", [foreign, garbage, older])
def test_init_never_overwrites_a_catalogue_it_cannot_use(
    catalogue: Path, harm: object
) -> None:
    why = harm(catalogue)  # type: ignore[operator]
    before = catalogue.read_bytes()
    result = run(catalogue.parent, "init")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{catalogue} cannot be used. {why} {RESTORE}"
    assert catalogue.read_bytes() == before


@pytest.mark.usefixtures("shipped")
def test_init_tells_of_a_page_that_was_lost(catalogue: Path) -> None:
    content = bytearray(catalogue.read_bytes())
    content[3 * 4096 : 4 * 4096] = bytes(4096)
    catalogue.write_bytes(content)
    result = run(catalogue.parent, "init")

    assert result.exit_code == 1
    assert result.stderr.startswith(f"{catalogue} cannot be used. ")
    assert result.stderr.endswith(RESTORE)
    assert catalogue.read_bytes() == content


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_init_puts_no_catalogue_beside_what_another_left_behind(
    instance: Path, ending: str
) -> None:
    instance.mkdir(parents=True)
    left = instance / f"catalog.db{ending}"
    left.write_bytes(b"changes")
    result = run(instance, "init")

    assert (result.exit_code, result.stderr) == (
        1,
        f"{left} is there, but the catalogue it belongs to is not. It may hold the last "
        "changes made: put the catalogue back beside it, or move it away, then try again. "
        "Nothing was changed.\n",
    )
    assert [one.name for one in instance.iterdir()] == [left.name]


@pytest.mark.usefixtures("shipped")
def test_init_makes_a_catalogue_anew_where_only_an_empty_log_is_left(
    instance: Path,
) -> None:
    run(instance, "init")
    (instance / "catalog.db").unlink()
    (instance / "catalog.db-wal").write_bytes(b"")
    result = run(instance, "init")

    assert (result.exit_code, result.stderr) == (0, "")
    assert database.faults(instance / "catalog.db") == []


def test_init_where_a_file_stands_says_so(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    instance.write_text("")
    result = run(instance, "init")

    assert (result.exit_code, result.stderr) == (
        1,
        f"{instance}: File exists. Nothing was left half done.\n",
    )


@pytest.mark.parametrize("command", ["init", "check", "search", "serve"])
def test_a_wrong_setting_is_a_sentence_and_wrong_usage(
    tmp_path: Path, command: str
) -> None:
    result = run(tmp_path, command, env={"FINDER_PORT": "eighty"})

    assert (result.exit_code, result.stderr) == (
        2,
        "FINDER_PORT must be a whole number, not 'eighty'.\n",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        *(
            ["search", "jobb"],
            ["search", "--batch", "-"],
            ["index"],
            ["index", "--check"],
        ),
        *(["check"], ["export"], ["export-catalog", "x.db"]),
    ],
)
def test_without_an_instance_a_command_says_what_to_do(
    tmp_path: Path, arguments: list[str]
) -> None:
    result = run(tmp_path / "none", *arguments)

    assert (result.exit_code, result.stdout, result.stderr) == (
        1,
        "",
        f"There is no catalogue in {tmp_path / 'none'}. "
        'Run "finder init" first, or set FINDER_INSTANCE to the folder that has one.\n',
    )
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("arguments", [["search", "jobb"], ["index"], ["export"]])
def test_a_catalogue_that_cannot_be_used_ends_every_command(
    catalogue: Path, arguments: list[str]
) -> None:
    why = older(catalogue)
    result = run(catalogue.parent, *arguments)

    assert (result.exit_code, result.stderr) == (
        1,
        f"The catalogue cannot be used. {why} Nothing was changed.\n",
    )


def test_index_follows_the_catalogue_and_check_tells_when_it_has_not(
    catalogue: Path,
) -> None:
    instance = catalogue.parent
    said = [run(instance, *one) for one in (["index", "--check"], ["index"], ["index"])]
    db = database.writer(catalogue)
    with database.write(db):
        db.execute("UPDATE version SET number = number + 1 WHERE language = 'en'")
    db.close()
    said += [run(instance, *one) for one in (["index", "--check"], ["index"])]
    said.append(run(instance, "index", "--check"))

    assert [(one.exit_code, one.output) for one in said] == [
        (1, 'There is no index yet. Run "finder index" to build what is missing.\n'),
        (0, f"The index is built for {ALL}.\n"),
        (0, "The index is in step already.\n"),
        (
            1,
            "The index of en is behind the catalogue."
            ' Run "finder index" to build what is missing.\n',
        ),
        (0, "The index is built for en.\n"),
        (0, "The index is whole and in step with the catalogue.\n"),
    ]
    assert said[0].stdout == said[3].stdout == ""


@pytest.fixture
def stranger(catalogue: Path) -> Iterator[Path]:
    """Another process's way into the catalogue, which holds it for a moment."""
    db = database.writer(catalogue)
    db.execute("BEGIN IMMEDIATE")
    yield catalogue
    db.rollback()
    db.close()


def test_a_catalogue_that_others_write_to_is_left_alone(
    stranger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(storage, "LOCK_TIMEOUT", 0.1)
    file = tmp_path / "one.json"
    file.write_text(written(city.document("ny-start", "Ny", "Ny.")), encoding="utf-8")
    result = run(stranger.parent, "import", file)

    assert (result.exit_code, result.stderr) == (
        1,
        "The catalogue did not do it: database is locked. Something else is writing to the "
        "catalogue. Try again in a moment. Nothing was left half done.\n",
    )


@pytest.mark.parametrize(
    ("error", "code", "sentences"),
    [
        (KeyboardInterrupt(), 1, "Stopped. Nothing was left half done."),
        (
            OSError(28, "No space left on device", "/x/y"),
            1,
            "/x/y: No space left on device. Nothing was left half done.",
        ),
        (
            Error("database or disk is full"),
            1,
            "The catalogue did not do it: database or disk is full. There is no space left "
            "on the disk. Make room, then try again. Nothing was left half done.",
        ),
        (
            Error("attempt to write a readonly database"),
            1,
            "The catalogue did not do it: attempt to write a readonly database. This user "
            "may not write to the catalogue. Run the command as its owner. Nothing was left "
            "half done.",
        ),
        (
            Error("database disk image is malformed"),
            1,
            "The catalogue did not do it: database disk image is malformed. The catalogue is "
            'damaged; "finder check" tells where. Restore a backup. Nothing was left half done.',
        ),
        (
            Error("something new"),
            1,
            'The catalogue did not do it: something new. "finder check" tells whether it is '
            "whole. Nothing was left half done.",
        ),
        (
            CatalogueDamaged("It is not whole."),
            1,
            "The catalogue cannot be used. It is not whole. Nothing was changed.",
        ),
        (
            UnknownFilter("kind", "x", ["a", "b"]),
            2,
            "Unknown value 'x' of kind; known are: a, b.",
        ),
    ],
)
def test_every_error_has_its_sentences(
    error: Exception, code: int, sentences: str
) -> None:
    trouble = told(error)

    assert (trouble.exit_code, trouble.message) == (code, sentences)


def test_help_explains_every_command(tmp_path: Path) -> None:
    overview = run(tmp_path, "--help").output
    commands = [
        *("init", "serve", "search", "index", "check", "backup", "restore"),
        *("import", "export", "translations", "publish-due", "check-links", "invite"),
        *("export-catalog", "build-catalog"),
    ]

    listed = [
        line.split()[0] for line in overview.partition("Commands:\n")[2].splitlines()
    ]
    assert listed == commands
    assert "..." not in overview.partition("Commands:\n")[2]
    for command in commands:
        result = run(tmp_path, command, "--help")
        assert result.exit_code == 0
        assert result.output.startswith(f"Usage: finder {command} ")
