"""Where things stand: no sideways scroll, nothing cut, mirrored, large enough, within reach."""

import pytest

from tests.browser.conftest import (
    PHONE,
    Visit,
    direction,
    every_language,
    kind_of_page,
    language,
    page_in_language,
)

pytestmark = pytest.mark.browser
FIRST_RESULT = 700  # CSS pixels from the top on a phone
OTHER = {"sv": "rtl", "ar": "ltr"}
TOLERANCE = 2.5  # CSS pixels
BIG_TEXT = """
  html { font-size: 212.5% } /* twice our own */
  * { line-height: 1.5 !important; letter-spacing: .12em !important }
  * { word-spacing: .16em !important }
  p { margin-block-end: 2em !important }
"""
# What sticks out of the window, but for tables that may be scrolled and what is hidden on purpose.
OUTSIDE = """() => [...document.querySelectorAll("body *")].filter(one => one.checkVisibility()
  && !one.closest(".scroll table, .skip, .unseen")).filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && (box.left < -1 || box.right > innerWidth + 1) })
  .map(one => one.outerHTML.slice(0, 90))"""
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
CUT = """() => [...document.querySelectorAll("body *")].filter(one => one.checkVisibility()
  && !one.closest(".unseen, .scroll") && getComputedStyle(one).overflow != "visible"
  && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
  .map(one => one.outerHTML.slice(0, 90))"""
# Each block box outside a block of fixed direction, from the edge where its line begins.
BOXES = """() => [...document.querySelectorAll("body *")].filter(one => one.checkVisibility()
  && !one.closest("svg, .unseen, .skip") && !one.parentElement.closest("body [dir]")
  && !getComputedStyle(one).display.startsWith("inline")).map(one => {
    const box = one.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    return [one.outerHTML.slice(0, 70), box.left, width - box.right] })"""
# Controls, but for links in running text, which may be as high as their line (WCAG 2.5.8).
SMALL = """limits => [...document.querySelectorAll("a, button, summary, input:not([type=hidden])")]
  .filter(one => one.checkVisibility() && !one.closest(".skip"))
  .map(one => [one, one.getBoundingClientRect(), one.matches(
    "button, summary, [type=search], .entrances a, .button") ? limits[1] : limits[0]])
  .filter(([one, box, least]) => !(one.matches("a") && getComputedStyle(one).display == "inline"
    && one.parentElement.closest("p, dd, td, li") && !one.closest("nav, footer, h2, h3"))
    && Math.min(box.width, box.height) < least - .1)
  .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`)"""


@page_in_language
def test_nothing_scrolls_sideways(look: Visit, language: str, path: str) -> None:
    page = look(f"/{language}/{path}", parts=True)

    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(SIDEWAYS) <= 0, width
        assert page.evaluate(OUTSIDE) == [], width


@page_in_language
def test_text_of_twice_the_size_and_wide_spacing_fits(
    look: Visit, language: str, path: str
) -> None:
    page = look(f"/{language}/{path}", parts=True, bypass_csp=True)

    page.add_style_tag(content=BIG_TEXT)

    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(CUT) == []


@direction
@kind_of_page
def test_every_box_is_mirrored(look: Visit, language: str, path: str) -> None:
    """The same page in the other direction: what stood at one side stands at the other."""
    page = look(
        f"/{language}/{path}", viewport={"width": 1000, "height": 800}, parts=True
    )

    one_way = page.evaluate(BOXES)
    page.evaluate("dir => { document.documentElement.dir = dir }", OTHER[language])
    other_way = page.evaluate(BOXES)

    assert len(one_way) == len(other_way) > 15
    wrong = [
        (name, left, right, new_left, new_right)
        for (name, left, right), (_, new_left, new_right) in zip(one_way, other_way)
        if abs(left - new_right) > TOLERANCE or abs(right - new_left) > TOLERANCE
    ]
    assert wrong == []


@page_in_language
def test_targets_are_large_enough(look: Visit, language: str, path: str) -> None:
    """24 pixels everywhere, 44 for what pages are for: searching, opening, choosing."""
    page = look(f"/{language}/{path}", parts=True)

    assert page.evaluate(SMALL, [24, 44]) == []
    page.set_viewport_size({"width": 1280, "height": 640})
    assert page.evaluate(SMALL, [24, 44]) == []


@every_language
@pytest.mark.parametrize("asked", ["", "?q=jobba+med+barn"])
def test_the_first_result_is_within_reach(
    look: Visit, language: str, asked: str
) -> None:
    page = look(f"/{language}/programmes{asked}", viewport=PHONE)

    assert (
        page.locator(".card").first.evaluate("one => one.getBoundingClientRect().top")
        <= FIRST_RESULT
    )


@language
def test_filters_stand_open_beside_the_results_where_there_is_room(
    look: Visit, language: str
) -> None:
    """Without a script, too; on a phone they are one closed line."""
    page = look(f"/{language}/programmes", java_script_enabled=False)
    group = page.locator(".filters details summary").first
    assert not group.is_visible()

    page.set_viewport_size({"width": 1024, "height": 768})

    assert group.is_visible()


FONTS = {"ti": "Ethi", **dict.fromkeys(("ar", "fa", "fa-AF", "ckb"), "Arab")}


@every_language
@pytest.mark.parametrize("path", ["", "programmes", "programmes/jobbtorg-stockholm"])
def test_every_letter_has_a_shape(look: Visit, language: str, path: str) -> None:
    """The browser names the fonts it really drew with: one of the script, and none of boxes."""
    page = look(f"/{language}/{path}")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    found = session.send(
        "DOM.querySelectorAll", {"nodeId": root, "selector": "h1, h2, p, label"}
    )
    families = set()
    for node in found["nodeIds"]:
        drawn = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        families |= {one["familyName"] for one in drawn}

    assert any(FONTS.get(language, "") in one for one in families), families
    assert not any("Last Resort" in one or "Fallback" in one for one in families)
    assert page.evaluate(BOXED) is False


# Two letters of a script as wide as a sign that no font has are boxes.
BOXED = """() => { const width = text => {
  const one = document.createElement("canvas").getContext("2d");
  one.font = `40px ${getComputedStyle(document.documentElement).fontFamily}`;
  return one.measureText(text).width };
  const none = width("\\u{10FFFD}");
  const pairs = ["\\u0634\\u0645", "\\u1225\\u1293", "\\u0436\\u0457", "\\u06d5\\u06b5"];
  return pairs.map(one => [...one])
    .some(([a, b]) => width(a) == none && width(b) == none) }"""
