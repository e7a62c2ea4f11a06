"""Which programmes residents see on a day: told when they are read, so that no job has to run."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# What a query begins with that reads programmes for residents, with the parameter :day.
# "seen" are those whose time to be seen it is, ended ones among them; "listed" those of them
# that run or are believed to run.
ON_DAY = """
    WITH seen AS NOT MATERIALIZED
         (SELECT * FROM programme WHERE coalesce(visible_from, :day) <= :day
             AND coalesce(visible_to, :day) >= :day),
         listed AS NOT MATERIALIZED (SELECT * FROM seen WHERE status = 'active')
"""


def _zone() -> tzinfo:
    try:
        return ZoneInfo("Europe/Stockholm")
    except ZoneInfoNotFoundError:  # a system that knows no zones: its winter time
        return timezone(timedelta(hours=1))


STOCKHOLM = _zone()


def today() -> date:
    """The day it is in Stockholm."""
    return datetime.now(STOCKHOLM).date()


def iso(day: date | None) -> str:
    """*day* as queries compare it; today's unless given."""
    return (day or today()).isoformat()


def is_seen(facts: Mapping[str, Any], day: date | None = None) -> bool:
    """Whether residents see the programme with these *facts* on *day*."""
    on = iso(day)
    first, last = facts.get("visible_from"), facts.get("visible_to")
    return (first or on) <= on <= (last or on)
