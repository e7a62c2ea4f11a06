"""How pages are built; :func:`tests.pages.page.faults` inspects every page that is opened."""

import re
from urllib.parse import urlsplit

import pytest

from finder.config import LANGUAGES as OFFERED
from finder.site.sitemap import LISTED
from finder.web.languages import TABLE
from tests.pages.page import Page, direction, faults, words
from tests.pages.sites import PROGRAMMES, Visitor, visits

ENTRIES = (
    "",
    "programmes",
    "kinds",
    "districts",
    "about",
    "about/accessibility",
    "about/privacy",
)
ENOUGH = 400  # addresses
LETTERS = {  # three in a row -> whose they are
    "[\u0621-\u06d3]{3}": ("ar", "fa", "fa-AF", "ckb"),
    "[\u1200-\u135a]{3}": ("ti",),
    "[\u0400-\u04ff]{3}": ("uk", "ru"),
}
BROKEN = [
    ("<h1>", "<h2>", "headings"),
    ("</h1>", "</h1><h1>Två</h1>", "headings"),
    ("</h1>", "</h1><h3>Djupt</h3>", "h3 after h1"),
    ("</main>", "<h2></h2></main>", "an empty h2"),
    ('lang="sv"', 'lang="en"', "lang is en"),
    ('dir="ltr"', 'dir="rtl"', "dir is rtl"),
    ("<title>", "<title>– En väg in</title><title>", "title"),
    ('id="main"', 'id="chief"', "no skip link in front"),
    ("</main>", '<p id="q"></p></main>', "2 times id 'q'"),
    ('for="q"', 'for="x"', "for points to 'x'"),
    ('for="q"', 'data-for="q"', "no label for q"),
    ('aria-describedby="q-hint"', 'aria-describedby="tip"', "points to 'tip'"),
    ("</main>", '<a href="#nowhere">dit</a></main>', "a link to #nowhere"),
    ("</main>", '<a href="/sv/"></a></main>', "a a without words"),
    ("</main>", "<nav>x</nav></main>", "1 nav called None"),
    ("</main>", '<p style="color:red">x</p></main>', "p style"),
    ("</main>", '<p onclick="x()">x</p></main>', "p onclick"),
    ("</main>", "<script>x()</script></main>", "a script inside the page"),
    ("</main>", '<img src="x"></main>', "an element img"),
    ("</main>", '<a href=" JavaScript:x()">x</a></main>', "href= JavaScript:x()"),
    (
        "</main>",
        '<a href="https://example.org/">x</a></main>',
        "a href=https://example.org/",
    ),
    ("</main>", '<p><bdi lang="ar">سوق</bdi></main>', "bdi lang=ar in dir=ltr"),
    ("</main>", "<table><tr><th>x</th></tr></table></main>", "table without caption"),
    ("</main>", "</div></main>", "end-tag-too-early"),
]


@pytest.mark.parametrize("old, new, told", BROKEN)
def test_the_inspection_sees_what_is_broken(
    city: Visitor, old: str, new: str, told: str
) -> None:
    sound = city.open("/sv/").text

    assert old in sound
    assert told in " | ".join(faults(Page("/sv/", sound.replace(old, new, 1))))


@visits
def test_every_page_is_well_built_and_has_its_own_title(
    visitor: Visitor, language: str
) -> None:
    pages = visitor.pages(language)

    titles = {page.title(): address for address, page in pages.items()}
    assert len(pages) > 15
    assert pages.keys() - titles.values() == set()
    assert all(title.endswith(" – En väg in") for title in titles)


@visits
def test_every_link_inside_the_site_answers(visitor: Visitor, language: str) -> None:
    pages = visitor.pages(language)
    programmes = {f"/{language}/programmes/{one}" for one in visitor.ids()[PROGRAMMES]}
    linked = {link for page in pages.values() for link in inside(page)}

    others = linked - pages.keys() - programmes
    assert len(linked) > 15
    assert {one: visitor.ask(one).status_code for one in others} == dict.fromkeys(
        others, 200
    )


def test_whoever_follows_every_link_of_a_city_meets_only_sound_pages(
    city: Visitor,
) -> None:
    """Also narrowed, sorted, page after page, among the ended ones, in every language."""
    waiting, seen = ["/sv/"], {"/sv/"}

    while waiting and len(seen) < ENOUGH:
        page = city.open(waiting.pop(0))
        new = sorted({*inside(page), *narrower(page)} - seen)
        seen.update(new)
        waiting += [one for one in new if not one.startswith("/static/")]

    assert len(seen) >= ENOUGH


@visits
def test_every_page_leads_to_the_main_pages(visitor: Visitor, language: str) -> None:
    wanted = {f"/{language}/{path}" for path in ENTRIES}

    for address, page in visitor.pages(language).items():
        assert wanted - set(page.links()) == set(), address


@visits
def test_the_picker_offers_this_very_page_in_each_language(
    visitor: Visitor, language: str
) -> None:
    for address, page in visitor.pages(language).items():
        picker = page.of_class("picker")[0]
        links = {one.get("lang", ""): one for one in picker.iter("a")}
        here = [one for one in picker.iter("span") if one.get("aria-current")]

        assert [one.get("lang") for one in here] == [language]
        assert set(links) == set(OFFERED) - {language}
        for tag, one in links.items():
            assert one.get("hreflang") == tag and one.get("dir") == direction(tag)
            assert one.get("href") == in_language(address, language, tag)
            assert words(one) == TABLE[tag].name


@visits
def test_alternates_are_complete_and_reciprocal(
    visitor: Visitor, language: str
) -> None:
    """Search engines learn of each language from each language, and of a default."""
    for address, page in visitor.pages(language).items():
        found = alternates(page)
        if address == f"/{language}/programmes" or "/beside/" in address:
            # results and pairs of languages are not for search engines
            assert found == {}
            assert page.all("meta", name="robots", content="noindex")
            continue
        assert set(found) == {*LISTED, "x-default"}
        assert language not in LISTED or urlsplit(found[language]).path == address
        default = address.replace(f"/{language}/", "/sv/", 1)
        assert urlsplit(found["x-default"]).path == (
            "/" if default == "/sv/" else default
        )
        for tag in LISTED:
            other = address.replace(f"/{language}/", f"/{tag}/", 1)
            page = visitor.pages(tag).get(other) or visitor.open(other)
            assert alternates(page) == found


@visits
def test_letters_stand_under_a_language_that_has_them(
    visitor: Visitor, language: str
) -> None:
    """A screen reader changes its voice where the language changes."""
    for address, page in visitor.pages(language).items():
        for element, text in page.texts():
            for letters, languages in LETTERS.items():
                if re.search(letters, text):
                    lang = page.inherited(element, "lang")
                    assert lang in languages, f"{address}: {text}"


@visits
def test_every_outgoing_link_tells_nobody_where_it_came_from(
    visitor: Visitor, language: str
) -> None:
    for page in visitor.pages(language).values():
        for one in page.all("a"):
            if urlsplit(one.get("href", "")).netloc:
                assert one.get("rel") == "noopener noreferrer"
                assert urlsplit(one.get("href", "")).scheme in ("http", "https")


def in_language(address: str, language: str, tag: str) -> str:
    """The same page for readers of *tag*; two languages beside each other change sides."""
    if address.endswith(f"/beside/{tag}"):
        address = address.removesuffix(tag) + language
    return address.replace(f"/{language}/", f"/{tag}/", 1)


def inside(page: Page) -> list[str]:
    """Addresses of this site that *page* points to."""
    found = [*page.links(), *(one.get("href", "") for one in page.all("link"))]
    local = (urlsplit(one)._replace(fragment="") for one in found)
    return [
        one.geturl() for one in local if one.path.startswith("/") and not one.netloc
    ]


def narrower(page: Page) -> list[str]:
    """Where ticking one more box of the form and sending it leads."""
    boxes = page.all("input", type="checkbox")
    sign = "&" if "?" in page.address else "?"
    return [
        f"{page.address}{sign}{one.get('name')}={one.get('value')}"
        for one in boxes
        if "checked" not in one.attrib
    ]


def alternates(page: Page) -> dict[str, str]:
    """Language -> address of this page in it, as search engines are told."""
    found = [(one.get("hreflang", ""), one.get("href", "")) for one in page.all("link")]
    named = [(tag, address) for tag, address in found if tag]
    assert len(named) == len(dict(named)), page.address
    return dict(named)
