"""Central Kurdish words that share a stem, and words that do not."""

import pytest

from finder.search.languages.sorani import FUNCTION_WORDS, NEGATIONS, stem

JOINER = "\u200c"
LABELS = """
    کار ئیش خول کۆرس ڕاهێنان پیشە خوێندن فێربوون قوتابخانە زانکۆ زمان سوێدی منداڵ دایک
    باوک خێزان تەندروستی ئازار نەخۆش پەرستار دکتۆر مامۆستا چێشتخانە پاککردنەوە دارتاش
    لەحیم شۆفێر کۆمپیوتەر بیرکاری بەخۆڕایی ئێوارە پارە مووچە سۆسیال خانوو بڕوانامە
    ژنان گەنج پەنابەر کۆچبەر وەرگێڕ یارمەتی تەنیا دوای دوور کوردی عەرەبی فارسی دەری
    """.split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("کار", "كار"),
        ("کار", "کارەکان"),
        ("کار", "کارێک"),
        ("کار", "كارهكان"),
        ("زمان", "زمانەکە"),
        ("زمان", "زمانی"),
        ("سوێدی", "سوێدى"),
        ("سوێدی", "سویدی"),
        ("سوێد", "سوێدی"),
        ("ڕاهێنان", "راهێنان"),
        ("ڕاهێنان", "ڕاهێنانەکان"),
        ("خوێندنگە", f"خوێندنگه{JOINER}"),
        ("خوێندن", "خوێندنی"),
        ("خول", "خولەکە"),
        ("خول", "خولەکانی"),
        ("فێربوون", "فێربوونی"),
        ("پڕۆگرام", "پڕۆگرامەکان"),
        ("پڕۆگرام", "پروگرام"),
        ("پیشە", "پیشەکان"),
        ("پیشە", "پیشەیی"),
        ("مامۆستا", "مامۆستاکان"),
        ("مامۆستا", "مامۆستایان"),
        ("قوتابخانە", "قوتابخانەکان"),
        ("ئێوارە", "ئێواران"),
        ("منداڵ", "منداڵان"),
        ("منداڵ", "منداڵەکانم"),
        ("منداڵ", "مناڵ"),
        ("ژن", "ژنان"),
        ("پارە", "پارەی"),
        ("بەرنامە", "بەرنامەیەک"),
        ("شۆفێر", "شۆفێری"),
        ("ماڵ", "ماڵەوە"),
        ("کۆمپیوتەر", "کومپیوتەر"),
        ("پەرستار", "پەرستارێکی"),
    ],
)
def test_forms_of_a_word_share_its_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("کار", "کارت"),
        ("کار", "کارگە"),
        ("زمان", "زمین"),
        ("خوێندن", "خوێندنەوە"),
        ("گەڕان", "گەڕانەوە"),
        ("ئیش", "ئێش"),
        ("خول", "خۆڵ"),
        ("پیشە", "پێش"),
        ("پارە", "پار"),
        ("دایک", "دایە"),
        ("دەری", "دەرەوە"),
        ("نان", "نانەوا"),
        ("گەنج", "گەنگ"),
        ("کورسی", "کۆرس"),
        ("یاسا", "ئاسایش"),
    ],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["کار", "شەو", "لە", "sfi"])
def test_short_words_stay(word: str) -> None:
    assert stem(word) == word


def test_no_function_word_is_what_is_searched_for() -> None:
    assert not (FUNCTION_WORDS | NEGATIONS) & set(LABELS)


def test_what_negates_is_no_function_word() -> None:
    assert not FUNCTION_WORDS & NEGATIONS


def test_function_words_are_known_as_people_type_them() -> None:
    assert {"دەمەوێت", "دەمەویت", "دهمهوێت", "لەگەڵ", "لەگەل"} <= FUNCTION_WORDS
