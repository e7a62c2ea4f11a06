"""Files brought to the desk, kept for an hour: between looking at them and taking them."""

import json
from datetime import datetime, timedelta
from typing import Any, TypedDict, cast

from sqlite_utils import Database

from finder.desk.database import write
from finder.desk.times import stamp

KEPT = timedelta(hours=1)
MOST = 3  # of one account; the oldest goes first
LISTED = "id, account_id, at, name, taken"


class ImportFile(TypedDict):
    """One file."""

    id: int
    account_id: int
    at: str
    name: str
    taken: str  # "" until then; "drafts", or the number of a batch


def keep(
    db: Database, account: int, name: str, content: bytes, judged: Any, at: datetime
) -> int:
    """Keep a file and what was found about it; its number."""
    with write(db):
        _sweep(db, account, at)
        done = db.table("import_file").insert(
            {
                "account_id": account,
                "at": stamp(at),
                "name": name,
                "content": content,
                "judged": json.dumps(judged, ensure_ascii=True),
            }
        )
    return cast(int, done.last_pk)


def kept(db: Database, number: int, account: int, at: datetime) -> ImportFile | None:
    """The file with a number, to whoever brought it, while it is kept."""
    asked = [number, account, stamp(at - KEPT)]
    sql = f"SELECT {LISTED} FROM import_file WHERE id = ? AND account_id = ? AND at > ?"
    rows = list(db.query(sql, asked))
    return cast(ImportFile, rows[0]) if rows else None


def all_kept(db: Database, account: int, at: datetime) -> list[ImportFile]:
    """Those that are kept, the newest first."""
    sql = f"SELECT {LISTED} FROM import_file WHERE account_id = ? AND at > ? ORDER BY id DESC"
    return cast(list[ImportFile], list(db.query(sql, [account, stamp(at - KEPT)])))


def content(db: Database, number: int) -> bytes:
    """Of a file that is kept."""
    sql = "SELECT content FROM import_file WHERE id = ?"
    return bytes(db.execute(sql, [number]).fetchone()[0])


def judged(db: Database, number: int) -> Any:
    """What was found about it."""
    sql = "SELECT judged FROM import_file WHERE id = ?"
    return json.loads(db.execute(sql, [number]).fetchone()[0])


def judge_again(db: Database, number: int, found: Any) -> None:
    """Keep what was found about it now."""
    with write(db):
        words = json.dumps(found, ensure_ascii=True)
        db.table("import_file").update(number, {"judged": words})


def take(db: Database, number: int, how: str) -> None:
    """Write down, within the caller's transaction, that it was taken."""
    db.table("import_file").update(number, {"taken": how})


def _sweep(db: Database, account: int, at: datetime) -> None:
    db.execute("DELETE FROM import_file WHERE at <= ?", [stamp(at - KEPT)])
    newest = "SELECT id FROM import_file WHERE account_id = ? ORDER BY id DESC LIMIT ?"
    db.execute(
        f"DELETE FROM import_file WHERE account_id = ? AND id NOT IN ({newest})",
        [account, account, MOST - 1],
    )
