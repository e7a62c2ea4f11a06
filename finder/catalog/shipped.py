"""The shipped catalogue: from its text files to catalog.db and back, the same bytes each time."""

import json
import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from finder.catalog import database
from finder.catalog.document import ProgrammeDocument
from finder.catalog.publishing import COMMAND_LINE, publish_all
from finder.catalog.searchable import refresh_all_fts
from finder.config import LANGUAGES

SOURCE = (
    Path(__file__).parent / "source"
)  # programmes/<id>.json and the reference files
# what counts by itself, and what is only of use where it was made
NOT_COPIED = ("version", "change", "form_token")
Reference = dict[str, list[dict[str, Any]]]  # table -> rows


def source_documents(source: Path = SOURCE) -> list[ProgrammeDocument]:
    """The programme documents kept as text, by id."""
    files = (source / "programmes").glob("*.json")
    return sorted(
        (json.loads(file.read_text(encoding="utf-8")) for file in files),
        key=lambda document: str(document["id"]),
    )


def build(target: Path, source: Path = SOURCE) -> None:
    """Make the catalogue of *source* at *target*, replacing what is there only when it is whole.

    Raises :class:`~finder.catalog.publishing.Invalid` for documents that cannot be taken.
    """
    about = json.loads((source / "catalogue.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        draft = Path(folder) / "draft.db"
        db = database.created(draft)
        with database.write(db):
            _insert(db, reference(source))
        publish_all(
            db,
            source_documents(source),
            editor=COMMAND_LINE,
            at=datetime.fromisoformat(about["published_at"]),
            note=about["note"],
        )
        db.close()
        export(draft, target)


def export(catalogue: Path, target: Path) -> None:
    """Write *catalogue* to *target* in canonical form: equal content gives equal bytes.

    A fresh schema, rows in key order, one transaction, journal mode *delete*. *target* is
    replaced at once, by a rename, when all of it is on the disk.
    """
    old = database.reader(catalogue)
    old.execute("BEGIN")  # one state of all its tables, whoever publishes meanwhile
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        draft = Path(folder) / "canonical.db"
        new = database.created(draft)
        with database.write(new):
            new.execute("PRAGMA defer_foreign_keys = ON")
            for table in tables(new):
                copied(old, new, table)
            new.execute("DELETE FROM version")
            copied(old, new, "version")
            refresh_all_fts(new)
        new.execute("VACUUM")
        new.close()
        old.close()
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(draft, target)


def reference(source: Path = SOURCE) -> Reference:
    """The rows of the tables that are not programmes, from the reference files."""
    rows: Reference = {"version": [{"language": one, "number": 0} for one in LANGUAGES]}
    for name in _READ:
        given = json.loads((source / f"{name}.json").read_text(encoding="utf-8"))
        rows |= _READ[name](given)
    return rows


def tables(db: Database) -> Sequence[str]:
    """Our own tables in the order of the schema, which is the order of their foreign keys."""
    rows = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%' ORDER BY rowid"
    ).fetchall()
    return [name for (name,) in rows if name not in NOT_COPIED]


def copied(old: Database, new: Database, table: str, read: str | None = None) -> None:
    """Take the rows of *table* over, in key order, as *read* selects them where that is given.

    What *old* does not have, a table or a column, stays empty.
    """
    has = {one.name for one in old.table(table).columns}
    names = [one.name for one in new.table(table).columns if read or one.name in has]
    if not names:
        return
    keys = ", ".join(new.table(table).pks)
    listed, marks = ", ".join(names), ", ".join("?" * len(names))
    read = read or f"SELECT {listed} FROM {table} ORDER BY {keys}"
    for row in old.execute(read).fetchall():
        new.execute(f"INSERT INTO {table} ({listed}) VALUES ({marks})", row)


def _insert(db: Database, rows: Reference) -> None:
    db.execute("PRAGMA defer_foreign_keys = ON")
    for table, given in rows.items():
        db.table(table).insert_all(given)


def _taxonomy(given: list[dict[str, Any]]) -> Reference:
    rows: Reference = {"taxonomy_term": [], "taxonomy_term_text": []}
    for vocabulary in given:
        for position, term in enumerate(vocabulary["terms"]):
            key = {"taxonomy": vocabulary["taxonomy"], "id": term["id"]}
            rows["taxonomy_term"].append({**key, "position": position})
            rows["taxonomy_term_text"] += [
                {
                    "taxonomy": vocabulary["taxonomy"],
                    "term": term["id"],
                    "language": language,
                    "label": label,
                    "plain": (term.get("plain") or {}).get(language),
                    "definition": (term.get("definition") or {}).get(language),
                    "made_by": "machine",
                }
                for language, label in term["label"].items()
            ]
    return rows


def _districts(given: list[dict[str, Any]]) -> Reference:
    rows: Reference = {
        "district": [],
        "district_former": [],
        "district_neighbourhood": [],
        "district_population": [],
    }
    for position, one in enumerate(given):
        key = {"district_id": one["id"]}
        rows["district"].append(
            {
                "id": one["id"],
                "position": position,
                "name": one["name"],
                "part_of_city": one["part_of_city"],
                "latitude": one["position"]["lat"],
                "longitude": one["position"]["lon"],
                "web": one["page"],
            }
        )
        rows["district_former"] += [
            {
                **key,
                "name": old["name"],
                "valid_from": old["from"],
                "valid_to": old["to"],
            }
            for old in one["former"]
        ]
        rows["district_neighbourhood"] += [
            {**key, "name": name} for name in one["neighbourhoods"]
        ]
        rows["district_population"] += [
            {
                **key,
                "date": row["date"],
                "people": row["value"],
                "derived": row["derived"],
            }
            for row in one["population"]
        ]
    return rows


def _organizations(given: list[dict[str, Any]]) -> Reference:
    return _with_texts(given, "organization", "explained")


def _locations(given: list[dict[str, Any]]) -> Reference:
    return _with_texts(given, "location", "directions")


def _figures(given: list[dict[str, Any]]) -> Reference:
    return _with_texts(given, "figure", "definition")


def _concepts(given: list[dict[str, Any]]) -> Reference:
    rows: Reference = {"concept": [], "concept_label": [], "concept_term": []}
    for one in given:
        key = {"concept_id": one["id"]}
        rows["concept"].append({"id": one["id"]})
        rows["concept_label"] += [
            {**key, "language": language, "label": label}
            for language, labels in one["labels"].items()
            for label in labels
        ]
        rows["concept_term"] += [{**key, **term} for term in one["terms"]]
    return rows


def _with_texts(given: list[dict[str, Any]], table: str, text: str) -> Reference:
    """Rows as they stand, and their one field of text per language in a table beside them."""
    rows = [
        {name: value for name, value in one.items() if name != text} for one in given
    ]
    texts = [
        {f"{table}_id": one["id"], "language": language, text: words}
        for one in given
        for language, words in (one.get(text) or {}).items()
    ]
    return {table: rows, f"{table}_text": texts}


_READ = {
    "taxonomy": _taxonomy,
    "districts": _districts,
    "organizations": _organizations,
    "locations": _locations,
    "figures": _figures,
    "concepts": _concepts,
}
