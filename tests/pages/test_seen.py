"""Programmes that residents see only for a time, take a break, or ended with a reason."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from finder.catalog import database, listed, overview, reading
from finder.catalog.document import ProgrammeDocument
from finder.catalog.publishing import current, publish_all
from finder.search import find, indexer, suggest
from tests import city
from tests.clock import turn_to
from tests.pages.sites import Visitor, application, prepared

BEFORE, FIRST, LAST, AFTER = "2027-05-31", "2027-06-01", "2027-08-31", "2027-09-01"
TIME = {"visible_from": FIRST, "visible_to": LAST}
SCHEDULED = ("barnkock", "feriejobb", "feriejobb-norr", "gamla-spar")


@pytest.fixture(scope="module")
def instance(built_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city, where four programmes have a time; Gamla spår is one of them."""
    folder = prepared(
        built_city, tmp_path_factory.mktemp("seen") / "instance", indexed=False
    )
    changed(folder, *SCHEDULED, **TIME)
    indexer.bring_up_to_date(folder / "catalog.db", folder)
    return folder


@pytest.fixture(scope="module")
def visitor(instance: Path) -> Visitor:
    return Visitor(application(instance))


@pytest.fixture
def db(instance: Path) -> Iterator[Database]:
    connection = database.reader(instance / "catalog.db")
    yield connection
    connection.close()


def changed(instance: Path, *programmes: str, **fields: Any) -> None:
    db = database.writer(instance / "catalog.db")
    said = [{**current(db, one), **fields} for one in programmes]
    documents: list[ProgrammeDocument] = said  # type: ignore[assignment]
    publish_all(db, documents, editor=0, at=city.AT, note="test")
    db.close()


def found(instance: Path, day: str, text: str = "", **asked: Any) -> Any:
    options = {"language": "sv", "filters": {}, **asked}
    where = (instance / "catalog.db", instance)
    return find(*where, text=text, day=date.fromisoformat(day), **options)


@pytest.mark.parametrize("simpler", [False, True], ids=["index", "fts5"])
@pytest.mark.parametrize(
    ("day", "seen"), [(BEFORE, False), (FIRST, True), (LAST, True), (AFTER, False)]
)
def test_search_finds_and_counts_a_programme_only_in_its_time(
    instance: Path, day: str, seen: bool, simpler: bool
) -> None:
    every = found(instance, day, simpler=simpler)
    one = found(instance, day, "feriejobb", simpler=simpler)
    ended = found(instance, day, archived=True, simpler=simpler)

    assert every["engine"] == ("fts5" if simpler else "index")
    assert every["total"] == (5 if seen else 2)
    assert every["counts"]["kind"].get("holiday-job", 0) == (2 if seen else 0)
    assert {"feriejobb", "feriejobb-norr"} <= ids(one) or not seen
    assert not ids(one) & set(SCHEDULED) or seen
    assert ended["total"] == (1 if seen else 0)


def ids(answer: Any) -> set[str]:
    return {hit["id"] for hit in answer["results"]}


@pytest.mark.parametrize("simpler", [False, True], ids=["index", "fts5"])
def test_no_words_reach_a_programme_before_its_time(
    instance: Path, simpler: bool
) -> None:
    for words in ("sommarlovet", "kock i skolkök", "jobba", "servitör", "unga"):
        answer = found(instance, BEFORE, words, simpler=simpler)

        assert not ids(answer) & set(SCHEDULED), words
        assert sum(answer["counts"]["kind"].values()) <= 3


@pytest.mark.parametrize(("day", "seen"), [(BEFORE, False), (LAST, True)])
def test_a_name_is_suggested_only_in_its_time(
    instance: Path, day: str, seen: bool
) -> None:
    where = (instance / "catalog.db", instance)

    told = suggest(*where, "ferie", "sv", date.fromisoformat(day))

    assert ("Feriejobb i Norrby" in {one.text for one in told}) is seen


@pytest.mark.parametrize(("day", "seen"), [(BEFORE, False), (FIRST, True)])
def test_what_is_read_for_pages_follows_the_day(
    db: Database, day: str, seen: bool
) -> None:
    on = date.fromisoformat(day)

    assert sum(overview.counts(db, on).values()) == (5 if seen else 2)
    assert overview.in_district(db, "norr", on) == (
        (["barnkock"], ["feriejobb-norr"]) if seen else ([], [])
    )
    assert overview.supply(db, on)["norr"]["held"] == (1 if seen else 0)
    assert overview.state(db, on)["archived"] == (1 if seen else 0)
    assert overview.languages(db, on)["en"]["partly"] == (3 if seen else 1)
    assert ("feriejobb" in reading.active_ids(db, on)) is seen
    near = reading.similar_ids(db, "sprakkafe", limit=9, day=on)
    assert ("barnkock" in near) is seen


def test_parts_and_wholes_out_of_their_time_are_not_named(
    db: Database,
) -> None:
    before, within = date.fromisoformat(BEFORE), date.fromisoformat(FIRST)

    whole = reading.programme(db, "feriejobb", "sv", day=within)
    alone = reading.programme(db, "feriejobb", "sv", day=before, hidden=True)
    part = reading.programme(db, "feriejobb-norr", "sv", day=before, hidden=True)

    assert [one["id"] for one in whole["parts"]] == ["feriejobb-norr"]
    assert alone["parts"] == [] and part["whole"] is None
    with pytest.raises(reading.NotFound):
        reading.programme(db, "feriejobb", "sv", day=before)


def test_its_page_is_like_one_that_does_not_exist(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_to(monkeypatch, BEFORE)

    hidden = visitor.open("/sv/programmes/feriejobb", 404)
    none = visitor.open("/sv/programmes/finns-inte", 404)

    assert hidden.main() == none.main()
    assert visitor.ask("/sv/programmes/feriejobb/beside/en").status_code == 404
    turn_to(monkeypatch, LAST)
    visitor.open("/sv/programmes/feriejobb")


def test_nothing_remembered_outlives_its_day(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue's file does not change: only the day does."""
    pages = ["/sv/", "/sv/kinds", "/sv/districts/norr", "/sv/programmes"]
    pages += ["/sv/sitemap.xml", "/sv/about", "/sv/programmes/sprakkafe"]
    seen = {}
    for day in (FIRST, AFTER, FIRST):
        turn_to(monkeypatch, day)
        seen[day] = [visitor.ask(page).text for page in pages]
        for page, text in zip(pages, seen[day]):
            assert ("barnkock" in text or "Kock" in text) is (
                day == FIRST and page not in ("/sv/", "/sv/kinds", "/sv/about")
            ), (page, day)
    assert seen[FIRST][0] != seen[AFTER][0]
    assert seen[FIRST][1] != seen[AFTER][1]


@pytest.mark.parametrize("days", [-3, 400])
def test_a_clock_that_is_wrong_for_a_while_publishes_nothing_for_ever(
    instance: Path, days: int
) -> None:
    right = date.fromisoformat(FIRST)
    before = found(instance, FIRST)

    found(instance, (right + timedelta(days=days)).isoformat())

    assert found(instance, FIRST) == before


def test_the_day_is_stockholms(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime(2027, 5, 31, 22, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(listed, "datetime", Clock)

    assert listed.today() == date(2027, 6, 1)


def test_an_old_address_leads_nowhere_before_the_new_ones_time(
    built_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = prepared(built_city, tmp_path / "instance", indexed=False)
    changed(folder, "feriejobb", **TIME)
    db = database.writer(folder / "catalog.db")
    with database.write(db):
        db.table("moved").insert({"old_id": "sommarjobb", "programme_id": "feriejobb"})
    db.close()
    visitor = Visitor(application(folder))

    turn_to(monkeypatch, BEFORE)
    assert visitor.ask("/sv/programmes/sommarjobb").status_code == 404
    turn_to(monkeypatch, FIRST)
    assert visitor.ask("/sv/programmes/sommarjobb").status_code == 301


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-01-31", ""),
        ("2027-02-01", "Takes a break until 3 March 2027"),
        ("2027-03-03", "Takes a break until 3 March 2027"),
        ("2027-03-04", ""),
    ],
)
def test_a_break_is_said_on_the_card_and_on_the_page(
    built_city: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    day: str,
    said: str,
) -> None:
    folder = prepared(built_city, tmp_path / "instance", indexed=False)
    changed(folder, "jobbhjalp", closed_from="2027-02-01", closed_until="2027-03-03")
    visitor = Visitor(application(folder))
    turn_to(monkeypatch, day)

    page = visitor.open("/en/programmes/jobbhjalp").main()
    results = visitor.open("/en/programmes?q=jobb").main()

    assert ("Takes a break" in page) is bool(said) and said in page
    assert ("Takes a break" in results) is bool(said) and said in results
    assert "Jobbhjälp" in results


def test_a_break_without_an_end_says_so(
    built_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = prepared(built_city, tmp_path / "instance", indexed=False)
    changed(folder, "jobbhjalp", closed_from="2027-02-01")
    turn_to(monkeypatch, "2029-01-01")

    page = Visitor(application(folder)).open("/en/programmes/jobbhjalp").main()

    assert (
        "Has taken a break since 1 February 2027. When it starts again is not stated"
        in page
    )


def test_an_ended_programme_says_why_and_leads_on(
    built_city: Path, tmp_path: Path
) -> None:
    folder = prepared(built_city, tmp_path / "instance", indexed=False)
    reason = "Pengarna <tog> slut."
    changed(folder, "gamla-spar", archived_because=reason, successor="jobbhjalp")
    visitor = Visitor(application(folder))

    for language in ("en", "sv", "ar"):
        page = visitor.open(f"/{language}/programmes/gamla-spar")
        assert reason in page.main() and "<tog>" not in page.text
        assert f'href="/{language}/programmes/jobbhjalp"' in page.text
    assert '<bdi lang="sv" dir="ltr">Pengarna' in page.text


def test_a_successor_that_is_not_seen_yet_is_not_named(
    built_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = prepared(built_city, tmp_path / "instance", indexed=False)
    changed(folder, "jobbhjalp", visible_from="2030-01-01")
    changed(folder, "gamla-spar", successor="jobbhjalp")
    turn_to(monkeypatch, BEFORE)

    page = Visitor(application(folder)).open("/sv/programmes/gamla-spar")

    assert "Jobbhjälp" not in page.main()
