"""Which of the catalogue's addresses open, since when others do not, which hosts are asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict

from sqlite_utils import Database

from finder.desk import events
from finder.desk.database import write
from finder.desk.times import stamp

RECORD = """
    INSERT INTO link (url, tried_on, status, problem, target, failing_since)
    VALUES (:url, :day, :status, :problem, :target, iif(:problem IS NULL, NULL, :day))
    ON CONFLICT (url) DO UPDATE SET tried_on = excluded.tried_on, status = excluded.status,
        problem = excluded.problem, target = excluded.target,
        failing_since = iif(excluded.problem IS NULL, NULL,
                            coalesce(failing_since, excluded.failing_since))
"""
LINKS = "SELECT url, tried_on, status, problem, target, failing_since FROM link ORDER BY url"
HOSTS = """
    SELECT h.host, h.accepted_at, a.name AS accepted_by
      FROM link_host AS h LEFT JOIN account AS a ON a.id = h.accepted_by ORDER BY h.host
"""


class Link(TypedDict):
    """An address as it was last tried."""

    url: str
    tried_on: str  # day
    status: int | None  # HTTP's; None: no answer
    problem: str | None  # why it did not open; None: it did
    target: str | None  # where it sends its readers
    failing_since: str | None  # day


class Host(TypedDict):
    """A host whose addresses are tried."""

    host: str
    accepted_at: str
    accepted_by: str | None  # name; None: the command line


def links(db: Database) -> dict[str, Link]:
    """Address -> what is known of it."""
    return {row["url"]: row for row in db.query(LINKS)}  # type: ignore[misc]


def due(db: Database, urls: Iterable[str], today: date) -> list[str]:
    """Those of *urls* that were not tried today: new ones first, then the longest untried."""
    tried = {url: one["tried_on"] for url, one in links(db).items()}
    waiting = [
        url for url in dict.fromkeys(urls) if tried.get(url) != today.isoformat()
    ]
    return sorted(waiting, key=lambda url: (tried.get(url, ""), url))


def record(
    db: Database,
    url: str,
    status: int | None,
    problem: str | None,
    target: str | None,
    on: date,
) -> None:
    """Write down what came of trying *url* on a day."""
    given = {"url": url, "status": status, "problem": problem, "target": target}
    with write(db):
        db.execute(RECORD, {**given, "day": on.isoformat()})


def keep_only(db: Database, urls: Collection[str]) -> None:
    """Forget the addresses that the catalogue does not have any more."""
    with write(db):
        for url in links(db).keys() - set(urls):
            db.execute("DELETE FROM link WHERE url = ?", [url])


def hosts(db: Database) -> dict[str, Host]:
    """The accepted ones, by name."""
    return {row["host"]: row for row in db.query(HOSTS)}  # type: ignore[misc]


def accept(db: Database, names: Sequence[str], account: int, at: datetime) -> list[str]:
    """Let addresses on these hosts be tried; which of them were not before."""
    with write(db):
        held = hosts(db)
        new = [name for name in dict.fromkeys(names) if name not in held]
        for name in new:
            given = {"host": name, "accepted_by": account, "accepted_at": stamp(at)}
            db.table("link_host").insert(given)
            events.add(db, account, "host.accepted", name, at)
    return new


def withdraw(db: Database, name: str, account: int, at: datetime) -> None:
    """Do not try addresses on a host any more."""
    with write(db):
        done = db.execute("DELETE FROM link_host WHERE host = ?", [name])
        if done.rowcount:
            events.add(db, account, "host.withdrawn", name, at)


def checked(
    db: Database,
    account: int | None,
    subject: str,
    counts: Mapping[str, int],
    at: datetime,
) -> None:
    """Write down that links were checked: those of a programme, or all that were due."""
    events.record(db, account, "links.checked", subject, at, counts)
