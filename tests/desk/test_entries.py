"""The pages about organizations, places, terms and concepts."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from finder import storage
from finder.admin import entry_forms as forms
from finder.catalog import database
from finder.catalog.entries import By, history, save
from finder.catalog.entry_document import KINDS, digest, entries, entry, present
from finder.catalog.entry_problems import problems
from finder.catalog.publishing import current
from finder.desk import database as desk_database
from finder.desk import events
from finder.search import indexer
from finder.search.find import find
from tests import city
from tests.desk.desk import FIELD, Editor
from tests.pages.page import Page, faults
from tests.pages.sites import application, prepared, shipped_catalogue

Editors = Callable[..., Editor]
ONES = {
    "organization": ("organizations", "staden"),
    "location": ("locations", "koket"),
    "term": ("terms", "sector/restaurant-food"),
    "concept": ("concepts", "waiter"),
}
HIDDEN = re.compile(r'<input type="hidden" name="([\w.-]+)" value="([^"]*)">')


def at(kind: str, more: str = "") -> str:
    place, one = ONES[kind]
    return f"/admin/{place}/{one}{more}"


def writer(site: Flask) -> database.Database:
    return database.writer(site.config["SETTINGS"].catalogue)


def said(site: Flask, kind: str, entry_id: str = "") -> Any:
    """What an entry says in the catalogue now; None when it is gone."""
    db = writer(site)
    found = present(db, kind, entry_id or ONES[kind][1])
    db.close()
    return found


def typed(site: Flask, kind: str, **changes: str) -> list[tuple[str, str]]:
    """The form as it is now, with fields typed over (``__`` stands for a point)."""
    now = forms.filled(kind, said(site, kind))
    for name, text in changes.items():
        now[name.replace("__", ".")] = text
    return [*forms.pairs(now), ("seen", digest(kind, said(site, kind)))]


def done(site: Flask) -> list[tuple[str, str]]:
    """Actions and subjects of the desk's history, the newest first."""
    db = desk_database.opened(site.config["SETTINGS"].editors)
    found = [(one["action"], one["subject"]) for one in events.events(db)]
    db.close()
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_shipped_entry_goes_through_its_form_unchanged(kind: str) -> None:
    db = database.reader(shipped_catalogue())

    for one in entries(db, kind):
        sent = MultiDict(list(forms.pairs(forms.filled(kind, one))))
        back = forms.document(kind, one["id"], forms.typed(kind, sent))
        if kind == "term":
            back["made_by"] = one["made_by"]
        assert back == one
    db.close()


NASTY = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["1", "0", "99999999999", "-1", "x" * 700, "a\u202eb", "\x00", "<b>", "é\n\né"]
    ),
    st.sampled_from(["sector/care", "sector/care ", "staden", "norr", "ngo", "  "]),
)


@pytest.mark.parametrize("kind", KINDS)
def test_any_form_is_saved_as_typed_or_told_what_is_wrong(
    kind: str, built_city: Path, tmp_path: Path
) -> None:
    site = application(prepared(built_city, tmp_path / "any", indexed=False))
    db = writer(site)
    names = st.sampled_from([*forms.fields(kind), "term", "weight", "id", "other"])
    count = iter(range(1_000_000))

    @given(st.lists(st.tuples(names, NASTY), max_size=12))
    def holds(sent: list[tuple[str, str]]) -> None:
        before = entry(db, kind, ONES[kind][1])
        fields = forms.typed(
            kind, MultiDict([*sent, *forms.pairs(forms.filled(kind, before))])
        )
        document = forms.document(kind, before["id"], fields)
        if problems(db, kind, before["id"], document):
            return
        seen, by = digest(kind, before), By(1, city.AT, "", str(next(count)))
        save(db, kind, before["id"], document, seen=seen, **by._asdict())
        after = entry(db, kind, before["id"])
        assert after | {"made_by": 0} == document | {"made_by": 0}

    holds()
    assert database.faults(site.config["SETTINGS"].catalogue) == []
    db.close()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_built_as_they_should_be(
    editor: Editors, kind: str, language: str
) -> None:
    there = editor("administrator", language)
    place = ONES[kind][0]

    for page in (f"/admin/{place}", f"/admin/{place}?q=xyz", f"/admin/{place}/new"):
        there.open(page)
    for more in ("", "?saved=1", "/history", "/merge", "/remove"):
        there.open(at(kind, more))
    editor("writer", language).open(at(kind))


def test_lists_can_be_searched_and_count_programmes(editor: Editors) -> None:
    there = editor("writer")

    found = there.open("/admin/locations?q=KÖK")

    rows = [" ".join(one.itertext()).split() for one in found.all("tr")[1:]]
    assert rows == [["Köket", "1"]]


def test_a_saved_contact_is_on_the_programmes_page_at_once(
    site: Flask, editor: Editors
) -> None:
    there, resident = editor("publisher"), editor()
    assert "08-123 45 67" not in resident.ask("/sv/programmes/barnkock").text

    answer = there.send(
        at("location"),
        typed(site, "location", phone="08-123 45 67", address="Ågatan 2"),
    )

    assert answer.status_code == 303
    page = resident.ask("/sv/programmes/barnkock").text
    assert "Ågatan 2" in page
    assert done(site)[0] == ("location.saved", "koket")


def test_a_new_name_shows_what_it_touches_then_residents_read_it(
    site: Flask, editor: Editors
) -> None:
    there, resident = editor("administrator"), editor()
    list_before = resident.ask("/sv/programmes").text
    fields = typed(site, "term", label__sv="Kök", note="kortare")

    shown = there.send(at("term"), [*fields, ("note", "kortare")])

    assert shown.status_code == 200
    page = Page(at("term"), shown.text)
    assert "Kock i skolkök" in page.main() and "waiter" in page.main()
    assert said(site, "term")["label"]["sv"] == "Restaurang och mat"
    hidden = [(name, html.unescape(text)) for name, text in HIDDEN.findall(shown.text)]
    answer = there.ask(at("term"), "POST", data=MultiDict(hidden))
    assert answer.status_code == 303
    assert said(site, "term")["label"]["sv"] == "Kök"
    assert history_of(site, "term")[0]["note"] == "kortare"
    list_after = resident.ask("/sv/programmes").text
    assert ">Kök<" not in list_before and ">Kök<" in list_after


def history_of(site: Flask, kind: str) -> Any:
    db = writer(site)
    found = history(db, kind, ONES[kind][1])
    db.close()
    return found


def test_back_from_the_look_gives_the_form_with_all_that_was_typed(
    site: Flask, editor: Editors
) -> None:
    there = editor("administrator")
    shown = there.send(at("term"), typed(site, "term", label__sv="Kök"))
    hidden = [(name, html.unescape(text)) for name, text in HIDDEN.findall(shown.text)]

    answer = there.ask(at("term"), "POST", data=MultiDict([*hidden, ("back", "1")]))

    assert answer.status_code == 200 and 'value="Kök"' in answer.text
    assert said(site, "term")["label"]["sv"] == "Restaurang och mat"


@pytest.mark.parametrize("kind", KINDS)
def test_two_editors_are_both_told_and_nothing_is_overwritten(
    site: Flask, editor: Editors, kind: str
) -> None:
    anna, bo = editor("administrator"), editor("administrator")
    field = {"term": "plain__sv", "concept": "labels__en"}.get(kind, "")
    field = field or {"organization": "explained__sv", "location": "locality"}[kind]
    mine, theirs = typed(site, kind, **{field: "Bos"}), typed(
        site, kind, **{field: "Annas"}
    )
    assert anna.send(at(kind), theirs).status_code == 303
    between = said(site, kind)

    answer = bo.send(at(kind), mine)

    assert answer.status_code == 409
    page = Page(at(kind), answer.text)
    assert "<del>Annas</del>" in answer.text and "<ins>Bos</ins>" in answer.text
    assert said(site, kind) == between
    assert [one.get("name") for one in page.all("input") if one.get("name") == "seen"]
    seen = re.search(r'name="seen" value="([^"]+)"', answer.text)
    assert seen and seen[1] == digest(kind, between)
    again = bo.send(at(kind), [*mine[:-1], ("seen", seen[1])])
    assert again.status_code == 303 and said(site, kind) != between


def test_a_form_sent_twice_is_saved_once(site: Flask, editor: Editors) -> None:
    there = editor("publisher")
    form = dict(FIELD.findall(there.ask(at("location")).text))
    fields = MultiDict([*form.items(), *typed(site, "location", locality="Viken")])

    first = there.ask(at("location"), "POST", data=fields)
    second = there.ask(at("location"), "POST", data=fields)

    assert first.status_code == second.status_code == 303
    assert len(history_of(site, "location")) == 2
    assert done(site).count(("location.saved", "koket")) == 1


def test_a_save_without_a_difference_leaves_no_trace(
    site: Flask, editor: Editors
) -> None:
    there = editor("publisher")

    answer = there.send(at("location"), typed(site, "location"))

    assert answer.status_code == 303
    assert history_of(site, "location") == [] and done(site) == []


def test_what_is_wrong_stands_at_its_field_with_all_that_was_typed(
    site: Flask, editor: Editors
) -> None:
    there = editor("publisher")

    answer = there.send(
        at("location"),
        typed(
            site, "location", name="", phone="ring <mig>", directions__ar="عند الباب"
        ),
    )

    assert answer.status_code == 422
    page = Page(at("location"), answer.text)
    wrong = [one.get("name") for one in page.elements() if one.get("aria-invalid")]
    assert wrong == ["name", "phone"]
    assert "ring &lt;mig&gt;" in answer.text and "عند الباب" in answer.text
    assert {"#name", "#phone"} <= set(page.links())


@pytest.mark.parametrize("kind", KINDS)
def test_another_process_writing_gives_the_form_back_with_all_that_was_typed(
    site: Flask, editor: Editors, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = editor("administrator")
    field = {"term": "plain__sv", "concept": "labels__en"}.get(kind, "")
    field = field or {"organization": "explained__sv", "location": "locality"}[kind]
    fields, before = typed(site, kind, **{field: "Viken"}), said(site, kind)
    monkeypatch.setattr(storage, "LOCK_TIMEOUT", 0.2)
    other = writer(site)
    other.execute("BEGIN IMMEDIATE")

    answer = there.send(at(kind), fields)

    assert answer.status_code == 503
    assert "Viken" in answer.text and "button again" in answer.text
    other.rollback()
    other.close()
    assert said(site, kind) == before
    sent = [*fields, *FIELD.findall(answer.text)]
    assert there.ask(at(kind), "POST", data=MultiDict(sent)).status_code == 303


def test_a_full_disk_gives_the_form_back_and_heals(
    site: Flask, editor: Editors
) -> None:
    there, fields = editor("publisher"), typed(site, "location", locality="Viken" * 9)
    db = writer(site)
    with database.write(db):
        db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON entry_revision "
            "BEGIN SELECT raise(ABORT, 'database or disk is full'); END"
        )

    answer = there.send(at("location"), fields)

    assert answer.status_code == 503 and "Viken" * 9 in answer.text
    assert said(site, "location")["locality"] is None
    with database.write(db):
        db.execute("DROP TRIGGER full")
    db.close()
    assert there.send(at("location"), fields).status_code == 303


@pytest.mark.parametrize(
    ("kind", "fields", "entry_id"),
    [
        ("organization", {"name": "Åbo & co", "type": "ngo"}, "abo-co"),
        ("location", {"name": "Storgården"}, "storgarden"),
        (
            *("term", {"taxonomy": "sector", "label.sv": "Städ", "position": "3"}),
            "sector/stad",
        ),
        ("concept", {"labels.sv": "kock\nköksa", "labels.ar": "طباخ"}, "kock"),
        ("concept", {"labels.ar": "طباخ"}, "concept"),
        ("concept", {"labels.sv": "kock", "id": "cook"}, "cook"),
    ],
)
def test_a_new_entry_has_an_id_made_of_its_name(
    site: Flask, editor: Editors, kind: str, fields: dict[str, str], entry_id: str
) -> None:
    there = editor("administrator")
    new = f"/admin/{ONES[kind][0]}/new"

    answer = there.send(new, fields)

    assert answer.status_code == 303, answer.text
    assert answer.location.split("?")[0] == f"/admin/{ONES[kind][0]}/{entry_id}"
    assert said(site, kind, entry_id) is not None
    there.open(answer.location)
    again = there.send(new, fields)
    assert again.status_code == (303 if kind == "location" else 422)


def test_a_fixed_list_takes_no_new_term_and_says_so(
    site: Flask, editor: Editors
) -> None:
    there = editor("administrator")

    answer = there.send(
        "/admin/terms/new", {"taxonomy": "form", "label.sv": "Brev", "position": "1"}
    )

    assert answer.status_code == 422
    assert "needs exactly the terms" in there.open("/admin/terms/form/remote").main()
    assert said(site, "term", "form/brev") is None


@pytest.mark.parametrize("taxonomy", ["", "mine", "../x", "Kind"])
def test_a_list_that_does_not_exist_takes_no_term(
    site: Flask, editor: Editors, taxonomy: str
) -> None:
    answer = editor("administrator").send(
        "/admin/terms/new",
        {"taxonomy": taxonomy, "label.sv": "Brev", "position": "1"},
    )

    assert answer.status_code == 422
    page = Page("/admin/terms/new", answer.text)
    assert "#taxonomy" in page.links() and list(faults(page)) == []


def test_a_session_that_ended_keeps_a_whole_concept(
    site: Flask, editor: Editors
) -> None:
    there = editor("publisher")
    fields = typed(site, "concept", labels__sv="kypare\nservitör", labels__ar="نادلة")
    fields += [("term", "sector/care"), ("weight", "1")]
    db = desk_database.opened(site.config["SETTINGS"].editors)
    with desk_database.write(db):
        db.execute("DELETE FROM session")
    db.close()

    lost = there.ask(at("concept"), "POST", data=MultiDict([*fields, ("key", "old")]))

    assert lost.status_code == 401
    there.sign_in()
    answer = there.ask(at("concept"), "POST", data=MultiDict(sendable(lost.text)))
    assert answer.status_code == 303
    after = said(site, "concept")
    assert after["labels"] == {"sv": ["kypare", "servitör"], "ar": ["نادلة"]} | {
        "en": ["waiter"]
    }
    assert [(one["term"], one["weight"]) for one in after["terms"]] == [
        ("care", 1),
        ("restaurant-food", 2),
    ]


def sendable(text: str) -> list[tuple[str, str]]:
    """All that a browser would send of the one form on a page."""
    page = Page("/admin/", text)
    return [
        (one.get("name", ""), one.get("value") or (one.text or "").removeprefix("\n"))
        for one in page.all("input", "textarea")
        if one.get("name")
    ]


def test_what_was_removed_meanwhile_can_be_saved_again(
    site: Flask, editor: Editors
) -> None:
    there = editor("publisher")
    mine = typed(site, "concept", labels__en="server")
    before = digest("concept", said(site, "concept"))
    there.send(at("concept", "/remove"), {"seen": before})

    answer = there.send(at("concept"), mine, at="/admin/concepts/new")
    seen = re.search(r'name="seen" value="([^"]+)"', answer.text)

    assert answer.status_code == 409 and seen and seen[1] == "new"
    again = there.send(
        at("concept"), [*mine[:-1], ("seen", "new")], at="/admin/concepts/new"
    )
    assert again.status_code == 303
    assert said(site, "concept")["labels"]["en"] == ["server"]


def test_merging_shows_what_it_touches_then_moves_everything(
    site: Flask, editor: Editors
) -> None:
    there, resident = editor("publisher"), editor()
    before = there.open(at("location", "/merge?into=biblioteket"))
    assert "Kock i skolkök" in before.main()

    kept = {"seen_kept": digest("location", said(site, "location", "biblioteket"))}
    sent = {"into": "biblioteket", "seen": digest("location", said(site, "location"))}
    answer = there.send(at("location", "/merge"), sent | kept)

    assert answer.status_code == 303
    assert said(site, "location") is None
    db = writer(site)
    assert current(db, "barnkock")["locations"] == ["biblioteket"]
    db.close()
    assert database.faults(site.config["SETTINGS"].catalogue) == []
    assert "Biblioteket" in resident.ask("/sv/programmes/barnkock").text
    assert done(site)[0] == ("location.merged", "koket")
    assert there.ask(at("location")).status_code == 302
    there.open(at("location", "/history"))


def test_a_merge_seen_before_a_change_is_told_to_look_again(
    site: Flask, editor: Editors
) -> None:
    there = editor("publisher")

    answer = there.send(
        at("location", "/merge"),
        {"into": "biblioteket", "seen": "0", "seen_kept": "0"},
        at=at("location", "/merge?into=biblioteket"),
    )

    assert answer.status_code == 409 and "Nothing was merged" in answer.text
    assert said(site, "location") is not None


def test_whoever_belongs_to_a_merged_organization_belongs_to_the_other(
    site: Flask, editor: Editors
) -> None:
    there = editor("publisher")
    there.send("/admin/organizations/new", {"name": "Bolaget", "type": "company"})
    db = desk_database.opened(site.config["SETTINGS"].editors)
    with desk_database.write(db):
        db.table("account").update(there.account, {"unit": "staden"})
    sent = {
        "into": "bolaget",
        "seen": digest("organization", said(site, "organization")),
    }
    sent["seen_kept"] = digest("organization", said(site, "organization", "bolaget"))

    answer = there.send(at("organization", "/merge"), sent)

    assert answer.status_code == 303
    assert db.execute("SELECT unit FROM account").fetchone()[0] == "bolaget"
    kept = there.send("/admin/organizations/bolaget/remove", {"seen": "x"})
    assert kept.status_code == 422
    db.close()


def test_what_is_used_is_not_removed_and_what_is_not_can_come_back(
    site: Flask, editor: Editors
) -> None:
    there = editor("publisher")
    used = there.send(
        at("location", "/remove"), {"seen": digest("location", said(site, "location"))}
    )
    assert used.status_code == 422 and said(site, "location") is not None
    before = said(site, "concept")

    gone = there.send(at("concept", "/remove"), {"seen": digest("concept", before)})

    assert gone.status_code == 303 and said(site, "concept") is None
    there.open(gone.location)
    there.open(at("concept", "/history"))
    back = there.send(
        at("concept", "/restore"),
        {"number": "1", "seen": "new"},
        at=at("concept", "/history"),
    )
    assert back.status_code == 303 and said(site, "concept") == before
    assert [one for one, _ in done(site)] == ["concept.restored", "concept.removed"]


def test_an_old_state_is_brought_back_as_the_newest(
    site: Flask, editor: Editors
) -> None:
    there, before = editor("publisher"), said(site, "location")
    there.send(at("location"), typed(site, "location", locality="Viken"))
    page = there.open(at("location", "/history"))
    assert "Viken" in page.main()
    seen = digest("location", said(site, "location"))

    stale = there.send(
        at("location", "/restore"),
        {"number": "1", "seen": "0"},
        at=at("location", "/history"),
    )
    answer = there.send(
        at("location", "/restore"),
        {"number": "1", "seen": seen},
        at=at("location", "/history"),
    )

    assert (stale.status_code, answer.status_code) == (409, 303)
    assert said(site, "location") == before
    assert [one["number"] for one in history_of(site, "location")] == [3, 2, 1]


def test_a_writer_sees_the_form_and_cannot_change_it(editor: Editors) -> None:
    page = editor("writer").open(at("organization"))

    inputs = [one for one in page.all("input") if one.get("name", "").startswith("exp")]
    assert all("disabled" in one.attrib for one in inputs)
    assert "may look at this" in page.main()


@pytest.mark.parametrize(
    ("language", "word"), [("so", "adeegto"), ("sv", "kallskänka"), ("ar", "طباخة")]
)
def test_a_vain_search_finds_once_its_word_is_saved_and_the_index_caught_up(
    built_city: Path, tmp_path: Path, language: str, word: str
) -> None:
    instance = prepared(built_city, tmp_path / "indexed")
    site = application(instance)
    there, resident = Editor(site, "publisher"), Editor(site)
    catalogue = site.config["SETTINGS"].catalogue

    def found() -> list[str]:
        answer = find(catalogue, instance, text=word, language=language, filters={})
        assert answer["engine"] == "index"
        return [] if answer["instead"] else [one["id"] for one in answer["results"]]

    assert found() == []
    label = {f"labels__{language}": word}

    answer = there.send(at("concept"), typed(site, "concept", **label))
    indexer.bring_up_to_date(catalogue, instance)

    assert answer.status_code == 303
    assert found() == ["barnkock"]
    page = resident.ask(f"/{language}/programmes", query_string={"q": word})
    assert list(Page(f"/{language}/programmes", page.text).cards()) == ["barnkock"]
    assert indexer.check(catalogue, instance) == []
