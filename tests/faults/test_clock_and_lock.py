"""Reading while somebody writes for long, and on a day that is not today."""

import threading
from pathlib import Path

import pytest

from finder import create_app
from finder.catalog import database
from finder.config import Settings
from finder.search import find, indexer
from tests.clock import turn_to


def test_reading_goes_on_while_a_write_takes_long(catalogue: Path) -> None:
    """Longer than a writer would wait for another one."""
    indexer.bring_up_to_date(catalogue, catalogue.parent)
    client = create_app(Settings(instance=catalogue.parent)).test_client()
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        db = database.writer(catalogue)
        with database.write(db):
            db.table("programme").update("feriejobb", {"age_max": 30})
            holding.set()
            done.wait(30)
        db.close()

    holder = threading.Thread(target=hold)
    holder.start()
    assert holding.wait(5)
    statuses = [
        client.get(f"/sv/programmes{asked}").status_code
        for asked in ("", "?q=kock", "/feriejobb")
        for _ in range(20)
    ]
    found = find(catalogue, catalogue.parent, text="kock", language="sv", filters={})
    done.set()
    holder.join()

    assert set(statuses) == {200}
    assert (found["engine"], found["total"]) == ("index", 1)


@pytest.mark.parametrize("today", ["2026-01-01", "2028-02-29"])
def test_pages_are_fine_on_any_day(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch, today: str
) -> None:
    turn_to(monkeypatch, today)
    client = create_app(Settings(instance=catalogue.parent)).test_client()

    for path in ("programmes", "programmes/gamla-spar", "programmes/jobbhjalp"):
        assert client.get(f"/sv/{path}").status_code == 200
