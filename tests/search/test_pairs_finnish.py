"""Finnish words that share a stem, and words that do not."""

import pytest

from finder.search.languages.finnish import FUNCTION_WORDS, NEGATIONS, parts, stem

LABELS = """
    työ kurssi koulutus ruotsi kieli koulu opiskelu lapsi päivähoito terveys sairas
    lääkäri sairaanhoitaja hitsaaja kuljettaja siivous kokki kauppa toimisto IT ilta
    viikonloppu nainen nuori raha palkka toimeentulotuki velka asunto vankila riippuvuus
    vamma pakolainen virkailija harjoittelu mentori tietokone englanti matematiikka
    todistus ilmainen etänä hotelli opettaja ala apu isä
""".split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("työ", "työtä"),
        ("työ", "töitä"),
        ("työ", "töihin"),
        ("työ", "työssä"),
        ("työ", "tyota"),
        ("kesätyö", "kesätöihin"),
        ("kesätyö", "kesätöitä"),
        ("siivoustyö", "siivoustöissä"),
        ("työtön", "työttömille"),
        ("työtön", "tyoton"),
        ("asunnoton", "asunnottomien"),
        ("kieli", "kieltä"),
        ("kieli", "kielellä"),
        ("äidinkieli", "äidinkielellä"),
        ("koulutus", "koulutuksen"),
        ("koulutus", "koulutukseen"),
        ("koulutus", "koulutusta"),
        ("koulutus", "koulutuksia"),
        ("todistus", "todistuksen"),
        ("kurssi", "kursseja"),
        ("kurssi", "kurssille"),
        ("koulu", "kouluun"),
        ("koulu", "kouluja"),
        ("lapsi", "lasten"),
        ("lapsi", "lapseni"),
        ("lapsi", "lapsille"),
        ("nainen", "naisille"),
        ("nainen", "naisten"),
        ("nuori", "nuorille"),
        ("nuori", "nuorten"),
        ("vanhempi", "vanhemmat"),
        ("vanhempi", "vanhempien"),
        ("äiti", "äidin"),
        ("terveys", "terveyden"),
        ("sairaus", "sairautta"),
        ("hitsaaja", "hitsaajaksi"),
        ("hitsaaja", "hitsaajia"),
        ("siivooja", "siivoojan"),
        ("siivooja", "siivoojia"),
        ("opiskelija", "opiskelijoille"),
        ("opiskelu", "opiskella"),
        ("hoitaja", "hoitajana"),
        ("kokki", "kokiksi"),
        ("kauppa", "kaupan"),
        ("kauppa", "kaupassa"),
        ("ammatti", "ammatin"),
        ("asunto", "asunnon"),
        ("palkka", "palkkaa"),
        ("palkkatuki", "palkkatukea"),
        ("velka", "velkoja"),
        ("lupa", "luvan"),
        ("työlupa", "tyoluvan"),
        ("päiväkoti", "päiväkodissa"),
        ("kaupunki", "kaupungin"),
        ("opinnot", "opintoihin"),
        ("hakemus", "hakemuksen"),
        ("yrittäjä", "yrittäjäksi"),
        ("lääkäri", "laakarin"),
        ("suomi", "suomeksi"),
        ("ruotsi", "ruotsia"),
        ("ilta", "illalla"),
        ("harjoittelupaikka", "harjoittelupaikkaa"),
        ("pakolainen", "pakolaisille"),
        ("tehdas", "tehtaassa"),
        ("auto", "autoja"),
    ],
)
def test_forms_of_a_word_share_its_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("työ", "tyttö"),
        ("kieli", "kiila"),
        ("koulu", "koulutus"),
        ("kokki", "kokeilla"),
        ("siivooja", "siivous"),
        ("auto", "auttaa"),
        ("lukio", "lukihäiriö"),
        ("lähetti", "lähete"),
        ("taide", "taito"),
        ("kirja", "kirje"),
        ("työtön", "työttömyys"),
        ("nainen", "naapuri"),
        ("koti", "kokki"),
        ("palkka", "palvelu"),
        ("opiskelija", "opettaja"),
        ("kurssi", "kirje"),
        ("sokea", "sokeri"),
        ("varasto", "varas"),
        ("hoitaja", "hakija"),
        ("suomi", "suomalainen"),
    ],
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_no_label_is_a_function_word() -> None:
    assert not {label.lower() for label in LABELS} & (FUNCTION_WORDS | NEGATIONS)


def test_negations_are_no_function_words() -> None:
    assert not NEGATIONS & FUNCTION_WORDS
    assert set("ei en ilman".split()) <= NEGATIONS


def test_known_compounds_come_apart() -> None:
    assert parts("hitsauskurssi") == ["hitsaus", "kurssi"]
    assert parts("kesätyö") == ["kesä", "työ"]
    assert parts("leipuri") == ["leipuri"]


def test_the_trade_is_not_taken_for_a_negation() -> None:
    assert "ala" not in NEGATIONS
