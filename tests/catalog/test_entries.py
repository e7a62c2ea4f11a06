"""Entries: saved without overwriting, used everywhere, merged without a loose end."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from finder import config
from finder.catalog import database, shipped
from finder.catalog.entries import (
    By,
    EntryConflict,
    EntryInvalid,
    EntryUsed,
    history,
    remove,
    save,
)
from finder.catalog.entry_document import KINDS, NEW, digest, entries, entry, present
from finder.catalog.entry_merging import CannotMerge, merge
from finder.catalog.entry_problems import FIXED, problems
from finder.catalog.entry_use import counts, touched
from finder.catalog.publishing import current
from finder.catalog.saving import Saved
from finder.catalog.searchable import texts, versions
from tests import city

ORGANIZATION = {
    **{"id": "bolaget", "name": "Bolaget", "type": "company", "web": None},
    **{"succeeded_by": None, "explained": {}},
}
CONCEPT = {"id": "cook", "labels": {"sv": ["kock"], "en": ["cook", "chef"]}}
CONCEPT["terms"] = [{"taxonomy": "sector", "term": "care", "weight": 1}]  # type: ignore[assignment]
TERM = {
    **{
        "id": "sector/cleaning",
        "position": 7,
        "label": {"sv": "Städ", "en": "Cleaning"},
    },
    **{"plain": {}, "definition": {}, "made_by": {"sv": "person", "en": "person"}},
}


def by(token: str = "a") -> By:
    return By(7, city.AT, "test", token)


def change(
    db: Database, kind: str, entry_id: str, token: str = "a", **changes: Any
) -> Saved:
    """The entry as it is, with *changes*, saved."""
    before = entry(db, kind, entry_id)
    return put(db, kind, before | changes, digest(kind, before), token)


def put(
    db: Database, kind: str, document: Any, seen: str = NEW, token: str = "a"
) -> Saved:
    how = by(token)._asdict()
    return save(db, kind, document["id"], document, seen=seen, **how)


def numbers(db: Database) -> tuple[int, int, int]:
    """What rises with changes: revisions of entries, of programmes, and search versions."""
    return (
        db.table("entry_revision").count,
        db.table("revision").count,
        sum(versions(db).values()),
    )


def file_of(db: Database) -> Path:
    return Path(db.execute("PRAGMA database_list").fetchone()[2])


def whole(db: Database) -> bool:
    return database.faults(file_of(db)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_shipped_entry_can_be_saved_as_it_is(kind: str, tmp_path: Path) -> None:
    copy = shutil.copy(config.SHIPPED_CATALOGUE, tmp_path / "catalog.db")
    db = database.writer(Path(copy))
    before = numbers(db)

    for one in entries(db, kind):
        assert problems(db, kind, one["id"], one) == [], one["id"]
    saved = put(db, kind, one, digest(kind, one))

    assert saved.done.unchanged == [one["id"]]
    assert numbers(db) == before
    db.close()


@pytest.mark.parametrize(
    ("kind", "entry_id", "changes"),
    [
        ("organization", "staden", {"name": "Kommunen", "explained": {"sv": "vi"}}),
        ("location", "koket", {"phone": "08-123 45 67", "directions": {"en": "here"}}),
        ("term", "sector/care", {"position": 5, "plain": {"sv": "Vård"}}),
        ("concept", "waiter", {"labels": {"sv": ["kypare"]}, "terms": []}),
    ],
)
def test_a_change_is_there_with_the_state_before_it_in_the_history(
    db: Database, kind: str, entry_id: str, changes: dict[str, Any]
) -> None:
    before = entry(db, kind, entry_id)

    change(db, kind, entry_id, **changes)

    after = entry(db, kind, entry_id)
    assert {name: after[name] for name in changes} == changes
    states = history(db, kind, entry_id)
    assert [one["document"] for one in states] == [after, before]
    assert [(one["number"], one["editor"]) for one in states] == [(2, 7), (1, 0)]
    assert whole(db)


@pytest.mark.parametrize("document", [ORGANIZATION, CONCEPT, TERM], ids=str)
def test_a_new_entry_is_added_and_can_be_removed(db: Database, document: Any) -> None:
    kind = "concept" if "labels" in document else "organization"
    kind = "term" if "label" in document else kind

    added = put(db, kind, document)
    made = entry(db, kind, document["id"])
    gone = remove(db, kind, document["id"], seen=digest(kind, made), by=by("another"))

    assert added.done.added == gone.done.changed == [document["id"]]
    assert present(db, kind, document["id"]) is None
    assert [one["document"] for one in history(db, kind, document["id"])] == [
        None,
        made,
    ]
    again = put(db, kind, made, token="a third")
    assert again.done.added == [document["id"]]
    assert whole(db)


def test_two_who_change_the_same_entry_do_not_overwrite_each_other(
    db: Database,
) -> None:
    seen = entry(db, "organization", "staden")
    change(db, "organization", "staden", name="Kommunen")

    with pytest.raises(EntryConflict) as told:
        put(
            db,
            "organization",
            seen | {"web": "https://x.se"},
            digest("organization", seen),
            "b",
        )

    assert told.value.theirs == entry(db, "organization", "staden")
    assert entry(db, "organization", "staden")["web"] is None


def test_a_form_sent_twice_at_once_is_saved_once(db: Database) -> None:
    seen = entry(db, "location", "koket")
    path = file_of(db)

    def send(_: int) -> Saved:
        own = database.writer(path)
        try:
            return put(
                own, "location", seen | {"phone": "08-1"}, digest("location", seen)
            )
        finally:
            own.close()

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(send, range(4)))

    assert sorted(one.again for one in done) == [False, True, True, True]
    assert len(history(db, "location", "koket")) == 2


def test_a_save_without_a_difference_makes_no_revision(db: Database) -> None:
    before = numbers(db)

    for number, kind in enumerate(KINDS):
        one = entries(db, kind)[0]
        assert change(db, kind, one["id"], str(number)).done.unchanged == [one["id"]]

    assert numbers(db) == before


def test_a_failing_save_leaves_nothing(db: Database) -> None:
    seen = entry(db, "organization", "staden")
    before = numbers(db)
    with database.write(db):
        db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON form_token "
            "BEGIN SELECT raise(ABORT, 'no space'); END"
        )

    with pytest.raises(database.Error):
        change(db, "organization", "staden", name="Kommunen")

    assert entry(db, "organization", "staden") == seen
    assert numbers(db) == before


@pytest.mark.parametrize(
    ("kind", "entry_id", "changes", "field", "rule"),
    [
        ("organization", "staden", {"name": ""}, "name", "needed"),
        ("organization", "staden", {"name": "x" * 121}, "name", "too_long"),
        ("organization", "staden", {"name": "a\x07b"}, "name", "signs"),
        ("organization", "staden", {"name": "a\u202eb"}, "name", "signs"),
        ("organization", "staden", {"name": "e\u0301"}, "name", "shape"),
        ("organization", "staden", {"name": None}, "name", "shape"),
        ("organization", "staden", {"type": "club"}, "type", "choose"),
        ("organization", "staden", {"web": "javascript:x"}, "web", "web"),
        ("organization", "staden", {"succeeded_by": "x"}, "succeeded_by", "gone"),
        (
            "organization",
            "staden",
            {"succeeded_by": "staden"},
            "succeeded_by",
            "circle",
        ),
        (
            "organization",
            "staden",
            {"explained": {"xx": "y"}},
            "explained.xx",
            "language",
        ),
        ("organization", "staden", {"extra": 1}, "extra", "shape"),
        ("location", "koket", {"phone": "+46 8 123"}, "phone", "phone"),
        ("location", "koket", {"email": "someone"}, "email", "email"),
        ("location", "koket", {"outside_city": True}, "district", "outside"),
        ("location", "koket", {"district": "x"}, "district", "gone"),
        ("location", "koket", {"name": "ett\ntvå"}, "name", "signs"),
        ("term", "sector/care", {"label": {}}, "label.sv", "needed"),
        ("term", "sector/care", {"position": -1}, "position", "number"),
        (
            "term",
            "sector/care",
            {"label": {"sv": "restaurang OCH mat"}},
            "label.sv",
            "taken",
        ),
        ("term", "sector/care", {"plain": {"fi": "hoito"}}, "label.fi", "needed_with"),
        ("concept", "waiter", {"labels": {}}, "labels.sv", "needed_word"),
        ("concept", "waiter", {"labels": {"sv": ["a", "A"]}}, "labels.sv", "twice"),
        (
            "concept",
            "waiter",
            {"labels": {"sv-simple": ["a"]}},
            "labels.sv-simple",
            "language",
        ),
        (
            *("concept", "waiter"),
            {"terms": [{"taxonomy": "x", "term": "y", "weight": 2}]},
            *("terms", "gone"),
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_saved(
    db: Database, kind: str, entry_id: str, changes: Any, field: str, rule: str
) -> None:
    before = numbers(db)

    with pytest.raises(EntryInvalid) as told:
        change(db, kind, entry_id, **changes)

    assert (field, rule) in [(one.field, one.rule) for one in told.value.problems]
    assert numbers(db) == before


def test_a_word_means_one_thing(db: Database) -> None:
    put(db, "concept", CONCEPT)

    with pytest.raises(EntryInvalid) as told:
        change(db, "concept", "waiter", "b", labels={"en": ["Chef"]})

    assert told.value.problems == [("labels.en", "taken", "chef", "cook")]


@pytest.mark.parametrize(
    ("kind", "entry_id", "changes", "language", "programme", "word"),
    [
        ("organization", "staden", {"name": "Kommunen"}, "sv", "barnkock", "Kommunen"),
        ("location", "koket", {"locality": "Viken"}, "sv", "barnkock", "Viken"),
        ("location", "koket", {"district": "oster"}, "sv", "barnkock", "Österby"),
        (
            *("term", "kind/coaching", {"label": {"sv": "Coach", "so": "tababare"}}),
            *("so", "jobbhjalp", "tababare"),
        ),
        (
            *("term", "kind/coaching", {"plain": {"sv": "Få hjälp"}}),
            *("sv", "jobbhjalp", "Få hjälp"),
        ),
    ],
)
def test_what_an_entry_says_is_searched_in_the_same_transaction(
    db: Database,
    kind: str,
    entry_id: str,
    changes: Any,
    language: str,
    programme: str,
    word: str,
) -> None:
    before = versions(db)

    change(db, kind, entry_id, **changes)

    found = {one.id: one.keywords for one in texts(db, language)}
    assert word in found[programme]
    assert all(number > before[one] for one, number in versions(db).items())


@pytest.mark.parametrize(
    "changes",
    [
        {"labels": {"sv": ["servitör"]}},
        {"labels": {"sv": ["servitör", "servera mat", "kypare"], "ar": ["نادل"]}},
        {"terms": []},
        {"terms": [{"taxonomy": "sector", "term": "restaurant-food", "weight": 1}]},
    ],
)
def test_the_index_follows_every_change_of_a_concept(
    db: Database, changes: Any
) -> None:
    before = versions(db)

    change(db, "concept", "waiter", **changes)

    assert all(number > before[one] for one, number in versions(db).items())


def test_what_uses_an_entry_is_told(db: Database) -> None:
    found = touched(db, "organization", "staden")
    sector = touched(db, "term", "sector/restaurant-food")

    assert len(found.programmes) == 6
    assert [one.id for one in found.programmes if one.archived] == ["gamla-spar"]
    assert [(one.kind, one.id) for one in found.entries] == [
        ("location", "biblioteket"),
        ("location", "koket"),
    ]
    assert [one.id for one in sector.programmes] == ["barnkock"]
    assert [one.id for one in sector.entries] == ["waiter"]
    assert [one.id for one in touched(db, "location", "koket").programmes] == [
        "barnkock"
    ]
    for term in (
        "swedish_level/none",
        "measure/to_work",
        "kind/holiday-job",
        "form/remote",
    ):
        assert touched(db, "term", term).programmes, term


def test_counts_agree_with_what_uses_an_entry(db: Database) -> None:
    for kind in ("organization", "location", "term"):
        told = counts(db, kind)
        for one in entries(db, kind):
            using = touched(db, kind, one["id"]).programmes
            assert told.get(one["id"], 0) == len(using), one["id"]


def test_what_is_used_is_not_removed(db: Database) -> None:
    one = entry(db, "location", "koket")

    with pytest.raises(EntryUsed) as told:
        remove(db, "location", "koket", seen=digest("location", one), by=by())

    assert told.value.by is not None and len(told.value.by.programmes) == 1
    assert present(db, "location", "koket") == one


@pytest.mark.parametrize("taxonomy", sorted(FIXED))
def test_fixed_taxonomies_are_relabelled_only(db: Database, taxonomy: str) -> None:
    term = next(
        one for one in entries(db, "term") if one["id"].startswith(f"{taxonomy}/")
    )
    new = TERM | {"id": f"{taxonomy}/more"}

    assert change(db, "term", term["id"], label={"sv": "Annat"}).done.changed
    with pytest.raises(EntryInvalid):
        put(db, "term", new, token="b")
    now = entry(db, "term", term["id"])
    with pytest.raises(EntryUsed):
        remove(db, "term", term["id"], seen=digest("term", now), by=by("c"))


def test_who_made_a_text_of_a_term_is_kept_where_it_was_left_alone(
    db: Database,
) -> None:
    before = entry(db, "term", "sector/care")

    change(db, "term", "sector/care", label=before["label"] | {"en": "Care"})

    assert entry(db, "term", "sector/care")["made_by"] == {
        "ar": "machine",
        "en": "person",
        "sv": "machine",
    }


def merged(db: Database, kind: str, gone: str, kept: str) -> Saved:
    seen = digest(kind, entry(db, kind, gone)), digest(kind, entry(db, kind, kept))
    return merge(db, kind, gone, kept, seen=seen, by=by("merge"))


def test_merged_organizations_leave_nothing_behind(db: Database) -> None:
    put(db, "organization", ORGANIZATION | {"succeeded_by": "staden"})
    put(
        db, "organization", ORGANIZATION | {"id": "gammal", "name": "Gammal"}, token="b"
    )
    change(db, "organization", "gammal", "c", succeeded_by="staden")

    done = merged(db, "organization", "staden", "bolaget").done

    assert len(done.changed) == 6
    assert {current(db, one)["organization"] for one in done.changed} == {"bolaget"}
    assert entry(db, "location", "koket")["organization"] == "bolaget"
    assert entry(db, "organization", "gammal")["succeeded_by"] == "bolaget"
    assert entry(db, "organization", "bolaget")["succeeded_by"] is None
    assert present(db, "organization", "staden") is None
    assert history(db, "organization", "staden")[0]["document"] is None
    assert "Bolaget" in texts(db, "sv")[0].keywords
    assert whole(db)


def test_merged_locations_are_one_place(db: Database) -> None:
    done = merged(db, "location", "koket", "biblioteket").done

    assert done.changed == ["barnkock"]
    assert current(db, "barnkock")["locations"] == ["biblioteket"]
    assert whole(db)


@pytest.mark.parametrize(
    ("gone", "kept"),
    [
        ("kind/coaching", "kind/holiday-job"),
        ("kind/swedish-language", "kind/coaching"),
        ("sector/restaurant-food", "sector/care"),
        ("hours/evening", "hours/day"),
        ("target_group/young", "target_group/parents"),
        ("route/self-referral", "route/jobbtorg"),
    ],
)
def test_merged_terms_leave_nothing_behind(db: Database, gone: str, kept: str) -> None:
    using = [one.id for one in touched(db, "term", gone).programmes]

    done = merged(db, "term", gone, kept).done

    assert sorted(done.changed) == sorted(using)
    assert present(db, "term", gone) is None
    held = {one.id for one in touched(db, "term", kept).programmes}
    assert held >= set(using)
    assert gone not in json.dumps([entry(db, "concept", "waiter")])
    assert whole(db)


def test_a_merged_concept_takes_over_words_and_terms(db: Database) -> None:
    put(db, "concept", CONCEPT)

    merged(db, "concept", "cook", "waiter")

    kept = entry(db, "concept", "waiter")
    assert kept["labels"]["en"] == ["chef", "cook", "waiter"]
    assert [one["term"] for one in kept["terms"]] == ["care", "restaurant-food"]
    assert present(db, "concept", "cook") is None
    assert whole(db)


@pytest.mark.parametrize(
    ("kind", "gone", "kept"),
    [
        ("term", "sector/care", "kind/coaching"),
        ("term", "form/remote", "form/on-site"),
        ("organization", "staden", "staden"),
    ],
)
def test_what_is_of_different_sorts_is_not_merged(
    db: Database, kind: str, gone: str, kept: str
) -> None:
    before = numbers(db)

    with pytest.raises(CannotMerge):
        merged(db, kind, gone, kept)

    assert numbers(db) == before


def test_a_merge_that_was_looked_at_before_a_change_is_a_conflict(db: Database) -> None:
    seen = digest("location", entry(db, "location", "koket")), "0" * 16
    before = numbers(db)

    with pytest.raises(EntryConflict):
        merge(db, "location", "koket", "biblioteket", seen=seen, by=by())

    assert numbers(db) == before


def test_a_merge_sent_twice_is_done_once(db: Database) -> None:
    one, other = (entry(db, "location", place) for place in ("koket", "biblioteket"))
    seen = digest("location", one), digest("location", other)

    first = merge(db, "location", "koket", "biblioteket", seen=seen, by=by())
    second = merge(db, "location", "koket", "biblioteket", seen=seen, by=by())

    assert (first.again, second.again) == (False, True)
    assert second.done == first.done


def test_an_exported_catalogue_keeps_entries_and_their_history(
    db: Database, tmp_path: Path
) -> None:
    change(db, "organization", "staden", name="Kommunen")
    remove(
        *(db, "concept", "waiter"),
        seen=digest("concept", entry(db, "concept", "waiter")),
        by=by("b"),
    )

    shipped.export(file_of(db), tmp_path / "copy.db")

    copy = database.reader(tmp_path / "copy.db")
    for kind in KINDS:
        assert entries(copy, kind) == entries(db, kind)
    assert history(copy, "organization", "staden") == history(
        db, "organization", "staden"
    )
    assert history(copy, "concept", "waiter")[0]["document"] is None
    copy.close()
