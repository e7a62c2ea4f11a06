"""Somali words that share a stem, and words that do not."""

import pytest

from finder.search.languages.somali import FUNCTION_WORDS, NEGATIONS, stem

LABELS = """
    shaqo koorso tababar luqad iswiidhish dugsi waxbarasho carruur caafimaad jirro dhakhtar
    kalkaaliye darawal nadiifin dukaan xafiis fiid haween dhallinyaro lacag mushahar ceyr
    deyn guri xabsi balwad naafo qaxooti turjumaan kombiyuutar ingiriis xisaab shahaado
    bilaash online hoteel macallin hooyo aabbe xirfad beer cunto
""".split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("shaqo", "shaqada"),
        ("shaqo", "shaqooyinka"),
        ("shaqo", "shaqadayda"),
        ("tababar", "tababarka"),
        ("waxbarasho", "waxbarashada"),
        ("luqad", "luqadda"),
        ("luqad", "luqada"),
        ("luqad", "luuqadda"),
        ("luqad", "luqadeed"),
        ("koorso", "koorsooyin"),
        ("koorso", "koorsadan"),
        ("caafimaad", "caafimaadka"),
        ("dhallinyaro", "dhalinyarada"),
        ("su'aal", "suaal"),
        ("macallin", "macalin"),
        ("macallin", "macallimiinta"),
        ("carruur", "caruurta"),
        ("carruur", "carruurteyda"),
        ("xannaano", "xanaanada"),
        ("guri", "guriga"),
        ("guri", "guryaha"),
        ("dugsi", "dugsiga"),
        ("dugsi", "dugsiyada"),
        ("xirfad", "xirfado"),
        ("xirfad", "xirfadeed"),
        ("kalkaaliye", "kalkaaliyaha"),
        ("waalid", "waalidiinta"),
        ("hooyo", "hooyooyinka"),
        ("iswiidhish", "iswidhishka"),
        ("gaari", "gawaarida"),
        ("saacad", "saacadood"),
        ("deyn", "daynta"),
        ("fasax", "fasaxa"),
        ("shahaado", "shahaadooyin"),
        ("waraysi", "wareysiga"),
    ],
)
def test_forms_of_a_word_share_its_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("shaqo", "shaqsi"),
        ("shaqo", "shaqaale"),
        ("guri", "guul"),
        ("bare", "baro"),
        ("darawal", "darawalnimo"),
        ("nadiifin", "nadiifiye"),
        ("naag", "naafo"),
        ("dad", "dadaal"),
        ("gaari", "gaar"),
        ("dukaan", "dukumenti"),
        ("kalkaaliye", "kaaliye"),
        ("lacag", "lacala"),
        ("xirfad", "xisaab"),
    ],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["dad", "qof", "af", "sfi", "cv"])
def test_short_words_stay(word: str) -> None:
    assert stem(word) == word


def test_no_function_word_is_what_is_searched_for() -> None:
    assert not (FUNCTION_WORDS | NEGATIONS) & set(LABELS)


def test_what_negates_is_no_function_word() -> None:
    assert not FUNCTION_WORDS & NEGATIONS
