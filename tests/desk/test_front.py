"""What the front page says is to be done, to whom."""

import shutil
from collections import namedtuple
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlite_utils import Database

from finder.backups import backed_up
from finder.catalog.listed import today
from finder.catalog.publishing import current, publish_all
from finder.catalog.unchecked import unchecked
from finder.desk import batches
from finder.desk import database as desk_database
from finder.desk.waiting import waiting
from finder.search import indexer
from tests import city
from tests.desk.desk import Editor
from tests.desk.test_import import NEW, brought, table, take

Editors = Callable[..., Editor]
DAY = date(2026, 11, 24)
AT = "2026-11-24T12:00:00Z"


@pytest.fixture
def desk(site: Flask) -> Iterator[Database]:
    """The editors' database of the site."""
    db = desk_database.opened(site.config["SETTINGS"].editors)
    yield db
    db.close()


def test_each_count_is_of_what_waits(editor: Editors, desk: Database) -> None:
    me, other = editor("writer").account, editor("publisher").account
    with desk_database.write(desk):
        for programme, part, state, who in (
            ("a", "facts", "review", other),
            ("a", "sv", "review", other),
            ("b", "facts", "draft", me),
            ("c", "facts", "draft", other),
        ):
            desk.execute(
                "INSERT INTO draft VALUES (?, ?, '{}', '', ?, NULL, NULL, 0, NULL, 1, ?, ?)",
                [programme, part, state, AT, who],
            )
        desk.execute(
            "INSERT INTO report VALUES (1, 'a', 'closed', '', 'sv', '2026-11-24')"
        )
        desk.execute(
            "INSERT INTO link VALUES ('https://a', ?, 404, 'status', NULL, ?)", [AT, AT]
        )
        desk.execute(
            "INSERT INTO link VALUES ('https://b', ?, 200, NULL, NULL, NULL)", [AT]
        )
        desk.execute(
            "INSERT INTO vain_word VALUES ('sv', 'x', 'd', ?, NULL, NULL)", [AT]
        )
        desk.execute(
            "INSERT INTO vain_word VALUES ('sv', 'y', 'e', ?, 'ignored', NULL)", [AT]
        )

    assert waiting(desk, me) == {
        "reviews": 1,
        "drafts": 1,
        "reports": 1,
        "links": 1,
        "vain": 1,
    }


@pytest.mark.parametrize(
    ("assured", "months", "overdue"),
    [
        ("2026-05-23", 6, 1),
        ("2026-05-24", 6, 0),
        ("2025-11-23", 12, 1),
    ],
)
def test_a_programme_is_overdue_after_its_own_rhythm(
    db: Database, assured: str, months: int, overdue: int
) -> None:
    one = current(db, "jobbhjalp")
    checked = {**one, "assured_on": assured, "review_every": months}
    publish_all(db, [checked], editor=0, at=city.AT, note="")  # type: ignore[list-item]

    assert unchecked(db, None, DAY) == {"overdue": overdue, "never": 4, "outdated": 0}
    assert unchecked(db, "staden", DAY)["overdue"] == overdue
    assert unchecked(db, "annan", DAY) == {"overdue": 0, "never": 0, "outdated": 0}


def test_an_outdated_translation_is_counted(db: Database) -> None:
    one = current(db, "jobbhjalp")
    one["texts"]["sv"]["what"] = "En coach hjälper dig."
    publish_all(db, [one], editor=0, at=city.AT, note="")

    assert unchecked(db, None, DAY)["outdated"] == 1


def test_a_line_stands_only_where_its_page_is(editor: Editors, desk: Database) -> None:
    there = editor("publisher")
    take(there, brought(there, table(NEW)))
    killed = {"feriejobb": 1}  # written down, then never published
    batches.begin(desk, there.account, "bulk", "x", killed, "t", datetime.now(UTC))

    page = there.open("/admin/")

    assert "One change of many programmes this week" in page.main()
    assert "/admin/batches" in page.links()
    for address in set(page.links()):
        if address.startswith("/admin"):
            there.open(address)
    assert "this week" not in editor("writer").open("/admin/").main()


def test_an_administrator_sees_how_the_installation_is(
    editor: Editors, site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = site.config["SETTINGS"]
    there = editor("administrator")
    assert "index is behind" in there.open("/admin/").main()
    assert "The installation" not in editor("publisher").open("/admin/").main()

    indexer.bring_up_to_date(chosen.catalogue, chosen.instance)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(9, 9, 10**6))
    assert "no checked copy" in there.open("/admin/").main()
    for one in (chosen.catalogue, chosen.editors):
        backed_up(one, chosen.backups, today())

    page = there.open("/admin/").main()

    assert "index is in step" in page
    assert "Only 1 MB are free" in page
    assert "editors' database is whole" in page
    assert "newest checked copies of both databases are from" in page
