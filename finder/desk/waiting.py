"""How much waits at the desk, as counts; each costs one look at one table."""

from sqlite_utils import Database

COUNTS = {
    # programmes whose drafts somebody sent for review, and nobody has approved for a day
    "reviews": """
        SELECT count(DISTINCT programme_id) FROM draft
         WHERE state = 'review' AND publish_on IS NULL""",
    # parts that this account is working on
    "drafts": "SELECT count(*) FROM draft WHERE state = 'draft' AND saved_by = :account",
    "reports": "SELECT count(*) FROM report",
    "links": "SELECT count(*) FROM link WHERE problem IS NOT NULL",
    "vain": "SELECT count(*) FROM vain_word WHERE settled IS NULL",
}


def waiting(db: Database, account: int) -> dict[str, int]:
    """What waits -> how many: for everybody, and the drafts of *account*."""
    asked = {"account": account}
    return {
        name: int(db.execute(sql, asked).fetchone()[0]) for name, sql in COUNTS.items()
    }
