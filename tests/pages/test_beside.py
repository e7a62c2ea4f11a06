"""A programme in two languages beside each other, and what a page says of its text's state."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from finder.catalog import database
from finder.catalog.publishing import publish_all
from finder.config import LANGUAGES, SIMPLE
from finder.site.sitemap import LISTED
from tests import city as invented
from tests.pages.page import Page, words
from tests.pages.sites import Visitor

SHIPPED = "jobbtorg-stockholm"
STATES = {
    "machine": "A machine made this text from the Swedish.",
    "person": "A person made this text from the Swedish.",
    "checked": "A person has checked this text against the Swedish.",
}


def rows(page: Page) -> list[list[Element]]:
    """The cells of each row that tells something."""
    table = page.of_class("pair")[0]
    return [list(row) for row in table.iter("tr") if row.find("td") is not None]


@pytest.mark.parametrize("other", [one for one in LANGUAGES if one != "sv"])
def test_each_side_is_in_its_own_language_and_direction(
    shipped: Visitor, other: str
) -> None:
    page = shipped.open(f"/{other}/programmes/{SHIPPED}/beside/sv")
    swedish = shipped.open(f"/sv/programmes/{SHIPPED}")

    for left, right in rows(page):
        assert (left.get("lang"), right.get("lang")) == (other, "sv")
        rtl = other.split("-")[0] in ("ar", "fa", "ckb")
        assert (left.get("dir"), right.get("dir")) == (
            "rtl" if rtl else "ltr",
            "ltr",
        )
    right = [words(one[1]) for one in rows(page)]
    for key in ("what", "who", "how_to_join", "practical", "money", "facts"):
        heading = words(swedish.all("h2", id=key)[0])
        assert any(one.startswith(heading) for one in right), key
    assert len(rows(page)) == 8
    named = [words(one) for one in rows(page)[-1][0].iter("dt")]
    assert named == [words(one) for one in rows(page)[-1][1].iter("dt")] != []


def test_the_two_languages_change_sides(city: Visitor) -> None:
    one = city.open("/sv/programmes/jobbhjalp/beside/en")
    two = city.open("/en/programmes/jobbhjalp/beside/sv")

    for left, right in zip(rows(one), rows(two)):
        assert [words(cell) for cell in left] == [words(cell) for cell in right[::-1]]


@pytest.mark.parametrize(
    "path",
    ["jobbhjalp/beside/sv", "jobbhjalp/beside/xx", "nowhere/beside/en", "x/beside/%00"],
)
def test_what_cannot_stand_beside_is_not_there(city: Visitor, path: str) -> None:
    city.open(f"/sv/programmes/{path}", 404)


def test_a_programme_leads_to_every_pair(city: Visitor) -> None:
    page = city.open("/ti/programmes/jobbhjalp")

    pairs = {one for one in page.links() if "/beside/" in one}
    assert pairs == {
        f"/ti/programmes/jobbhjalp/beside/{one}" for one in LANGUAGES if one != "ti"
    }


def test_swedish_and_easy_swedish_lead_to_each_other(city: Visitor) -> None:
    for one, other in (("sv", SIMPLE), (SIMPLE, "sv")):
        page = city.open(f"/{one}/programmes/jobbhjalp")
        paragraphs = page.all("main")[0].iter("p")
        links = [link.get("href") for p in paragraphs for link in p.iter("a")]
        assert f"/{other}/programmes/jobbhjalp" in links


def republished(visitor: Visitor, change: Callable[[Any], None]) -> None:
    """Change a programme in the visitor's catalogue."""
    document = next(one for one in invented.documents() if one["id"] == "jobbhjalp")
    change(document["texts"])
    db = database.writer(visitor.site.config["SETTINGS"].catalogue)
    publish_all(db, [document], editor=0, at=invented.AT, note="")
    db.close()


@pytest.mark.parametrize("state", STATES)
def test_a_translation_says_once_who_vouches_for_it(
    own: Callable[..., Visitor], state: str
) -> None:
    visitor = own()

    def vouched(texts: Any) -> None:
        texts["en"]["made_by"] = "machine" if state == "machine" else "person"
        if state == "checked":
            texts["en"] |= {"checked_by": "reader", "checked_on": "2026-03-01"}

    republished(visitor, vouched)
    page = visitor.open("/en/programmes/jobbhjalp")

    assert page.main().count(STATES[state]) == 1
    assert not any(STATES[one] in page.main() for one in STATES if one != state)
    assert not any(
        one in visitor.open("/sv/programmes/jobbhjalp").main()
        for one in STATES.values()
    )


def test_a_part_that_others_made_says_so_itself(own: Callable[..., Visitor]) -> None:
    visitor = own()
    checked = {"made_by": "person", "checked_by": "x", "checked_on": "2026-03-01"}

    def apart(texts: Any) -> None:
        texts["en"]["by_section"] = {"what": checked}

    republished(visitor, apart)
    page = visitor.open("/en/programmes/jobbhjalp")

    what = words(page.all("section", aria_labelledby="what")[0])
    assert STATES["checked"] in what and STATES["machine"] not in what
    assert page.main().count(STATES["machine"]) == 1


def test_where_the_swedish_is_newer_it_stands_there(
    own: Callable[..., Visitor],
) -> None:
    visitor = own()

    def newer(texts: Any) -> None:
        texts["sv"]["what"] = "Två coacher hjälper dig."

    republished(visitor, newer)
    page = visitor.open("/en/programmes/jobbhjalp")

    what = page.all("section", aria_labelledby="what")[0]
    assert "The Swedish text is newer than this one." in words(what)
    now = next(one for one in what.iter("div") if one.get("lang") == "sv")
    assert words(now) == "Två coacher hjälper dig."
    assert "Två coacher" not in words(page.all("section", aria_labelledby="who")[0])


def test_results_say_that_a_machine_made_their_texts(shipped: Visitor) -> None:
    assert "A machine made these texts" in shipped.open("/en/programmes").main()
    assert "machine" not in shipped.open("/sv/programmes").main()


def test_swedish_names_are_explained_once_a_page(shipped: Visitor) -> None:
    page = shipped.open("/en/programmes/af-arbetsmarknadsutbildning")
    names = page.all("section", aria_labelledby="names")[0]

    terms = [words(one) for one in names.iter("dt")]
    assert terms == [
        "Försäkringskassan"
    ]  # Arbetsförmedlingen is explained as the organizer
    assert "insurance" in words(names).lower()
    found = shipped.open("/ar/programmes?q=komvux")
    assert "Komvux" in [words(one) for one in found.all("dt")]


def test_the_about_page_counts_texts_by_language(shipped: Visitor) -> None:
    page = shipped.open("/en/about")
    table = page.all("table")[0]
    counted = {
        words(row.find("th")): [words(cell) for cell in row.iter("td")]  # type: ignore[arg-type]
        for row in table.iter("tr")
        if row.find("td") is not None
    }

    assert len(counted) == len(LANGUAGES) - 1
    assert counted["ትግርኛ"] == ["141", "0", "0", "0"]
    assert counted["polski"][0] != "141" and counted["polski"][3] == "0"


def test_the_site_map_lists_each_page_with_all_its_languages(shipped: Visitor) -> None:
    assert "Sitemap: " in shipped.ask("/robots.txt").get_data(as_text=True)
    maps = shipped.ask("/sitemap.xml")
    assert maps.mimetype == "application/xml"
    listed = {}
    for tag in LISTED:
        assert f"/{tag}/sitemap.xml" in maps.get_data(as_text=True)
        text = shipped.ask(f"/{tag}/sitemap.xml").get_data(as_text=True)
        listed[tag] = text.split("<url>")[1:]
        assert all(f"<loc>http://localhost/{tag}/" in one for one in listed[tag])

    assert len({len(one) for one in listed.values()}) == 1
    assert len(listed["sv"]) > 150
    for together in zip(*listed.values()):
        assert len({one.split("</loc>")[1] for one in together}) == 1  # reciprocal
        assert together[0].count("hreflang=") == len(LISTED) + 1
    assert "beside" not in str(listed) and SIMPLE not in str(listed)
    shipped.open(f"/{SIMPLE}/sitemap.xml", 404)
