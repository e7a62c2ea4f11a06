"""Translations at the desk: the matrix, section by section, and translators' files."""

import html
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from babel.messages.pofile import read_po, write_po
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finder.admin import recording
from finder.admin import translating as pages
from finder.admin import translators_files as files
from finder.admin.doubts import told
from finder.catalog import database as catalogue_database
from finder.catalog.document import digest
from finder.catalog.fidelity import doubts
from finder.desk import database, uploads
from finder.exchange.translations import Unreadable, entries
from finder.storage import OperationalError
from tests.desk.desk import Editor
from tests.desk.test_freshness_desk import change, done, public

Editors = Callable[..., Editor]
PAGE = "/admin/programmes/jobbhjalp/translate/en"
HIDDEN = r'<input type="hidden" name="([\w-]+)" value="([^"]*)">'
AREA = r'<textarea [^>]*name="([\w-]+)"[^>]*>\n(.*?)</textarea>'
OLD = "En coach hjälper dig att skriva cv."
NEW = "En coach hjälper dig att skriva cv och brev."
TODAY = date.today().isoformat()


def fields(page: str) -> dict[str, str]:
    """What the main form of *page* would send."""
    text = page[page.index("<main") :]
    found = re.findall(HIDDEN, text) + re.findall(AREA, text, re.DOTALL)
    return {name: html.unescape(value) for name, value in found}


def press(there: Editor, button: str, at: str = PAGE, **typed: str) -> Any:
    """Press *button* of the page *at* with *typed* in its fields."""
    changed = {f"text-{name}": text for name, text in typed.items()}
    data = {**fields(there.ask(at).text), **changed, "do": button}
    return there.ask(at, "POST", data=data)


def swedish(site: Flask, **sections: str) -> None:
    """Change the Swedish of jobbhjalp."""
    texts = public(site, "jobbhjalp")["texts"]
    change(site, "jobbhjalp", texts={**texts, "sv": {**texts["sv"], **sections}})


def english(site: Flask) -> Any:
    """The public English of jobbhjalp."""
    return public(site, "jobbhjalp")["texts"]["en"]


def states(site: Flask) -> dict[str, str]:
    """Section -> state of the English of jobbhjalp."""
    db = catalogue_database.reader(site.config["SETTINGS"].catalogue)
    rows = db.execute(
        "SELECT section, state FROM translation_state"
        " WHERE programme_id = 'jobbhjalp' AND language = 'en'"
    ).fetchall()
    db.close()
    return dict(rows)


def test_the_matrix_counts_by_language_and_filters(editor: Editors) -> None:
    there = editor("reader")

    page = there.open("/admin/translations")
    missing = there.open("/admin/translations?language=en&state=missing&unit=staden")

    assert "Jobbhjälp" in page.main() and "Gamla spår" not in page.main()
    assert "Språkkafé" in missing.main()
    assert "Barnkock" not in there.open("/admin/translations?state=checked").main()
    for odd in ("language=xx", "page=99999", "page=²", "unit=nobody", "state=x"):
        there.open(f"/admin/translations?{odd}")


def test_what_changed_in_the_swedish_is_marked(site: Flask, editor: Editors) -> None:
    swedish(site, what=NEW)

    page = editor("publisher").open(PAGE)

    assert [one.text for one in page.all("ins")] == [" och brev"]
    assert "Outdated" in page.main() and "A coach helps you write a CV." in page.main()


def test_still_right_changes_no_word(site: Flask, editor: Editors) -> None:
    swedish(site, what=NEW)
    before = english(site)

    assert press(editor("publisher"), "right:what").status_code == 303

    after = english(site)
    assert after["what"] == before["what"]
    assert after["based_on"]["what"] == digest(NEW)
    assert states(site)["what"] == "machine"
    [event] = done(site, "translation.kept")
    assert event["detail"]["language"] == "en"
    assert event["detail"]["sections"] == ["what"]


def test_checked_is_of_a_role_and_a_day(site: Flask, editor: Editors) -> None:
    press(editor("publisher"), "checked:what")

    how = english(site)["by_section"]["what"]
    assert how == {
        "made_by": "machine",
        "checked_by": "publisher",
        "checked_on": TODAY,
    }
    assert states(site) == {
        **{"name_explained": "machine", "summary": "machine"},
        **{"what": "checked", "who": "missing"},
    }
    assert len(done(site, "translation.checked")) == 1


def test_all_can_be_checked_at_once_and_readers_are_told(
    site: Flask, editor: Editors
) -> None:
    press(editor("publisher"), "checked", who="You who look for work.")

    assert set(states(site).values()) == {"checked"}
    page = editor().ask("/en/programmes/jobbhjalp").text
    assert "A person has checked this text against the Swedish." in page
    assert "You who look for work." in page


def test_a_corrected_text_is_a_persons_and_public(site: Flask, editor: Editors) -> None:
    swedish(site, what=NEW)

    answer = press(editor("publisher"), "save", what="A coach helps\r\nyou write.")

    assert answer.status_code == 303
    assert english(site)["what"] == "A coach helps\nyou write."
    assert states(site)["what"] == "person" and states(site)["summary"] == "machine"
    assert len(done(site, "translation.saved")) == 1


def test_a_save_without_a_difference_does_nothing(site: Flask, editor: Editors) -> None:
    there = editor("publisher")

    answer = press(there, "save")

    assert "Nothing was changed" in there.open(answer.location).main()
    assert done(site, "translation") == []


def test_a_double_click_saves_once(site: Flask, editor: Editors) -> None:
    there = editor("publisher")
    data = {**fields(there.ask(PAGE).text), "text-who": "You.", "do": "save"}

    codes = [there.ask(PAGE, "POST", data=data).status_code for _ in range(2)]

    assert codes == [303, 303] and len(done(site, "translation.saved")) == 1


def test_two_translators_never_overwrite_each_other(
    site: Flask, editor: Editors
) -> None:
    anna, bo = editor("publisher"), editor("publisher")
    form = {**fields(bo.ask(PAGE).text), "text-what": "Bo's words.", "do": "save"}
    press(anna, "save", what="Anna's words.")

    answer = bo.ask(PAGE, "POST", data=form)

    assert answer.status_code == 409
    assert english(site)["what"] == "Anna's words."
    assert fields(answer.text)["text-what"] == "Bo's words."
    assert "<del>Anna" in answer.text and "<ins>Bo" in answer.text
    again = {**fields(answer.text), "do": "save"}
    assert bo.ask(PAGE, "POST", data=again).status_code == 303
    assert english(site)["what"] == "Bo's words."


def test_nobody_vouches_for_swedish_they_have_not_seen(
    site: Flask, editor: Editors
) -> None:
    there = editor("publisher")
    form = {**fields(there.ask(PAGE).text), "text-who": "You.", "do": "checked:what"}
    swedish(site, what=NEW)

    answer = there.ask(PAGE, "POST", data=form)

    assert answer.status_code == 409 and "<ins> och brev</ins>" in answer.text
    assert fields(answer.text)["text-who"] == "You."
    assert states(site)["what"] == "outdated" and states(site)["who"] == "missing"
    again = {**fields(answer.text), "do": "checked:what"}
    assert there.ask(PAGE, "POST", data=again).status_code == 303
    assert states(site)["what"] == "checked" and states(site)["who"] == "person"


def test_a_text_too_long_is_told_at_its_field(editor: Editors) -> None:
    answer = press(editor("publisher"), "save", summary="x" * 321, who="You.")

    assert answer.status_code == 422 and 'aria-invalid="true"' in answer.text
    assert "at most 320 characters" in answer.text
    assert fields(answer.text)["text-who"] == "You."


def test_a_full_disk_keeps_what_was_typed(
    editor: Editors, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(pages, "publish_part", full)
    answer = press(editor("publisher"), "save", who='You & "they".')

    assert answer.status_code == 503 and "could not be saved" in answer.text
    assert fields(answer.text)["text-who"] == 'You & "they".'


def test_a_history_that_could_not_be_written_is_written_by_the_next_press(
    site: Flask, editor: Editors, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = editor("publisher")

    def full(*_: Any, **__: Any) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(recording.events, "record", full)
        answer = press(there, "save", who="You.")
    assert answer.status_code == 503 and "saved and public" in answer.text
    assert english(site)["who"] == "You." and done(site, "translation") == []

    again = there.ask(PAGE, "POST", data={**fields(answer.text), "do": "save"})

    assert again.status_code == 303
    [event] = done(site, "translation.saved")
    assert event["subject"] == "jobbhjalp"


def test_lost_numbers_are_a_warning_and_no_hindrance(
    site: Flask, editor: Editors
) -> None:
    swedish(site, what="Kursen tar 12 veckor och du träffar en coach varje vecka.")
    there = editor("publisher", "sv")

    press(there, "save", what="The course takes 13 weeks and you meet a coach weekly.")

    assert "12" in there.open(PAGE).of_class("mark")[0].itertext().__next__()
    assert "13 weeks" in english(site)["what"]


def test_a_language_or_programme_that_is_none_is_not_found(editor: Editors) -> None:
    there = editor("publisher")

    for odd in ("jobbhjalp/translate/sv", "jobbhjalp/translate/xx", "x/translate/en"):
        assert there.ask(f"/admin/programmes/{odd}").status_code == 404
    assert there.ask("/admin/translations/sv/sections.po").status_code == 404


def test_every_doubt_has_its_sentence_in_the_desks_language(site: Flask) -> None:
    original = (
        "Du ringer Anna på 08-123 45 67 i Farsta och träffar 12 personer varje vecka."
    )
    seen: set[str] = set()
    for text, language in (
        ("Й٣\u200e 45 short", "en"),
        (original, "ar"),
        ("latin words", "ar"),
        (original, "en"),
        ("يتصل 08 123", "ar"),
    ):
        seen |= set(doubts(original, text, language))

    assert len(seen) > 9
    with site.test_request_context("/en/"):
        for one in seen:
            assert told(f"{one}") == one or "another script" in told(one), one
        assert told("A sentence of tomorrow.") == "A sentence of tomorrow."


def exported(there: Editor, **asked: str) -> bytes:
    """The file a translator gets."""
    answer = there.ask("/admin/translations/en/sections.po", query_string=asked)
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.get_data()


def filled(content: bytes, **texts: str) -> bytes:
    """The file as a translator gives it back: *texts* by section of jobbhjalp."""
    catalog = read_po(BytesIO(content))
    for message in catalog:
        programme, _, section = str(message.context or "").partition(" ")
        if programme == "jobbhjalp" and section in texts:
            message.string = texts[section]
            message.flags.discard("fuzzy")
    target = BytesIO()
    write_po(target, catalog, width=0)
    return target.getvalue()


def bring(there: Editor, content: bytes, **more: str) -> Any:
    """Upload a file."""
    at = "/admin/translations/en/import"
    data = {**fields(there.ask(at).text), **more}
    data["file"] = (BytesIO(content), "sv-en.po")  # type: ignore[assignment]
    return there.ask(at, "POST", data=data, content_type="multipart/form-data")


def test_a_translators_file_goes_out_and_comes_back_checked(
    site: Flask, editor: Editors
) -> None:
    swedish(site, what=NEW)
    there = editor("publisher")
    content = filled(
        exported(there), what="A coach helps with CV and letters.", who="You."
    )

    tried = bring(there, content, checked="on")

    assert tried.status_code == 303
    report = there.open(tried.location)
    assert "Taken" in report.main() and "2 texts" in report.main()
    assert "what" not in str(done(site, "translation.imported"))
    assert states(site)["what"] == "outdated"
    form = fields(there.ask(tried.location).text)
    taken = there.ask(tried.location, "POST", data=form)
    assert taken.status_code == 303
    assert "2 texts were taken" in there.open(taken.location).main()
    assert states(site)["what"] == states(site)["who"] == "checked"
    page = editor().ask("/en/programmes/jobbhjalp").text
    assert "A coach helps with CV and letters." in page
    assert "A person has checked this text against the Swedish." in page
    [event] = done(site, "translation.imported")
    assert event["detail"]["programmes"] == ["jobbhjalp"]
    assert there.ask(tried.location).status_code == 410


def test_what_somebody_changed_meanwhile_is_left(site: Flask, editor: Editors) -> None:
    there = editor("publisher")
    swedish(site, what=NEW)
    content = filled(exported(there), what="The file's words.")
    tried = bring(there, content)
    form = fields(there.ask(tried.location).text)
    press(there, "save", what="A person's words.")

    there.ask(tried.location, "POST", data=form)

    assert english(site)["what"] == "A person's words."


def test_a_file_is_its_owners_and_waits_an_hour(site: Flask, editor: Editors) -> None:
    there, other = editor("publisher"), editor("administrator")
    tried = bring(there, exported(there))

    assert other.ask(tried.location).status_code == 410
    assert there.ask(tried.location.replace("/en/", "/ar/")).status_code == 410
    db = database.opened(site.config["SETTINGS"].editors)
    with database.write(db):
        db.execute("UPDATE upload SET at = '2026-01-01T00:00:00Z'")
    db.close()
    assert there.ask(tried.location).status_code == 410


def test_what_is_no_file_is_told(
    editor: Editors, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = editor("publisher")
    monkeypatch.setattr(files, "MOST", 1000)

    for content, told_so in (
        (b"", "No file came"),
        (b"\xff\xfe", "Nothing was taken"),
        (b"x" * 1001, "Nothing was taken"),
    ):
        answer = bring(there, content)
        assert answer.status_code == 422 and told_so in answer.text


def test_a_file_beyond_all_bounds_is_not_read(editor: Editors) -> None:
    answer = editor("publisher").ask(
        *("/admin/translations/en/import", "POST"),
        data=b"x" * (uploads.MOST + 99_999),
        content_type="multipart/form-data; boundary=x",
    )

    assert answer.status_code == 413


def test_an_export_may_be_of_one_unit(editor: Editors) -> None:
    there = editor("reader")

    assert b"jobbhjalp" in exported(there, unit="staden")
    assert b"jobbhjalp" not in exported(there, unit="nobody")
    assert b"A coach helps" in exported(there, state="machine")


@settings(max_examples=200)
@given(content=st.binary(max_size=300))
def test_any_file_is_read_or_refused(content: bytes) -> None:
    header = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    for one in (content, header + content, _lines(content)):
        try:
            entries(one)
        except Unreadable:
            pass


def _lines(content: bytes) -> bytes:
    """Something that looks like an entry."""
    parts = [
        b'msgctxt "',
        b'msgid "',
        b'"',
        b"\n",
        b'msgstr "',
        b"#, fuzzy\n",
        b"#. was ",
    ]
    return b"".join(parts[one % len(parts)] + bytes([one]) for one in content)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=400),
    button=st.sampled_from(["save", "checked", "right", "checked:who", "right:x"])
    | st.text(max_size=12),
    seen=st.none() | st.text(max_size=20),
)
def test_any_form_is_answered(
    editor: Editors, text: str, button: str, seen: str | None
) -> None:
    there = editor("publisher")
    data = {**fields(there.ask(PAGE).text), "text-who": text, "do": button}
    if seen is not None:
        data["seen"] = seen

    answer = there.ask(PAGE, "POST", data=data)

    assert answer.status_code in (303, 409, 422)
