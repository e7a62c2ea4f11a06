"""An import taken as drafts: all of them, or none where one would write over another draft."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from finder.desk import events, import_files
from finder.desk.database import write
from finder.desk.drafts import NONE, Written, put
from finder.desk.import_files import ImportFile
from finder.desk.times import stamp

HELD = "SELECT 1 FROM draft WHERE programme_id = ? AND part = ?"


class DraftsThere(RuntimeError):
    """Some parts have a draft already; nothing was written. ``parts``: programme and part."""

    def __init__(self, parts: list[tuple[str, str]]) -> None:
        super().__init__(f"{len(parts)} drafts are there already")
        self.parts = parts


def take(
    db: Database,
    drafts: Sequence[Written],
    account: int,
    file: ImportFile,
    token: str,
    at: datetime,
) -> None:
    """Make *drafts*, in one transaction; a form sent again does nothing.

    Raises :class:`DraftsThere`.
    """
    digest = hashlib.sha256(token.encode()).hexdigest()
    with write(db):
        if db.execute("SELECT 1 FROM form_token WHERE digest = ?", [digest]).fetchone():
            return
        there = [
            (one.programme, one.part)
            for one in drafts
            if db.execute(HELD, [one.programme, one.part]).fetchone()
        ]
        if there:
            raise DraftsThere(there)
        for one in drafts:
            put(db, one, NONE, account, at)
        result = json.dumps({"drafts": len(drafts)})
        db.table("form_token").insert(
            {"digest": digest, "at": stamp(at), "result": result}
        )
        import_files.take(db, file["id"], "drafts")
        detail = {"file": file["name"], "drafts": len(drafts)}
        events.add(db, account, "import.taken", "drafts", at, detail)
