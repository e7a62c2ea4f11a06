"""Taking a translators' file: what it says is judged and published without a gap between."""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from finder.catalog.document import Making
from finder.catalog.publishing import current, publish_all
from finder.catalog.saving import Saved, saved_once
from finder.exchange.translations import Entry, Verdict, judged

TRIES = 5  # times it is judged anew when somebody saves in between


class Busy(RuntimeError):
    """Others kept saving the same programmes; nothing was taken."""


def taken(
    db: Database,
    given: Sequence[Entry],
    language: str,
    how: Making,
    *,
    editor: int,
    at: datetime,
    note: str,
    token: str,
) -> tuple[list[Verdict], Saved]:
    """Publish what :func:`judged` takes of *given*: all of it or nothing.

    Nothing that somebody saves meanwhile is overwritten: then it is judged again. *token* is
    the form's own; a second sending writes nothing. Raises
    :class:`~finder.catalog.publishing.Invalid` or :class:`Busy`.
    """
    for _ in range(TRIES):
        seen = {one: _public(db, one) for one in {entry.programme for entry in given}}
        verdicts, documents = judged(db, given, language, how)

        def unchanged(db: Database) -> None:
            if any(_public(db, one) != text for one, text in seen.items()):
                raise _Meanwhile

        try:
            saved = Saved.by(
                db,
                token,
                lambda: publish_all(
                    db,
                    documents,
                    editor=editor,
                    at=at,
                    note=note,
                    before=unchanged,
                    after=saved_once(token, at),
                ),
            )
        except _Meanwhile:
            continue
        return verdicts, saved
    raise Busy


class _Meanwhile(RuntimeError):
    """Something became public since it was judged."""


def _public(db: Database, programme: str) -> object:
    try:
        return current(db, programme)
    except LookupError:
        return None
