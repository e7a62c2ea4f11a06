"""Editing part by part: nobody overwrites anybody, and a form is saved once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from finder.catalog import database
from finder.catalog.document import ProgrammeDocument, Text
from finder.catalog.editing import (
    FACTS,
    EditConflict,
    part_digest,
    part_of,
    publish_document,
    publish_part,
    rewritten,
)
from finder.catalog.publishing import NEW, Invalid, current
from finder.catalog.saving import Saved
from tests import city

PROGRAMME = "barnkock"


def save(
    db: Database, part: str, content: Any, seen: str, token: str = "a", **how: Any
) -> Saved:
    return publish_part(
        db,
        PROGRAMME,
        part,
        content,
        seen=seen,
        editor=7,
        at=city.AT,
        note="test",
        token=token,
        **how,
    )


def swedish(document: ProgrammeDocument, **said: str) -> Text:
    before = document["texts"]["sv"]
    return rewritten(document, "sv", {**before, **said})  # type: ignore[dict-item]


def revisions(db: Database) -> int:
    count: int = db.execute(
        "SELECT count(*) FROM revision WHERE programme_id = ?", [PROGRAMME]
    ).fetchone()[0]
    return count


def test_a_part_is_published_and_the_rest_stays(db: Database) -> None:
    before = current(db, PROGRAMME)
    text = swedish(before, what="Du lagar mat.")

    saved = save(db, "sv", text, part_digest(before, "sv"))

    now = current(db, PROGRAMME)
    assert saved.done.changed == [PROGRAMME] and not saved.again
    assert now["texts"]["sv"]["what"] == "Du lagar mat."
    assert part_of(now, FACTS) == part_of(before, FACTS)
    assert now["texts"]["en"] == before["texts"]["en"]


def test_a_part_that_somebody_changed_meanwhile_is_a_conflict(db: Database) -> None:
    before = current(db, PROGRAMME)
    seen = part_digest(before, "sv")
    save(db, "sv", swedish(before, what="Anna."), seen)

    with pytest.raises(EditConflict) as conflict:
        save(db, "sv", swedish(before, what="Bo."), seen, token="b")

    theirs = conflict.value.theirs
    assert theirs is not None and theirs["texts"]["sv"]["what"] == "Anna."
    assert current(db, PROGRAMME)["texts"]["sv"]["what"] == "Anna."


def test_two_parts_changed_from_the_same_version_are_both_saved(db: Database) -> None:
    before = current(db, PROGRAMME)
    english = rewritten(before, "en", {"summary": "Cook."})
    save(db, "sv", swedish(before, what="Anna."), part_digest(before, "sv"))

    save(db, "en", english, part_digest(before, "en"), token="b")

    now = current(db, PROGRAMME)["texts"]
    assert (now["sv"]["what"], now["en"]["summary"]) == ("Anna.", "Cook.")


def test_many_who_save_at_once_leave_one_winner_for_each_part(catalogue: Path) -> None:
    db = database.reader(catalogue)
    before = current(db, PROGRAMME)
    db.close()

    def edit(number: int) -> bool:
        own = database.writer(catalogue)
        part = ("sv", FACTS)[number % 2]
        content: Any = (
            swedish(before, what=f"Nummer {number}.")
            if part == "sv"
            else {**part_of(before, FACTS), "capacity": number + 1}
        )
        try:
            save(own, part, content, part_digest(before, part), token=str(number))
        except EditConflict:
            return False
        finally:
            own.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(edit, range(8)))

    db = database.reader(catalogue)
    now = current(db, PROGRAMME)
    db.close()
    won = [number for number, one in enumerate(done) if one]
    assert len(won) == 2 and {number % 2 for number in won} == {0, 1}
    assert now["texts"]["sv"]["what"] in {f"Nummer {one}." for one in won}
    assert now["capacity"] in {one + 1 for one in won}


def test_the_same_form_sent_again_writes_nothing(db: Database) -> None:
    before = current(db, PROGRAMME)
    text, seen = swedish(before, what="Anna."), part_digest(before, "sv")
    first = save(db, "sv", text, seen)
    number = revisions(db)

    again = save(db, "sv", text, seen)

    assert again == Saved(first.done, True)
    assert revisions(db) == number


def test_a_form_that_is_refused_may_be_sent_again(db: Database) -> None:
    before = current(db, PROGRAMME)
    seen = part_digest(before, "sv")
    with pytest.raises(Invalid):
        save(db, "sv", {**swedish(before), "summary": "x" * 400}, seen)

    saved = save(db, "sv", swedish(before, what="Rätt."), seen)

    assert not saved.again


def test_a_section_left_as_it_was_keeps_who_made_it(db: Database) -> None:
    before = current(db, PROGRAMME)

    text = swedish(before, what="Nytt.")

    assert text["made_by"] == "machine"
    assert text["by_section"] == {
        "what": {"made_by": "person", "checked_by": None, "checked_on": None}
    }


def test_a_changed_translation_is_based_on_what_the_original_says_now(
    db: Database,
) -> None:
    before = current(db, PROGRAMME)
    save(db, "sv", swedish(before, summary="Ny mening."), part_digest(before, "sv"))
    now = current(db, PROGRAMME)
    state = "SELECT state FROM translation_state WHERE programme_id = ? AND section = ?"
    outdated = db.execute(
        f"{state} AND language = 'en'", [PROGRAMME, "summary"]
    ).fetchone()
    said: Any = {**now["texts"]["en"], "summary": "New."}
    english = rewritten(now, "en", said)

    save(db, "en", english, part_digest(now, "en"), token="b")

    true = db.execute(f"{state} AND language = 'en'", [PROGRAMME, "summary"]).fetchone()
    assert (outdated[0], true[0]) == ("outdated", "person")


def test_a_new_programme_is_begun_from_nothing(db: Database) -> None:
    new = city.document("ny-start", "Ny start", "En ny start.")
    parts = {
        FACTS: (part_of(new, FACTS), NEW),
        "sv": (part_of(new, "sv"), NEW),
    }

    saved = publish_document(
        db, "ny-start", parts, editor=7, at=city.AT, note="", token="n"
    )

    assert saved.done.added == ["ny-start"]
    with pytest.raises(EditConflict):
        publish_document(
            db, "ny-start", parts, editor=7, at=city.AT, note="", token="o"
        )
