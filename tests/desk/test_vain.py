"""Words searched in vain: counted for the desk, and nothing about who asked."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from finder.desk import database, vain
from finder.desk.vain import KEPT, MOST, SHOWN, SHOWN_DAYS
from tests.desk.desk import Editor
from tests.pages.sites import application, prepared

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Count = Callable[..., bool]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Of an instance with a desk: the editors' database and the secret."""
    database.opened(tmp_path / "editors.db").close()
    return tmp_path / "editors.db", tmp_path / "secret.key"


@pytest.fixture
def count(files: tuple[Path, Path]) -> Count:
    return lambda word, at, language="sv": vain.count(*files, language, [word], at)


@pytest.fixture
def desk(files: tuple[Path, Path]) -> Database:
    return database.opened(files[0])


@pytest.fixture
def indexed(built_city: Path, tmp_path: Path) -> Flask:
    """The city with its index, and a desk."""
    site = application(prepared(built_city, tmp_path / "instance"))
    database.opened(site.config["SETTINGS"].editors).close()
    return site


def shown(desk: Database, at: datetime) -> list[str]:
    return [one["word"] for one in vain.words(desk, at)]


def counted(desk: Database) -> int:
    return int(desk.execute("SELECT coalesce(sum(times), 0) FROM vain").fetchone()[0])


def held(path: Path) -> bytes:
    """All bytes of the database and what lies beside it."""
    return b"".join(
        one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*"))
    )


def test_a_word_can_be_read_from_five_times_on_three_days(
    count: Count, desk: Database
) -> None:
    moments = [AT, AT + HOUR, AT + DAY, AT + DAY + HOUR, AT + 2 * DAY]
    for place, at in enumerate(moments):
        assert shown(desk, at) == [], place
        assert count("drönarpilot", at)

    assert shown(desk, moments[-1]) == ["drönarpilot"]
    assert vain.word(desk, "sv", "drönarpilot", AT)["times"] == len(moments) == SHOWN


def test_forty_repetitions_by_one_person_show_nothing(
    count: Count, desk: Database
) -> None:
    for minute in range(40):
        count("hemlighet", AT + timedelta(minutes=minute % 25))

    assert (counted(desk), shown(desk, AT)) == (1, [])


def test_many_times_on_two_days_are_not_enough(count: Count, desk: Database) -> None:
    for hour in range(14):
        for day in range(SHOWN_DAYS - 1):
            count("drönarpilot", AT + day * DAY + hour * HOUR)

    assert shown(desk, AT + 3 * DAY) == []


def test_languages_are_counted_apart(count: Count, desk: Database) -> None:
    for day in range(3):
        for hour in range(2):
            count("pilot", AT + day * DAY + hour * HOUR, ("sv", "fi")[hour])

    assert shown(desk, AT + 3 * DAY) == []


def test_the_hourly_cap_holds_across_workers(
    files: tuple[Path, Path], desk: Database
) -> None:
    def work() -> None:
        for _ in range(20):
            vain.count(*files, "sv", ["drönarpilot"], AT)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    assert counted(desk) == 1


def test_a_clock_set_back_counts_nothing_twice(count: Count, desk: Database) -> None:
    count("drönarpilot", AT)

    count("drönarpilot", AT - HOUR)

    assert counted(desk) == 1


def test_hashes_go_after_sixty_days_and_the_word_with_them(
    count: Count, desk: Database, files: tuple[Path, Path]
) -> None:
    for day in range(5):
        count("drönarpilot", AT + day * DAY)
    digests = [row[0] for row in desk.execute("SELECT DISTINCT digest FROM vain")]
    assert shown(desk, AT + 5 * DAY) == ["drönarpilot"]

    count("annat", AT + 5 * DAY + KEPT)

    assert shown(desk, AT + 5 * DAY + KEPT) == []
    desk.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "drönarpilot".encode() not in held(files[0])
    assert digests[0].encode() not in held(files[0])


def test_the_hour_is_forgotten_when_the_day_is_over(
    count: Count, desk: Database
) -> None:
    count("drönarpilot", AT)

    count("annat", AT + DAY)

    hours = dict(desk.execute("SELECT day, counted_in FROM vain").fetchall())
    assert hours == {"2026-11-02": None, "2026-11-03": 9}


def test_a_flood_of_words_fills_no_disk(
    count: Count, desk: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vain, "MOST", 20)

    for number in range(30):
        count("ord" + chr(97 + number % 26) + chr(97 + number // 26), AT)

    assert counted(desk) == 20 and MOST >= 1000


def test_a_busy_file_drops_the_word_and_does_not_wait(
    count: Count, desk: Database
) -> None:
    desk.execute("BEGIN IMMEDIATE")
    begun = datetime.now()

    done = count("drönarpilot", AT)

    assert not done and datetime.now() - begun < timedelta(seconds=2)
    desk.execute("ROLLBACK")
    assert counted(desk) == 0


def test_where_there_is_no_desk_or_a_damaged_one_nothing_happens(
    tmp_path: Path,
) -> None:
    path, key = tmp_path / "editors.db", tmp_path / "secret.key"

    assert not vain.count(path, key, "sv", ["ord"], AT)
    assert not path.exists()

    path.write_bytes(b"no database at all" * 500)
    assert not vain.count(path, key, "sv", ["ord"], AT)
    database.opened(tmp_path / "other.db").close()
    key.write_text("short")
    assert not vain.count(tmp_path / "other.db", key, "sv", ["ord"], AT)


@pytest.mark.parametrize(
    "query, words",
    [
        ("drönarpilot", ["drönarpilot"]),
        ("Drönarpilot?", ["drönarpilot"]),
        ("ab abc " + "x" * 30 + " " + "x" * 31, ["abc", "x" * 30]),
        ("anna.andersson@example.org", []),
        ("850412-1234", []),
        ("kalle850412", []),
        ("tel 0701234567 pilot", ["tel", "pilot"]),
        ("www.exempel.se/sida", []),
        ("c++", []),
        ("می‌خواهم", ["می‌خواهم"]),
        ("сім'я", ["сім'я"]),
        ("ስራሕ", ["ስራሕ"]),
    ],
)
def test_only_words_of_letters_that_stand_alone_are_counted(
    query: str, words: list[str]
) -> None:
    typed = [part for piece in query.split() for part in vain_words(piece)]

    assert vain.countable(query, typed) == words


def vain_words(piece: str) -> list[str]:
    """*piece* as a whole, and every run of letters in it, as the search may name them."""
    runs = "".join(one if one.isalpha() else " " for one in piece).split()
    return [piece.strip("?"), *runs]


@given(st.text(max_size=80), st.lists(st.text(max_size=35), max_size=5))
def test_whatever_is_typed_no_digit_and_no_at_is_counted(
    query: str, words: list[str]
) -> None:
    for one in vain.countable(query, [*words, *query.split()]):
        assert not any(sign.isdigit() or sign == "@" for sign in one)
        assert 3 <= len(one)


def test_what_nobody_has_is_counted_when_a_resident_searches(
    indexed: Flask,
) -> None:
    there = Editor(indexed)
    desk = database.opened(indexed.config["SETTINGS"].editors)

    there.ask("/sv/programmes?q=kock+drönarpilot")
    assert counted(desk) == 1
    for known in ("kock", "kok", "koock", "servitör", "svenskaa", "norrby", "17"):
        there.ask(f"/sv/programmes?q={known}")

    assert counted(desk) == 1


def test_planted_secrets_are_nowhere_in_the_file(
    indexed: Flask, built_city: Path
) -> None:
    secrets = ["Zebulonsson", "19850412-1234", "zebulon.zz@example.org", "0701234567"]
    there = Editor(indexed)

    for language in ("sv", "en", "ar"):
        for secret in [*secrets, " ".join(secrets)]:
            answer = there.ask(f"/{language}/programmes", query_string={"q": secret})
            assert answer.status_code == 200

    path = indexed.config["SETTINGS"].editors
    desk = database.opened(path)
    assert counted(desk) == 3  # the name, once in each language
    found = held(path).lower()
    for part in (*secrets, "zebulon", "19850412", "example.org"):
        assert part.lower().encode() not in found, part


def test_counting_can_be_switched_off(built_city: Path, tmp_path: Path) -> None:
    site = application(prepared(built_city, tmp_path / "off"), count_vain=False)
    desk = database.opened(site.config["SETTINGS"].editors)

    Editor(site).ask("/sv/programmes?q=drönarpilot")

    assert counted(desk) == 0


def test_a_busy_file_does_not_slow_a_residents_page(indexed: Flask) -> None:
    desk = database.opened(indexed.config["SETTINGS"].editors)
    there = Editor(indexed)
    there.ask("/sv/programmes?q=kock")
    desk.execute("BEGIN IMMEDIATE")
    begun = datetime.now()

    answer = there.ask("/sv/programmes?q=drönarpilot")

    assert answer.status_code == 200 and "Set-Cookie" not in answer.headers
    assert datetime.now() - begun < timedelta(seconds=2)
