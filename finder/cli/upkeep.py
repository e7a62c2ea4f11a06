"""What needs somebody's attention: texts that lack in a language, facts long unchecked."""

from datetime import date

from sqlite_utils import Database

from finder.catalog.review import DUE_ON

STATES = ("missing", "outdated", "machine", "person", "checked")  # worst first
TEXTS = """
    SELECT t.language, t.section, t.state, count(*) AS texts
      FROM translation_state AS t JOIN programme AS p ON p.id = t.programme_id
     WHERE p.status = 'active' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
# what is overdue -> the active programmes of which it is true
OVERDUE = {
    "never_assured": "assured_on IS NULL",
    "unconfirmed": "NOT confirmed",
    "ended": "runs_to < substr(:today, 1, length(runs_to))",
    "review_due": f"{DUE_ON} < :today",
}
Completeness = dict[str, dict[str, dict[str, int]]]


def completeness(db: Database) -> Completeness:
    """Language -> section -> state -> number of active programmes' texts, all states named.

    The original's own language is not among them: it is what the others are made from.
    """
    found: Completeness = {}
    for row in db.query(TEXTS):
        sections = found.setdefault(row["language"], {})
        states = sections.setdefault(row["section"], dict.fromkeys(STATES, 0))
        states[row["state"]] = row["texts"]
    return found


def overdue(db: Database, today: date) -> dict[str, list[str]]:
    """What is overdue -> ids of the active programmes it is true of, in order.

    ``never_assured``: nobody has checked the facts. ``unconfirmed``: no source from 2023
    or later. ``ended``: the last day, month or year is over. ``review_due``: last checked
    longer ago than the programme's own interval.
    """
    return {
        name: _programmes(db, condition, today) for name, condition in OVERDUE.items()
    }


def _programmes(db: Database, condition: str, today: date) -> list[str]:
    rows = db.query(
        f"SELECT p.id FROM programme AS p WHERE status = 'active' AND {condition} ORDER BY id",
        {"today": today.isoformat()},
    )
    return [row["id"] for row in rows]
