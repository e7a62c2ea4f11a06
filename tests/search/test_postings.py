"""Whoosh's postings: read by blocks, one by one, and scored, always to the same end."""

import itertools
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.matching import Matcher
from whoosh.query import Term
from whoosh.reading import IndexReader
from whoosh.scoring import BM25F

from finder.catalog import database
from finder.catalog.searchable import Text, texts
from finder.search import generations, index, postings, segments
from finder.search.analysis import stem, words
from finder.search.language_index import LanguageIndex
from finder.search.postings import B, FIELD, K1, blocks, one_by_one

CLOSE = 1e-4
PHRASES = [
    *("du lär dig", "lär dig vård", "dig lär", "med en kurs", "med en kurser"),
    *("kurs 0 i", "i städning", "städning i", "vård med", "data med en grupp"),
    *("jobb", "sök jobb", "kopp kaffe", "skriva cv du", "cv", "kaffe kopp"),
    "en coach hjälper dig att skriva cv",
]


@pytest.fixture(scope="module")
def said(crowded_catalogue: Path) -> list[Text]:
    """What the crowd says in Swedish."""
    db = database.reader(crowded_catalogue)
    found = texts(db, "sv")
    db.close()
    return found


@pytest.fixture(scope="module")
def fresh(crowded_catalogue: Path) -> Path:
    """The crowd's Swedish index as it was built."""
    return generations.current(crowded_catalogue.parent) / "sv"


@pytest.fixture(scope="module")
def updated(
    fresh: Path, said: list[Text], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The same after a change that left deleted documents in it."""
    folder = tmp_path_factory.mktemp("updated") / "sv"
    shutil.copytree(fresh, folder)
    assert index.update(folder, changed(said), "sv")
    return folder


def changed(said: Sequence[Text]) -> list[Text]:
    """*said* with some texts changed, some gone and one new."""
    edited = [
        text._replace(body=f"{text.body}\nNymodigheter.") if number % 9 == 0 else text
        for number, text in enumerate(said)
        if number % 25 != 3
    ]
    return [*edited, Text("zz", "Alldeles ny", "", "Lär dig vård.", "")]


def opened(folder: Path) -> IndexReader:
    return FileStorage(str(folder)).open_index().reader()


def matchers(folder: Path) -> Iterator[tuple[str, Matcher, Matcher]]:
    """Every term of every segment in *folder* with two matchers of it."""
    reader = opened(folder)
    for leaf, _ in reader.leaf_readers():
        for term in leaf.lexicon(FIELD):
            yield (
                term.decode(),
                leaf.postings(FIELD, term),
                leaf.postings(FIELD, term),
            )
    reader.close()


def loaded(
    folder: Path, said: Sequence[Text], mean: float | None = None
) -> LanguageIndex:
    """The index in *folder* as searches hold it; *mean* words are as many as most texts have."""
    files = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    numbers = {text.id: number for number, text in enumerate(said)}
    return LanguageIndex(files, "sv", numbers, mean or index.mean_length(folder), ())


def test_whole_blocks_hold_what_the_public_way_gives(fresh: Path) -> None:
    terms = 0
    for term, one, other in matchers(fresh):
        assert all(hasattr(one, name) for name in postings.BLOCKS)
        assert list(map(list, blocks(one))) == list(map(list, one_by_one(other))), term
        terms += 1
    assert terms > 100


def test_blocks_of_many_documents_are_read_to_the_last(tmp_path: Path) -> None:
    many = [
        Text(f"p{n:04}", f"Kurs {n}", "", "vård " * (n % 5), "") for n in range(700)
    ]
    index.build(tmp_path, many, "sv")

    for term, one, other in matchers(tmp_path):
        assert list(map(list, blocks(one))) == list(map(list, one_by_one(other))), term
    reader = opened(tmp_path)
    assert len(blocks(reader.postings(FIELD, b"kur"))[0]) == 700
    reader.close()


def test_both_ways_write_the_same(
    said: list[Text], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files(name: str) -> list[bytes]:
        folder = tmp_path / name
        folder.mkdir()
        index.build(folder, said, "sv")
        assert index.update(folder, changed(said), "sv")
        names = segments.files_of(one.name for one in folder.iterdir())
        return [(folder / one).read_bytes() for one in names]

    by_blocks = files("blocks")
    monkeypatch.setattr(postings, "BLOCKS", ("nothing has this",))
    by_one = files("one")

    assert by_blocks == by_one
    assert [len(segments.read(one).ids) for one in by_blocks] == [len(said), 12]


def test_scores_are_whooshs_own(fresh: Path, said: list[Text]) -> None:
    numbers = {text.id: number for number, text in enumerate(said)}
    reader = opened(fresh)
    mean = reader.field_length(FIELD) / reader.doc_count_all()

    ours = loaded(fresh, said, mean).terms
    searcher = (
        FileStorage(str(fresh)).open_index().searcher(weighting=BM25F(B=B, K1=K1))
    )

    assert (K1, B) == (1.2, 0.5)
    assert set(ours) == {term.decode() for term in reader.lexicon(FIELD)}
    for term, held in ours.items():
        hits = searcher.search(Term(FIELD, term.encode()), limit=None)
        theirs = {numbers[hit["id"]]: hit.score for hit in hits}
        assert dict(zip(*held)) == pytest.approx(theirs, abs=CLOSE), term
    searcher.close()
    reader.close()


def test_what_is_gone_is_in_no_posting_and_does_not_count(
    updated: Path, said: list[Text]
) -> None:
    living = changed(said)
    held = loaded(updated, living).terms

    by_hand: dict[str, set[int]] = {}
    for number, text in enumerate(living):
        for word in words("\n".join(text[1:])):
            by_hand.setdefault(stem(word, "sv"), set()).add(number)
    assert {term: set(one.ids) for term, one in held.items()} == by_hand


@pytest.mark.parametrize("which", ["fresh", "updated"])
@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_is_where_its_words_follow_each_other(
    which: str, request: pytest.FixtureRequest, said: list[Text], phrase: str
) -> None:
    living = said if which == "fresh" else changed(said)
    terms = [stem(word, "sv") for word in words(phrase)]

    found = loaded(request.getfixturevalue(which), living).phrase(terms)

    assert sorted(found.ids) == [
        number for number, text in enumerate(living) if _says(text, terms)
    ]
    assert all(score > 0 for score in found.scores)


def test_the_phrases_find_something_and_something_they_do_not(
    fresh: Path, said: list[Text]
) -> None:
    loadeds = loaded(fresh, said)
    found = {
        phrase: len(loadeds.phrase([stem(word, "sv") for word in words(phrase)]).ids)
        for phrase in PHRASES
    }

    assert sum(map(bool, found.values())) > 8
    assert not found["kaffe kopp"] and not found["dig lär"]


def test_a_phrase_does_not_reach_across_lines(said: list[Text], tmp_path: Path) -> None:
    lines = [Text("a", "Svets\nKurs", "", "", ""), Text("b", "Svets kurs", "", "", "")]
    index.build(tmp_path, lines, "sv")

    found = loaded(tmp_path, lines).phrase([stem("svets", "sv"), stem("kurs", "sv")])

    assert list(found.ids) == [1]


def test_a_phrase_is_found_at_whole_numbers_only(tmp_path: Path) -> None:
    """The bytes of 2 and 3 hold, between them, those of 512 and 768."""
    many = [Text("a", " ".join(f"ord{n}" for n in range(1, 1100)), "", "", "")]
    index.build(tmp_path, many, "sv")
    held = loaded(tmp_path, many)

    for first in range(1, 1098):
        assert list(held.phrase([f"ord{first}", f"ord{first + 1}"]).ids) == [0]
    for first, second in itertools.permutations((256, 512, 768, 1024), 2):
        assert list(held.phrase([f"ord{first}", f"ord{second}"]).ids) == []


def _says(text: Text, terms: Sequence[str]) -> bool:
    """Whether a line of *text* has *terms* one after the other, the slow way."""
    for line in "\n".join(text[1:]).split("\n"):
        said = [stem(word, "sv") for word in words(line)]
        for start in range(len(said) - len(terms) + 1):
            if said[start : start + len(terms)] == list(terms):
                return True
    return False
