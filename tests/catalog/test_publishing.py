"""Documents become the public truth whole, or not at all."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from finder.catalog import database, publishing, reading, searchable
from finder.catalog.document import ProgrammeDocument, digest, line
from tests import city


def publish(db: Database, *documents: Any) -> publishing.Published:
    """Publish as the command line does."""
    return publishing.publish_all(db, documents, editor=0, at=city.AT, note="a test")


def changed(programme: str, **fields: Any) -> ProgrammeDocument:
    """The city's document of a programme with some fields changed."""
    found = next(one for one in city.documents() if one["id"] == programme)
    return {**deepcopy(found), **fields}  # type: ignore[typeddict-item]


def test_what_is_published_reads_back_the_same(db: Database) -> None:
    for document in city.documents():
        assert line(publishing.current(db, document["id"])) == line(document)


def test_the_rows_say_what_the_document_says(db: Database) -> None:
    publish(
        db,
        changed("jobbhjalp", sectors=["care"], hours=["evening"], locations=["koket"]),
    )

    found = reading.programme(db, "jobbhjalp", "sv")
    assert found["terms"]["sector"] == ["care"]
    assert found["terms"]["hours"] == ["evening"]
    assert [one["id"] for one in found["locations"]] == ["koket"]
    assert found["outcomes"][0]["value"] == 40


def test_a_document_without_a_difference_changes_nothing(db: Database) -> None:
    before = searchable.versions(db)

    done = publish(db, *city.documents())

    assert (done.added, done.changed) == ([], [])
    assert searchable.versions(db) == before
    assert db.table("revision").count == len(city.documents())


def test_a_change_is_the_next_revision(db: Database) -> None:
    done = publish(db, changed("feriejobb", age_max=20))

    rows = db.execute(
        "SELECT number, at, note FROM revision WHERE programme_id = 'feriejobb'"
    )
    assert done.changed == ["feriejobb"]
    assert rows.fetchall()[-1] == (2, "2026-02-03T04:05:06+00:00", "a test")


def test_a_change_in_one_language_leaves_the_other_indexes_alone(db: Database) -> None:
    before = searchable.versions(db)
    document = changed("feriejobb")
    document["texts"]["en"]["summary"] = "Work when school is out."

    publish(db, document)

    after = searchable.versions(db)
    assert {one for one in after if after[one] != before[one]} == {"en"}


@pytest.mark.parametrize(
    "fields",
    [{"age_max": 20}, {"target_groups": ["parents"]}, {"locations": ["koket"]}],
)
def test_a_changed_fact_is_searched_in_every_language(
    db: Database, fields: dict[str, Any]
) -> None:
    before = searchable.versions(db)

    publish(db, changed("feriejobb", **fields))

    assert all(number > before[one] for one, number in searchable.versions(db).items())


def test_one_bad_document_stops_all(db: Database, catalogue: Path) -> None:
    good, bad = changed("feriejobb", age_max=20), changed(
        "jobbhjalp", kind="no-such-kind"
    )
    before = catalogue.read_bytes()

    with pytest.raises(publishing.Invalid) as refused:
        publish(db, good, bad)

    assert list(refused.value.problems) == ["jobbhjalp"]
    assert catalogue.read_bytes() == before


def test_a_whole_and_its_parts_may_come_in_any_order(db: Database) -> None:
    part = city.document("del", "Del", "En del.", part_of="hel")
    whole = city.document("hel", "Hel", "En helhet.")

    assert publish(db, part, whole).added == ["del", "hel"]


def test_what_would_change_is_told_without_changing_it(
    db: Database, catalogue: Path
) -> None:
    before = catalogue.read_bytes()
    new = city.document("ny", "Ny", "Något nytt.")

    would = publishing.difference(
        db, [new, changed("feriejobb"), changed("jobbhjalp", cost="free")]
    )

    assert would == publishing.Published(["ny"], ["jobbhjalp"], ["feriejobb"])
    assert catalogue.read_bytes() == before


def test_full_text_rows_follow_each_change(db: Database) -> None:
    document = changed("feriejobb")
    document["texts"]["sv"]["what"] = "Du målar bänkar i parken."

    publish(db, document)

    found = db.execute(
        "SELECT programme_id FROM programme_fts WHERE programme_fts MATCH 'bänkar'"
    )
    assert found.fetchall() == [("feriejobb",)]


def test_a_translation_is_outdated_section_by_section(db: Database) -> None:
    document = changed("jobbhjalp")
    document["texts"]["sv"]["what"] = "En coach hjälper dig att öva."

    publish(db, document)

    rows = db.execute(
        "SELECT section, state FROM translation_state"
        " WHERE programme_id = 'jobbhjalp' AND language = 'en' ORDER BY section"
    ).fetchall()
    assert dict(rows) == {
        "name_explained": "machine",
        "summary": "machine",
        "what": "outdated",
        "who": "missing",
    }


def test_a_checked_text_says_so(db: Database) -> None:
    document = changed("jobbhjalp")
    document["texts"]["en"] |= {"checked_by": "translator", "checked_on": "2026-02-01"}

    publish(db, document)

    words = reading.programme(db, "jobbhjalp", "en")["words"]
    assert words["summary"]["state"] == "checked"
    assert words["who"]["language"] == "sv"


def test_a_digest_changes_with_its_text() -> None:
    assert digest("Lär dig svenska.") != digest("Lär dig svenska!")
    assert len(digest("x")) == 12


def test_an_unknown_programme_is_an_error(db: Database) -> None:
    with pytest.raises(LookupError):
        publishing.current(db, "no-such")
    with pytest.raises(reading.NotFound):
        reading.programme(db, "no-such", "sv")


def test_two_writers_wait_for_each_other(catalogue: Path, db: Database) -> None:
    other = database.writer(catalogue)
    publish(db, changed("feriejobb", age_max=20))
    publish(other, changed("jobbhjalp", cost="free"))

    assert reading.programme(db, "jobbhjalp", "sv")["facts"]["cost"] == "free"
    other.close()


def test_nothing_is_part_of_itself_by_way_of_others(db: Database) -> None:
    with pytest.raises(publishing.Invalid) as refused:
        publish(db, changed("feriejobb", part_of="feriejobb-norr"))

    assert [one.field for one in refused.value.problems["feriejobb"]] == ["part_of"]


def test_a_programme_comes_once_in_a_batch(db: Database) -> None:
    with pytest.raises(publishing.Invalid) as refused:
        publish(db, changed("feriejobb", age_max=20), changed("feriejobb", age_max=21))

    assert [one.field for one in refused.value.problems["feriejobb"]] == ["id"]


def test_a_document_without_an_id_is_refused_by_its_place(db: Database) -> None:
    without = dict(changed("feriejobb"))
    del without["id"]

    with pytest.raises(publishing.Invalid) as refused:
        publish(db, without)

    assert list(refused.value.problems) == ["document 1"]
