"""Words and their stems: pairs that must meet and pairs that must not, per language."""

import pytest

from finder.search.analysis import stem, words
from finder.search.compounds import dictionary
from finder.search.concepts import Concepts, Kept
from finder.search.function_words import is_function_word, is_negation
from finder.search.misspelling import edits
from finder.search.query import parsed
from finder.search.vocabulary import Vocabulary

NONE_KNOWN = Concepts(Kept(leads={}, labels={}, keys={}, spelt={}, hints={}))

MEET = {
    "sv": """
        fängelse fängelset | rörelse rörelsen |
        jobb jobba | jobb jobbar | kurs kurser | kurs kursen | kurs kurserna | utbildning
        utbildningar | utbildning utbildningen | ungdom ungdomar | ungdomar ungdomarna |
        barn barnen | svetsare svets | svetsare svetsaren | undersköterska undersköterskor |
        praktik praktiken | arbeta arbetar | arbetslös arbetslösa | arbetslös arbetslöst |
        förälder förälders | köket kök | företag företagare | coach coacher | språk språket |
        deltagare deltagarna | lärare lärarna | förare förarens | vård vårda | ung unga
    """,
    "en": """
        job jobs | work working | work works | course courses | training trainings | welder
        welders | cook cooking | child child | parents parent | apply applying | study
        studies | young young | holiday holidays | language languages | skill skills |
        apprentice apprentices | employer employers
    """,
    "ar": """
        تعليم التعليم | مدرسه المدرسة | لغة واللغة | اعمال أعمال | إرشاد ارشاد | ممرضة مُمَرِّضَة |
        شهادة شهـــادة | تدريب تدريبات | عامل العاملين | سويدي السويدية | مستوى المستوي |
        برنامج للبرنامج | وظيفة بالوظيفة | لحام اللحام | عمل والعمل | دورة الدورات |
        شباب للشباب | طبخ فالطبخ
    """,
}
PART = {
    "sv": """
        kurs kurva | kock kok | får far | barn barr | lärare lager | lärare lär |
        förare för | målare mål | praktik praktisk | vård värd | stad städ | mat matte |
        sjuk sjok | led lida | bil bild | handel hand | ung ugn | språk sprak
    """,
    "en": """
        work worm | organ organization | care career | job joke | train trial | cook cool |
        child chill | course curse | school scholar | help helm | young youth | plan plant |
        market mark | carer car | wage wagon
    """,
    "ar": """
        كاتب مكتبة | مدرسة دروس | عمل معمل | شهادة شهيد | تعليم معلومات | طبخ مطبعة | لغة
        بلاغ | شباب شعب | عامل عمال | طالب طلب | سوق سائق | دورة دار | حرفة حفرة | وظيفة
        موظف | لحام لحم
    """,
}


def pairs(table: dict[str, str]) -> list[tuple[str, str, str]]:
    """(language, word, word), in order."""
    return [
        (language, *line.split())  # type: ignore[misc]
        for language, lines in table.items()
        for line in lines.split("|")
    ]


@pytest.mark.parametrize("language, one, other", pairs(MEET))
def test_forms_of_a_word_share_a_stem(language: str, one: str, other: str) -> None:
    assert stem(words(one)[0], language) == stem(words(other)[0], language)


@pytest.mark.parametrize("language, one, other", pairs(PART))
def test_different_words_keep_different_stems(
    language: str, one: str, other: str
) -> None:
    assert stem(words(one)[0], language) != stem(words(other)[0], language)


def test_each_language_has_at_least_fifteen_pairs_of_either_kind() -> None:
    for table in (MEET, PART):
        for language in table:
            assert len(pairs({language: table[language]})) >= 15


@pytest.mark.parametrize(
    "text, found",
    [
        ("C++ och C#", ["c++", "och", "c#"]),
        ("C-körkort", ["c", "körkort"]),
        ("Språkkafe\u0301, sfi_kurs!", ["språkkafé", "sfi", "kurs"]),
        ("مُمَرِّضَة شهـــادة", ["ممرضة", "شهادة"]),
        ("8 timmar/vecka", ["8", "timmar", "vecka"]),
        ("+ # _ …", []),
    ],
)
def test_words_are_letters_and_digits_with_their_plus_or_sharp(
    text: str, found: list[str]
) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "language, text, telling",
    [
        ("sv", "jobba med barn", ["jobba", "barn"]),
        ("sv", "Kan jag gå kurs när jag har barn?", ["kurs", "barn"]),
        ("sv", "nar kan jag soka", ["soka"]),
        ("en", "I want to work with children", ["work", "children"]),
        ("en", "jobba med barn", ["jobba", "barn"]),
        ("en", "programme for men", ["programme", "men"]),
        ("ar", "أريد العمل في المطبخ", ["العمل", "المطبخ"]),
        ("ar", "jobba med barn", ["jobba", "barn"]),
    ],
)
def test_function_words_need_not_be_matched(
    language: str, text: str, telling: list[str]
) -> None:
    found = parsed(text, language, NONE_KNOWN, lambda word: False)

    assert [part.typed for part in found] == telling


def test_a_query_of_function_words_only_searches_them() -> None:
    found = parsed("med och med", "sv", NONE_KNOWN, lambda word: False)

    assert [part.typed for part in found] == ["med", "och"]


@pytest.mark.parametrize("word", ["utan", "inte", "ej", "it", "far", "c", "sfi"])
def test_words_that_change_or_carry_a_meaning_are_no_function_words(word: str) -> None:
    assert not is_function_word(word, "sv")
    assert is_negation(word, "sv") == (word in ("utan", "inte", "ej"))


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(
        "sv", {"får": 9, "språkkafé": 3, "lärare": 2, "svetsare": 2, "sol": 1}
    )


@pytest.mark.parametrize(
    "typed, reached",
    [("larare", "lärar"), ("sprakkafe", "språkkafé"), ("lärare", "lärar")],
)
def test_a_word_typed_without_diacritics_reaches_those_that_have_them(
    vocabulary: Vocabulary, typed: str, reached: str
) -> None:
    assert reached in vocabulary.reach(typed)


def test_a_word_typed_with_diacritics_is_not_folded(vocabulary: Vocabulary) -> None:
    assert list(vocabulary.reach("söl")) == ["söl"]
    assert list(vocabulary.reach("språkkafe")) == ["språkkaf"]


def test_a_function_word_is_not_reached_by_folding(vocabulary: Vocabulary) -> None:
    assert list(vocabulary.reach("far")) == ["far"]


@pytest.mark.parametrize(
    "typed, reached",
    [
        ("språk", ["språk", "språkkafé", "modersmålsspråk"]),
        ("sol", ["sol"]),
        ("svetsar", ["svet", "svetsbord"]),
    ],
)
def test_a_swedish_word_reaches_the_longer_words_it_begins(
    typed: str, reached: list[str]
) -> None:
    words = {
        "språkkafé": 3,
        "språket": 1,
        "modersmålsspråk": 1,
        "solidaritet": 1,
        "svetsbord": 1,
        "svets": 1,
    }

    parts = {word: dictionary().joined_with(words).stems(word) for word in words}

    assert list(Vocabulary("sv", words, parts).reach(typed)) == reached


@pytest.mark.parametrize(
    "typed, nearest",
    [
        ("svetsre", ["svetsare"]),  # a letter short
        ("svesare", ["svetsare"]),
        ("sevtsare", ["svetsare"]),  # two exchanged
        ("svetzarre", ["svetsare"]),  # two edits, nine letters
        ("svtsre", []),  # two edits, six letters
        ("kvetsare", ["svetsare"]),  # another first letter
        ("zwettsare", ["svetsare"]),  # another spelling of the same sounds
        ("larere", ["lärare"]),  # typed without dots
        ("sal", []),  # too short
    ],
)
def test_a_misspelt_word_has_near_ones(
    vocabulary: Vocabulary, typed: str, nearest: list[str]
) -> None:
    assert list(vocabulary.nearest(typed)) == nearest


@pytest.mark.parametrize(
    "one, other, away",
    [
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abc", "abcd", 1),
        ("abc", "cba", 2),
        ("a", "abcd", None),
    ],
)
def test_edits_are_counted_up_to_a_limit(
    one: str, other: str, away: int | None
) -> None:
    assert edits(one, other, 2) == away
