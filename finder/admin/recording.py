"""What a save did, in the history: once, however often its form is sent.

The catalogue is saved first, in a file of its own. Where the history could not be written then,
the same form sent again writes it and nothing else.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from flask import request

from finder.admin.connections import at, desk, me
from finder.desk import events
from finder.storage import Error

LATELY = 50  # events of one subject among which a form's own is looked for


class NotRecorded(RuntimeError):
    """What was done is saved and public, but not in the history."""


def record_once(action: str, subject: str, detail: Mapping[str, Any]) -> None:
    """Write down what this form did, unless that has been written; raises NotRecorded."""
    form = hashlib.sha256(request.form.get("form", "").encode()).hexdigest()[:16]
    try:
        known = events.events(desk(), subject=subject, action=action, limit=LATELY)
        if not any(one["detail"].get("form") == form for one in known):
            told = {**detail, "form": form}
            events.record(desk(), me()["id"], action, subject, at(), told)
    except Error as error:
        raise NotRecorded from error
