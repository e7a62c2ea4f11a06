"""Two programmes made one: nothing lost, every old address kept."""

from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from finder.catalog import database, reading
from finder.catalog.document import ProgrammeDocument, digest
from finder.catalog.editing import EditConflict
from finder.catalog.merging import merge, merged, touched, usual_pick
from finder.catalog.publishing import Invalid, current, publish_all
from finder.catalog.saving import Saved
from finder.catalog.versions import newest, restore
from finder.catalog.whole import whole_digest
from finder.search import find
from tests import city

KEPT, GONE = "jobbhjalp", "feriejobb"
HOW = {"seen": "new", "editor": 7, "at": city.AT, "note": "", "token": "b"}


def joined(
    db: Database,
    kept: str = KEPT,
    gone: str = GONE,
    picks: Any = (),
    token: str = "a",
    **seen: str,
) -> Saved:
    one, other = current(db, kept), current(db, gone)
    held = {kept: whole_digest(one), gone: whole_digest(other)}
    return merge(
        *(db, merged(one, other, dict(picks)), gone),
        seen=held | seen,
        **{"editor": 7, "at": city.AT, "note": "merged", "token": token},  # type: ignore[arg-type]
    )


def put(db: Database, *documents: Any) -> None:
    publish_all(db, documents, editor=0, at=city.AT, note="test")


def addresses(db: Database) -> dict[str, str]:
    return {
        one["old_id"]: one["programme_id"] for one in db.query("SELECT * FROM moved")
    }


def whole(catalogue: Path) -> bool:
    return database.faults(catalogue) == []


def test_the_other_leaves_and_its_address_leads_here(
    catalogue: Path, db: Database
) -> None:
    put(db, {**current(db, "gamla-spar"), "successor": GONE})

    joined(db, picks={"age_min": "gone", "target_groups": "both"})

    assert addresses(db) == {GONE: KEPT} and reading.moved_to(db, GONE) == KEPT
    assert current(db, KEPT)["age_min"] == 16
    assert current(db, "feriejobb-norr")["part_of"] == KEPT
    assert current(db, "gamla-spar")["successor"] == KEPT
    assert newest(db, GONE) == 1 and newest(db, "feriejobb-norr") == 2
    with pytest.raises(LookupError):
        current(db, GONE)
    assert whole(catalogue)


def test_search_forgets_the_one_that_left(catalogue: Path, db: Database) -> None:
    joined(db)

    answer = find(
        *(catalogue, catalogue.parent), text="sommarlovet", language="sv", filters={}
    )

    assert GONE not in {one["id"] for one in answer["results"]}
    assert db.execute(
        "SELECT count(*) FROM programme_fts WHERE programme_id = ?", [GONE]
    ).fetchone() == (0,)


def test_addresses_that_led_to_it_lead_on(db: Database) -> None:
    joined(db, "feriejobb", "sprakkafe", token="a")

    joined(db, KEPT, "feriejobb", token="b")

    assert addresses(db) == {"sprakkafe": KEPT, "feriejobb": KEPT}


def test_merging_a_part_into_its_whole_and_the_other_way_round(
    catalogue: Path, db: Database
) -> None:
    joined(db, "feriejobb-norr", "feriejobb", {"part_of": "gone"})

    assert current(db, "feriejobb-norr")["part_of"] is None
    assert whole(catalogue)


def test_a_circle_of_parts_is_refused(db: Database) -> None:
    put(db, {**current(db, KEPT), "part_of": "feriejobb-norr"})

    with pytest.raises(Invalid) as refused:
        joined(db)

    assert "circle" in str(refused.value.problems)
    assert addresses(db) == {}


def test_sections_keep_how_they_came_to_be(db: Database) -> None:
    one, other = current(db, KEPT), current(db, GONE)
    vouched: Any = {"checked_by": "editor", "checked_on": "2026-01-01"}
    other["texts"]["sv"].update(vouched)

    found = merged(one, other, {"sv.what": "gone", "en.summary": "gone"})

    text = found["texts"]["sv"]
    assert text["what"] == other["texts"]["sv"]["what"]
    assert text["by_section"]["what"] == {"made_by": "machine", **vouched}
    english = found["texts"]["en"]
    assert english["based_on"]["summary"] == digest(other["texts"]["sv"]["summary"])
    assert english["what"] == one["texts"]["en"]["what"]


def test_what_was_an_original_and_is_a_translation_now_is_outdated(
    db: Database,
) -> None:
    other: Any = city.document("annat", "Annat", "Något annat.")
    english = {**other["texts"]["sv"], "name": "Other", "summary": "Something else."}
    other |= {"source_language": "en", "texts": {"en": english}}
    put(db, other)

    joined(db, "sprakkafe", "annat", {"en.summary": "gone"})

    words = reading.programme(db, "sprakkafe", "en")["words"]["summary"]
    assert (words["text"], words["state"]) == ("Something else.", "outdated")


def test_sent_twice_it_is_merged_once(db: Database) -> None:
    one, other = current(db, KEPT), current(db, GONE)
    how: Any = {
        "seen": {KEPT: whole_digest(one), GONE: whole_digest(other)},
        **{"editor": 7, "at": city.AT, "note": "merged", "token": "a"},
    }
    document = merged(one, other, {"age_min": "gone"})

    first, second = merge(db, document, GONE, **how), merge(db, document, GONE, **how)

    assert (first.again, second.again) == (False, True)
    assert newest(db, KEPT) == 2


@pytest.mark.parametrize("changed", [KEPT, GONE])
def test_whoever_changed_one_of_both_meanwhile_is_not_overwritten(
    db: Database, changed: str
) -> None:
    seen = whole_digest(current(db, changed))
    put(db, {**current(db, changed), "capacity": 9})

    with pytest.raises(EditConflict) as conflict:
        joined(db, **{changed: seen})

    assert conflict.value.programme == changed
    assert addresses(db) == {} and current(db, GONE)


def test_restored_it_is_back_with_its_address(catalogue: Path, db: Database) -> None:
    before = current(db, GONE)
    joined(db)

    restore(
        *(db, GONE, 1),
        **HOW,  # type: ignore[arg-type]
    )

    assert current(db, GONE) == before and addresses(db) == {}
    assert newest(db, GONE) == 2
    assert reading.programme(db, GONE, "sv")["id"] == GONE
    assert whole(catalogue)


def test_two_who_restore_it_at_once_do_not_overwrite(db: Database) -> None:
    joined(db)
    how: Any = {"seen": "new", "editor": 7, "at": city.AT, "note": ""}
    restore(db, GONE, 1, token="b", **how)

    with pytest.raises(EditConflict):
        restore(db, GONE, 1, token="c", **how)


@pytest.mark.parametrize("room", [0, 1, 2, 4, 8, 16])
def test_on_a_full_disk_they_are_merged_wholly_or_not_at_all(
    catalogue: Path, db: Database, room: int
) -> None:
    before = [current(db, one) for one in (KEPT, GONE, "feriejobb-norr")]
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages + room}")

    try:
        joined(db, picks={"sv.what": "gone", "en.summary": "gone"})
        assert addresses(db) == {GONE: KEPT}
    except database.Error as error:
        assert "full" in str(error) and addresses(db) == {}
        assert [current(db, one["id"]) for one in before] == before

    assert whole(catalogue)
    if not addresses(db):  # and it heals by itself
        db.execute(f"PRAGMA max_page_count = {pages + 500}")
        joined(db, token="b")
        assert addresses(db) == {GONE: KEPT}


def test_a_document_may_come_again_under_an_address_that_moved(db: Database) -> None:
    """As when a file is imported that still has it."""
    joined(db)
    document: ProgrammeDocument = city.document(GONE, "Feriejobb", "Jobba.")

    put(db, document)

    assert addresses(db) == {} and newest(db, GONE) == 2


def test_what_points_to_a_programme_is_told(db: Database) -> None:
    put(db, {**current(db, "gamla-spar"), "successor": GONE})

    assert touched(db, GONE) == (["feriejobb-norr"], ["gamla-spar"])
    assert touched(db, "sprakkafe") == ([], [])


def test_what_only_one_says_is_offered_first() -> None:
    assert usual_pick(None, 5) == "gone" and usual_pick([], ["a"]) == "gone"
    assert usual_pick(4, 5) == usual_pick(4, None) == usual_pick(None, None) == "kept"
