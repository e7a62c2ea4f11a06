"""Import at the desk: looked at, taken as drafts or published, undone as one step."""

import csv
import gc
import html
import io
import json
import re
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database
from sqlite_utils.db import Table
from werkzeug.test import TestResponse

from finder.catalog import database as catalogue_database
from finder.catalog.document import canonical
from finder.catalog.publishing import current, publish_all
from finder.desk import database as desk_database
from finder.desk.events import events
from finder.exchange.spreadsheet import cells_of
from tests import city
from tests.desk.desk import Editor

Editors = Callable[..., Editor]
NEW = {
    **{"id": "ny-start", "kind": "coaching", "organization": "staden"},
    **{"area_scope": "city", "sv.name": "Ny start", "sv.summary": "Börja om."},
}
PHONE = {"id": "jobbhjalp", "phone": "08-1 23 45"}


@pytest.fixture
def public(site: Flask) -> Iterator[Database]:
    """The catalogue of the site."""
    db = catalogue_database.writer(site.config["SETTINGS"].catalogue)
    yield db
    db.close()


@pytest.fixture
def desk(site: Flask, editor: Editors) -> Iterator[Database]:
    """The editors' database of the site."""
    db = desk_database.opened(site.config["SETTINGS"].editors)
    yield db
    db.close()


HELD = {one["id"]: cells_of(one, ["sv"]) for one in city.documents()}


def table(*rows: dict[str, str]) -> bytes:
    """A table of *rows*; cells that a row lacks say what its programme says already."""
    stream = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(stream, names, delimiter=";")
    writer.writeheader()
    for row in rows:
        held = HELD.get(row["id"], {})
        writer.writerow({name: row.get(name, held.get(name, "")) for name in names})
    return stream.getvalue().encode()


def bring(there: Editor, content: bytes, name: str = "t.csv") -> TestResponse:
    sent = {"file": (io.BytesIO(content), name)}
    return there.send("/admin/import", sent)


def brought(there: Editor, content: bytes, name: str = "t.csv") -> str:
    """The address of the page that shows what *content* would change."""
    answer = bring(there, content, name)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def take(there: Editor, address: str, how: str = "publish") -> TestResponse:
    page = there.ask(address).text
    change = re.findall(r'name="change" value="(\d+)"', page)
    return there.send(address, {"how": how, "change": (change or ["0"])[0]})


def test_nothing_changes_before_it_is_taken(editor: Editors, public: Database) -> None:
    there = editor("publisher")
    before = public.execute("SELECT number FROM change").fetchone()

    page = there.open(brought(there, table(NEW, {"id": "jobbhjalp"})))

    assert "1 added" in page.main() and "1 unchanged" in page.main()
    assert public.execute("SELECT number FROM change").fetchone() == before


def test_a_change_is_shown_field_by_field(editor: Editors) -> None:
    there = editor("writer")

    page = there.open(brought(there, table(PHONE)))

    assert "Row 2: jobbhjalp changed" in page.main()
    assert [one.text for one in page.all("del")] == ["08-123 45 67"]
    assert [one.text for one in page.all("ins")] == ["08-1 23 45"]


def test_a_published_import_is_a_batch_in_history(
    editor: Editors, public: Database, desk: Database
) -> None:
    there = editor("publisher")

    answer = take(there, brought(there, table(PHONE)))

    assert answer.status_code == 303
    batch = there.open(answer.headers["Location"])
    assert "0 added, 1 changed" in batch.main()
    assert current(public, "jobbhjalp")["phone"] == "08-1 23 45"
    [row] = public.query(
        "SELECT editor, note FROM revision WHERE programme_id = 'jobbhjalp' AND number = 2"
    )
    assert row == {"editor": there.account, "note": "Batch 1: t.csv"}
    assert [one["action"] for one in events(desk)][:1] == ["import.taken"]
    assert "Batch 1" in there.open("/admin/batches").main()


def test_nothing_is_inserted_outside_a_transaction(
    editor: Editors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without one sqlite-utils commits each hundred rows: half an import would stay."""
    inserted = []
    insert_all = Table.insert_all

    def watched(table: Table, *rows: object, **how: object) -> Table:
        inserted.append(table.db.conn.in_transaction)
        return insert_all(table, *rows, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Table, "insert_all", watched)
    there = editor("publisher")
    inserted.clear()  # an account is added as tests do it
    for how in ("drafts", "publish"):
        assert take(there, brought(there, table(NEW, PHONE)), how).status_code == 303

    assert inserted and all(inserted)


def test_json_and_lines_are_taken_as_well(editor: Editors, public: Database) -> None:
    there = editor("publisher")
    new = city.document("ny", "Ny", "Ny här.")
    text = "\n".join(json.dumps(one) for one in (new, city.documents()[0]))

    take(there, brought(there, text.encode(), "all.jsonl"))

    assert current(public, "ny") == canonical(new)


def test_five_hundred_rows_with_twenty_faults_are_told_by_row_and_column(
    editor: Editors, public: Database
) -> None:
    there = editor("publisher")
    rows: list[dict[str, str]] = [
        {
            **NEW,
            "id": f"rad-{number}",
            "sv.name": f"Rad {number}",
            "web": "",
            "hours": "",
        }
        for number in range(500)
    ]
    faults = {}
    for number in range(20):
        at = number * 24 + 3
        column, cell = [
            ("kind", "cooking"),
            ("web", "nowhere"),
            ("hours", "day; nigth"),
            ("sv.summary", "x" * 161),
            ("organization", ""),
        ][number % 5]
        rows[at][column] = cell
        faults[at + 2] = column

    address = brought(there, table(*rows))
    page = there.open(f"{address}?only=refused")

    assert "20 refused" in page.main() and "480 added" in page.main()
    found = {
        int(re.findall(r"Row (\d+)", "".join(one.itertext()))[0]): one
        for one in page.of_class("judged")
    }
    assert {row: [b.text for b in one.iter("b")] for row, one in found.items()} == {
        row: [column] for row, column in faults.items()
    }
    assert take(there, address).status_code == 422
    assert public.execute("SELECT count(*) FROM programme").fetchone()[0] == 6


def test_what_is_there_already_is_told(editor: Editors) -> None:
    there = editor("writer")
    rows = (
        {**NEW, "id": "aa", "sv.name": "Feriejobb i Norby", "web": ""},
        {**NEW, "id": "bb", "sv.name": "Annat", "web": "http://www.example.org/jobb/"},
        {**NEW, "id": "cc", "sv.name": "Helt nytt", "web": ""},
    )

    page = there.open(brought(there, table(*rows)) + "?only=alike")

    assert "2 perhaps there already" in page.main()
    assert "Feriejobb i Norrby (feriejobb-norr): a name much alike" in page.main()
    assert "Jobbhjälp (jobbhjalp): the same web address" in page.main()


def test_taking_twice_takes_once(editor: Editors, public: Database) -> None:
    there = editor("publisher")
    address = brought(there, table(PHONE))
    page = html.unescape(there.ask(address).text)
    fields = dict(re.findall(r'name="(key|form|change)" value="([^"]*)"', page))

    first, second = (
        there.ask(address, "POST", data={**fields, "how": "publish"}) for _ in range(2)
    )

    assert first.headers["Location"] == second.headers["Location"]
    assert public.execute(
        "SELECT count(*) FROM revision WHERE programme_id = 'jobbhjalp'"
    ).fetchone() == (2,)


def test_what_a_crash_left_half_written_down_is_found_by_the_next_sending(
    editor: Editors, public: Database, desk: Database
) -> None:
    there = editor("publisher")
    address = brought(there, table(PHONE))
    page = html.unescape(there.ask(address).text)
    fields = dict(re.findall(r'name="(key|form|change)" value="([^"]*)"', page))
    first = there.ask(address, "POST", data={**fields, "how": "publish"})
    with desk_database.write(desk):
        desk.execute("UPDATE import_file SET taken = ''")

    second = there.ask(address, "POST", data={**fields, "how": "publish"})

    assert second.headers["Location"] == first.headers["Location"]
    assert desk.execute("SELECT count(*) FROM batch").fetchone() == (1,)


def test_a_catalogue_that_moved_is_looked_at_again(
    editor: Editors, public: Database
) -> None:
    there = editor("publisher")
    address = brought(there, table(PHONE))
    page = html.unescape(there.ask(address).text)
    fields = dict(re.findall(r'name="(key|form|change)" value="([^"]*)"', page))
    other = {**current(public, "feriejobb"), "phone": "08-99"}
    publish_all(public, [other], editor=0, at=city.AT, note="")  # type: ignore[list-item]

    answer = there.ask(address, "POST", data={**fields, "how": "publish"})

    assert answer.status_code == 409
    assert "the catalogue has changed since you looked" in answer.text
    assert current(public, "jobbhjalp")["phone"] == "08-123 45 67"
    assert take(there, address).status_code == 303


def test_a_writer_may_not_publish_but_takes_drafts(
    editor: Editors, public: Database, desk: Database
) -> None:
    there = editor("writer")
    address = brought(there, table(NEW, {**PHONE, "sv.name": "Hjälp"}))
    assert "Publish" not in there.open(address).main()
    assert take(there, address).status_code == 403

    answer = take(there, address, "drafts")

    assert answer.status_code == 303
    assert "taken as drafts" in there.open(address).main()
    drafts = {
        (row["programme_id"], row["part"]): row
        for row in desk.query("SELECT * FROM draft")
    }
    assert set(drafts) == {
        ("ny-start", "facts"),
        ("ny-start", "sv"),
        ("jobbhjalp", "facts"),
        ("jobbhjalp", "sv"),
    }
    assert json.loads(drafts["ny-start", "facts"]["content"])["kind"] == "coaching"
    assert drafts["ny-start", "facts"]["based_on"] == "new"
    assert current(public, "jobbhjalp")["phone"] == "08-123 45 67"
    assert [one["action"] for one in events(desk, action="import")] == ["import.taken"]


def test_a_draft_that_is_there_is_not_written_over(
    editor: Editors, desk: Database
) -> None:
    there = editor("writer")
    take(there, brought(there, table(PHONE)), "drafts")

    answer = take(
        there, brought(there, table(NEW, {**PHONE, "phone": "08-2 22 33"})), "drafts"
    )

    assert answer.status_code == 409
    assert "jobbhjalp (facts)" in answer.text
    assert desk.execute("SELECT count(*) FROM draft").fetchone() == (1,)


def test_a_batch_is_undone_as_one_step(
    editor: Editors, public: Database, desk: Database
) -> None:
    there = editor("publisher")
    before = current(public, "jobbhjalp")
    rows = NEW, PHONE
    batch = str(take(there, brought(there, table(*rows))).headers["Location"])

    answer = there.send(batch)
    again = there.send(batch)

    assert (answer.status_code, again.status_code) == (303, 200)
    assert current(public, "jobbhjalp") == before
    ended = current(public, "ny-start")
    assert ended["status"] == "archived" and ended["archived_because"]
    assert ended["visible_to"] < datetime.now(UTC).date().isoformat()
    assert "was undone" in there.open(batch).main()
    assert [one["action"] for one in events(desk, action="import")] == [
        "import.undone",
        "import.taken",
    ]


def test_a_batch_somebody_built_upon_is_not_undone(
    editor: Editors, public: Database
) -> None:
    there = editor("publisher")
    batch = str(take(there, brought(there, table(PHONE))).headers["Location"])
    page = html.unescape(there.ask(batch).text)
    fields = dict(re.findall(r'name="(key|form)" value="([^"]*)"', page))
    later = {**current(public, "jobbhjalp"), "phone": "08-3 33 44"}
    publish_all(public, [later], editor=0, at=city.AT, note="")  # type: ignore[list-item]

    answer = there.ask(batch, "POST", data=fields)

    assert answer.status_code == 409
    assert "jobbhjalp" in answer.text
    assert current(public, "jobbhjalp")["phone"] == "08-3 33 44"
    assert "cannot be undone" in there.open(batch).main()


def test_a_file_is_its_bringers_alone_and_goes_after_an_hour(
    editor: Editors, desk: Database
) -> None:
    there = editor("publisher")
    address = brought(there, table(PHONE))

    assert editor("administrator").ask(address).status_code == 410
    old = (datetime.now(UTC) - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with desk_database.write(desk):
        desk.execute("UPDATE import_file SET at = ?", [old])
    assert there.ask(address).status_code == 410
    brought(there, table(NEW))
    assert desk.execute("SELECT count(*) FROM import_file").fetchone() == (1,)


def test_more_than_a_file_may_have_is_refused_in_a_sentence(editor: Editors) -> None:
    there = editor("writer")
    found = []

    with warnings.catch_warnings():  # the test client leaves its own files open
        warnings.simplefilter("ignore", ResourceWarning)
        found.append(there.open(brought(there, b"x" * 20_000_001)).main())
        above = bring(there, b"x" * 20_100_000)
        found.append(f"{above.status_code} {above.text}")
        del above
        gc.collect()

    assert "More than 20 MB. Split it into several files." in found[0]
    assert found[1].startswith("413") and "larger than this form takes" in found[1]
    assert there.send("/admin/import", {}).status_code == 422


def test_a_locked_database_keeps_the_file(
    editor: Editors, public: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.storage.LOCK_TIMEOUT", 0.1)
    there = editor("publisher")
    address = brought(there, table(PHONE))
    page = html.unescape(there.ask(address).text)
    fields = dict(re.findall(r'name="(key|form|change)" value="([^"]*)"', page))
    public.execute("BEGIN IMMEDIATE")

    answer = there.ask(address, "POST", data={**fields, "how": "publish"})
    public.execute("ROLLBACK")

    assert answer.status_code == 503
    assert "the database is busy" in answer.text
    assert there.ask("/admin/batches").text.count("/admin/batches/") == 0
    assert take(there, address).status_code == 303


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_hostile_file_is_only_text_on_the_page(
    editor: Editors, language: str
) -> None:
    there = editor("writer", language)
    evil = '"><script>alert(1)</script>\u202e'
    rows = {**NEW, "sv.name": evil, "kind": evil}, {"id": evil, "sv.name": evil}

    page = there.open(brought(there, table(*rows), "<b>å.csv"))

    assert not [one for one in page.all("script") if not one.get("src")]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300)
    | st.text(max_size=80).map(lambda t: b"id;kind\n" + t.encode("utf-8", "replace")),
    st.sampled_from(["a.csv", "a.json", "a", "\0", "../../x.csv"]),
)
def test_whatever_is_brought_a_page_answers(
    site: Flask, content: bytes, name: str
) -> None:
    there = Editor(site, "writer")

    answer = bring(there, content, name)

    assert answer.status_code in (303, 422)
    if answer.status_code == 303:
        there.open(answer.headers["Location"])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
WHOLE = city.document("ny", "Ny", "Ny här.")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(WHOLE)), JSON, max_size=3), JSON)
def test_whatever_a_document_says_a_page_answers(
    site: Flask, odd: dict[str, object], other: object
) -> None:
    there = Editor(site, "publisher")
    content = json.dumps([WHOLE, {**WHOLE, "id": "nyare", **odd}, other])

    address = brought(there, content.encode(), "t.json")

    there.open(address)
    assert take(there, address, "nothing").status_code == 422
