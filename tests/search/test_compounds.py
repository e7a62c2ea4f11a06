"""Swedish compounds: taken apart and put together, with the dictionary and without."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from finder.search import compounds
from finder.search.compounds import Compounds, dictionary
from finder.search.languages.swedish import stem
from finder.search.vocabulary import Vocabulary

from .conftest import Search, ids, mean, programme

# compound, its parts as they are written in it, the words these are
MADE_OF = [line.split() for line in """
    svetsutbildning svets+utbildning svets+utbildning
    arbetsmarknadsutbildning arbetsmarknads+utbildning arbetsmarknad+utbildning
    lastbilschaufför lastbils+chaufför lastbil+chaufför
    sjukvårdsbiträde sjukvårds+biträde sjukvård+biträde
    undersköterskeutbildning undersköterske+utbildning undersköterska+utbildning
    vårdbiträde vård+biträde vård+biträde
    språkpraktik språk+praktik språk+praktik
    arbetsträning arbets+träning arbete+träning
    jobbcoach jobb+coach jobb+coach
    studievägledning studie+vägledning studie+vägledning
    yrkesutbildning yrkes+utbildning yrke+utbildning
    vuxenutbildning vuxen+utbildning vuxen+utbildning
    lärlingsutbildning lärlings+utbildning lärling+utbildning
    restaurangutbildning restaurang+utbildning restaurang+utbildning
    sommarjobb sommar+jobb sommar+jobb
    ungdomsmottagning ungdoms+mottagning ungdom+mottagning
    arbetsförmedling arbets+förmedling arbete+förmedling
    äldreomsorg äldre+omsorg äldre+omsorg
    barnskötare barn+skötare barn+skötare
    förskollärare förskol+lärare förskol+lärare
    skolmatsal skol+matsal skol+matsal
    lokalvård lokal+vård lokal+vård
    fastighetsskötare fastighets+skötare fastighet+skötare
    trädgårdsarbete trädgårds+arbete trädgård+arbete
    byggnadsarbetare byggnads+arbetare byggnad+arbetare
    körkortsutbildning körkorts+utbildning körkort+utbildning
    datakurs data+kurs data+kurs
    jobbsökarkurs jobb+sökar+kurs jobb+sökare+kurs
    språkcafé språk+café språk+café
    kvällskurs kvälls+kurs kväll+kurs
    försörjningsstöd försörjnings+stöd försörjning+stöd
    arbetslivserfarenhet arbetslivs+erfarenhet arbetsliv+erfarenhet
    introduktionsprogram introduktions+program introduktion+program
    lönebidrag löne+bidrag lön+bidrag
    arbetsprövning arbets+prövning arbete+prövning
    matchningsstöd matchnings+stöd matchning+stöd
    bageriarbete bageri+arbete bageri+arbete
    svenskundervisning svensk+undervisning svensk+undervisning
    samhällsorientering samhälls+orientering samhälle+orientering
    väktarutbildning väktar+utbildning väktare+utbildning
    webbutvecklare webb+utvecklare webb+utvecklare
    elinstallation el+installation el+installation
    """.splitlines() if line.strip()]
WHOLE = """
    ledare lärare utbildning kock svenska kommun ungdom deltagare utveckling föräldrar
    rättighet motivation restaurang praktik bostad möjlighet ersättning samtal förskola
    handledare anställning arbetslös verksamhet information
""".split()
OWN = "vård kurs svets städning barn utbildning kök ungdom jobb språk".split()


def parts(text: str) -> tuple[str, ...]:
    return tuple(text.split("+"))


def test_there_are_enough_words_to_judge_by() -> None:
    assert (len(MADE_OF) >= 40, len(WHOLE) >= 18) == (True, True)


@pytest.mark.parametrize("word, written, words", MADE_OF)
def test_a_compound_comes_apart_where_it_is_joined(
    word: str, written: str, words: str
) -> None:
    assert dictionary().split(word) == parts(written)
    assert dictionary().stems(word) == tuple(map(stem, parts(words)))


@pytest.mark.parametrize("word, written, words", MADE_OF)
def test_the_catalogues_own_words_take_no_part_away(
    word: str, written: str, words: str
) -> None:
    known = dictionary().joined_with([*(one[0] for one in MADE_OF), *WHOLE, *OWN])

    assert known.split(word) == parts(written)


@pytest.mark.parametrize("word", WHOLE)
def test_a_simple_word_stays_whole(word: str) -> None:
    known = dictionary().joined_with([*(one[0] for one in MADE_OF), *WHOLE, *OWN])

    assert dictionary().split(word) == ()
    assert known.split(word) == ()


@pytest.mark.parametrize("word", ["", "a", "kurs", "c++c++", "8timmars", "x" * 200])
def test_what_is_no_long_word_stays_whole(word: str) -> None:
    assert dictionary().split(word) == ()
    assert dictionary().stems(word) == ()


@pytest.mark.parametrize(
    "word, found",
    [
        ("vårdkurs", ("vård", "kurs")),
        ("städningskurs", ("städnings", "kurs")),
        ("svetskurs", ("svets", "kurs")),
        ("barnvård", ("barn", "vård")),
        ("köksvård", ()),  # "kök" is too short a word to begin one
        ("vårdplats", ()),
        ("utbildning", ()),
    ],
)
def test_without_a_dictionary_the_catalogues_words_take_words_apart(
    word: str, found: tuple[str, ...]
) -> None:
    assert Compounds({}, (), ()).joined_with(OWN).split(word) == found


def test_without_a_dictionary_stems_are_those_of_the_catalogues_words() -> None:
    known = Compounds({}, (), ()).joined_with([*OWN, "trädgård"])

    assert known.stems("ungdomsjobb") == ("ungdom", "jobb")
    assert known.stems("trädgårdsutbildningar") == ("trädgård", "utbildning")


@pytest.fixture
def vocabulary() -> Vocabulary:
    """A few words, with what compounds typed by readers may begin with."""
    words = {word: 2 for word in [*OWN, "trädgård", "svetsutbildning"]}
    known = dictionary().joined_with(words)
    made_of = {word: found for word in words if (found := known.stems(word))}
    return Vocabulary("sv", words, made_of, dictionary().firsts)


@pytest.mark.parametrize(
    "typed, found",
    [
        ("vårdkurs", ["vård", "kurs"]),
        ("vårdkurser", ["vård", "kurser"]),
        ("ungdomsjobb", ["ungdom", "jobb"]),
        ("trädgårdskurs", ["trädgård", "kurs"]),
        ("språkkurs", ["språk", "kurs"]),
        ("ungdomsspråkkurs", ["ungdom", "språk", "kurs"]),
        ("vårdtruck", []),  # nobody has a truck
        ("qwertykurs", []),
        ("kurs", []),
    ],
)
def test_a_typed_compound_has_the_parts_that_the_catalogue_has(
    vocabulary: Vocabulary, typed: str, found: list[str]
) -> None:
    assert list(vocabulary.parts(typed)) == found


def test_a_part_reaches_the_compounds_it_stands_in(vocabulary: Vocabulary) -> None:
    assert stem("svetsutbildning") in vocabulary.reach("svets")
    assert stem("svetsutbildning") in vocabulary.reach("utbildning")
    assert stem("svetsutbildning") not in vocabulary.reach("vård")


@pytest.mark.parametrize(
    "text",
    [
        *("svetsutbildning", "Svetsutbildningen", "svetsutbildningar"),
        *("svets utbildning", "svets-utbildning", "svetsutbildnings"),
        *("utbildning svets", "utbildning i svets", "svets", "svetskurs utbildning"),
    ],
)
@pytest.mark.parametrize("said", ["Svetsutbildning", "Utbildning i svets"])
def test_together_apart_and_turned_find_the_same(
    published: Callable[..., None], search: Search, said: str, text: str
) -> None:
    published(
        programme(said, f"{said} för alla.", id="svets"),
        programme("Vårdutbildning", "Om vård."),
        programme("Kurs i vård", "Vårdkurs."),
    )

    assert ids(search(text))[:1] == ["svets"]
    assert search(text)["engine"] == "index"


def test_two_words_that_are_written_as_one_are_one(
    published: Callable[..., None], search: Search
) -> None:
    published(
        programme("Trädgårdsarbete", "Vi gräver."),
        programme("Trädgård", "Mycket arbete."),
        programme("Trädgård utan"),
    )

    found = search("trädgård arbete", explain=True)

    assert found["explained"]
    [part] = found["explained"]["parts"]
    assert {"words", "as one word"} <= {one["how"] for one in part["read"]}
    assert sorted(ids(found)[:2]) == ["tradgard", "tradgardsarbete"]
    assert found["let_go"] == []


@pytest.mark.parametrize("text", ["lokal vård", "arbets plats", "barn plats"])
def test_two_words_are_the_concept_that_is_written_as_one(
    catalogue: Path, published: Callable[..., None], search: Search, text: str
) -> None:
    care = [("sector", "care", 2)]
    mean(catalogue, "care", care, sv="lokalvård, barnsplats, arbetsplats")
    published(programme("Ren", "Vi torkar.", sectors=["care"]))

    found = search(text)

    assert (ids(found), found["let_go"]) == (["ren"], [])
    assert [one["words"] for one in found["near"]] == [text]


def test_a_compound_nobody_writes_finds_those_that_have_its_parts(
    published: Callable[..., None], search: Search
) -> None:
    published(
        programme("Trädgård", "Arbete och kurs."),
        programme("Skog", "Arbete och kurs."),
        programme("Parken", "Trädgård."),
    )

    assert ids(search("trädgårdskurs")) == ["tradgard"]
    assert ids(search("trädgårdsarbetskurs"))[:1] == ["tradgard"]
    assert search("trädgårdskurs")["let_go"] == []


@pytest.fixture
def without_dictionary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Nothing is installed where the dictionary is looked for."""
    monkeypatch.setattr(compounds, "HOMES", (tmp_path / "nowhere",))
    dictionary.cache_clear()
    yield
    dictionary.cache_clear()


def test_without_the_dictionary_search_lives_on_the_catalogues_words(
    without_dictionary: None, published: Callable[..., None], search: Search
) -> None:
    assert compounds.dictionary_version() == "none"
    assert dictionary().split("trädgårdsarbete") == ()
    published(
        programme("Trädgårdsarbete", "En kurs."),
        programme("Trädgård"),
        programme("Arbete"),
    )

    for text in ("trädgårdsarbete", "trädgård arbete", "arbete trädgård"):
        found = search(text)
        assert (ids(found)[:1], found["engine"]) == (["tradgardsarbete"], "index")
    assert "tradgardsarbete" in ids(search("trädgård"))
