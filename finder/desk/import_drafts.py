"""An import taken as drafts: all of them, or none where one would write over another draft."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlite_utils import Database

from finder.desk import events, import_files
from finder.desk.database import write
from finder.desk.import_files import ImportFile
from finder.desk.times import stamp

HELD = "SELECT 1 FROM draft WHERE programme_id = ? AND part = ?"


class Draft(NamedTuple):
    """One part of a programme."""

    programme: str
    part: str  # facts, or a language
    content: Mapping[str, Any]
    based_on: str  # digest of the part it was begun from; "" for a new programme


class DraftsThere(RuntimeError):
    """Some parts have a draft already; nothing was written. ``parts``: programme and part."""

    def __init__(self, parts: list[tuple[str, str]]) -> None:
        super().__init__(f"{len(parts)} drafts are there already")
        self.parts = parts


def take(
    db: Database,
    drafts: Sequence[Draft],
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
        db.table("draft").insert_all(_row(one, account, at) for one in drafts)
        result = json.dumps({"drafts": len(drafts)})
        db.table("form_token").insert(
            {"digest": digest, "at": stamp(at), "result": result}
        )
        import_files.take(db, file["id"], "drafts")
        detail = {"file": file["name"], "drafts": len(drafts)}
        events.add(db, account, "import.taken", "drafts", at, detail)


def _row(draft: Draft, account: int, at: datetime) -> dict[str, Any]:
    return {
        "programme_id": draft.programme,
        "part": draft.part,
        "content": json.dumps(draft.content, ensure_ascii=False),
        "based_on": draft.based_on,
        "state": "draft",
        "number": 1,
        "saved_at": stamp(at),
        "saved_by": account,
    }
