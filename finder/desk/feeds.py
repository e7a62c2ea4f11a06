"""Keys of the units' feeds: whoever has one reads a feed without signing in.

A key is made from the instance's secret, the unit and a number, so the database alone opens
no feed. Another number makes another key, and the old one opens nothing any more.
"""

import secrets

from sqlite_utils import Database

from finder.desk.database import write
from finder.desk.keys import keyed

RENEWED = """
    INSERT INTO feed VALUES (?, 1) ON CONFLICT (unit) DO UPDATE SET number = number + 1
"""


def feed_key(db: Database, secret: bytes, unit: str) -> str:
    """The key of a unit's feed that is good now."""
    row = db.execute("SELECT number FROM feed WHERE unit = ?", [unit]).fetchone()
    return keyed(secret, "feed", f"{unit}\0{row[0] if row else 0}")


def opens(db: Database, secret: bytes, unit: str, given: str) -> bool:
    """Whether *given* is that key."""
    return secrets.compare_digest(feed_key(db, secret, unit).encode(), given.encode())


def renew(db: Database, unit: str) -> None:
    """Make another key; the one before opens nothing any more."""
    with write(db):
        db.execute(RENEWED, [unit])
