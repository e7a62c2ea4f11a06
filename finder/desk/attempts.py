"""Limits against guessing, the same for all processes: tries are counted in the database.

What is counted is a keyed hash, so that the file tells neither who tried nor from where.
"""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from sqlite_utils import Database

from finder.desk.database import write
from finder.desk.keys import keyed
from finder.desk.times import stamp

WINDOW = timedelta(minutes=15)
OF_ACCOUNT, OF_ADDRESS = 5, 30  # tries within it
KEPT = timedelta(hours=24)
HOUSEHOLD = 64  # bits of an IPv6 address that one customer has

# A moment far ahead was written before a clock was set back.
OLD = "DELETE FROM attempt WHERE at <= ? OR at > ?"
COUNTED = "SELECT count(*) FROM attempt WHERE key = ? AND at > ?"
ONE = """
    DELETE FROM attempt
     WHERE rowid = (SELECT rowid FROM attempt WHERE key = ? AND at = ? LIMIT 1)
"""


class TooMany(RuntimeError):
    """So many tries that the next is not looked at before :data:`WINDOW` has passed."""


class Attempt(NamedTuple):
    """One try, as it was counted."""

    keys: tuple[str, ...]
    at: str


def counted(
    db: Database, key: bytes, login: str, address: str, at: datetime
) -> Attempt:
    """Count a try to get in as *login* from *address*, before it is looked at.

    Raises :class:`TooMany`; such a try is not counted, or a patient guesser would keep
    the owner out for ever.
    """
    limits = {
        keyed(key, "attempt by login", login): OF_ACCOUNT,
        keyed(key, "attempt by address", _household(address)): OF_ADDRESS,
    }
    return _counted(db, limits, at)


def worth_telling(
    db: Database, key: bytes, purpose: str, address: str, at: datetime
) -> bool:
    """Whether what came from *address* may be written into the history, which never shrinks."""
    one = keyed(key, f"attempt at {purpose}", _household(address))
    try:
        return bool(_counted(db, {one: OF_ADDRESS}, at))
    except TooMany:
        return False


def succeeded(db: Database, attempt: Attempt) -> None:
    """A try that was right is no guess."""
    with write(db):
        for one in attempt.keys:
            db.execute(ONE, [one, attempt.at])


def _counted(db: Database, limits: dict[str, int], at: datetime) -> Attempt:
    with write(db):
        db.execute(OLD, [stamp(at - KEPT), stamp(at + WINDOW)])
        for one, most in limits.items():
            if db.execute(COUNTED, [one, stamp(at - WINDOW)]).fetchone()[0] >= most:
                raise TooMany
        db.table("attempt").insert_all({"key": one, "at": stamp(at)} for one in limits)
    return Attempt(tuple(limits), stamp(at))


def _household(address: str) -> str:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(ip_network((found, HOUSEHOLD), strict=False))
    return str(found)
