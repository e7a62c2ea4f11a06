"""Errors that readers told of: never about a person, and gone when handled or after 30 days."""

from datetime import date, datetime, timedelta
from typing import TypedDict, cast

from sqlite_utils import Database

from finder.desk import events
from finder.desk.database import write
from finder.desk.times import stamp
from finder.desk.typed import cleaned

REASONS = ("closed", "contact", "wrong-facts", "hard-to-read")
LONGEST = 500  # characters
KEPT = timedelta(days=30)
MOST = 2000  # that wait at once: a flood fills no disk
MOST_EACH = 50  # about one programme

REPORTS = """
    SELECT id, programme_id, reason, text, language, on_day FROM report
     WHERE on_day >= ? ORDER BY on_day DESC, id DESC
"""
HELD = "SELECT count(*), count(*) FILTER (WHERE programme_id = ?) FROM report"


class Report(TypedDict):
    """One of them."""

    id: int
    programme_id: str
    reason: str  # one of REASONS
    text: str  # may be empty
    language: str  # of the page it was written on
    on_day: str


class Unfit(ValueError):
    """There is no such reason, or no more room; nothing was kept."""


def add(
    db: Database, programme: str, reason: str, text: str, language: str, day: date
) -> int:
    """Keep a report about a programme that exists; its id. The text is cleaned and cut.

    Raises :class:`Unfit`.
    """
    if reason not in REASONS:
        raise Unfit(reason)
    text = cleaned(text[: 4 * LONGEST])[:LONGEST].strip()
    with write(db):
        forget(db, day)
        whole, about = db.execute(HELD, [programme]).fetchone()
        if whole >= MOST or about >= MOST_EACH:
            raise Unfit("There are more reports than anybody can read.")
        given = {"programme_id": programme, "reason": reason, "language": language}
        done = db.table("report").insert(
            {**given, "text": text, "on_day": day.isoformat()}
        )
    return cast(int, done.last_pk)


def reports(db: Database, today: date) -> list[Report]:
    """Those that are not past their time, the newest first."""
    return list(db.query(REPORTS, [_oldest(today)]))  # type: ignore[arg-type]


def handle(db: Database, report: int, account: int, at: datetime) -> bool:
    """Remove a report that somebody saw to; whether it was still there.

    What stays in the history is the programme, the reason and the day, never the text.
    """
    with write(db):
        row = db.execute(
            "SELECT programme_id, reason, on_day FROM report WHERE id = ?", [report]
        ).fetchone()
        if row is None:
            return False
        db.execute("DELETE FROM report WHERE id = ?", [report])
        detail = {"reason": row[1], "day": row[2]}
        events.add(db, account, "report.handled", row[0], at, detail)
        forget(db, date.fromisoformat(stamp(at)[:10]))
    return True


def forget(db: Database, today: date) -> None:
    """Remove those past their time, within the caller's transaction."""
    db.execute("DELETE FROM report WHERE on_day < ?", [_oldest(today)])


def _oldest(today: date) -> str:
    return (today - KEPT).isoformat()
