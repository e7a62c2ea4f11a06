"""How much in the catalogue waits for somebody to look at it, as counts."""

from datetime import date

from sqlite_utils import Database

COUNTS = {
    "overdue": """
        SELECT count(*) FROM programme
         WHERE status = 'active' AND assured_on IS NOT NULL
           AND (:unit IS NULL OR organization_id = :unit)
           AND date(assured_on, '+' || review_every || ' months') < :today
    """,
    "never": """
        SELECT count(*) FROM programme
         WHERE status = 'active' AND assured_on IS NULL
           AND (:unit IS NULL OR organization_id = :unit)
    """,
    "outdated": """
        SELECT count(*) FROM (SELECT DISTINCT t.programme_id, t.language
          FROM translation_state AS t JOIN programme AS p ON p.id = t.programme_id
         WHERE t.state = 'outdated' AND p.status = 'active')
    """,
}


def unchecked(db: Database, unit: str | None, today: date) -> dict[str, int]:
    """Active programmes overdue or never checked, of an organization or of all; and texts.

    ``outdated`` counts programmes times languages, whoever's they are.
    """
    asked = {"unit": unit, "today": today.isoformat()}
    return {
        name: int(db.execute(sql, asked).fetchone()[0]) for name, sql in COUNTS.items()
    }
