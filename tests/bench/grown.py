"""Catalogues of any size, grown from the real one: same words, same facts, mixed anew."""

import random
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

from finder.catalog import database, publishing, shipped
from finder.catalog.document import ProgrammeDocument, digest, sections

SEED = 2026
AT = datetime(2026, 1, 1, tzinfo=UTC)
MIXED = (
    "what",
    "who",
    "practical",
    "how_to_join",
    "money",
)  # sections put together anew
ORIGINAL = {"name_explained": "name"}


def grow(target: Path, programmes: int) -> None:
    """Make a catalogue of *programmes* at *target*: the real ones, then mixtures of them."""
    real = shipped.source_documents()
    documents = [*real, *_mixtures(real, programmes - len(real))][:programmes]
    db = database.created(target)
    with database.write(db):
        for table, rows in shipped.reference().items():
            db.table(table).insert_all(rows)
    kept = {one["id"] for one in documents}
    for one in documents:
        one["part_of"] = one["part_of"] if one["part_of"] in kept else None
    publishing.publish_all(db, documents, editor=0, at=AT, note="grown")
    db.close()


def _mixtures(
    real: list[ProgrammeDocument], number: int
) -> Iterator[ProgrammeDocument]:
    """New programmes: one's facts, each section of text from another, the same in each language."""
    chance = random.Random(SEED)
    running = [one for one in real if one["status"] == "active"]
    for count in range(max(0, number)):
        mixture = deepcopy(chance.choice(running))
        mixture["id"] = f"{mixture['id'][:45]}-{count:06d}"
        for part in MIXED:
            _put(mixture, chance.choice(running), part)
        swedish = mixture["texts"]["sv"]
        swedish["name"] = (
            f"{swedish['name'][:90]} {chance.choice(running)['kind']} {count}"
        )
        _rebase(mixture)
        yield mixture


def _put(into: ProgrammeDocument, other: ProgrammeDocument, part: str) -> None:
    for language in ("sv", "en"):
        text = sections(other["texts"][language]).get(part)
        own = into["texts"][language]
        own.pop(part, None)  # type: ignore[misc]
        if text:
            own[part] = text  # type: ignore[literal-required]


def _rebase(mixture: ProgrammeDocument) -> None:
    original = sections(mixture["texts"]["sv"])
    english = mixture["texts"]["en"]
    english["based_on"] = {
        part: digest(original[ORIGINAL.get(part, part)])
        for part in sections(english)
        if ORIGINAL.get(part, part) in original
    }
