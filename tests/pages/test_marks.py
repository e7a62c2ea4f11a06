"""Pages mark the words they were found by, in every script, and nothing in a text is markup."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from finder.catalog import database
from finder.catalog.publishing import publish_all
from tests import city
from tests.pages import rich
from tests.pages.page import Page, words
from tests.pages.sites import Visitor, application, prepared
from tests.search.conftest import programme

ATTACKS = (
    "<script>alert(1)</script>",
    "</mark><img src=x onerror=alert(1)>",
    "&lt;mark&gt; &amp; <mark>kurs</mark>",
    "\"'><svg onload=alert(1)> {{ 7*7 }} {% if %}",
)


def marked(page: Page) -> list[str]:
    return [words(one) for one in page.all("mark")]


def asked(visitor: Visitor, text: str, path: str = "sv/programmes") -> Page:
    return visitor.open(f"/{path}?q={quote(text)}")


@pytest.fixture(scope="module")
def scripts(built_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """The city with a programme in Arabic and one that attacks."""
    instance = prepared(built_city, tmp_path_factory.mktemp("marks"), indexed=False)
    db = database.writer(instance / "catalog.db")
    arabic = {"name_explained": "دورة اللحام", "summary": "تتعلم لحام المعادن."}
    hurting, attack = " kurs ".join(ATTACKS[:2]), " kurs ".join(ATTACKS)
    publish_all(
        db,
        [
            programme("Svets", "Kurser i svetsning.", ar=arabic),
            programme(
                "Ond & <b>god</b>", f"Kurs {hurting}", sv={"what": attack}, id="ond"
            ),
        ],
        editor=0,
        at=city.AT,
        note="test",
    )
    db.close()
    return Visitor(application(prepared(instance / "catalog.db", instance / "own")))


def test_cards_mark_forms_in_name_and_summary(city: Visitor) -> None:
    page = asked(city, "kockar laga")

    assert marked(page)[:2] == ["Kock", "laga"]
    assert words(page.cards()["barnkock"]).startswith("Kock i skolkök")


def test_without_words_nothing_is_marked(city: Visitor) -> None:
    assert marked(city.open("/sv/programmes")) == []
    assert marked(city.open("/sv/programmes/barnkock")) == []


def test_a_card_leads_to_a_page_with_the_same_words_marked(city: Visitor) -> None:
    card = asked(city, "svenska kaffe").cards()["sprakkafe"]
    [link] = [one.get("href", "") for one in card.iter("a")]

    page = city.open(link)

    assert link == "/sv/programmes/sprakkafe?q=svenska+kaffe"
    assert {"svenska", "kaffe"} <= {one.lower() for one in marked(page)}
    plain = city.open("/sv/programmes/sprakkafe")
    assert page.main() == plain.main()


def test_words_that_were_not_wanted_are_not_marked(city: Visitor) -> None:
    found = [one.lower() for one in marked(asked(city, "jobb inte hjälp"))]

    assert found and "hjälp" not in found


def test_arabic_is_marked_with_its_article(scripts: Visitor) -> None:
    for text in ("لحام", "اللحام"):
        page = asked(scripts, text, "ar/programmes")
        assert {"اللحام", "لحام"} <= set(marked(page))
        inner = asked(scripts, text, "ar/programmes/svets")
        assert {"اللحام", "لحام"} & set(marked(inner))


def test_swedish_text_on_another_page_is_marked_too(scripts: Visitor) -> None:
    assert "Kurs" in marked(asked(scripts, "kursen", "en/programmes"))


@pytest.mark.parametrize("path", ["sv/programmes", "sv/programmes/ond"])
@pytest.mark.parametrize(
    "text", ["kurs", "script alert 1", "mark kurs", "lt gt amp", "7"]
)
def test_what_attacks_in_a_text_stays_text(
    scripts: Visitor, path: str, text: str
) -> None:
    page = asked(scripts, text, path)  # `open` finds any element that is none of ours

    assert all(one.attrib == {} and len(one) == 0 for one in page.all("mark"))
    if path.endswith("ond") or "ond" in page.cards():
        there = ATTACKS if path.endswith("ond") else ATTACKS[:2]
        assert [one for one in there if one not in page.main()] == []


@pytest.mark.parametrize("text", [*ATTACKS, "</mark>", "<mark>", "&", '"'])
@pytest.mark.parametrize("path", ["sv/programmes", "sv/programmes/jobbhjalp"])
def test_what_attacks_in_a_query_stays_text(
    city: Visitor, path: str, text: str
) -> None:
    page = asked(city, text, path)

    assert all(one.attrib == {} for one in page.all("mark"))


def test_every_text_of_a_page_may_be_marked_and_stays_whole(full: Visitor) -> None:
    plain = full.open(f"/sv/programmes/{rich.PROGRAMME}")
    page = full.open(f"/sv/programmes/{rich.PROGRAMME}?q=sv")

    assert len(marked(page)) > 5 and set(marked(page)) == {"sv"}
    assert page.main() == plain.main()


def test_marks_are_there_when_the_index_is_not(own: Callable[..., Visitor]) -> None:
    visitor = own()
    index = visitor.site.config["SETTINGS"].instance / "index" / "CURRENT"
    index.unlink()

    assert "Kock" in marked(asked(visitor, "kock"))
