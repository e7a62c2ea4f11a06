"""Addresses: what is known is answered, what is not gets a clear page and the right status."""

from collections.abc import Callable

import pytest

from finder.catalog import database

from tests.pages.sites import LANGUAGES, Visitor

PLAIN = ("", "kinds", "districts", "districts/norr", "programmes/feriejobb", "about")
NOT_THERE = [
    "/xx/", "/SV/", "/sv-SIMPLE/", "/sv/nowhere", "/sv/programmes/nowhere", "/sv/districts/nowhere",
    "/sv/programmes/..%2f..%2fetc", "/sv/programmes/%00", "/sv/programmes/" + "x" * 5000,
    "/sv/programmes/FERIEJOBB", "/sv/programmes/feriejobb%0d%0aSet-Cookie:x", "/sv/kinds/x",
    "/sv/districts/%F0%9F%98%80", "/sv/programmes/<script>", "/static/nowhere.css", "/static/",
    "/static/..%2fsetup.cfg", "/static/../setup.cfg", "/static/%2e%2e/catalog.db", "/catalog.db",
]  # fmt: skip


@pytest.mark.parametrize("address", NOT_THERE)
def test_what_does_not_exist_gets_a_page_that_leads_on(
    city: Visitor, address: str
) -> None:
    page = city.open(address, 404, follow_redirects=True)

    assert page.all("input", type="search")
    assert page.all("meta", name="robots", content="noindex")
    assert len(page.links()) > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_page_is_in_the_language_of_the_address(
    city: Visitor, language: str
) -> None:
    page = city.open(f"/{language}/programmes/nowhere", 404)

    assert page.all("html")[0].get("lang") == language
    assert page.title() != city.open(
        "/xx/", 404, headers={"Accept-Language": "de"}
    ).title() or language in ("sv", "sv-simple")


@pytest.mark.parametrize(
    "wish, language",
    [
        ("", "sv"),
        ("ar", "ar"),
        ("en-GB,en;q=0.8", "en"),
        ("so,ar-SY;q=0.7", "so"),
        ("de,ar-SY;q=0.7", "ar"),
        ("prs", "fa-AF"),
        ("fa_AF", "fa-AF"),
        ("fa-IR", "fa"),
        ("ku-Arab-IQ,ku", "sv"),
        ("ckb-IQ", "ckb"),
        ("sv-simple", "sv-simple"),
        ("ar-SY,sv;q=0.5", "ar"),
        ("fi, de;q=0.5", "fi"),
        ("nn, de;q=0.5", "sv"),
        ("*", "sv"),
        ("en;q=0", "sv"),
        (";;;,,,=\u00ff", "sv"),
        ("ar" * 5000, "sv"),
    ],
)
def test_only_the_bare_address_asks_what_the_browser_prefers(
    city: Visitor, wish: str, language: str
) -> None:
    answer = city.ask("/", headers={"Accept-Language": wish})

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{language}/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Accept-Language" not in answer.headers.get("Vary", "")
    assert (
        city.open("/sv/", headers={"Accept-Language": wish}).text
        == city.open("/sv/").text
    )


def test_an_error_without_a_language_speaks_the_reader_s(city: Visitor) -> None:
    page = city.open("/nowhere.html/x", 404, headers={"Accept-Language": "ar"})

    assert page.all("html")[0].get("dir") == "rtl"


@pytest.mark.parametrize(
    "asked, told",
    [
        ("utm_source=x", ""),
        ("utm_source=x&q=kock", "?q=kock"),
        (
            "q=kock&fbclid=1&kind=coaching&kind=swedish-language",
            "?q=kock&kind=coaching&kind=swedish-language",
        ),
        ("language=en", ""),
        ("q=%3Cscript%3E&%22=1", "?q=%3Cscript%3E"),
        ("next=//evil.example", ""),
    ],
)
def test_an_unknown_parameter_is_taken_off_for_good(
    city: Visitor, asked: str, told: str
) -> None:
    answer = city.ask(f"/sv/programmes?{asked}")

    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        f"/sv/programmes{told}",
    )


@pytest.mark.parametrize("path", PLAIN)
def test_pages_without_parameters_take_off_all(city: Visitor, path: str) -> None:
    """A cache keeps one copy of a page, and no link carries on what was attached to it."""
    answer = city.ask(f"/sv/{path}?utm_source=x")

    assert (answer.status_code, answer.headers.get("Location")) == (301, f"/sv/{path}")


@pytest.mark.parametrize(
    "name", ["kind", "target_group", "route", "form", "hours", "district"]
)
def test_an_unknown_value_is_named_and_left_out(city: Visitor, name: str) -> None:
    every = list(city.open("/sv/programmes").cards())

    page = city.open(f"/sv/programmes?{name}=obefintlig")

    assert list(page.cards()) == every
    assert "obefintlig" in page.main()


def test_an_unknown_value_is_in_no_link_to_further_results(city: Visitor) -> None:
    page = city.open("/sv/programmes?kind=obefintlig")

    results = [link for link in page.links() if link.startswith("/sv/programmes?")]
    assert not any("obefintlig" in link for link in results)


@pytest.mark.parametrize("number", ["3", "99", "100", "1000000", "9" * 400])
def test_a_page_beyond_the_end_says_so_and_leads_back(
    city: Visitor, number: str
) -> None:
    page = city.open(f"/sv/programmes?page={number}", 404)

    assert "/sv/programmes?page=1" in page.links()
    assert page.cards() == {}


@pytest.mark.parametrize(
    "number", ["", "0", "-1", "1.5", "x", "١", "²", " 1", "0x1", "1e3", "\u0001"]
)
def test_a_page_number_that_is_none_is_the_first(city: Visitor, number: str) -> None:
    page = city.open("/sv/programmes", query_string={"page": number})

    assert list(page.cards()) == list(city.open("/sv/programmes").cards())


def test_the_first_of_a_repeated_word_counts(city: Visitor) -> None:
    page = city.open(
        "/sv/programmes?q=kock&q=feriejobb&sort=name&sort=zzz&page=1&page=9"
    )

    assert page.cards().keys() == {"barnkock"}
    assert [one.get("value") for one in page.all("input", id="q")] == ["kock"]


def test_a_search_without_words_shows_everything(city: Visitor) -> None:
    page = city.open("/sv/programmes?q=&q=+&kind=")

    assert list(page.cards()) == list(city.open("/sv/programmes").cards())
    assert len(page.cards()) == 5


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"]
)
@pytest.mark.parametrize("path", ["/", "/sv/", "/sv/programmes", "/static/page.mjs"])
def test_nothing_can_be_changed_from_outside(
    city: Visitor, path: str, method: str
) -> None:
    assert city.ask(path, method).status_code == 405


@pytest.mark.parametrize(
    "path", ["/", "/sv", "/sv/programmes?q=kock", "/xx/", "/static/icon.svg"]
)
def test_head_tells_what_get_would(city: Visitor, path: str) -> None:
    asked, told = city.ask(path), city.ask(path, "HEAD")

    assert told.get_data() == b""
    assert (told.status_code, dict(told.headers)) == (
        asked.status_code,
        dict(asked.headers),
    )


def test_an_address_of_old_leads_to_the_new_one(own: Callable[..., Visitor]) -> None:
    visitor = own()
    db = database.writer(visitor.site.config["SETTINGS"].catalogue)
    with database.write(db):
        db.table("moved").insert({"old_id": "sommarjobb", "programme_id": "feriejobb"})
    db.close()

    answer = visitor.ask("/ar/programmes/sommarjobb")

    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        "/ar/programmes/feriejobb",
    )
