"""What a program can see of a translation: lost numbers, names, addresses, foreign letters."""

import pytest

from finder.catalog.fidelity import doubts
from finder.catalog.readability import lix

SWEDISH = "Du får 1 500 kr i veckan av Arbetsförmedlingen i Kista. Ring 08-508 00 000 före 15 maj."
SOUND = {
    "fi": "Saat 1 500 kr viikossa Arbetsförmedlingeniltä Kistassa."
    " Soita 08-508 00 000 ennen 15. toukokuuta.",
    "ar": "تحصل على 1\u00a0500 kr في الأسبوع من Arbetsförmedlingen في Kista."
    " اتصل 08-508\u00a000\u00a0000 قبل 15 مايو.",
    "ti": "ካብ Arbetsförmedlingen ኣብ Kista 1 500 kr ኣብ ሰሙን ትረክብ።"
    " ቅድሚ 15 ግንቦት ናብ 08-508 00 000 ደውል።",
    "uk": "Ви отримуєте 1 500 kr на тиждень від служби Arbetsförmedlingen у Kista."
    " Телефонуйте 08-508 00 000 до 15 травня.",
}


@pytest.mark.parametrize("language", SOUND)
def test_a_faithful_translation_raises_no_doubt(language: str) -> None:
    assert doubts(SWEDISH, SOUND[language], language) == []


@pytest.mark.parametrize(
    ("language", "old", "new", "told"),
    [
        ("fi", "1 500", "1 400", "The number 1500 is lost."),
        ("fi", "1 500", "1 400", "The number 1400 is not in the Swedish."),
        ("fi", "Kistassa", "siellä", "The name Kista is lost."),
        ("fi", "08-508 00 000", "08-508 00 001", "08-508 00 000 is lost."),
        (
            "ar",
            "15 مايو",
            "١٥ مايو",
            "It has the digit ١; digits are 0–9 in every language.",
        ),
        ("ar", "قبل", "before", "The Latin word before is not in the Swedish."),
        ("ar", "قبل", "قبل\u202e", "It has the invisible character U+202E."),
        ("ti", "ቅድሚ", "قبل", "It has arabic letters."),
        ("uk", "тиждень", "tyzhden", "The Latin word tyzhden is not in the Swedish."),
        (
            "uk",
            "Arbetsförmedlingen",
            "зайнятості",
            "The name Arbetsförmedlingen is lost.",
        ),
    ],
)
def test_what_is_lost_or_foreign_is_told(
    language: str, old: str, new: str, told: str
) -> None:
    assert old in SOUND[language]
    assert told in doubts(SWEDISH, SOUND[language].replace(old, new), language)


def test_digits_keep_their_order_from_right_to_left() -> None:
    text = SOUND["ar"].replace("\u00a0", " ")

    assert [one for one in doubts(SWEDISH, text, "ar") if "turns them round" in one]


def test_copies_and_odd_lengths_are_told() -> None:
    assert "It is a copy of the Swedish." in doubts(SWEDISH, SWEDISH, "fi")
    assert doubts(SWEDISH, SWEDISH, "sv-simple") == []
    assert any("times as long" in one for one in doubts(SWEDISH, SOUND["fi"] * 3, "fi"))
    cut = SOUND["fi"].split(".")[0]
    assert any("times as long" in one for one in doubts(SWEDISH * 2, cut, "fi"))
    assert doubts("Lön", "Palkka maksetaan", "fi") == []


def test_names_of_the_same_programme_may_stand_where_the_section_has_none() -> None:
    text = "في Jobbtorg تلقى المساعدة."

    assert doubts("Där får du hjälp.", text, "ar", known="Jobbtorg Kista") == []
    assert doubts("Där får du hjälp.", text, "ar") == [
        "The Latin word Jobbtorg is not in the Swedish."
    ]


def test_lix_counts_words_a_sentence_and_long_words() -> None:
    assert lix("") == 0
    assert lix("Du får hjälp.") == 3
    assert lix("Du får hjälp. Du lär dig svenska.") == 3.5 + 100 / 7
    assert lix("Arbetsmarknadsförvaltningen samordnar yrkesutbildningar.") == 103
