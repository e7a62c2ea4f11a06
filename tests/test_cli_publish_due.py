"""``finder publish-due``: what was approved for today becomes public without anybody there."""

from datetime import UTC, datetime
from pathlib import Path

from finder.catalog import database as catalogue_database
from finder.catalog.editing import part_digest, part_of
from finder.catalog.publishing import current
from finder.desk import accounts, database, drafts
from tests.cli import run

AT = datetime(2026, 2, 3, tzinfo=UTC)


def approved(catalogue: Path, based_on: str = "") -> None:
    """A draft of Swedish words, approved for a day in the past."""
    desk = database.opened(catalogue.with_name("editors.db"))
    public = catalogue_database.reader(catalogue)
    document = current(public, "feriejobb")
    pia = accounts.add(desk, "Pia", "publisher", "sv", AT)
    given = drafts.Written(
        "feriejobb",
        "sv",
        {**part_of(document, "sv"), "what": "Du jobbar fyra veckor."},
        based_on or part_digest(document, "sv"),
    )
    number = drafts.save(desk, given, seen=0, account=pia, at=AT, token="x")
    drafts.approve(
        desk, "feriejobb", "sv", "2026-02-03", seen=number, account=pia, at=AT
    )
    public.close()
    desk.close()


def test_nothing_is_due_where_nobody_ever_edited(catalogue: Path) -> None:
    done = run(catalogue.parent, "publish-due")

    assert (done.exit_code, done.output) == (0, "Nothing is due.\n")
    assert not catalogue.with_name("editors.db").exists()


def test_what_is_due_becomes_public_once(catalogue: Path) -> None:
    approved(catalogue)

    outputs = [run(catalogue.parent, "publish-due").output for _ in range(2)]

    assert outputs == ["Published: feriejobb.\n", "Nothing is due.\n"]
    db = catalogue_database.reader(catalogue)
    assert current(db, "feriejobb")["texts"]["sv"]["what"] == "Du jobbar fyra veckor."
    db.close()


def test_what_was_changed_since_is_told_and_left(catalogue: Path) -> None:
    approved(catalogue, based_on="older")

    done = run(catalogue.parent, "publish-due")

    assert done.exit_code == 1
    assert "Not published: feriejobb." in done.stderr
    assert run(catalogue.parent, "publish-due").output == "Nothing is due.\n"
