"""An index that followed many changes answers as one built anew, and changes no older file."""

import random
import shutil
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from finder.catalog import database
from finder.catalog.document import ProgrammeDocument
from finder.catalog.searchable import texts
from finder.search import Found, find, generations, index, indexer, reader
from finder.search.facts import CONCEPTS, PROGRAMMES
from finder.search.generations import FACTS, IndexDamaged

from .conftest import add, crowd, ids, programme

STEPS, SEED = 15, 1
WORDS = """
    svets svetsare svetsning utbildning utbildningar svetsutbildning lärling lärlingar kurs
    kurser vård vårdutbildning barn skola skolkök städ städning städare truck truckförare
    odling trädgård trädgårdsarbete språk språkkafé svenska kväll kvällar data dator larm
    ungdomsjobb sommarjobb praktikplats arbetsmarknadsutbildning bagare bageri kock
""".split()
QUERIES = [
    *[
        ("", "sv"),
        ("svets", "sv"),
        ("svetsutbildning", "sv"),
        ("utbildning svets", "sv"),
    ],
    *[("vård kurs", "sv"), ("städare", "sv"), ("stadning", "sv"), ("trädgård", "sv")],
    *[("kurs data", "en"), ("grupp", "ar"), ("gruppp", "sv"), ("“lär dig vård”", "sv")],
    *[("servitör", "sv"), ("waiter norrby", "en"), ("truckutbildning", "sv")],
    *[("sommarjobb inte kök", "sv"), ("course", "en"), ("دورة", "ar"), ("kväll", "so")],
    *[("trädgårdsarbetskurs", "sv"), ("bageri", "en"), ("xyzzy", "sv"), ("prak", "sv")],
]


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(2, 9))).capitalize() + "."


def written(chance: random.Random, identity: str) -> ProgrammeDocument:
    """A programme that says anything, sometimes in English or Arabic, too."""
    texts: dict[str, Any] = {"sv": {"what": sentence(chance)}}
    if chance.random() < 0.4:
        texts["en"] = {"name_explained": f"Course of {chance.choice(WORDS)}"}
    if chance.random() < 0.3:
        texts["ar"] = {"summary": f"دورة {chance.choice(WORDS)}"}
    name = " ".join(chance.sample(WORDS, 2))
    status = chance.choice(["active"] * 6 + ["archived"])
    return programme(name, sentence(chance), id=identity, status=status, **texts)


def removed(catalogue: Path, identity: str) -> None:
    db = database.writer(catalogue)
    with database.write(db):
        db.execute("DELETE FROM programme WHERE id = ?", [identity])
        db.execute("DELETE FROM programme_fts WHERE programme_id = ?", [identity])
    db.close()


def change(catalogue: Path, chance: random.Random, step: int) -> None:
    """Edit, add and remove a few programmes."""
    db = database.reader(catalogue)
    ours = [
        row["id"]
        for row in db.query(
            "SELECT id FROM programme WHERE id GLOB '[pn]*' ORDER BY id"
        )
    ]
    db.close()
    edited = chance.sample(ours, chance.randint(1, 4))
    new = [f"n{step:02}{number}" for number in range(chance.randint(0, 3))]
    add(catalogue, *(written(chance, one) for one in [*edited, *new]))
    for one in chance.sample(ours, chance.randint(0, 2)):
        removed(catalogue, one)


def settled(catalogue: Path) -> None:
    """Wait until the new index has been read."""
    end = time.monotonic() + 30
    for language in ("sv", "en", "ar"):
        while True:
            try:
                reader.snapshot(catalogue, catalogue.parent, language)
                break
            except IndexDamaged:
                assert time.monotonic() < end
                time.sleep(0.01)


def asked(catalogue: Path, text: str, language: str, **more: Any) -> Found:
    how = {"filters": {}, "explain": True, "limit": 200, **more}
    found = find(catalogue, catalogue.parent, text=text, language=language, **how)
    assert found["engine"] == "index"
    return found


def sums(generation: Path) -> dict[str, str]:
    """Every file of *generation* with its checksum."""
    return {
        str(path.relative_to(generation)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(generation.rglob("*"))
        if path.is_file() and not generations.LOCKS.fullmatch(path.name)
    }


@pytest.fixture
def busy(catalogue: Path) -> Iterator[Path]:
    """The crowd with its index, to be changed."""
    add(catalogue, *crowd(90))
    indexer.bring_up_to_date(catalogue, catalogue.parent)
    yield catalogue
    reader.forget()


def test_after_any_changes_answers_are_those_of_an_index_built_anew(
    busy: Path, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    updates = 0
    asked(busy, "kurs", "sv")
    for step in range(STEPS):
        before = generations.current(busy.parent)
        old = sums(before)
        change(busy, chance, step)
        assert indexer.bring_up_to_date(busy, busy.parent)
        assert sums(before) == old
        settled(busy)
        anew = tmp_path / f"anew{step}" / "catalog.db"
        anew.parent.mkdir()
        shutil.copy(busy, anew)
        indexer.bring_up_to_date(anew, anew.parent)

        for text, language in QUERIES:
            assert asked(busy, text, language) == asked(anew, text, language), text
            archived = {"archived": True, "filters": {"form": ["remote"]}}
            one, other = (
                asked(place, text, language, **archived) for place in (busy, anew)
            )
            assert one == other, text
        assert indexer.check(busy, busy.parent) == []
        updates += len(segments(busy)) > 1
        shutil.rmtree(anew.parent)
    assert updates > STEPS // 2


def test_words_of_programmes_that_are_gone_take_no_compound_apart(
    busy: Path, tmp_path: Path
) -> None:
    add(
        busy, programme("Rabatt", "En trädgård.", id="n1"), programme("Arbete", id="n2")
    )
    indexer.bring_up_to_date(busy, busy.parent)
    settled(busy)
    assert asked(busy, "trädgårdsarbetskurs", "sv")["explained"]["parts"][1:]
    removed(busy, "n1")
    indexer.bring_up_to_date(busy, busy.parent)
    settled(busy)
    anew = Path(shutil.copy(busy, tmp_path / "catalog.db"))
    indexer.bring_up_to_date(anew, anew.parent)

    for text in ("trädgårdsarbetskurs", "trädgårdskurs", "tradgard"):
        assert asked(busy, text, "sv") == asked(anew, text, "sv"), text


def segments(catalogue: Path, language: str = "sv") -> list[Path]:
    folder = generations.current(catalogue.parent) / language
    return sorted(folder.glob("*.seg"))


def test_a_small_change_adds_a_segment_and_keeps_the_others(busy: Path) -> None:
    [old] = segments(busy)
    add(busy, programme("Ny", "Trumslagare."))
    indexer.bring_up_to_date(busy, busy.parent)

    new = segments(busy)

    assert len(new) == 2
    assert any(one.samefile(old) for one in new)
    settled(busy)
    assert ids(asked(busy, "trumslagare", "sv")) == ["ny"]


def test_much_that_changed_is_built_anew(busy: Path) -> None:
    db = database.reader(busy)
    many = int(len(texts(db, "sv")) * index.REBUILD)
    db.close()

    add(busy, *(programme(f"Ny {n}", id=f"n{n}") for n in range(many)))
    indexer.bring_up_to_date(busy, busy.parent)
    assert len(segments(busy)) == 2  # not yet much
    add(busy, *(programme(f"Ny {n}", id=f"m{n}") for n in range(2 * many)))
    indexer.bring_up_to_date(busy, busy.parent)

    assert len(segments(busy)) == 1
    settled(busy)
    assert asked(busy, "ny", "sv")["total"] == 3 * many


def test_what_is_too_much_leaves_the_folder_as_it_was(
    busy: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(segments(busy)[0].parent, tmp_path / "copy"))
    before = sums(folder)

    assert not index.update(folder, [], "sv")
    assert sums(folder) == before


def test_many_small_changes_never_leave_many_segments(busy: Path) -> None:
    most = 0
    for step in range(index.SEGMENTS + 2):
        add(busy, programme(f"Ny {step}", "Trumslagare."))
        indexer.bring_up_to_date(busy, busy.parent)
        most = max(most, len(segments(busy)))

    assert most == index.SEGMENTS
    assert len(segments(busy)) < index.SEGMENTS
    settled(busy)
    assert asked(busy, "trumslagare", "sv")["total"] == index.SEGMENTS + 2


def test_nothing_new_in_a_language_changes_no_file_of_it(busy: Path) -> None:
    add(busy, programme("Ny", en={"name_explained": "New"}))
    indexer.bring_up_to_date(busy, busy.parent)
    db = database.writer(busy)
    with database.write(db):
        db.execute("UPDATE version SET number = number + 1 WHERE language = 'en'")
    db.close()
    middle = generations.current(busy.parent)

    assert indexer.bring_up_to_date(busy, busy.parent) == ["en"]

    new = generations.current(busy.parent)
    assert sums(new / "ar") == sums(middle / "ar")
    assert sums(new / "en") == sums(middle / "en")
    assert all(
        (new / name).samefile(middle / name) for name in sums(middle) if "ar/" in name
    )


def concepts(catalogue: Path) -> Path:
    return generations.current(catalogue.parent) / FACTS / CONCEPTS


def test_concepts_are_taken_over_when_they_are_the_same(busy: Path) -> None:
    before = concepts(busy)
    add(busy, programme("Ny"))
    indexer.bring_up_to_date(busy, busy.parent)

    assert concepts(busy).parent != before.parent
    assert concepts(busy).samefile(before)
    assert not (concepts(busy).parent / PROGRAMMES).samefile(before.parent / PROGRAMMES)


def test_a_new_label_is_known_and_leaves_the_older_concepts_alone(busy: Path) -> None:
    assert asked(busy, "hovmästare", "sv")["total"] == 0
    before, old = concepts(busy), concepts(busy).read_bytes()
    db = database.writer(busy)
    with database.write(db):
        db.execute("INSERT INTO concept_label VALUES ('waiter', 'sv', 'hovmästare')")
    db.close()
    indexer.bring_up_to_date(busy, busy.parent)
    settled(busy)

    assert before.read_bytes() == old
    assert not concepts(busy).samefile(before)
    assert "barnkock" in ids(asked(busy, "hovmästare", "sv"))
