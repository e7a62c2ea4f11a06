"""Persian and Dari words that share a stem, and words that do not."""

import pytest

from finder.search.languages.persian import FUNCTION_WORDS, NEGATIONS, stem

JOINER = "\u200c"
LABELS = """
    کار شغل وظیفه کورس دوره کلاس صنف آموزش درس مدرسه مکتب دانشگاه پوهنتون زبان لسان
    سوئدی سویدنی بچه کودک طفل مادر پدر خانواده سلامت صحت درد بیماری مریض پرستار نرس
    داکتر دکتر معلم رستوران آشپز نظافت نجار جوشکار راننده دریور کامپیوتر ریاضی رایگان
    شب صبح پول حقوق معاش سوسیال خانه مدرک زنان جوانان پناهنده مهاجر مترجم کمک راهنما
    دوست فارسی دری کردی دور
    """.split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("کار", "كار"),
        ("کار", "کارها"),
        ("شغل", "شغلی"),
        ("آموزش", f"آموزش{JOINER}ها"),
        ("آموزش", "اموزش"),
        ("دوره", f"دوره{JOINER}های"),
        ("دوره", "دورههای"),
        ("دوره", f"دوره{JOINER}ای"),
        ("مهارت", f"مهارت{JOINER}هایم"),
        ("پرستار", "پرستاری"),
        ("پرستار", "پرستاران"),
        ("گواهي", "گواهی"),
        ("مدرسه", "مدرسة"),
        ("مدرسه", "مدارس"),
        ("جوان", "جوانان"),
        ("زن", "زنان"),
        ("راننده", "رانندگان"),
        ("پناهنده", "پناهندگان"),
        ("بچه", f"بچه{JOINER}هایم"),
        ("بچه", f"بچه{JOINER}ام"),
        ("کودک", "کودکان"),
        ("ایران", "ایرانی"),
        ("ایرانی", "ایرانیان"),
        ("حرفه", f"حرفه{JOINER}ای"),
        ("حرفه", "حرفهای"),
        ("سوئدی", "سویدی"),
        ("مسئول", "مسوول"),
        ("مسؤول", "مسوول"),
        ("تحصیل", "تحصیلات"),
        ("ریاضی", "ریاضیات"),
        ("باغبان", "باغبانی"),
        (f"مهد{JOINER}کودک", "مهدکودک"),
        ("کورس", f"کورس{JOINER}ها"),
        ("شفاخانه", f"شفاخانه{JOINER}ها"),
    ],
)
def test_forms_of_a_word_share_its_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("کار", "کارت"),
        ("کار", "کارگر"),
        ("دوره", "دور"),
        ("شغل", "شعر"),
        ("ماه", "ماهی"),
        ("باز", "بازی"),
        ("مالی", "مالیات"),
        ("رانندگی", "راننده"),
        ("مدرسه", "مدرس"),
        ("زبان", "زن"),
        ("دختر", "دفتر"),
        ("عمر", "عمران"),
        ("مجاز", "مجازی"),
        ("ترک", "ترکی"),
        ("خارج", "خارجی"),
        ("مهاجر", "مهاجرت"),
    ],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["کار", "شب", "درس", "sfi", "تر"])
def test_short_words_stay(word: str) -> None:
    assert stem(word) == word


def test_no_function_word_is_what_is_searched_for() -> None:
    assert not (FUNCTION_WORDS | NEGATIONS) & set(LABELS)


def test_what_negates_is_no_function_word() -> None:
    assert not FUNCTION_WORDS & NEGATIONS


def test_function_words_are_known_with_and_without_a_joiner() -> None:
    assert {f"می{JOINER}خواهم", "میخواهم", "ميخواهم", "آیا", "ایا"} <= FUNCTION_WORDS
