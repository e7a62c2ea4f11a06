"""What editors come to the desk for, each journey from the first page to what residents see."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import served
from tests.browser.desk_server import (
    TABLET,
    Desk,
    press,
    sign_in,
    signed_in,
    table,
    window,
    with_programmes,
)
from tests.pages.sites import prepared

pytestmark = pytest.mark.browser
Arrives = Callable[..., Page]


@pytest.fixture(scope="module")
def desk(built_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all journeys."""
    instance = prepared(built_city, tmp_path_factory.mktemp("desk"), indexed=False)
    with_programmes(instance)
    with served(instance) as address:
        there = Desk(address, instance)
        there.indexes()
        yield there


@pytest.fixture
def browser_of(
    desk: Desk, new_context: Callable[..., BrowserContext]
) -> Callable[..., BrowserContext]:
    """A browser that was never used, on a tablet."""
    return lambda **options: new_context(
        **{
            "base_url": desk.address,
            "viewport": TABLET,
            "locale": "en-GB",
            **options,
        }
    )


@pytest.fixture
def arrives(desk: Desk, browser_of: Callable[..., BrowserContext]) -> Arrives:
    """Somebody new, signed in: ``arrives("Pia Ek", "publisher")``."""
    return lambda name, role, **options: signed_in(
        browser_of(**options), desk.hires(name, role)
    )


def text(programme: str, tag: str = "sv") -> str:
    """Where a text is written."""
    return f"/admin/programmes/{programme}/texts/{tag}"


def test_only_password_and_code_together_let_somebody_in(
    desk: Desk, browser_of: Callable[..., BrowserContext]
) -> None:
    there, page = desk.hires("Inga Ek", "writer"), window(browser_of())

    wrong = str((int(there.code()) + 1) % 1_000_000).zfill(6)
    sign_in(page, there, wrong)
    expect(page.get_by_role("alert")).to_contain_text("This did not let you in.")
    sign_in(page, there)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    page.goto("/admin/programmes")

    expect(page.locator("h1")).to_have_text("Sign in to see this page")


def test_a_reviewed_text_is_seen_and_found_by_residents(
    desk: Desk, arrives: Arrives, browser_of: Callable[..., BrowserContext]
) -> None:
    writer = arrives("Vera Ek", "writer")
    resident = window(browser_of())
    writer.goto(text("skrivstuga"))
    writer.locator("#c-what").fill("Vi skriver gåspennebrev tillsammans.")
    press(writer, "Send for review")
    resident.goto("/sv/programmes/skrivstuga")
    expect(resident.locator("main")).not_to_contain_text("gåspennebrev")

    publisher = arrives("Petra Ek", "publisher")
    publisher.goto("/admin/programmes?draft=review")
    publisher.locator("tbody ul a").first.click()
    expect(publisher.locator("#standing")).to_contain_text("Waits for review")
    publisher.get_by_role("button", name="Publish", exact=True).click()
    expect(publisher.locator("p.note[role=status]")).to_be_visible()

    resident.reload()
    expect(resident.locator("main")).to_contain_text("gåspennebrev")
    resident.goto("/sv/programmes?q=gåspennebrev")  # before the index follows
    expect(resident.locator(".card h3 a").first).to_have_text("Skrivstuga för brev")
    desk.indexes()
    resident.reload()
    expect(resident.locator(".card h3 a").first).to_have_text("Skrivstuga för brev")


def test_the_second_of_two_editors_sees_both_texts_and_joins_them(
    arrives: Arrives,
) -> None:
    first, second = arrives("Ada Ek", "publisher"), arrives("Bo Ek", "publisher")
    for page, words in ((first, "Adas ord om mat."), (second, "Bos ord om mat.")):
        page.goto(text("tvakockar"))
        page.locator("#c-what").fill(words)
    second.locator("#c-who").fill("Bara Bo vet.")
    first.get_by_role("button", name="Publish", exact=True).click()
    expect(first.locator("p.note[role=status]")).to_be_visible()

    second.get_by_role("button", name="Publish", exact=True).click()

    shown = second.get_by_role("alert")
    expect(shown).to_contain_text("Somebody else changed this meanwhile")
    expect(shown.locator(".kept").first).to_have_text("Adas ord om mat.")
    expect(shown.locator("del").first).to_have_text("Adas")
    expect(shown.locator("ins").first).to_have_text("Bos")
    expect(second.locator("#c-what")).to_have_value("Bos ord om mat.")
    expect(second.locator("#c-who")).to_have_value("Bara Bo vet.")
    second.locator("#c-what").fill("Adas och Bos ord om mat.")
    second.get_by_role("button", name="Publish", exact=True).click()
    expect(second.locator("p.note[role=status]")).to_be_visible()
    second.goto("/sv/programmes/tvakockar")
    expect(second.locator("main")).to_contain_text("Adas och Bos ord om mat.")
    expect(second.locator("main")).to_contain_text("Bara Bo vet.")


def test_what_was_typed_outlives_the_session(
    desk: Desk, browser_of: Callable[..., BrowserContext]
) -> None:
    there, context = desk.hires("Sara Ek", "writer"), browser_of()
    page = signed_in(context, there)
    page.goto(text("avbrott"))
    typed = "En lång text som ingen vill skriva två gånger, med åäö."
    page.locator("#c-what").fill(typed)
    desk.ends_sessions(there)

    page.get_by_role("button", name="Save draft").click()

    expect(page.locator("h1")).to_have_text("Your session ended, your text is here")
    expect(page.locator("textarea[name=what]")).to_have_value(typed)
    sign_in_again = window(context)
    sign_in(sign_in_again, there, there.codes[0])
    expect(sign_in_again.get_by_role("button", name="Sign out")).to_be_visible()
    press(page, "I am signed in: save it")
    expect(page.locator("#standing")).to_have_text("Draft")
    expect(page.locator("#c-what")).to_have_value(typed)


def test_a_table_is_refused_by_row_taken_once_right_and_undone(
    arrives: Arrives,
) -> None:
    page = arrives("Ingrid Ek", "publisher")

    def bring(content: bytes) -> None:
        page.goto("/admin/import")
        file = {"name": "t.csv", "mimeType": "text/csv", "buffer": content}
        page.locator("#file").set_input_files(file)  # type: ignore[arg-type]
        press(page, "Look at what it would change")

    bring(table(500, faults=20))
    page.get_by_role("link", name="20 refused").click()
    rows = page.locator(".judged")
    expect(rows).to_have_count(20)
    for number, row in enumerate(rows.all()):
        expect(row.locator("h2")).to_contain_text(f"Row {9 + 25 * number}:")
        expect(row.locator("li b")).to_have_text("age_min")
    expect(page.get_by_role("button", name=re.compile("^Publish"))).to_have_count(0)

    bring(table(500))
    press(page, "Publish 500 programmes")
    expect(page.locator("main")).to_contain_text("500 added, 0 changed")
    batch = page.url
    page.goto("/sv/programmes/rad-7")
    expect(page.locator("h1")).to_contain_text("Rad nummer 7")
    page.goto(batch)
    press(page, "Undo this batch")
    expect(page.get_by_role("status")).to_contain_text("It was undone")
    page.goto("/sv/programmes?q=nummer")
    expect(page.locator(".card h3 a", has_text="Rad nummer")).to_have_count(0)


def test_an_older_version_is_public_again(arrives: Arrives) -> None:
    page = arrives("Olle Ek", "publisher")
    page.goto(text("aterblick"))
    page.locator("#c-what").fill("Något helt annat.")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("p.note[role=status]")).to_be_visible()

    page.goto("/admin/programmes/aterblick/history")
    page.get_by_role("link", name="Restore version 1").click()
    press(page, "Make version 1 public again")

    expect(page.get_by_role("status")).to_contain_text("the version is public again")
    page.goto("/sv/programmes/aterblick")
    expect(page.locator("main")).to_contain_text("Vi gör aterblick.")
    expect(page.locator("main")).not_to_contain_text("Något helt annat.")


def test_a_translators_file_goes_out_and_comes_back(arrives: Arrives) -> None:
    page = arrives("Tove Ek", "publisher")
    page.goto("/admin/translations?language=en")
    with page.expect_download() as loaded:
        page.get_by_role("link", name=re.compile("^Download what is missing")).click()
    catalog = read_po(BytesIO(loaded.value.path().read_bytes()))
    for message in catalog:
        if message.id == "Vi gör oversatt.":
            message.string = "We make pottery together."
            message.flags.discard("fuzzy")
    filled = BytesIO()
    write_po(filled, catalog, width=0)

    page.get_by_role("link", name="Bring a translator's file back").click()
    file = {"name": "en.po", "mimeType": "text/x-po", "buffer": filled.getvalue()}
    page.locator("#file").set_input_files(file)  # type: ignore[arg-type]
    page.locator("#checked").check()
    press(page, "Try it")
    expect(page.locator("main")).to_contain_text("We make pottery together.")
    press(page, "Take 1 text and make it public")

    page.goto("/en/programmes/oversatt")
    expect(page.locator("main")).to_contain_text("We make pottery together.")
    expect(page.locator("main")).to_contain_text(
        "A person has checked this text against the Swedish."
    )


def test_two_programmes_become_one_and_the_old_address_leads_on(
    arrives: Arrives,
) -> None:
    page = arrives("Maja Ek", "publisher")
    page.goto("/admin/programmes/behallen/merge")
    page.locator("#other").select_option("dubbel")
    press(page, "Compare both")

    press(page, "Make them one programme")

    expect(page.get_by_role("status")).to_contain_text("they are one programme now")
    page.goto("/sv/programmes/dubbel")
    expect(page).to_have_url(re.compile("/sv/programmes/behallen$"))
    expect(page.locator("h1")).to_contain_text("Behållen cykelkurs")


def test_a_synonym_makes_a_vain_search_succeed(desk: Desk, arrives: Arrives) -> None:
    page = arrives("Ylva Ek", "publisher")
    kitchen = page.locator(".card h3 a", has_text="Kock i skolkök")
    desk.indexes()
    page.goto("/sv/programmes?q=hovmästare")
    before = kitchen.count()

    page.goto("/admin/search/try?language=sv&q=hovmästare")
    page.get_by_role("link", name=re.compile("^Teach the search what")).click()
    page.locator("#find").fill("servit")
    press(page, "Find meanings")
    page.get_by_label(re.compile("^waiter")).check()
    press(page, "Teach the search")
    desk.indexes()

    page.goto("/sv/programmes?q=hovmästare")
    page.reload()  # the browser may keep a page for a moment
    assert before == 0
    expect(kitchen).to_be_visible()


def test_a_text_is_written_and_published_without_javascript(arrives: Arrives) -> None:
    page = arrives("Nils Ek", "publisher", java_script_enabled=False)
    page.goto(text("skriptlos"))
    page.locator("#c-what").fill("Vi väver för hand.")
    press(page, "Publish")

    page.goto("/sv/programmes/skriptlos")
    expect(page.locator("main")).to_contain_text("Vi väver för hand.")
