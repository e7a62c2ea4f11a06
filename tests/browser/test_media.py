"""Other ways of seeing: a forced palette, little motion, the dark, and paper."""

import re

import pytest

from tests.browser.conftest import Visit, direction, kind_of_page, language

pytestmark = pytest.mark.browser
PAPER = 4  # A4 sheets for ten results
BORDERED = [".card", "button", "input[type=search]", "[aria-current]"]
WIDTH = """one => { const style = getComputedStyle(one);
  return Math.max(...["Top", "Right", "Bottom", "Left"].map(side =>
    style[`border${side}Style`] == "none" ? 0 : parseFloat(style[`border${side}Width`]))) }"""


@language
@pytest.mark.parametrize("selector", BORDERED)
def test_a_forced_palette_keeps_the_borders(
    look: Visit, language: str, selector: str
) -> None:
    """It drops backgrounds and shadows, so what they showed is shown by a line as well."""
    page = look(f"/{language}/programmes", forced_colors="active")

    assert page.locator(selector).first.evaluate(WIDTH) >= 1


def test_the_focus_is_seen_in_a_forced_palette(look: Visit) -> None:
    page = look("/sv/programmes", forced_colors="active")

    page.locator("#q").focus()

    style = (
        "one => getComputedStyle(one).outlineStyle + getComputedStyle(one).outlineWidth"
    )
    assert page.locator("#q").evaluate(style) == "solid3px"


@pytest.mark.parametrize(
    "wish, scroll", [("reduce", "auto"), ("no-preference", "smooth")]
)
def test_who_wants_little_motion_gets_none(look: Visit, wish: str, scroll: str) -> None:
    page = look("/sv/programmes", reduced_motion=wish)

    assert (
        page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
        == scroll
    )
    moving = "document.getAnimations().length"
    assert wish == "no-preference" or page.evaluate(moving) == 0


def test_the_dark_is_dark_and_paper_is_white(look: Visit) -> None:
    page = look("/sv/programmes", color_scheme="dark")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    bright = page.evaluate(
        f"{ground}.match(/\\d+/g).map(Number).every(one => one > 200)"
    )
    assert not bright

    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate(ground) == "rgb(255, 255, 255)"


@language
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ten_results_fit_on_few_sheets(look: Visit, language: str, scheme: str) -> None:
    page = look(f"/{language}/programmes", color_scheme=scheme)
    assert page.locator(".card").count() == 10

    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))

    assert 1 <= sheets <= PAPER


@direction
@kind_of_page
def test_paper_shows_the_content_and_no_navigation(
    look: Visit, language: str, path: str
) -> None:
    page = look(f"/{language}/{path}")

    page.emulate_media(media="print", color_scheme="dark")

    assert [
        one.is_visible() for one in page.locator("nav, form.search button, .skip").all()
    ].count(True) == 0
    assert page.locator("main h1").is_visible()
    assert page.evaluate(FAINT) == []


# Text that paper would show too faintly: lighter than 4.5 to 1 on white.
FAINT = """() => [...document.querySelectorAll("main *")].filter(one => one.checkVisibility()
  && [...one.childNodes].some(inner => inner.nodeType == 3 && inner.data.trim()))
  .filter(one => { const [r, g, b] = getComputedStyle(one).color.match(/[\\d.]+/g).map(Number)
    .map(part => part / 255)
    .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return 1.05 / (.2126 * r + .7152 * g + .0722 * b + .05) < 4.5 })
  .map(one => one.outerHTML.slice(0, 80))"""


@language
def test_paper_shows_where_links_lead(look: Visit, language: str) -> None:
    page = look(f"/{language}/programmes")
    after = "one => getComputedStyle(one, '::after').content"
    card = page.locator(".card h3 a").first
    assert card.evaluate(after) == "none"

    page.emulate_media(media="print")

    assert card.get_attribute("href") in card.evaluate(after)
    page.goto(f"/{language}/programmes/jobbtorg-stockholm")
    assert "http" in page.locator("a.address").first.evaluate(after)


def test_two_languages_stand_beside_each_other_on_paper(look: Visit) -> None:
    """An A4 sheet is narrower than the screens on which they do."""
    page = look("/ar/programmes/jobbtorg-stockholm/beside/sv")
    page.set_viewport_size({"width": 700, "height": 900})
    cells = page.locator(".pair tr").nth(2).locator("td")

    def tops() -> list[float]:
        return [one.bounding_box()["y"] for one in cells.all()]  # type: ignore[index]

    assert tops()[0] < tops()[1]
    page.emulate_media(media="print")
    assert tops()[0] == tops()[1]
