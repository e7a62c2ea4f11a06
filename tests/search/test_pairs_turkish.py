"""Turkish words that share a stem, and words that do not."""

import pytest

from finder.search.languages.turkish import FUNCTION_WORDS, NEGATIONS, stem

LABELS = """
    iş kurs eğitim isveççe dil okul okumak çocuk kreş sağlık hasta doktor hemşire
    kaynakçı şoför temizlik aşçı mağaza ofis IT akşam kadın genç para maaş borç ev konut
    hapishane bağımlılık engelli mülteci memur staj mentor bilgisayar ingilizce
    matematik sertifika ücretsiz online otel öğretmen on yardım baba
""".split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("iş", "işi"),
        ("iş", "işler"),
        ("iş", "işlerim"),
        ("iş", "isler"),
        ("işyeri", "işyerinde"),
        ("kurs", "kursu"),
        ("kurs", "kursta"),
        ("kurs", "kurslarına"),
        ("kurs", "kursları"),
        ("okul", "okula"),
        ("okul", "okulda"),
        ("eğitim", "eğitimi"),
        ("eğitim", "egitime"),
        ("eğitim", "eğitimde"),
        ("eğitim", "eğitimleri"),
        ("dil", "dili"),
        ("dil", "dilimde"),
        ("isveççe", "isvecce"),
        ("isveççe", "isveççeyi"),
        ("isveççe", "i̇sveççe"),
        ("çocuk", "çocuğum"),
        ("çocuk", "çocuklara"),
        ("çocuk", "cocuklarim"),
        ("çocuk", "çocuklarımız"),
        ("çocuk", "çocuğumla"),
        ("kadın", "kadınlar"),
        ("kadın", "kadinlara"),
        ("kadın", "kadında"),
        ("anne", "annem"),
        ("aile", "ailemle"),
        ("genç", "gençlere"),
        ("öğretmen", "öğretmenler"),
        ("öğretmen", "ogretmeni"),
        ("hemşire", "hemşiresi"),
        ("hemşire", "hemşireler"),
        ("hemşire", "hemşireyim"),
        ("hastane", "hastanede"),
        ("sağlık", "sağlığı"),
        ("sağlık", "saglikta"),
        ("meslek", "mesleği"),
        ("meslek", "meslekler"),
        ("staj", "stajı"),
        ("yardım", "yardımı"),
        ("yardım", "yardıma"),
        ("kitap", "kitabı"),
        ("kaynakçı", "kaynakçılar"),
        ("çalışmak", "çalışma"),
        ("öğrenmek", "öğrenme"),
        ("bulmak", "bulma"),
        ("işsiz", "işsizler"),
        ("belediye", "belediyede"),
        ("ehliyet", "ehliyeti"),
        ("diploma", "diploması"),
        ("şoför", "şoförü"),
        ("borç", "borcu"),
        ("borç", "borçlar"),
        ("ışık", "isik"),
        ("belge", "belgesi"),
        ("göçmen", "göçmenlere"),
        ("isveç", "isveç'te"),
    ],
)
def test_forms_of_a_word_share_its_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("iş", "işçi"),
        ("kurs", "kur"),
        ("kapı", "kapıcı"),
        ("kaynak", "kaynakçı"),
        ("dil", "dilek"),
        ("ev", "evlilik"),
        ("iş", "işsiz"),
        ("yaz", "yazmak"),
        ("okul", "okumak"),
        ("hasta", "hastane"),
        ("genç", "gece"),
        ("eğitim", "eğitmen"),
        ("kadın", "kader"),
        ("para", "park"),
        ("çocuk", "çorba"),
        ("temizlik", "temizlikçi"),
        ("sağlık", "sağır"),
        ("meslek", "mesele"),
        ("yardım", "yarım"),
        ("ücret", "ücretsiz"),
        ("evden", "ev"),
        ("kan", "kanun"),
    ],
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_no_label_is_a_function_word() -> None:
    assert not {label.lower() for label in LABELS} & (FUNCTION_WORDS | NEGATIONS)


def test_negations_are_no_function_words() -> None:
    assert not NEGATIONS & FUNCTION_WORDS
    assert set("değil yok".split()) <= NEGATIONS


@pytest.mark.parametrize("word", ["i̇sveççe", "ısveççe", "isveççe", "isvecce"])
def test_every_i_is_one_letter(word: str) -> None:
    assert stem(word) == "isvecc"
