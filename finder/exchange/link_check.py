"""Trying the catalogue's addresses, a bounded number at a time."""

import time
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlite_utils import Database

from finder.desk import links
from finder.exchange.fetching import (
    SECONDS,
    Connect,
    Resolve,
    connected,
    host_of,
    resolved,
    tried,
)


class Check(NamedTuple):
    """What a check did."""

    opened: int
    failed: int
    not_accepted: int  # addresses on hosts that nobody accepted yet
    left: int  # for which there was no time


def check(
    desk: Database,
    urls: Sequence[str],
    on: date,
    *,
    most: int,
    seconds: float,
    resolve: Resolve = resolved,
    connect: Connect = connected,
) -> Check:
    """Try at most *most* of *urls*, in order, as long as *seconds* last."""
    accepted = links.hosts(desk).keys()
    asked = [url for url in urls if (host_of(url) or "") in accepted]
    wrong = [url for url in urls if host_of(url) is None]
    for url in wrong:
        links.record(desk, url, None, "wrong-address", None, on)
    end = time.monotonic() + seconds
    opened = failed = 0
    for url in asked[:most]:
        if time.monotonic() + SECONDS > end:
            break
        found = tried(url, accepted, resolve=resolve, connect=connect)
        if found is not None:
            links.record(desk, url, *found, on)
            opened, failed = (
                opened + (not found.problem),
                failed + bool(found.problem),
            )
    others = len(urls) - len(asked) - len(wrong)
    return Check(opened, failed + len(wrong), others, len(asked) - opened - failed)
