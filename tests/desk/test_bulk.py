"""Changing many programmes at once, exporting, batches."""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from finder.admin.version_words import FIELDS as NAMES
from finder.catalog import database as catalogue_database
from finder.catalog.choosing import BY, chosen
from finder.catalog.document import canonical
from finder.catalog.publishing import current, publish_all
from finder.desk import database as desk_database
from finder.desk.events import events
from finder.exchange.bulk import FIELDS, Change, changed, is_sound
from tests import city
from tests.desk.desk import Editor

Editors = Callable[..., Editor]
ALL = [one["id"] for one in city.documents()]
TOLK = {"field": "supports", "how": "add", "value": "interpreter"}


@pytest.fixture
def public(site: Flask) -> Iterator[Database]:
    """The catalogue of the site."""
    db = catalogue_database.writer(site.config["SETTINGS"].catalogue)
    yield db
    db.close()


def pairs(ids: list[str], **fields: str) -> list[tuple[str, str]]:
    return [*(("id", one) for one in ids), *fields.items()]


def looked(there: Editor, ids: list[str], **fields: str) -> list[tuple[str, str]]:
    """The form of the page that shows what would change, as a browser would send it."""
    answer = there.send("/admin/bulk", pairs(ids, **fields))
    assert answer.status_code == 200, answer.text
    page = html.unescape(answer.text).split("<main", 1)[1]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return [*found, ("do", "apply")]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ({}, ALL),
        ({"text": "FERIE"}, ["feriejobb", "feriejobb-norr"]),
        ({"text": "jobbhj"}, ["jobbhjalp"]),
        ({"kind": "swedish-language"}, ["barnkock", "sprakkafe"]),
        ({"organization": "staden", "status": "archived"}, ["gamla-spar"]),
        ({"organization": "ingen"}, []),
        ({"district": "norr"}, ["barnkock", "feriejobb-norr"]),
        ({"term": "support/childcare"}, ["sprakkafe"]),
        (
            {"language": "en", "state": "machine"},
            ["barnkock", "feriejobb", "jobbhjalp"],
        ),
        ({"language": "nowhere"}, []),
    ],
)
def test_programmes_are_chosen_by_what_they_state(
    db: Database, by: dict[str, str], found: list[str]
) -> None:
    assert sorted(one["id"] for one in chosen(db, by)) == found


def test_a_value_is_put_into_many_programmes_as_one_step_and_taken_out_again(
    editor: Editors, public: Database
) -> None:
    there = editor("publisher")
    ids = ["feriejobb", "sprakkafe"]

    answer = there.ask("/admin/bulk", "POST", data=multi(looked(there, ids, **TOLK)))

    assert answer.status_code == 303
    assert current(public, "feriejobb")["supports"] == ["interpreter"]
    assert current(public, "sprakkafe")["supports"] == ["childcare", "interpreter"]
    assert current(public, "jobbhjalp") == canonical(city.documents()[4])
    batch = there.open(answer.headers["Location"])
    assert "supports + interpreter" in batch.main()
    assert there.send(batch.address).status_code == 303
    for one in ids:
        [before] = [each for each in city.documents() if each["id"] == one]
        assert current(public, one) == canonical(before)


def multi(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    return found


def test_a_field_is_set_and_what_says_so_already_is_left_alone(
    editor: Editors, public: Database
) -> None:
    there = editor("publisher")
    form = looked(there, ALL, field="form", how="set", value="remote")

    there.ask("/admin/bulk", "POST", data=multi(form))
    there.ask("/admin/bulk", "POST", data=multi(form))

    counts = public.execute("SELECT programme_id, count(*) FROM revision GROUP BY 1")
    assert dict(counts.fetchall()) == {one: 2 - (one == "jobbhjalp") for one in ALL}
    assert {current(public, one)["form"] for one in ALL} == {"remote"}


def test_what_a_programme_cannot_take_is_told_and_nothing_done(
    editor: Editors, public: Database
) -> None:
    there = editor("publisher")

    form = looked(there, ALL, field="web", how="set", value="nowhere")
    answer = there.ask("/admin/bulk", "POST", data=multi(form))

    assert answer.status_code == 422
    assert "cannot stand here" in answer.text
    assert public.execute("SELECT count(*) FROM revision").fetchone() == (6,)


def test_a_catalogue_that_moved_is_looked_at_again(
    editor: Editors, public: Database
) -> None:
    there = editor("publisher")
    form = looked(there, ALL, **TOLK)
    other = {**current(public, "feriejobb"), "supports": ["interpreter"]}
    publish_all(public, [other], editor=0, at=city.AT, note="")  # type: ignore[list-item]

    answer = there.ask("/admin/bulk", "POST", data=multi(form))

    assert answer.status_code == 409
    assert "5 would change, 1 say so already" in answer.text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"id": "feriejobb"},
        {"id": "feriejobb", "field": "id", "value": "x"},
        {"id": "feriejobb", "field": "hours", "how": "set", "value": "day"},
        {"id": "feriejobb", "field": "hours", "how": "add", "value": ""},
    ],
)
def test_a_change_that_is_none_is_refused_with_all_that_was_chosen(
    editor: Editors, fields: dict[str, str]
) -> None:
    answer = editor("publisher").send("/admin/bulk", fields)

    assert answer.status_code == 422
    if "id" in fields and fields.get("field") == "hours":
        assert 'value="feriejobb" checked' in answer.text


def test_every_page_of_it_is_well_built(editor: Editors, public: Database) -> None:
    there = editor("publisher", "sv")
    for address in ("/admin/bulk", "/admin/export", "/admin/import", "/admin/batches"):
        there.open(address)
    for field in FIELDS:
        there.open(f"/admin/bulk?field={field}&kind=holiday-job")


def test_everything_is_exported_in_both_forms(editor: Editors, site: Flask) -> None:
    there = editor("reader")

    lines = there.ask("/admin/export/file?form=jsonl").text.splitlines()
    table = there.ask("/admin/export/file?form=csv&texts=sv&texts=en&kind=holiday-job")

    assert [json.loads(one) for one in lines] == [
        canonical(one)
        for one in sorted(city.documents(), key=lambda d: d["texts"]["sv"]["name"])
    ]
    assert "attachment" in table.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(table.text[1:]), delimiter=";"))
    assert [one["id"] for one in rows] == ["feriejobb", "feriejobb-norr"]
    assert rows[0]["en.summary"] == "Work in the summer holidays."
    db = desk_database.opened(site.config["SETTINGS"].editors)
    assert [one["subject"] for one in events(db, action="export")] == ["csv", "jsonl"]
    db.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from([*BY, "id", "field", "how", "value", "do", "change", "page"]),
        st.text(max_size=30)
        | st.sampled_from(["feriejobb", "hours", "add", "apply", "day"]),
    )
)
def test_whatever_is_sent_a_page_answers(site: Flask, fields: dict[str, str]) -> None:
    there = Editor(site, "publisher")
    sendable = {
        name: value.encode("utf-8", "replace").decode()
        for name, value in fields.items()
    }

    answer = there.send("/admin/bulk", sendable)
    looked_at = there.ask("/admin/bulk", query_string=sendable)

    assert answer.status_code in (200, 303, 409, 422)
    assert looked_at.status_code == 200


@given(st.sampled_from(FIELDS), st.sampled_from(["set", "add", "remove"]), st.text())
def test_a_sound_change_makes_a_document_to_be_judged(
    field: str, how: str, value: str
) -> None:
    change = Change(field, how, value)

    if is_sound(change):
        after = changed(city.documents()[4], change)
        assert after["texts"] == city.documents()[4]["texts"]


def test_every_field_has_a_name() -> None:
    assert set(NAMES) >= set(FIELDS)
