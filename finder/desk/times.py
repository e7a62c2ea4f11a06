"""Moments as the editors' database writes them."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, UTC."""
    return datetime.now(UTC)


def stamp(at: datetime) -> str:
    """*at* as the database writes it: UTC, to the second; later moments sort later."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
