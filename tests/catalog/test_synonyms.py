"""Words that the search is taught."""

import pytest
from sqlite_utils import Database

from finder.catalog import synonyms
from finder.catalog.searchable import versions
from finder.search.known_concepts import meant
from tests.city import AT


def test_a_label_makes_every_language_search_anew(db: Database) -> None:
    before = versions(db)

    synonyms.add_label(db, "waiter", "so", "kabalyeeri", editor=7, at=AT)

    assert all(number > before[one] for one, number in versions(db).items())
    assert meant(db, "kabalyeeri", "so") == "waiter"


@pytest.mark.parametrize("label", ["servitör", "SERVITÖR", " servitör "])
def test_a_word_means_one_thing_in_a_language(db: Database, label: str) -> None:
    with pytest.raises(synonyms.Taken) as refused:
        synonyms.add_label(db, "waiter", "sv", label, editor=7, at=AT)

    assert refused.value.concept == "waiter"
    synonyms.add_label(db, "waiter", "fi", label, editor=7, at=AT)


def test_a_concept_that_cannot_be_leaves_nothing_behind(db: Database) -> None:
    with pytest.raises(LookupError):
        synonyms.add_concept(db, [("sector", "nothing")], "sv", "ord", editor=7, at=AT)
    with pytest.raises(synonyms.Taken):
        synonyms.add_concept(
            db, [("sector", "care")], "sv", "servitör", editor=7, at=AT
        )

    assert db.execute("SELECT group_concat(id) FROM concept").fetchone()[0] == "waiter"
    assert db.execute("SELECT count(*) FROM entry_revision").fetchone()[0] == 0


def test_ids_of_new_concepts_differ(db: Database) -> None:
    for label in ("trädgård", "tradgard", "ስራሕ", "عمل"):
        synonyms.add_concept(db, [("sector", "care")], "sv", label, editor=7, at=AT)

    found = [row[0] for row in db.execute("SELECT id FROM concept ORDER BY 1")]
    assert found == ["tradgard", "tradgard-2", "waiter", "word", "word-2"]


def test_concepts_are_found_by_any_of_their_words(db: Database) -> None:
    for words in ("SERVIT", "waiter", "نادل", "wait"):
        assert [one["id"] for one in synonyms.named(db, words)] == ["waiter"], words
    for words in ("", "%", "_", "!", "nothing"):
        assert synonyms.named(db, words) == [], words
    assert synonyms.named(db, "wait")[0]["swedish"] == ["servera mat", "servitör"]


def test_what_a_word_means_is_known_in_its_forms_and_places_too(db: Database) -> None:
    assert meant(db, "servitören", "sv") == "waiter"
    assert meant(db, "Söderby gård", "sv") == "place-soder"
    assert meant(db, "waiter", "sv") is None
