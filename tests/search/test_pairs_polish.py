"""Polish words that share a stem, and words that do not."""

import pytest

from finder.search.languages.polish import FUNCTION_WORDS, NEGATIONS, stem

LABELS = """
    praca robota kurs szkolenie szwedzki język szkoła dzieci dziecko mama matka tata ojciec
    zdrowie lekarz pielęgniarka kierowca spawacz sprzątanie kucharz sklep biuro wieczór weekend
    kobiety młodzież pieniądze pensja zasiłek pomoc długi mieszkanie więzienie uzależnienie
    niepełnosprawność uchodźca urzędnik praktyka staż mentor komputer angielski matematyka
    certyfikat dyplom darmowy online hotel nauczyciel policja biznes studia nauka
""".split()
TOGETHER = """
    praca pracy
    pracę pracą
    praca pracować
    pracuję praca
    kurs kursy
    kursów kursow
    kursach kurs
    szkoła szkoły
    szkoła szkole
    szkoła szkół
    szkoła szkol
    szkolenie szkolenia
    szkolenie szkoleń
    język języka
    język językowy
    jezyk języki
    szwedzki szwedzkiego
    dziecko dzieci
    dziećmi dziecmi
    nauka nauce
    nauka naukę
    opieka opiece
    student studenci
    studia studiów
    imigrant imigranci
    imigrant imigrantów
    zasiłek zasiłku
    zasilek zasiłki
    pielęgniarka pielęgniarek
    wózek wózka
    osoba osoby
    osób osobom
    choroba choroby
    dyplom dyplomu
    program programy
    problem problemy
    zawód zawodowy
    zawodu zawód
    samochód samochodów
    wieczór wieczorowy
    wieczorem wieczór
    bezrobocie bezrobocia
    bezrobotny bezrobotnych
    szycie szycia
    krawiec krawcowa
    krawca krawiec
    ukrainiec ukraińcy
    niepełnosprawność niepelnosprawnosci
    pieniądze pieniędzy
    urząd urzędu
    młody młodzi
    starszy starsi
    starszych starsze
    pracownik pracownicy
    mechanik mechanicy
    praktyka praktyki
    staż stażu
    magazyn magazynu
    księgowy księgowa
    żłobek żłobka
    zajęcia zajęcie
    bezpłatny bezpłatnie
    rynek rynku
    matka matek
    służba służby
"""
APART = """
    praca pralka
    praca pracownik
    kurs kura
    szkoła szkolenie
    opieka opiekun
    młody młodzież
    długi długo
    lato lata
    nauka nauczyciel
    prawo prawnik
    kucharz kuchnia
    hotel hotelarz
    staż starszy
    dom dostawa
    zawód zwód
    biuro burza
    osoba osobisty
    dzień dziecko
"""


def pairs(written: str) -> list[list[str]]:
    """The pairs that stand one on a line."""
    return [line.split() for line in written.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), pairs(TOGETHER))
def test_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), pairs(APART))
def test_do_not_share_a_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ("rok", "dom", "sad"))
def test_short_words_stay(word: str) -> None:
    assert stem(word) == word


def test_stems_keep_three_letters() -> None:
    words = [*LABELS, *TOGETHER.split(), *APART.split()]
    assert all(len(stem(word)) >= min(3, len(word)) for word in words)


def test_no_function_word_is_what_is_searched_for() -> None:
    assert not FUNCTION_WORDS.intersection(LABELS)
    assert not NEGATIONS.intersection(LABELS)


def test_negations_are_no_function_words() -> None:
    assert not FUNCTION_WORDS & NEGATIONS
