"""Earlier states of a programme, as its revisions keep them."""

import json

from sqlite_utils import Database

from finder.catalog.document import ProgrammeDocument, digest

NUMBERED = "SELECT document FROM revision WHERE programme_id = ? AND number = ?"
SAID = """
    SELECT json_extract(document, :path) AS text FROM revision
     WHERE programme_id = :programme GROUP BY 1 ORDER BY max(number) DESC
"""


def at_revision(db: Database, programme: str, number: int) -> ProgrammeDocument:
    """The document of *programme* as its revision *number* has it.

    Raises :class:`LookupError`.
    """
    row = db.execute(NUMBERED, [programme, number]).fetchone()
    if row is None:
        raise LookupError(f"{programme} has no revision {number}.")
    document: ProgrammeDocument = json.loads(row[0])
    return document


def once_said(
    db: Database, programme: str, language: str, section: str, wanted: str
) -> str | None:
    """What a section said when it had the digest *wanted*; None where no revision tells."""
    asked = {"programme": programme, "path": f'$.texts."{language}"."{section}"'}
    for row in db.query(SAID, asked):
        if row["text"] is not None and digest(row["text"]) == wanted:
            return str(row["text"])
    return None
