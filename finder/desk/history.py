"""The history of the desk as a page shows it: chosen, the newest first, from any place on."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlite_utils import Database

from finder.desk.events import Event

# What is nobody's business but an administrator's: who signed in, and was refused what.
PRIVATE = ("account", "session", "access", "form")
CHOSEN = """
    SELECT e.number, e.at, e.action, e.subject, e.detail, a.name AS account, e.account_id
      FROM event AS e LEFT JOIN account AS a ON a.id = e.account_id
     WHERE (:account IS NULL OR coalesce(e.account_id, 0) = :account)
       AND (:action IS NULL OR e.action = :action OR e.action GLOB :action || '.*')
       AND (:subject IS NULL OR e.subject = :subject)
       AND (:day IS NULL OR e.at GLOB :day || '*')
       AND (:all OR substr(e.action, 1, instr(e.action || '.', '.') - 1)
            NOT IN (SELECT value FROM json_each(:private)))
     ORDER BY e.number DESC
"""
ACTIONS = "SELECT DISTINCT action FROM event ORDER BY action"


class Chosen(NamedTuple):
    """What of the history is asked for; None: all."""

    account: int | None = None  # 0: the command line, or nobody signed in
    action: str | None = None  # one without a dot: all that begin so
    subject: str | None = None
    day: str | None = None


def happened(db: Database, chosen: Chosen, *, private: bool) -> Iterator[Event]:
    """Events, the newest first; those about accounts and sign-in only if *private*."""
    asked = {**chosen._asdict(), "all": private, "private": json.dumps(PRIVATE)}
    for row in db.query(CHOSEN, asked):
        yield Event(
            {**row, "detail": json.loads(row["detail"])}  # type: ignore[typeddict-item]
        )


def actions(db: Database, *, private: bool) -> list[str]:
    """What was ever done."""
    found = [row[0] for row in db.execute(ACTIONS).fetchall()]
    return [one for one in found if private or one.split(".")[0] not in PRIVATE]
