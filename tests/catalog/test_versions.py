"""Versions of a programme: compared, and made public again without overwriting anybody."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from finder.catalog import comparing, database
from finder.catalog.document import ProgrammeDocument
from finder.catalog.editing import EditConflict
from finder.catalog.publishing import Invalid, current, publish_all
from finder.catalog.saving import Saved
from finder.catalog.versions import NoVersion, newest, restore, version, versions
from finder.catalog.whole import whole_digest
from tests import city

ID = "barnkock"


def edited(db: Database, programme: str = ID, **fields: Any) -> ProgrammeDocument:
    """The programme with *fields* changed, ``sv`` those of its original text; published."""
    before: Any = current(db, programme)
    swedish = {**before["texts"]["sv"], **fields.pop("sv", {})}
    texts = {**before["texts"], "sv": swedish}
    document: Any = {**before, **fields, "texts": texts}
    publish_all(db, [document], editor=7, at=city.AT, note="changed")
    return current(db, programme)


def again(db: Database, number: int, seen: str, token: str = "a") -> Saved:
    return restore(
        *(db, ID, number), seen=seen, editor=8, at=city.AT, note="back", token=token
    )


def test_versions_are_told_newest_first(db: Database) -> None:
    edited(db, capacity=5)
    edited(db, capacity=6)

    found = versions(db, ID)

    assert [one["number"] for one in found] == [3, 2, 1]
    assert (found[0]["editor"], found[0]["note"]) == (7, "changed")
    assert [one["number"] for one in versions(db, ID, before=3, limit=1)] == [2]
    assert (newest(db, ID), newest(db, "no-such")) == (3, 0)
    with pytest.raises(NoVersion):
        version(db, ID, 4)


def test_a_restored_version_is_the_next_one(db: Database) -> None:
    first = current(db, ID)
    now = edited(db, capacity=5, sv={"what": "Annat."})

    saved = again(db, 1, whole_digest(now))

    assert saved.done.changed == [ID] and newest(db, ID) == 3
    assert current(db, ID) == first


def test_sent_twice_it_is_restored_once(db: Database) -> None:
    seen = whole_digest(edited(db, capacity=5))

    first, second = again(db, 1, seen), again(db, 1, seen)

    assert (first.again, second.again) == (False, True)
    assert newest(db, ID) == 3


def test_what_somebody_published_meanwhile_is_not_overwritten(db: Database) -> None:
    seen = whole_digest(edited(db, capacity=5))
    theirs = edited(db, capacity=6)

    with pytest.raises(EditConflict) as conflict:
        again(db, 1, seen)

    assert conflict.value.theirs == theirs and current(db, ID) == theirs


def test_of_many_who_restore_at_once_one_does(catalogue: Path, db: Database) -> None:
    seen = whole_digest(edited(db, capacity=5))

    def one(number: int) -> bool:
        own = database.writer(catalogue)
        try:
            again(own, 1, seen, token=str(number))
            return True
        except EditConflict:
            return False
        finally:
            own.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(one, range(6))) == 1
    assert newest(db, ID) == 3


def test_a_version_that_names_what_is_gone_is_refused(db: Database) -> None:
    now = edited(db, supports=["childcare"])
    now = edited(db, supports=[])
    with database.write(db):
        db.execute("DELETE FROM programme_term WHERE term = 'childcare'")
        db.execute("DELETE FROM taxonomy_term WHERE id = 'childcare'")

    with pytest.raises(Invalid) as refused:
        again(db, 2, whole_digest(now))

    assert [one.field for one in refused.value.problems[ID]] == ["supports"]
    assert newest(db, ID) == 3


def test_facts_and_sections_that_differ_are_told(db: Database) -> None:
    before = current(db, ID)
    after = edited(db, capacity=5, hours=[], sv={"what": "Du lagar mat i ett kök."})

    found = comparing.facts(before, after)
    (section,) = comparing.texts(before, after)

    assert [(one.field, one.before, one.after) for one in found] == [
        ("hours", ["day"], []),
        ("capacity", None, 5),
    ]
    assert (section.language, section.section) == ("sv", "what")
    assert ("gone", " och lär dig svenska") in section.pieces


def test_a_check_alone_is_a_difference_too(db: Database) -> None:
    before: Any = current(db, ID)
    checked = {"checked_by": "editor", "checked_on": "2026-02-03"}
    english = {**before["texts"]["en"], **checked}
    after: Any = {**before, "texts": {**before["texts"], "en": english}}

    found = comparing.texts(before, after)

    assert {one.language for one in found} == {"en"}
    assert found[0].made_after == {"made_by": "machine", **checked}
    assert found[0].pieces == [("same", found[0].after)]


def test_a_text_that_came_or_went_is_all_new_or_gone(db: Database) -> None:
    both: Any = current(db, ID)
    swedish: Any = {**both, "texts": {"sv": both["texts"]["sv"]}}

    came = comparing.texts(swedish, both)
    went = comparing.texts(both, swedish)

    assert {said for one in came for said, _ in one.pieces} == {"new"}
    assert {said for one in went for said, _ in one.pieces} == {"gone"}
