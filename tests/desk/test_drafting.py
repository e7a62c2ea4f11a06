"""Writing, reviewing, publishing: what residents see, and that nobody's work is lost."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from finder.admin.reviewing import NOTES
from finder.catalog import database as catalogue_database
from finder.catalog.publishing import current, publish_all
from finder.desk import database, drafts, events
from finder.desk.database import Database
from finder.exchange import going_public
from tests.desk.desk import Editor
from tests.pages.page import Page, words

Editors = Callable[..., Editor]
SWEDISH = "/admin/programmes/jobbhjalp/texts/sv"
ENGLISH = "/admin/programmes/jobbhjalp/texts/en"
FACTS = "/admin/programmes/jobbhjalp"
PUBLIC = "/sv/programmes/jobbhjalp"


@pytest.fixture
def desk(site: Flask) -> Database:
    return database.opened(site.config["SETTINGS"].editors)


@pytest.fixture
def catalogue(site: Flask) -> Database:
    return catalogue_database.writer(site.config["SETTINGS"].catalogue)


def typed(page: Page) -> MultiDict[str, str]:
    """What the page's form would send, without a button."""
    form = next(
        one
        for one in page.all("form")
        if any(i.get("name") == "base" for i in one.iter())
    )
    fields: MultiDict[str, str] = MultiDict()
    for one in form.iter():
        name = one.get("name", "")
        if one.tag == "textarea":
            fields.add(name, (one.text or "").removeprefix("\n"))
        elif one.tag == "input" and one.get("type") == "checkbox":
            if "checked" in one.attrib:
                fields.add(name, one.get("value", ""))
        elif one.tag == "input":
            fields.add(name, one.get("value", ""))
        elif one.tag == "select":
            chosen = [o.get("value", "") for o in one if "selected" in o.attrib]
            fields.add(name, (chosen or [""])[0])
    return fields


def write(
    who: Editor, address: str, do: str = "draft", /, **changes: str
) -> TestResponse:
    """Open the form, type *changes*, press a button; the answer."""
    return send(who, address, typed(who.open(address)), do, **changes)


def send(
    who: Editor,
    address: str,
    fields: MultiDict[str, str],
    do: str = "draft",
    /,
    **changes: str,
) -> TestResponse:
    """Type *changes* into *fields* of a form that is open, and press a button."""
    given = MultiDict(fields)
    for name, value in {**changes, "do": do}.items():
        given[name] = value
    return who.ask(address, "POST", data=given)


def page_of(answer: TestResponse, address: str) -> Page:
    return Page(address, answer.get_data(as_text=True))


def test_a_draft_never_touches_what_is_public_until_it_is_published(
    editor: Editors, desk: Database
) -> None:
    vera, pia, resident = editor("writer"), editor("publisher"), editor()
    before = resident.ask(PUBLIC).text

    saved = write(vera, SWEDISH, "review", what="En ny text om jobb.", note="Läs den.")

    assert saved.status_code == 303
    assert resident.ask(PUBLIC).text == before
    listed = pia.open("/admin/programmes?draft=review")
    assert "Jobbhjälp" in listed.main() and "Feriejobb" not in words(
        listed.all("tbody")[0]
    )
    page = pia.open(SWEDISH)
    assert "Waits for review" in page.main() and "Läs den." in page.main()
    assert typed(page)["what"] == "En ny text om jobb."
    assert send(pia, SWEDISH, typed(page), "publish").status_code == 303
    assert "En ny text om jobb." in resident.ask(PUBLIC).text
    assert drafts.drafts(desk) == []
    done = [one["action"] for one in events.events(desk, subject="jobbhjalp")]
    assert done == ["programme.published", "programme.sent-for-review"]


def test_a_writer_cannot_publish_and_keeps_what_was_typed(
    editor: Editors, catalogue: Database
) -> None:
    vera = editor("writer")

    answer = write(vera, SWEDISH, "publish", what="Jag vill ut nu.")

    assert answer.status_code == 403
    assert typed(page_of(answer, SWEDISH))["what"] == "Jag vill ut nu."
    assert "Jag vill ut nu." not in str(current(catalogue, "jobbhjalp"))


def test_facts_are_edited_with_every_field_kept(
    editor: Editors, catalogue: Database
) -> None:
    pia, before = editor("publisher"), current(catalogue, "jobbhjalp")

    nothing = write(pia, FACTS)
    answer = write(pia, FACTS, "publish", age_min="18", hours_min="2,5")

    assert nothing.headers["Location"].endswith("done=nothing")
    assert answer.status_code == 303
    after = current(catalogue, "jobbhjalp")
    assert after == {**before, "age_min": 18, "hours_min": 2.5}


def test_what_is_wrong_is_said_at_its_field_and_all_is_kept(editor: Editors) -> None:
    vera = editor("writer")

    answer = write(
        vera,
        FACTS,
        age_min="sexton",
        web="exempel",
        runs_to="2026-13",
        capacity="1.5",
        email="x",
        review_every="",
    )

    assert answer.status_code == 422
    page = page_of(answer, FACTS)
    fields = typed(page)
    assert (fields["age_min"], fields["web"], fields["email"]) == (
        "sexton",
        "exempel",
        "x",
    )
    wrong = {one.get("name") for one in page.elements() if one.get("aria-invalid")}
    assert wrong == {"age_min", "web", "runs_to", "capacity", "email", "review_every"}
    links = [link for link in page.links() if link.startswith("#c-")]
    assert len(links) == 6
    said = words(page.all(id="wrong")[0])
    assert "whole number" in said and "https://" in said and "pattern" not in said
    for one in page.elements():
        if one.get("aria-invalid"):
            assert one.get("id") in {link[1:] for link in links}


def test_a_row_is_added_without_saving(editor: Editors, desk: Database) -> None:
    vera = editor("writer")
    fields = typed(vera.open(FACTS))

    answer = send(vera, FACTS, fields, "more-sources", phone="08-1")

    again = typed(page_of(answer, FACTS))
    assert answer.status_code == 200
    assert again["phone"] == "08-1"
    assert [one for one in again if one.startswith("sources.")] == [
        "sources.0",
        "sources.1",
    ]
    assert drafts.drafts(desk) == []


@pytest.mark.parametrize("do", ["draft", "publish"])
def test_two_editors_of_one_text_see_both_texts(
    editor: Editors, catalogue: Database, do: str
) -> None:
    anna, bo = editor("publisher"), editor("publisher")
    mine = typed(bo.open(SWEDISH))
    assert write(anna, SWEDISH, do, what="Annas text om jobb.").status_code == 303

    answer = send(bo, SWEDISH, mine, do, what="Bos text om jobb.", who="Bara Bo.")

    assert answer.status_code == 409
    page = page_of(answer, SWEDISH)
    assert "Annas text om jobb." in page.main()
    assert [words(one) for one in page.all("del")][:1] == ["Annas"]
    assert "Bos" in [words(one) for one in page.all("ins")]
    fields = typed(page)
    assert (fields["what"], fields["who"]) == ("Bos text om jobb.", "Bara Bo.")
    theirs = page_of(send(bo, SWEDISH, fields, "theirs"), SWEDISH)
    assert typed(theirs)["what"] == "Annas text om jobb."
    assert "Bara Bo." in theirs.main()
    merged = send(bo, SWEDISH, fields, "publish", what="Annas och Bos text.")
    assert merged.status_code == 303
    text = current(catalogue, "jobbhjalp")["texts"]["sv"]
    assert (text["what"], text["who"]) == ("Annas och Bos text.", "Bara Bo.")


def test_a_draft_of_an_older_public_text_is_not_published_over_it(
    editor: Editors, catalogue: Database
) -> None:
    vera, pia = editor("writer"), editor("publisher")
    write(vera, SWEDISH, "review", what="Veras text.")
    other = typed(pia.open(SWEDISH))
    number = catalogue.execute("SELECT max(number) FROM revision").fetchone()[0]
    text = {**current(catalogue, "jobbhjalp")}
    text["texts"]["sv"]["what"] = "Någon annans text."
    publish_all(catalogue, [text], editor=0, at=datetime.now(UTC), note="import")

    answer = send(pia, SWEDISH, other, "publish")
    all_at_once = pia.send(
        FACTS + "/publish", [("number", other["number"])], at=SWEDISH
    )

    assert number == 1
    assert (answer.status_code, all_at_once.status_code) == (409, 409)
    page = page_of(answer, SWEDISH)
    assert "Någon annans text." in page.main()
    assert typed(page)["what"] == "Veras text."
    assert send(pia, SWEDISH, typed(page), "publish").status_code == 303
    assert current(catalogue, "jobbhjalp")["texts"]["sv"]["what"] == "Veras text."


def test_two_languages_of_one_programme_are_both_saved(
    editor: Editors, catalogue: Database
) -> None:
    anna, bo = editor("publisher"), editor("publisher")
    swedish, english = typed(anna.open(SWEDISH)), typed(bo.open(ENGLISH))

    first = send(anna, SWEDISH, swedish, "publish", who="Du som vill jobba.")
    second = send(bo, ENGLISH, english, "publish", what="A coach writes with you.")

    assert (first.status_code, second.status_code) == (303, 303)
    texts = current(catalogue, "jobbhjalp")["texts"]
    assert texts["sv"]["who"] == "Du som vill jobba."
    assert texts["en"]["what"] == "A coach writes with you."
    assert texts["en"]["by_section"]["what"]["made_by"] == "person"


@pytest.mark.parametrize("do", ["draft", "publish"])
def test_the_same_form_sent_twice_is_saved_once(
    editor: Editors, desk: Database, catalogue: Database, do: str
) -> None:
    pia = editor("publisher")
    form = typed(pia.open(SWEDISH))

    answers = [send(pia, SWEDISH, form, do, what="En gång.") for _ in range(3)]

    assert {one.status_code for one in answers} == {303}
    assert len(events.events(desk, subject="jobbhjalp")) == 1
    revisions = "SELECT count(*) FROM revision WHERE programme_id = 'jobbhjalp'"
    assert catalogue.execute(revisions).fetchone()[0] == (2 if do == "publish" else 1)


def test_a_small_edit_keeps_translations_true(
    editor: Editors, catalogue: Database
) -> None:
    state = """SELECT state FROM translation_state WHERE programme_id = 'jobbhjalp'
        AND language = 'en' AND section = 'what'"""
    pia = editor("publisher")

    write(
        pia, SWEDISH, "publish", what="En coach hjälper dig skriva cv.", small_edit="1"
    )
    kept = catalogue.execute(state).fetchone()[0]
    write(pia, SWEDISH, "publish", what="En coach skriver ditt cv.")

    assert (kept, catalogue.execute(state).fetchone()[0]) == ("machine", "outdated")


def test_a_new_programme_is_begun_written_and_published(
    editor: Editors, catalogue: Database
) -> None:
    vera, pia, resident = editor("writer"), editor("publisher"), editor()
    begun = [
        *(("name", "Feriejobb i Söderby"), ("summary", "Jobba på lovet.")),
        *(("kind", "holiday-job"), ("organization", "staden"), ("area_scope", "city")),
    ]

    refused = vera.send("/admin/programmes/new", begun[:1])
    answer = vera.send("/admin/programmes/new", begun)

    assert refused.status_code == 422 and "Feriejobb i Söderby" in refused.text
    assert answer.headers["Location"].startswith(
        "/admin/programmes/feriejobb-i-soderby/texts/sv"
    )
    own = "/admin/programmes/feriejobb-i-soderby"
    page = vera.open(own + "/texts/sv")
    assert "/admin/programmes/feriejobb-norr" in page.links()
    assert write(vera, own + "/texts/sv", what="Du jobbar.").status_code == 303
    assert write(vera, own, "review", age_min="16").status_code == 303
    assert resident.ask("/sv/programmes/feriejobb-i-soderby").status_code == 404
    assert "Feriejobb i Söderby" in vera.open("/admin/programmes?status=new").main()
    numbers = [
        ("number", one.get("value", ""))
        for one in pia.open(own).all("form", action=own + "/publish")[0].iter("input")
        if one.get("name") == "number"
    ]
    done = pia.send(own + "/publish", numbers, at=own)
    assert done.status_code == 303, done.text
    assert "Du jobbar." in resident.ask("/sv/programmes/feriejobb-i-soderby").text
    assert (
        current(catalogue, "feriejobb-i-soderby")["texts"]["sv"]["made_by"] == "person"
    )


def test_an_id_that_is_taken_is_refused(editor: Editors) -> None:
    vera = editor("writer")
    fields = {
        "name": "Feriejobb",
        "summary": "X.",
        "kind": "coaching",
        "area_scope": "city",
    }

    answers = [
        vera.send(
            "/admin/programmes/new", {**fields, "organization": "staden", "id": one}
        )
        for one in ("feriejobb", "new", "Å", "a")
    ]

    assert [one.status_code for one in answers] == [422] * 4


def test_a_draft_is_taken_back_with_a_note_and_discarded(
    editor: Editors, desk: Database
) -> None:
    vera, pia = editor("writer"), editor("publisher")
    write(vera, SWEDISH, "review", what="Veras text.")
    number = drafts.drafts(desk)[0]["number"]
    at = "/admin/programmes/jobbhjalp/drafts/sv/"

    stale = pia.send(at + "take-back", {"number": "7777", "note": "x"}, at=SWEDISH)
    back = pia.send(
        at + "take-back", {"number": str(number), "note": "För lång."}, at=SWEDISH
    )

    assert (stale.status_code, back.status_code) == (409, 303)
    there = drafts.drafts(desk)[0]
    assert (there["state"], there["note"]) == ("draft", "För lång.")
    assert "För lång." in vera.open(SWEDISH).main()
    gone = [
        vera.send(at + "discard", {"number": str(there["number"])}, at=SWEDISH)
        for _ in range(2)
    ]
    assert [one.status_code for one in gone] == [303, 303]
    assert drafts.drafts(desk) == []
    last = events.events(desk, action="programme.draft-discarded")
    assert last[0]["detail"]["content"]["what"] == "Veras text."


def test_an_approved_draft_is_published_on_its_day_and_once(
    editor: Editors, desk: Database, catalogue: Database
) -> None:
    pia = editor("publisher")
    write(pia, SWEDISH, "review", what="Från och med då.")
    number = str(drafts.drafts(desk)[0]["number"])
    day = datetime.now(UTC) + timedelta(days=10)
    at = "/admin/programmes/jobbhjalp/drafts/sv/approve"

    yesterday = pia.send(at, {"number": number, "day": "2020-01-01"}, at=SWEDISH)
    answer = pia.send(at, {"number": number, "day": f"{day:%Y-%m-%d}"}, at=SWEDISH)
    early = going_public.publish_due(catalogue, desk, day - timedelta(days=2))
    first = going_public.publish_due(catalogue, desk, day + timedelta(days=1))
    again = going_public.publish_due(catalogue, desk, day + timedelta(days=1))

    assert (yesterday.status_code, answer.status_code) == (422, 303)
    assert early == again == ([], [])
    assert first == (["jobbhjalp"], [])
    assert current(catalogue, "jobbhjalp")["texts"]["sv"]["what"] == "Från och med då."
    assert events.events(desk)[0]["account_id"] == pia.account


def test_what_the_program_notes_can_be_said_in_swedish() -> None:
    assert NOTES == (going_public.CHANGED, going_public.UNFIT)


def test_what_changed_since_its_approval_waits_for_review_again(
    editor: Editors, desk: Database, catalogue: Database
) -> None:
    pia = editor("publisher")
    write(pia, SWEDISH, "review", what="Sedan.")
    there = drafts.drafts(desk)[0]
    day = datetime.now(UTC)
    drafts.approve(
        desk,
        "jobbhjalp",
        "sv",
        f"{day:%Y-%m-%d}",
        seen=there["number"],
        account=pia.account,
        at=day,
    )
    page = typed(pia.open(SWEDISH))
    with database.write(desk):
        desk.execute("UPDATE draft SET based_on = 'older'")

    due = going_public.publish_due(catalogue, desk, day + timedelta(days=1))

    assert due == ([], ["jobbhjalp"]) and page
    assert "changed after this was approved" in pia.open(SWEDISH).main()


def test_a_draft_that_is_public_already_is_dropped_when_next_seen(
    editor: Editors, desk: Database, catalogue: Database
) -> None:
    """As when the program stopped between publishing and dropping the draft."""
    pia = editor("publisher")
    write(pia, SWEDISH, "review", what="Strömavbrott.")
    left = drafts.drafts(desk)[0]
    going_public.publish_drafts(
        catalogue, desk, [left], account=pia.account, at=datetime.now(UTC), token="x"
    )
    with database.write(desk):
        row = {name: left[name] for name in left if name != "saved_by_name"}
        desk.table("draft").insert({**row, "content": json.dumps(left["content"])})

    page = pia.open(SWEDISH)

    assert "Waits for review" not in page.main()
    assert drafts.drafts(desk) == []


def test_the_swedish_stands_beside_a_translation(editor: Editors) -> None:
    page = editor("reader").open(ENGLISH)

    assert "En coach hjälper dig att skriva cv." in page.main()
    assert page.all("textarea", id="c-what")[0].get("lang") == "en"
    assert not [one for one in page.all("button") if one.get("name") == "do"]


def test_length_and_lix_are_shown_for_swedish(editor: Editors) -> None:
    vera = editor("writer")
    write(vera, SWEDISH, what="Ni pratar svenska. Arbetsförmedlingen informerar.")

    hint = words(vera.open(SWEDISH).all(id="c-what-measure")[0])

    assert hint.startswith("49 of at most 20000 characters · LIX 62")


def test_hostile_words_stay_words(editor: Editors, catalogue: Database) -> None:
    pia, resident = editor("publisher"), editor()
    attack = "<script>alert(1)</script>\"'><img src=x onerror=1>\x00 {{ 7*7 }}"

    answer = write(pia, SWEDISH, "publish", what=attack, texts="x", id="annat")

    assert answer.status_code == 303
    for who, at in ((pia, SWEDISH), (resident, PUBLIC), (pia, FACTS + "/preview/sv")):
        assert "<script>alert(1)</script>" in who.open(at).main()
    assert "\x00" not in current(catalogue, "jobbhjalp")["texts"]["sv"]["what"]


@pytest.mark.parametrize("number", ["9" * 40, "-1", "x", "١"])
def test_a_forged_number_is_no_fault(editor: Editors, number: str) -> None:
    pia = editor("publisher")
    form = typed(pia.open(SWEDISH))

    published = send(pia, SWEDISH, form, "publish", number=number, what="Nytt.")
    drafted = write(pia, SWEDISH, "draft", number=number, what="Nyare.")

    assert {published.status_code, drafted.status_code} <= {303, 409}


def test_unknown_parts_and_programmes_are_not_found(editor: Editors) -> None:
    adam = editor("administrator")

    for at in (
        "/admin/programmes/nowhere",
        FACTS + "/texts/xx",
        FACTS + "/texts/facts",
    ):
        assert adam.ask(at).status_code == 404
        assert adam.send(at, {"do": "draft"}, at="/admin/").status_code == 404


def test_the_forms_label_everything(editor: Editors) -> None:
    for language in ("sv", "en"):
        who = editor("publisher", language)
        for at in (FACTS, SWEDISH, "/admin/programmes", "/admin/programmes/new"):
            page = who.open(at)
            labelled = {one.get("for") for one in page.all("label")}
            for one in page.all("select", "textarea"):
                assert one.get("id") in labelled, (at, one.get("name"))


def test_the_list_is_narrowed(editor: Editors) -> None:
    rut = editor("reader")

    def rows(asked: str) -> list[str]:
        page = rut.open("/admin/programmes" + asked)
        return re.findall(
            r"/admin/programmes/([a-z-]+)$", "\n".join(page.links()), re.M
        )

    assert {"feriejobb", "gamla-spar", "jobbhjalp"} <= set(rows(""))
    assert rows("?q=FERIE") == ["feriejobb", "feriejobb-norr"]
    assert rows("?status=archived") == ["gamla-spar"]
    assert rows("?draft=any") == []
    assert rows("?organization=nobody") == []
    assert rut.ask("/admin/programmes?page=99999999999").status_code == 200
