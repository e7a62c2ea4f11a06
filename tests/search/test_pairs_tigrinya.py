"""Tigrinya words that share a stem, and words that do not."""

import pytest

from finder.search.languages.tigrinya import FUNCTION_WORDS, NEGATIONS, stem

LABELS = """
    ስራሕ ኮርስ ስልጠና ቋንቋ ሽወደንኛ ትምህርቲ ምምሃር ቆልዑ ህጻን ጥዕና ሕማም ሓኪም ነርስ ጽሬት ድኳን ምሸት ሰበይቲ
    መንእሰይ ገንዘብ ደሞዝ ሶሻል ዕዳ ገዛ ማእሰርቲ ወልፊ ስንክልና ስደተኛ ኣስተርጓሚ ኮምፒተር እንግሊዝኛ ሕሳብ ዲፕሎማ
    ብነጻ ነጻ ኦንላይን ሆቴል መምህር ኣደ ኣቦ ሞያ ሕርሻ ሓገዝ
""".split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ስራሕ", "ሥራሕ"),
        ("ስልጠና", "ሥልጠና"),
        ("ጸጥታ", "ፀጥታ"),
        ("ጽሬት", "ፅሬት"),
        ("ሓገዝ", "ኃገዝ"),
        ("ሓገዝ", "ሐገዝ"),
        ("ሃገር", "ሀገር"),
        ("ኣካል", "አካል"),
        ("ኮርስ", "ኰርስ"),
        ("ቆልዓ", "ቈልዓ"),
        ("ስልጠና", "ንስልጠና"),
        ("ስልጠና", "ብስልጠና"),
        ("ስልጠና", "ስልጠናታት"),
        ("ትምህርቲ", "ትምህርትን"),
        ("ትምህርቲ", "ትምህርታት"),
        ("ትግርኛ", "ብትግርኛ"),
        ("ቋንቋ", "ቋንቋታት"),
        ("ቋንቋ", "ብቋንቋ"),
        ("ኮርስ", "ኮርሳት"),
        ("ሆቴል", "ሆቴላት"),
        ("ማእከል", "ማእከላት"),
        ("መንእሰይ", "መንእሰያት"),
        ("ስደተኛ", "ስደተኛታት"),
        ("ሰራሕተኛ", "ሰራሕተኛታት"),
        ("ክእለት", "ክእለታት"),
        ("ንጥፈት", "ንጥፈታት"),
        ("ህጻን", "ህጻናት"),
        ("ቆልዓ", "ቆልዑ"),
        ("መምህር", "መምህራን"),
        ("ኣረጋዊ", "ኣረጋውያን"),
        ("መራሒ", "መራሕ"),
        ("ሓኪም", "ሓካይም"),
        ("ሰዓት", "ሰዓታት"),
        ("ሽወደንኛ", "ስዊድንኛ"),
        ("ምድላይ", "ንምድላይ"),
    ],
)
def test_forms_of_a_word_share_its_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ስራሕ", "ስርዓት"),
        ("ሃገር", "ሓገዝ"),
        ("ሀላ", "ሐላ"),
        ("ኣደ", "ዓደ"),
        ("ንብረት", "ብረት"),
        ("ስራሕ", "ሰራሕተኛ"),
        ("ሞያ", "መምህር"),
        ("ትምህርቲ", "ተመሃራይ"),
        ("ገዛ", "ገንዘብ"),
        ("ሕማም", "ሕሳብ"),
        ("ትግርኛ", "ትግራይ"),
    ],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["sfi", "job", "komvux", "jobbtorg", "ገዛ", "ቤት"])
def test_short_and_latin_words_stay(word: str) -> None:
    assert stem(word) == word


def test_no_function_word_is_what_is_searched_for() -> None:
    assert not (FUNCTION_WORDS | NEGATIONS) & set(LABELS)


def test_what_negates_is_no_function_word() -> None:
    assert not FUNCTION_WORDS & NEGATIONS


def test_function_words_are_known_in_both_ways_of_writing_them() -> None:
    assert {"ኣብ", "አብ", "ካብ", "እፈልጥ"} & FUNCTION_WORDS == {"ኣብ", "አብ", "ካብ"}
