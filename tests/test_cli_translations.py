"""finder translations: what there is in each language, and translators' files out and in."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from click.testing import Result
from sqlite_utils import Database

from finder.catalog import publishing, reading
from finder.catalog.document import digest
from finder.exchange.translations import LARGEST
from tests.city import AT, documents
from tests.cli import run

WHAT = "jobbhjalp what"


def exported(catalogue: Path, *states: str, language: str = "fi") -> Catalog:
    """The file that a translator gets."""
    target = catalogue.with_name("out.po")
    options = [one for state in states for one in ("--state", state)]
    result = run(catalogue.parent, "translations", "export", language, target, *options)
    assert result.exit_code == 0, result.output
    with target.open("rb") as file:
        return read_po(file)


def imported(
    catalogue: Path, catalog: Catalog, *options: str, language: str = "fi"
) -> Result:
    """What is answered to a translator's file."""
    target, content = catalogue.with_name("in.po"), BytesIO()
    write_po(content, catalog, width=0)
    target.write_bytes(content.getvalue())
    return run(catalogue.parent, "translations", "import", language, target, *options)


def entry(catalog: Catalog, context: str) -> Message:
    return next(one for one in catalog if one.context == context)


def state(db: Database, section: str, language: str = "fi") -> str:
    return str(
        db.execute(
            "SELECT state FROM translation_state WHERE programme_id = 'jobbhjalp'"
            " AND language = ? AND section = ?",
            [language, section],
        ).fetchone()[0]
    )


def outdated(db: Database, section: str = "what") -> str:
    """Change the Swedish; what it says now."""
    document = next(one for one in documents() if one["id"] == "jobbhjalp")
    document["texts"]["sv"][section] = "Två coacher hjälper dig."  # type: ignore[literal-required]
    publishing.publish_all(db, [document], editor=1, at=AT, note="")
    return "Två coacher hjälper dig."


def test_the_report_counts_sections_by_state(catalogue: Path) -> None:
    lines = run(catalogue.parent, "translations").stdout.splitlines()
    rows = {line.split()[0]: line.split()[1:] for line in lines[1:]}

    assert lines[0].split() == ["missing", "outdated", "machine", "person", "checked"]
    assert "sv" not in rows and list(rows)[:3] == ["sv-simple", "en", "ar"]
    assert int(rows["fi"][0]) > int(rows["en"][0])
    assert int(rows["en"][2]) > 0 and rows["fi"][1:] == ["0"] * 4

    one = run(catalogue.parent, "translations", "--language", "en").stdout
    assert "jobbhjalp" in one and "gamla-spar" not in one


def test_a_translator_gets_what_is_missing_or_outdated(
    catalogue: Path, db: Database
) -> None:
    assert exported(catalogue, language="en").get("Jobbhjälp") is None
    new = outdated(db)
    catalog = exported(catalogue, language="en")

    what, who = entry(catalog, WHAT), entry(catalog, "jobbhjalp who")
    assert (what.id, what.fuzzy) == (new, True)
    assert what.string == "A coach helps you write a CV."
    assert (who.string, who.fuzzy) == ("", False)
    assert str(catalog.locale) == "en"
    assert len(exported(catalogue, "machine", language="en")) > 1


def test_what_a_translator_wrote_is_taken_and_marked_as_a_person_s(
    catalogue: Path, db: Database
) -> None:
    catalog = exported(catalogue)
    entry(catalog, WHAT).string = "Valmentaja auttaa sinua kirjoittamaan CV:n."

    dry = imported(catalogue, catalog, "--dry-run")
    assert dry.output == (
        "1 taken, 0 unchanged, 0 left, 0 refused.\n"
        "Nothing was written: this was a dry run.\n"
    )
    assert state(db, "what") == "missing"
    assert imported(catalogue, catalog).output.startswith("1 taken")

    assert (state(db, "what"), state(db, "who")) == ("person", "missing")
    assert imported(catalogue, catalog).output.startswith("0 taken, 1 unchanged")
    words = reading.programme(db, "jobbhjalp", "fi")["words"]
    assert words["what"]["text"] == "Valmentaja auttaa sinua kirjoittamaan CV:n."


def test_other_sections_keep_who_made_them(catalogue: Path, db: Database) -> None:
    new = outdated(db)
    catalog = exported(catalogue, language="en")
    what = entry(catalog, WHAT)
    what.string = "Two coaches help you."
    what.flags.discard("fuzzy")

    result = imported(catalogue, catalog, "--checked-by", "the unit", language="en")

    assert result.output.startswith("1 taken")
    assert (state(db, "what", "en"), state(db, "summary", "en")) == (
        "checked",
        "machine",
    )
    english = publishing.current(db, "jobbhjalp")["texts"]["en"]
    assert english["based_on"]["what"] == digest(new)


def test_nothing_is_overwritten_that_somebody_changed_later(
    catalogue: Path, db: Database
) -> None:
    first, second = exported(catalogue), exported(catalogue)
    entry(first, WHAT).string = "Valmentaja auttaa sinua."
    entry(second, WHAT).string = "Ohjaaja auttaa sinua."

    assert imported(catalogue, first).output.startswith("1 taken")
    result = imported(catalogue, second)

    assert "left      jobbhjalp what: somebody has changed it" in result.output
    words = reading.programme(db, "jobbhjalp", "fi")["words"]
    assert words["what"]["text"] == "Valmentaja auttaa sinua."


def test_a_file_that_lost_its_comments_never_replaces_what_was_checked(
    catalogue: Path, db: Database
) -> None:
    catalog = exported(catalogue)
    entry(catalog, WHAT).string = "Valmentaja auttaa sinua."
    assert imported(catalogue, catalog, "--checked-by", "a reader").exit_code == 0
    entry(catalog, WHAT).string = "Ohjaaja auttaa sinua."
    entry(catalog, WHAT).auto_comments.clear()

    result = imported(catalogue, catalog)

    assert "left      jobbhjalp what: a person has checked" in result.output
    assert state(db, "what") == "checked"


def test_what_was_made_from_an_older_swedish_is_taken_and_shown_as_that(
    catalogue: Path, db: Database
) -> None:
    catalog = exported(catalogue)
    entry(catalog, WHAT).string = "Valmentaja auttaa sinua."
    outdated(db)

    result = imported(catalogue, catalog)

    assert "The Swedish is newer than the one it was made from." in result.output
    assert state(db, "what") == "outdated"


def test_what_looks_lost_is_told(catalogue: Path) -> None:
    catalog = exported(catalogue, language="ar")
    entry(catalog, WHAT).string = "Coach يساعدك في 3 أيام"

    result = imported(catalogue, catalog, language="ar")

    assert "The Latin word Coach" not in result.output
    assert "The number 3 is not in the Swedish." in result.output
    assert "1 taken" in result.output


def test_empty_fuzzy_and_foreign_entries_are_passed_over(catalogue: Path) -> None:
    catalog = exported(catalogue)
    entry(catalog, WHAT).string = "Valmentaja"
    entry(catalog, WHAT).flags.add("fuzzy")
    catalog.add("Fish", "Kala")
    catalog.add("Fish", "Kala", context="nowhere what")
    catalog.add("Fish", "Kala", context="jobbhjalp money")
    catalog.add("Fish", "Kala", context="jobbhjalp weather")

    result = imported(catalogue, catalog)

    assert result.output == (
        "refused   nowhere what: There is no programme nowhere.\n"
        "refused   jobbhjalp money: the Swedish has no such section any more\n"
        "refused   jobbhjalp weather: the Swedish has no such section any more\n"
        "0 taken, 0 unchanged, 0 left, 3 refused.\n"
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a\xff\xfe", b'msgid "x\nmsgstr', 'msgid "ö"'.encode("latin-1")],
)
def test_what_is_no_translators_file_changes_nothing(
    catalogue: Path, content: bytes
) -> None:
    before = catalogue.read_bytes()
    file = catalogue.with_name("in.po")
    file.write_bytes(content)

    result = run(catalogue.parent, "translations", "import", "fi", file)

    assert "Traceback" not in result.output
    assert "0 taken" in result.output or "Nothing was taken." in result.stderr
    assert catalogue.read_bytes() == before


def test_a_text_that_cannot_be_taken_refuses_the_file_whole(
    catalogue: Path, db: Database
) -> None:
    catalog = exported(catalogue)
    entry(catalog, WHAT).string = "Valmentaja auttaa sinua."
    entry(catalog, "jobbhjalp summary").string = "x" * 400

    result = imported(catalogue, catalog)

    assert result.exit_code == 1
    assert result.stderr.startswith("Nothing was taken. jobbhjalp: texts.fi.summary")
    assert state(db, "what") == "missing"


def test_a_file_that_is_too_large_is_refused(catalogue: Path) -> None:
    file = catalogue.with_name("in.po")
    file.write_bytes(b"#" * (LARGEST + 1))

    result = run(catalogue.parent, "translations", "import", "fi", file)

    assert (result.exit_code, "more than 20 MB" in result.stderr) == (1, True)
