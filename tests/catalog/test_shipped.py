"""The shipped catalogue: real, whole, and the same as the text it is built from."""

import hashlib
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from finder.catalog import database, publishing, shipped
from finder.catalog.document import ProgrammeDocument, line, sections, written
from finder.config import SHIPPED_CATALOGUE
from tests import city

DOCUMENTS = shipped.source_documents()
ACTIVE = [one for one in DOCUMENTS if one["status"] == "active"]
PARTS = ("summary", "what", "who", "how_to_join", "how_to_refer", "practical", "money")


def lix(text: str) -> float:
    """How hard a Swedish text is to read: under 40 is easy for most adults."""
    words = re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", text)
    sentences = max(1, len(re.findall(r"[.!?:](?:\s|$)", text)))
    long = sum(len(word) > 6 for word in words)
    return len(words) / sentences + 100 * long / max(1, len(words))


def digest(path: Path) -> str:
    """Of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_file_is_what_its_text_builds(tmp_path: Path) -> None:
    shipped.build(tmp_path / "catalog.db")

    assert digest(tmp_path / "catalog.db") == digest(SHIPPED_CATALOGUE)


def test_the_file_is_whole() -> None:
    assert database.faults(SHIPPED_CATALOGUE) == []


def test_the_file_says_what_the_documents_say() -> None:
    db = database.reader(SHIPPED_CATALOGUE)

    assert [line(one) for one in publishing.documents(db)] == [
        line(one) for one in DOCUMENTS
    ]
    db.close()


def test_every_document_is_kept_in_canonical_form() -> None:
    for file in sorted((shipped.SOURCE / "programmes").glob("*.json")):
        document = json.loads(file.read_text(encoding="utf-8"))

        assert file.stem == document["id"]
        assert file.read_text(encoding="utf-8") == written(document)


def test_an_export_of_a_working_copy_gives_the_same_bytes(tmp_path: Path) -> None:
    working = Path(shutil.copy(SHIPPED_CATALOGUE, tmp_path / "catalog.db"))
    database.writer(working).close()  # now in WAL mode

    shipped.export(working, tmp_path / "exported.db")

    assert digest(tmp_path / "exported.db") == digest(SHIPPED_CATALOGUE)


def test_an_export_after_a_change_gives_other_bytes(
    tmp_path: Path, catalogue: Path
) -> None:
    shipped.export(catalogue, tmp_path / "before.db")
    db = database.writer(catalogue)
    with database.write(db):
        db.table("programme").update("feriejobb", {"age_max": 21})
    db.close()

    shipped.export(catalogue, tmp_path / "after.db")

    assert digest(tmp_path / "before.db") != digest(tmp_path / "after.db")


def test_a_build_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    source, target = city.write(tmp_path / "source"), tmp_path / "catalog.db"
    shipped.build(target, source)
    before = digest(target)
    bad = {**city.documents()[0], "kind": "no-such"}
    (source / "programmes" / "barnkock.json").write_text(json.dumps(bad))

    with pytest.raises(publishing.Invalid):
        shipped.build(target, source)

    assert digest(target) == before
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("tmp")] == []


def test_all_known_programmes_are_there() -> None:
    standing = Counter((one["status"], one["confirmed"]) for one in DOCUMENTS)

    assert standing == {
        ("active", True): 59,
        ("active", False): 82,
        ("archived", False): 33,
    }


def test_everything_is_marked_as_made_by_a_machine_and_unchecked() -> None:
    texts = [text for one in DOCUMENTS for text in one["texts"].values()]

    assert {(one["made_by"], one["checked_on"]) for one in texts} == {("machine", None)}
    assert all(one["assured_on"] is None for one in DOCUMENTS)


def test_every_programme_names_its_sources() -> None:
    assert [one["id"] for one in DOCUMENTS if not one["sources"]] == []


@pytest.mark.parametrize("document", ACTIVE, ids=lambda one: one["id"])
def test_a_running_programme_has_plain_swedish_and_english(
    document: ProgrammeDocument,
) -> None:
    swedish, english = (sections(document["texts"][one]) for one in ("sv", "en"))

    assert {*swedish} - {"name"} == {*english} - {"name_explained"}
    assert {"summary", "what"} <= {*swedish}
    assert len(swedish["summary"]) <= 160 and len(english["summary"]) <= 160
    assert lix(swedish["summary"]) < 40
    assert lix(" ".join(swedish[part] for part in PARTS if part in swedish)) < 40


def test_every_result_has_a_definition_in_both_languages_and_a_source() -> None:
    for document in DOCUMENTS:
        for outcome in document["outcomes"]:
            assert {"sv", "en"} <= outcome["definition"].keys()
            assert outcome["source"] in document["sources"]
