"""The organizations whose programmes are somebody's own."""

from sqlite_utils import Database

from finder.desk.database import write


def held(db: Database, organization: str) -> list[str]:
    """Names of the accounts whose unit *organization* is."""
    found = "SELECT name FROM account WHERE unit = ? ORDER BY name"
    return [name for (name,) in db.execute(found, [organization]).fetchall()]


def move(db: Database, gone: str, kept: str) -> None:
    """Whoever belonged to *gone* belongs to *kept*."""
    if held(db, gone):
        with write(db):
            db.execute("UPDATE account SET unit = ? WHERE unit = ?", [kept, gone])
