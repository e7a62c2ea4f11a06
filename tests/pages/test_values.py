"""Values of the catalogue in a page: isolated in their direction, and inert whatever they say."""

import html
import re
from itertools import count

import pytest

from tests.pages import rich
from tests.pages.page import Page, words
from tests.pages.sites import LANGUAGES, Visitor, application

BLOCKS = {
    "p",
    "li",
    "dd",
    "dt",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "div",
    "caption",
    "legend",
    "summary",
}
PAGES = (
    *(
        "",
        "programmes",
        "programmes?kind=coaching&form=on-site",
        "programmes?archived=1",
        "kinds",
    ),
    *(
        "programmes?q=sv&page=1",
        "districts",
        "districts/norr",
        "districts/soder",
        "about",
    ),
    *(
        "programmes/allt",
        "programmes/feriejobb",
        "programmes/jobbhjalp",
        "programmes/gamla-spar",
    ),
)
ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</title><svg onload=alert(1)>",
    "</style><script src=//evil.example>",
    "{{7*7}}{% raw %}${7*7}%(num)s%s",
    "<!--<a href='javascript:alert(1)'>",
    "&lt;b&gt;&#60;i&#62;",
    '" autofocus onfocus="alert(1)',
    "</main></body><main>",
]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """Visits a city each of whose texts begins and ends with a sign."""
    folder = tmp_path_factory.mktemp("marked")
    return Visitor(application(rich.instance(folder, lambda text: f"⟦{text}⟧")))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """Visits a city each of whose texts holds an attack."""
    folder, number = tmp_path_factory.mktemp("attacked"), count()
    instance = rich.instance(folder, lambda _: ATTACKS[next(number) % len(ATTACKS)])
    return Visitor(application(instance))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_inserted_text_is_isolated(
    marked: Visitor, path: str, language: str
) -> None:
    """In a bdi, or alone in a block of its own."""
    page = marked.open(f"/{language}/{path}")

    shown = [(element, text) for element, text in page.texts() if "⟦" in text]
    assert shown or path in ("programmes?archived=1", "about")
    assert [text for element, text in shown if not isolated(page, element)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path", [one for one in PAGES if one not in ("about", "kinds")]
)
def test_every_number_is_isolated(full: Visitor, path: str, language: str) -> None:
    page = full.open(f"/{language}/{path}")

    main = set(page.all("main")[0].iter())
    numbers = [
        (one, text)
        for one, text in page.texts()
        if one in main and re.search(r"\d", text)
    ]
    assert [text for one, text in numbers if not isolated(page, one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_isolates_what_is_inserted(marked: Visitor, language: str) -> None:
    """With signs, since a title has no elements."""
    for path in (
        "programmes/allt",
        "programmes/feriejobb",
        "districts/norr",
        "programmes?q=⟦x⟧",
    ):
        title = marked.open(f"/{language}/{path}").title()
        assert "\u2068⟦" in title and "⟧\u2069" in title


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_is_isolated_where_it_is_shown_again(
    city: Visitor, language: str
) -> None:
    for asked in ("q=⟦kock⟧+⟦barn⟧", "kind=⟦x⟧", "q=⟦zzz⟧&kind=coaching"):
        page = city.open(f"/{language}/programmes?{asked}")
        main = set(page.all("main")[0].iter())
        for element, text in page.texts():
            if element in main and "⟦" in text:
                assert any(one.tag == "bdi" for one in page.path(element)), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_an_attack_in_any_text_stays_text(
    attacked: Visitor, path: str, language: str
) -> None:
    """The inspection knows every element and attribute a page may have; the words are all there."""
    page = attacked.open(f"/{language}/{path}")

    assert "7*7" in page.main() or "49" not in page.main()
    for one in page.all("script"):
        assert one.get("src") == "/static/page.mjs"


def test_every_attack_was_shown(attacked: Visitor) -> None:
    shown = " ".join(attacked.open(f"/en/{path}").main() for path in PAGES)

    assert [one for one in ATTACKS if " ".join(one.split()) not in shown] == []


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("parameter", ["q", "kind", "sort", "page", "archived"])
def test_an_attack_in_the_address_stays_text(
    city: Visitor, parameter: str, attack: str
) -> None:
    for language in LANGUAGES:
        page = city.open(f"/{language}/programmes", query_string={parameter: attack})
        assert attack not in page.text.replace(html.escape(attack), "")


def isolated(page: Page, element: object) -> bool:
    """Whether what stands in *element* cannot disturb the order of what stands around it."""
    for one in page.path(element):  # type: ignore[arg-type]
        if one.tag in ("bdi", "time", "title", "option"):
            return True
        if one.tag in BLOCKS:
            return words(one).startswith("⟦") and words(one).endswith("⟧")
    return False
