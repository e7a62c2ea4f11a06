"""The rows of entries: written so that only what differs is touched."""

from typing import Any

from sqlite_utils import Database

from finder.catalog.entry_document import Entry, split

Rows = dict[tuple[Any, ...], dict[str, Any]]  # key -> the other columns


def write_rows(db: Database, kind: str, entry_id: str, document: Entry) -> None:
    """Make the tables say what *document* does; call it in the transaction of its history."""
    WRITTEN[kind](db, entry_id, document)


def remove_rows(db: Database, kind: str, entry_id: str) -> None:
    """Take an entry out of its tables, with its texts."""
    if kind == "term":
        db.table("taxonomy_term").delete(split(entry_id))
    else:
        db.table(kind).delete(entry_id)


def _organization(db: Database, entry_id: str, document: Entry) -> None:
    own = {name: document[name] for name in ("name", "type", "web", "succeeded_by")}
    _sync(db, "organization", {"id": entry_id}, {(): own})
    _texts(db, "organization", entry_id, "explained", document["explained"])


def _location(db: Database, entry_id: str, document: Entry) -> None:
    names = ("name", "address", "locality", "phone", "email", "web")
    own = {name: document[name] for name in names} | {
        "district_id": document["district"],
        "outside_city": int(document["outside_city"]),
        "organization_id": document["organization"],
    }
    _sync(db, "location", {"id": entry_id}, {(): own})
    _texts(db, "location", entry_id, "directions", document["directions"])


def _texts(
    db: Database, table: str, entry_id: str, name: str, said: dict[str, str]
) -> None:
    rows: Rows = {(language,): {name: text} for language, text in said.items()}
    _sync(db, f"{table}_text", {f"{table}_id": entry_id}, rows, ("language",))


def _term(db: Database, entry_id: str, document: Entry) -> None:
    taxonomy, term = split(entry_id)
    position: Rows = {(): {"position": document["position"]}}
    _sync(db, "taxonomy_term", {"taxonomy": taxonomy, "id": term}, position)
    rows: Rows = {
        (language,): {
            "label": label,
            "plain": document["plain"].get(language),
            "definition": document["definition"].get(language),
            "made_by": document["made_by"][language],
        }
        for language, label in document["label"].items()
    }
    of = {"taxonomy": taxonomy, "term": term}
    _sync(db, "taxonomy_term_text", of, rows, ("language",))


def _concept(db: Database, entry_id: str, document: Entry) -> None:
    _sync(db, "concept", {"id": entry_id}, {(): {}})
    labels: Rows = {
        (language, label): {}
        for language, found in document["labels"].items()
        for label in found
    }
    of = {"concept_id": entry_id}
    _sync(db, "concept_label", of, labels, ("language", "label"))
    leads: Rows = {
        (one["taxonomy"], one["term"]): {"weight": one["weight"]}
        for one in document["terms"]
    }
    _sync(db, "concept_term", of, leads, ("taxonomy", "term"))


def _sync(
    db: Database,
    table: str,
    of: dict[str, Any],
    rows: Rows,
    keys: tuple[str, ...] = (),
) -> None:
    """Make the rows of *table* that belong to *of* be exactly *rows*."""
    asked = " AND ".join(f"{name} = :{name}" for name in of)
    held: Rows = {
        tuple(row[key] for key in keys): row
        for row in db.query(f"SELECT * FROM {table} WHERE {asked}", of)
    }
    for key in held.keys() - rows.keys():
        named = of | dict(zip(keys, key))
        same = " AND ".join(f"{name} = :{name}" for name in named)
        db.execute(f"DELETE FROM {table} WHERE {same}", named)
    for key, row in rows.items():
        named = of | dict(zip(keys, key))
        if key not in held:
            db.table(table).insert(named | row)
        elif any(held[key][name] != value for name, value in row.items()):
            changed = ", ".join(f"{name} = :{name}" for name in row)
            same = " AND ".join(f"{name} = :{name}" for name in named)
            db.execute(f"UPDATE {table} SET {changed} WHERE {same}", named | row)


WRITTEN = {
    "organization": _organization,
    "location": _location,
    "term": _term,
    "concept": _concept,
}
