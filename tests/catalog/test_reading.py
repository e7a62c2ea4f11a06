"""What a page reads: in the reader's language, and honest where that lacks."""

import pytest
from sqlite_utils import Database

from finder.catalog import concepts, overview, places, reading, taxonomy
from finder.catalog.searchable import texts
from finder.catalog.stated import stated


def test_cards_come_in_the_order_asked_for(db: Database) -> None:
    found = reading.cards(db, ["jobbhjalp", "no-such", "barnkock"], "sv")

    assert [card["id"] for card in found] == ["jobbhjalp", "barnkock"]


def test_a_card_holds_no_more_text_than_a_list_shows(db: Database) -> None:
    assert set(reading.cards(db, ["jobbhjalp"], "en")[0]["words"]) == {
        "name",
        "name_explained",
        "summary",
    }


def test_text_falls_back_to_swedish_section_by_section(db: Database) -> None:
    words = reading.programme(db, "jobbhjalp", "en")["words"]

    assert (words["what"]["language"], words["who"]["language"]) == ("en", "sv")
    assert words["name"] == {
        "text": "Jobbhjälp",
        "language": "sv",
        "state": "original",
        "made_by": "machine",
        "checked_on": None,
        "now": None,
    }


def test_a_language_without_texts_shows_the_swedish(db: Database) -> None:
    words = reading.programme(db, "jobbhjalp", "ar")["words"]

    assert {one["language"] for one in words.values()} == {"sv"}


def test_a_whole_knows_its_parts_and_a_part_its_whole(db: Database) -> None:
    whole = reading.programme(db, "feriejobb", "sv")
    part = reading.programme(db, "feriejobb-norr", "sv")

    assert [one["id"] for one in whole["parts"]] == ["feriejobb-norr"]
    assert part["whole"] is not None and part["whole"]["id"] == "feriejobb"


def test_similar_programmes_to_a_local_one_are_open_to_everyone(db: Database) -> None:
    found = reading.programme(db, "feriejobb-norr", "sv")["similar"]

    assert all(one["facts"]["area_scope"] != "districts" for one in found)


def test_archived_programmes_are_nobodys_similar_ones(db: Database) -> None:
    for programme in ("jobbhjalp", "barnkock", "sprakkafe", "feriejobb"):
        assert "gamla-spar" not in reading.similar_ids(db, programme, limit=10)


def test_a_place_brings_its_address_and_directions(db: Database) -> None:
    place = reading.programme(db, "barnkock", "en")["locations"][0]

    assert (place["name"], place["address"]) == ("Köket", "Storgatan 1")
    assert (place["directions"], place["directions_language"]) == ("vid torget", "sv")


def test_results_are_read_in_the_readers_language(db: Database) -> None:
    definitions = {
        language: reading.programme(db, "jobbhjalp", language)["outcomes"][0][
            "definition"
        ]
        for language in ("sv", "en", "ar")
    }

    assert definitions["en"] == "40 per cent got a job."
    assert definitions["ar"] == definitions["sv"] == "40 procent fick jobb."


def test_an_old_address_knows_its_new_one(db: Database) -> None:
    db.table("moved").insert({"old_id": "gammal", "programme_id": "feriejobb"})

    assert reading.moved_to(db, "gammal") == "feriejobb"
    assert reading.moved_to(db, "no-such") is None


def test_counts_are_of_programmes_that_run(db: Database) -> None:
    assert overview.counts(db) == {
        "coaching": 1,
        "holiday-job": 2,
        "swedish-language": 2,
    }
    assert overview.state(db)["active"] == 5
    assert overview.state(db)["archived"] == 1


def test_a_district_has_what_is_held_there_and_what_is_only_for_its_residents(
    db: Database,
) -> None:
    assert overview.in_district(db, "norr") == (["barnkock"], ["feriejobb-norr"])
    assert overview.supply(db)["norr"] == {"held": 1, "limited": 1}
    assert overview.supply(db)["oster"] == {"held": 0, "limited": 0}


def test_a_district_remembers_its_former_names(db: Database) -> None:
    district = places.districts(db)["norr"]

    assert district["former"] == ["Gamla Norrby"]
    assert district["neighbourhoods"] == ["Norrby gård"]
    assert district["population"][0]["people"] == 1000


@pytest.mark.parametrize(("language", "told"), [("en", "en"), ("ar", "sv")])
def test_figures_are_defined_in_a_language_that_has_a_definition(
    db: Database, language: str, told: str
) -> None:
    assert [one["language"] for one in places.figures(db, "norr", language)] == [told]


def test_terms_are_said_in_the_readers_language(db: Database) -> None:
    assert taxonomy.terms(db, "en")["kind"]["coaching"]["label"] == "en Jobbcoachning"
    assert taxonomy.terms(db, "fi")["kind"]["coaching"]["language"] == "sv"


def test_a_concept_leads_to_terms(db: Database) -> None:
    labels = concepts.labels(db)

    assert labels["en"]["waiter"] == labels["sv"]["servera mat"] == "waiter"
    assert concepts.leads(db) == {
        "waiter": [concepts.Leads("sector", "restaurant-food", 2)]
    }


def test_what_is_searched_holds_former_names_of_a_district(db: Database) -> None:
    said = {text.id: text for text in texts(db, "sv")}
    rows = {row["id"]: row for row in stated(db)}

    assert "Gamla Norrby" in said["feriejobb-norr"].keywords.splitlines()
    assert rows["feriejobb-norr"]["terms"]["open_to"] == ["norr"]
    assert rows["feriejobb-norr"]["terms"]["district"] == []
    assert rows["feriejobb"]["terms"]["open_to"] == ["norr", "oster", "soder"]
    assert rows["barnkock"]["terms"]["district"] == ["norr"]
    assert rows["barnkock"]["languages"] == ["en", "sv"]
    assert rows["sprakkafe"]["terms"]["form"] == []
