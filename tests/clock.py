"""Another day than today, for the whole site."""

from datetime import datetime, tzinfo

import pytest

from finder.catalog import listed


def turn_to(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """From now on it is noon of *day* (ISO) in Stockholm."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=tz)

    monkeypatch.setattr(listed, "datetime", Clock)
