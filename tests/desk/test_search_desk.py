"""The search desk: from a word searched in vain to one that finds something."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database
from werkzeug.test import TestResponse

from finder.catalog import database as catalogue_database
from finder.desk import database, events, vain
from finder.search import indexer
from tests.desk.desk import Editor
from tests.pages.page import words
from tests.pages.sites import application, prepared

Editors = Callable[..., Editor]
WORD = "hovmästare"
SYNONYM = "/admin/search/synonym"


@pytest.fixture
def site(built_city: Path, tmp_path: Path) -> Flask:
    """The city with its index."""
    return application(prepared(built_city, tmp_path / "instance"))


@pytest.fixture
def desk(site: Flask) -> Database:
    return database.opened(site.config["SETTINGS"].editors)


@pytest.fixture
def catalogue(site: Flask) -> Database:
    return catalogue_database.writer(site.config["SETTINGS"].catalogue)


@pytest.fixture
def asked(site: Flask, desk: Database) -> str:
    """A word that many searched in vain."""
    now, chosen = datetime.now(UTC), site.config["SETTINGS"]
    for days in range(5, 0, -1):
        at = now - timedelta(days=days)
        assert vain.count(chosen.editors, chosen.key, "sv", [WORD], at)
    return WORD


def settled(there: Editor, word: str, **fields: str) -> TestResponse:
    """What the page of *word* answers to its form, just opened."""
    seen = there.open(at_word(word)).all("input", name="seen")[0].get("value")
    return there.send(at_word(word), {"seen": seen, **fields})


def at_word(word: str) -> str:
    return f"/admin/search/word?language=sv&word={word}"


def test_a_vain_search_succeeds_once_its_word_is_a_synonym(
    site: Flask, editor: Editors, desk: Database, asked: str
) -> None:
    publisher, resident = editor("publisher"), editor()
    before = resident.open(f"/sv/programmes?q={asked}")
    listed = publisher.open("/admin/search")
    assert asked in listed.main()
    assert "barnkock" not in before.cards() or "finns inte" in before.main()
    page = f"{SYNONYM}?language=sv&word={asked}&find=servit"
    assert "waiter" in publisher.open(page).main()

    fields = {"language": "sv", "label": asked, "concept": "waiter"}
    answer = publisher.send(SYNONYM, fields, at=page)

    assert answer.status_code == 303
    chosen = site.config["SETTINGS"]
    assert indexer.check(chosen.catalogue, chosen.instance) != []
    indexer.bring_up_to_date(chosen.catalogue, chosen.instance)
    tried = publisher.open(answer.headers["Location"])
    assert "waiter" in tried.main() and "Kock i skolkök" in tried.main()
    assert list(resident.open(f"/sv/programmes?q={asked}").cards())[0] == "barnkock"
    assert vain.word(desk, "sv", asked, datetime.now(UTC))["settled"] == "synonym"
    done = [one["action"] for one in events.events(desk)]
    assert done == ["word.synonym", "concept.label-added"]


def test_a_new_label_has_its_revision_in_the_history(
    editor: Editors, catalogue: Database
) -> None:
    there = editor("publisher")

    there.send(SYNONYM, {"language": "en", "label": "Sommelier", "concept": "waiter"})

    row = catalogue.execute(
        "SELECT kind, id, number, editor, document FROM entry_revision"
    ).fetchone()
    assert row[:4] == ("concept", "waiter", 1, there.account)
    held = json.loads(row[4])
    assert held["labels"]["en"] == ["sommelier", "waiter"]
    assert held["terms"] == [
        {"taxonomy": "sector", "term": "restaurant-food", "weight": 2}
    ]


def test_a_word_may_lead_to_terms_without_a_concept_there_was(
    site: Flask, editor: Editors
) -> None:
    there = editor("publisher")
    fields = [("language", "sv"), ("label", "chefskock i kök"), ("concept", "")]

    answer = there.send(SYNONYM, [*fields, ("term", "sector/restaurant-food")])

    assert answer.status_code == 303
    chosen = site.config["SETTINGS"]
    indexer.bring_up_to_date(chosen.catalogue, chosen.instance)
    assert "chefskock-i-kok" in there.open(answer.headers["Location"]).main()


def test_sending_it_twice_does_it_once(
    editor: Editors, catalogue: Database, desk: Database
) -> None:
    there = editor("publisher")
    fields = {"language": "sv", "label": WORD, "concept": "waiter"}
    page = there.open(SYNONYM)
    ours = {
        one: page.all("input", name=one)[-1].get("value") for one in ("key", "form")
    }

    answers = [there.ask(SYNONYM, "POST", data=fields | ours) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    revisions = catalogue.execute("SELECT count(*) FROM entry_revision").fetchone()[0]
    assert (revisions, len(events.events(desk))) == (1, 1)


@pytest.mark.parametrize(
    "label, told",
    [
        ("servitör", "waiter"),
        ("Servitören", "waiter"),
        ("Norrby", "Norrby"),
        ("", "letters"),
        ("12345", "letters"),
        ("x" * 61, "60"),
        ("bidi\u202etext", "letters"),
    ],
)
def test_a_word_that_means_something_or_is_none_is_refused_and_kept(
    editor: Editors, catalogue: Database, label: str, told: str
) -> None:
    there = editor("publisher")

    answer = there.send(
        SYNONYM, {"language": "sv", "label": label, "concept": "waiter"}
    )

    assert answer.status_code == 422
    assert told in answer.text and 'aria-invalid="true"' in answer.text
    assert catalogue.execute("SELECT count(*) FROM entry_revision").fetchone()[0] == 0


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"concept": "waiter", "term": "sector/care"},
        {"concept": "nobody"},
        {"term": "sector/nothing"},
        {"concept": "waiter", "language": "tlh"},
    ],
)
def test_nothing_else_than_one_meaning_is_taken(
    editor: Editors, catalogue: Database, more: dict[str, str]
) -> None:
    answer = editor("publisher").send(
        SYNONYM, {"language": "sv", "label": WORD, **more}
    )

    assert answer.status_code == 422 and WORD in answer.text
    assert catalogue.execute("SELECT count(*) FROM concept").fetchone()[0] == 1


def test_a_locked_catalogue_gives_the_form_back(
    editor: Editors, catalogue: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.storage.LOCK_TIMEOUT", 0.1)
    there = editor("publisher")
    catalogue.execute("BEGIN IMMEDIATE")

    answer = there.send(SYNONYM, {"language": "sv", "label": WORD, "concept": "waiter"})

    assert answer.status_code == 503
    assert WORD in answer.text and "could not be saved" in answer.text


def test_a_writer_notes_that_a_programme_is_missing(
    editor: Editors, desk: Database, asked: str
) -> None:
    there = editor("writer")

    note = "Ingen utbildar <dem>."
    answer = settled(there, asked, action="missing-programme", note=note)

    assert answer.status_code == 303
    assert "Ingen utbildar <dem>." in there.open("/admin/search").main()
    assert events.events(desk)[0]["action"] == "word.missing-programme"
    assert there.ask(SYNONYM, "POST", data={}).status_code in (400, 403)


def test_two_notes_on_one_word_do_not_overwrite_each_other(
    editor: Editors, desk: Database, asked: str
) -> None:
    first, second = editor("writer"), editor("publisher")
    page = second.open(at_word(asked))
    seen = page.all("input", name="seen")[0].get("value", "")
    mine = {"action": "missing-programme", "note": "Min anteckning."}
    first.send(at_word(asked), {**mine, "seen": seen})

    answer = second.send(
        at_word(asked), {**mine, "note": "En annan anteckning.", "seen": seen}
    )
    again = first.send(at_word(asked), {**mine, "seen": seen})

    assert answer.status_code == 409
    assert "Min anteckning." in answer.text and "En annan anteckning." in answer.text
    assert again.status_code == 303 and len(events.events(desk)) == 1
    assert vain.word(desk, "sv", asked, datetime.now(UTC))["note"] == "Min anteckning."


def test_an_ignored_word_is_settled_and_may_wait_again(
    editor: Editors, desk: Database, asked: str
) -> None:
    there = editor("writer")
    settled(there, asked, action="ignored")
    assert "No word waits" in there.open("/admin/search").main()

    settled(there, asked, action="open")

    assert "No word waits" not in there.open("/admin/search").main()


@pytest.mark.parametrize("note", ["", "  \n ", "x" * 301])
def test_a_note_that_says_nothing_or_too_much_is_given_back(
    editor: Editors, asked: str, note: str
) -> None:
    answer = editor("writer").send(
        at_word(asked), {"action": "missing-programme", "note": note}
    )

    assert answer.status_code == 422 and 'aria-describedby="note-hint' in answer.text


def test_a_word_that_may_not_be_read_has_no_page(
    editor: Editors, site: Flask, desk: Database
) -> None:
    chosen = site.config["SETTINGS"]
    vain.count(chosen.editors, chosen.key, "sv", ["ensam"], datetime.now(UTC))
    there = editor("writer")

    assert there.ask(at_word("ensam")).status_code == 404
    assert "ensam" not in there.open("/admin/search").text


@pytest.mark.parametrize("language", ["sv", "en", "ar", "so", "xx"])
@pytest.mark.parametrize("query", ["kock", "svenskaa kväll", "xyzzy kock", '"', "نادل"])
def test_any_search_is_explained_in_any_language(
    editor: Editors, language: str, query: str
) -> None:
    there = editor("writer", "sv")

    page = there.open(
        "/admin/search/try", query_string={"language": language, "q": query}
    )

    if query == "xyzzy kock":
        table = words(page.all("table")[0])
        assert "xyzzy" in table and "barnkock" in page.text


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    label=st.text(max_size=70),
    concept=st.sampled_from(["", "waiter", "x"]) | st.text(max_size=9),
    term=st.sampled_from(["sector/care", "/", "sector/"]) | st.text(max_size=9),
    find=st.text(max_size=9),
)
def test_whatever_is_typed_is_answered(
    editor: Editors, label: str, concept: str, term: str, find: str
) -> None:
    typed = {"label": label, "concept": concept, "term": term, "find": find}

    answer = editor("publisher").send(SYNONYM, {**typed, "language": "sv"})

    assert answer.status_code in (303, 422)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    note=st.text(max_size=400),
    action=st.sampled_from(["missing-programme", "ignored", "open", ""]) | st.text(),
)
def test_whatever_is_noted_is_answered(
    editor: Editors, asked: str, note: str, action: str
) -> None:
    answer = editor("writer").send(at_word(asked), {"note": note, "action": action})

    assert answer.status_code in (303, 400, 409, 422)
