"""What a page says about what it does not know: unstated, unsure, ended, untranslated, local."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

import pytest

from finder.catalog import database
from finder.catalog.publishing import publish_all
from tests import city as invented
from tests.pages.page import Page, words
from tests.pages.sites import LANGUAGES, Visitor, visits

CITY = "Stockholm|Tukholma|Sztokholm|Estocolmo|Стокгольм|ستوكهولم|استکهلم|ستاکهولم|ستۆکهۆڵم|ስቶክሆልም"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "asked, stated, silent",
    [
        ("form=on-site", {"barnkock"}, {"feriejobb", "feriejobb-norr", "sprakkafe"}),
        ("hours=evening", {"jobbhjalp", "sprakkafe"}, {"feriejobb", "feriejobb-norr"}),
        (
            "hours=evening&form=remote",
            {"jobbhjalp"},
            {"feriejobb", "feriejobb-norr", "sprakkafe"},
        ),
        ("kind=coaching", {"jobbhjalp"}, set()),
        ("swedish_level=none&q=kaffe", {"sprakkafe"}, set()),
    ],
)
def test_who_does_not_say_comes_last_under_a_heading(
    city: Visitor, language: str, asked: str, stated: set[str], silent: set[str]
) -> None:
    """Three values: yes, no, and not said. The last are never hidden and never mixed in."""
    page = city.open(f"/{language}/programmes?{asked}")

    lists = [set(page.cards(one)) for one in page.of_class("cards")]
    assert lists == [one for one in (stated, silent) if one]
    assert len(page.all("h2")) == (2 if silent else 1)


def test_when_nobody_says_so_the_silent_are_still_there(full: Visitor) -> None:
    page = full.open("/sv/programmes?swedish_level=none&form=remote")

    assert page.all("span", role="status")
    assert page.cards()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_only_for_some_is_said_wherever_it_is_shown(
    city: Visitor, language: str
) -> None:
    """In results, on a district's page, on its own page; and it is in the way of nobody."""
    for address in ("programmes", "districts/norr", "programmes/feriejobb-norr"):
        page = city.open(f"/{language}/{address}")
        told = [words(list(page.path(one))[1]) for one in page.of_class("mark")]
        assert any("Norrby" in one for one in told), address
    facts = city.open(f"/{language}/programmes/feriejobb").of_class("facts")[0]
    assert not any(one.get("class") == "mark" for one in facts.iter())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_programme_for_some_names_what_is_open_to_everyone_instead(
    full: Visitor, language: str
) -> None:
    page = full.open(f"/{language}/programmes/allt")
    similar = page.all("section", aria_labelledby="similar")[0]

    ids = [link.get("href", "").rsplit("/", 1)[1] for link in similar.iter("a")]
    assert ids and "feriejobb-norr" not in ids
    heading = words(page.all("h2", id="similar")[0])
    elsewhere = full.open(f"/{language}/programmes/jobbhjalp").all("h2", id="similar")
    assert heading not in [words(one) for one in elsewhere]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_missing_part_says_not_stated(city: Visitor, language: str) -> None:
    page = city.open(f"/{language}/programmes/gamla-spar")

    for part in ("what", "who", "how_to_join", "practical", "money"):
        section = page.all("section", aria_labelledby=part)[0]
        assert len(section.findall("p")) == 1
        assert words(section.findall("p")[0])
    facts = page.all("section", aria_labelledby="facts")[0]
    soft = [words(one) for one in facts.iter("p") if one.get("class") == "soft"]
    assert len(soft) == 1  # one list of all facts that no source states
    assert len(re.split("[,،፣]", soft[0])) > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_programme_that_states_everything_has_nothing_unstated(
    full: Visitor, language: str
) -> None:
    page = full.open(f"/{language}/programmes/allt")

    facts = page.all("section", aria_labelledby="facts")[0]
    assert not [one for one in facts.iter("p") if one.get("class") == "soft"]
    assert all(words(one) for one in facts.iter("dd"))
    for shown in (
        "1",
        "16",
        "99",
        "10",
        "20",
        "8",
        "12",
        "7",
        "2098",
        "2097",
        "2099",
        "2019",
    ):
        assert shown in words(facts)
    for link in (
        "tel:087654321",
        "mailto:allt@example.org",
        "https://example.org/allt",
    ):
        assert link in page.links()
    for link in ("tel:081112233", "mailto:plats@example.org", "https://example.org/p"):
        assert page.links().count(link) == 2  # of both places


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "one, listed, told",
    [
        ("sprakkafe", "", "2019"),
        ("sprakkafe", "?q=kaffe", "2019"),
        ("gamla-spar", "?archived=1", ""),
        ("feriejobb", "", None),
        ("jobbhjalp", "?q=jobb", None),
    ],
)
def test_who_may_not_run_any_more_is_marked(
    city: Visitor, language: str, one: str, listed: str, told: str | None
) -> None:
    """On its own page and on its card; one that was seen running lately is not."""
    page = city.open(f"/{language}/programmes/{one}")
    results = city.open(f"/{language}/programmes{listed}")

    own = [
        mark for mark in standing(page.all("main")[0]) if mark not in cards_marks(page)
    ]
    card = standing(results.cards()[one])
    assert own == card
    assert [told in mark for mark in own] == ([] if told is None else [True])


def test_the_ended_are_found_only_when_asked_for(city: Visitor) -> None:
    assert "gamla-spar" not in city.open("/sv/programmes").cards()
    assert list(city.open("/sv/programmes?archived=1").cards()) == ["gamla-spar"]
    ended = city.open("/sv/programmes/gamla-spar")
    assert ended.all("meta", name="robots", content="noindex")


@visits
def test_a_machine_s_text_says_that_nobody_checked_it(
    visitor: Visitor, language: str
) -> None:
    """Quietly, on each page; one that was checked says when and against what instead, and one
    that was checked long ago (``allt``) that this is so."""
    told = {
        address.rpartition("/")[2]: len(truth(page))
        for address, page in visitor.pages(language).items()
        if "/programmes/" in address and "/beside/" not in address
    }
    long_ago = told.pop("allt", 4)

    assert long_ago == 4
    assert told
    # unchecked, by a machine, perhaps with conclusions of ours
    assert set(told.values()) <= {2, 3}


@visits
def test_what_is_not_translated_is_shown_in_swedish_and_says_so(
    visitor: Visitor, language: str
) -> None:
    """A note in the reader's language, then a block with a language and direction of its own."""
    for address, page in visitor.pages(language).items():
        notes = {one.get("id"): words(one) for one in page.all("p") if one.get("id")}
        for block in page.all("div", role="group"):
            outer = list(page.path(block))[1]
            assert outer.get("class") == "original"
            persian = block.get("lang") == "fa" and language == "fa-AF"
            assert block.get("lang") == "sv" or persian
            assert block.get("dir") == ("rtl" if persian else "ltr")
            assert notes[block.get("aria-describedby")]
            beside = "/beside/" in address and language == "sv"
            wanted = "ar" if beside else language
            assert page.inherited(outer, "lang") == wanted != "sv", address
            assert words(block)


def test_an_arabic_page_shows_all_swedish_parts_under_one_note(city: Visitor) -> None:
    page = city.open("/ar/programmes/jobbhjalp")

    groups = page.all("div", role="group")
    assert len(groups) == 3  # summary, what, who
    assert {one.get("aria-describedby") for one in groups} == {"note-text"}
    assert "En coach hjälper dig att skriva cv." in words(groups[1])


def test_a_page_half_in_english_notes_each_swedish_part(city: Visitor) -> None:
    page = city.open("/en/programmes/jobbhjalp")

    groups = page.all("div", role="group")
    assert [one.get("aria-describedby") for one in groups] == ["note-who"]
    what = page.all("section", aria_labelledby="what")[0]
    assert "A coach helps you write a CV." in words(what)


def test_a_translation_older_than_its_original_says_so(
    own: Callable[..., Visitor],
) -> None:
    visitor = own()
    fresh = len(visitor.open("/en/programmes/jobbhjalp").of_class("small"))
    newer = next(one for one in invented.documents() if one["id"] == "jobbhjalp")
    newer["texts"]["sv"]["what"] = "Två coacher hjälper dig."
    db = database.writer(visitor.site.config["SETTINGS"].catalogue)
    publish_all(db, [newer], editor=0, at=datetime(2026, 5, 1, tzinfo=UTC), note="")
    db.close()

    page = visitor.open("/en/programmes/jobbhjalp")

    assert len(page.of_class("small")) == fresh + 1
    assert "A coach helps you write a CV." in page.main()


@visits
def test_every_page_says_that_it_is_not_the_city_s(
    visitor: Visitor, language: str
) -> None:
    foots = {words(page.all("footer")[0]) for page in visitor.pages(language).values()}

    assert len(foots) == 1
    assert re.search(CITY, foots.pop())


def standing(element: Element) -> list[str]:
    """What is said about whether a programme still runs: marks in paragraphs of their own."""
    marks = (one for p in element.iter("p") for one in p.iter("span"))
    return [words(one) for one in marks if one.get("class") == "mark"]


def cards_marks(page: Page) -> list[str]:
    """The same of all the cards on a page."""
    return [mark for card in page.cards().values() for mark in standing(card)]


def truth(page: Page) -> list[str]:
    """What the page says about how it is known."""
    section = page.all("section", aria_labelledby="truth")[0]
    told = [words(one) for one in section.findall("p")]
    return told[:-1]  # the last introduces the sources
