"""The history of everything that was done at the desk: written once, never changed."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypedDict

from sqlite_utils import Database

from finder.desk.database import write
from finder.desk.times import stamp

EVENTS = """
    SELECT e.number, e.at, e.action, e.subject, e.detail, a.name AS account, e.account_id
      FROM event AS e LEFT JOIN account AS a ON a.id = e.account_id
     WHERE (:subject IS NULL OR e.subject = :subject)
       AND (:account IS NULL OR e.account_id = :account)
       AND (:action IS NULL OR e.action = :action OR e.action GLOB :action || '.*')
       AND (:before IS NULL OR e.number < :before)
     ORDER BY e.number DESC LIMIT :limit
"""


class Event(TypedDict):
    """One thing that was done."""

    number: int
    at: str  # UTC
    action: str
    subject: str
    detail: dict[str, Any]
    account: str | None  # name; None: the command line, or nobody signed in
    account_id: int | None


def record(
    db: Database,
    account_id: int | None,
    action: str,
    subject: str,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write down that something was done, in a transaction of its own."""
    with write(db):
        add(db, account_id, action, subject, at, detail)


def add(
    db: Database,
    account_id: int | None,
    action: str,
    subject: str,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """The same within the caller's transaction."""
    db.table("event").insert(
        {
            "at": stamp(at),
            "account_id": account_id,
            "action": action,
            "subject": subject,
            "detail": json.dumps(detail or {}, ensure_ascii=False),
        }
    )


def events(
    db: Database,
    *,
    subject: str | None = None,
    account: int | None = None,
    action: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[Event]:
    """What was done, the newest first. An *action* without a dot means all that begin so."""
    asked = {
        "subject": subject,
        "account": account,
        "action": action,
        "before": before,
        "limit": limit,
    }
    return [
        Event({**row, "detail": json.loads(row["detail"])})  # type: ignore[typeddict-item]
        for row in db.query(EVENTS, asked)
    ]
