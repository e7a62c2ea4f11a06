"""By keyboard alone: the way in is short, every stop is seen, nothing is covered or skipped."""

import pytest

from tests.browser.conftest import Visit, direction, kind_of_page, language

pytestmark = pytest.mark.browser
STOPS = """[...document.querySelectorAll("a[href], button, summary, [tabindex='0'],"
  + "input:not([type=hidden])")].filter(one => one.checkVisibility()).length"""
# What has the focus: its place among its kind, and what is wrong with how it is shown.
HERE = """() => { const one = document.activeElement, box = one.getBoundingClientRect();
  const style = getComputedStyle(one), wrong = [];
  if (parseFloat(style.outlineWidth) < 2 || style.outlineStyle == "none") wrong.push("no outline");
  if (!box.width || !box.height) wrong.push("no size");
  if (box.left < -1 || box.right > innerWidth + 1) wrong.push("beside the window");
  if (box.bottom <= 0 || box.top >= innerHeight) wrong.push("outside the window");
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const boxes = [...one.getClientRects()], on = document.elementFromPoint(x, y);
  if (boxes.length == 1 && on && !one.contains(on) && !on.contains(one)) wrong.push("covered");
  const place = [...document.querySelectorAll("*")].indexOf(one);
  return [place, wrong.join(), one.outerHTML.slice(0, 80)] }"""


@direction
@kind_of_page
def test_every_stop_is_seen(look: Visit, language: str, path: str) -> None:
    page = look(f"/{language}/{path}", reduced_motion="reduce")
    stops, seen, wrong = page.evaluate(STOPS), [], []

    for _ in range(stops):
        page.keyboard.press("Tab")
        place, fault, element = page.evaluate(HERE)
        seen.append(place)
        if fault:
            wrong.append((fault, element))

    assert wrong == []
    assert len(set(seen)) == stops  # none skipped, none twice
    assert seen == sorted(seen)  # in the order of reading


@language
@pytest.mark.parametrize(
    "path", ["", "programmes", "programmes/jobbtorg-stockholm", "xx"]
)
def test_the_first_stop_skips_to_the_content(
    look: Visit, language: str, path: str
) -> None:
    page = look(f"/{language}/{path}nowhere" if path == "xx" else f"/{language}/{path}")
    skip = page.locator(".skip")
    assert not skip.evaluate("one => one.getBoundingClientRect().bottom > 0")

    page.keyboard.press("Tab")
    page.wait_for_function(
        "document.querySelector('.skip').getBoundingClientRect().top >= 0"
    )
    assert page.evaluate("document.activeElement.matches('.skip')")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_filters_open_and_are_chosen_by_keyboard(look: Visit) -> None:
    page = look("/sv/programmes")

    page.locator(".filters > summary").press("Enter")
    group = page.locator(".filters details").nth(1)  # the first stands open
    group.locator("summary").press("Enter")
    box = group.locator("input[type=checkbox]").first
    box.press("Space")
    box.press("Enter")
    page.wait_for_url("**/programmes?**")

    name, value = box.get_attribute("name"), box.get_attribute("value")
    assert f"{name}={value}" in page.url
    assert page.locator(".chosen a").count() == 1
