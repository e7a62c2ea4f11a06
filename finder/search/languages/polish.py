"""Polish: Snowball on words without diacritics, with the forms it keeps apart; function words."""

import Stemmer

from finder.search.folding import folded

SHORTEST = 3  # letters of a stem; shorter words stay as they are

# No cache: it would keep what people typed.
SNOWBALL = Stemmer.Stemmer("polish", 0)

# Stem -> words, without diacritics, that Snowball would give others.
FORMS = {
    "czlowiek": "czlowiek czlowieka czlowiekiem",
    "dlug": "dlug dlugi dlugow dlugu dlugami",
    "dlugo": "dlugo dluga dlugiej dlugie",
    "dzien": "dzien dnia dniu dniem dniach dniami",
    "dziec": "dziecko dziecka dziecku dzieckiem dzieci dziecmi dzieciom dzieciach",
    "kobiet": "kobiecie",
    "lato": "lato latem",
    "miast": "miasto miasta miastu miescie miast miastem miastach",
    "mlod": "mlodzi mlodszy mlodsi mlodym",
    "ojc": "ojciec ojca ojcem ojcowie ojcow ojcom",
    "osob": "osoba osoby osobe osob osobom osobami osobach",
    "pielegniar": "pielegniarz pielegniarza",
    "pieniadz": "pieniadze pieniedzy pieniedzmi pieniadz pieniadzy",
    "pogotow": "pogotowie pogotowia pogotowiu",
    "problem": "problemu problemem",
    "starsz": "starsi",
    "studi": "studia studiow studiach studiami studiowac studiuje",
    "tydzien": "tydzien tygodnia tygodniu tygodnie tygodni tygodniach",
    "uczy": "uczyc ucze uczy uczysz uczymy ucza",
    "urzad": "urzad urzedu urzedzie urzedem urzedy urzedow",
    "umie": "umiem umie umiesz umiemy umieja umiec",
    "znac": "znam zna znasz znamy znaja znac",
    "mowi": "mowie mowi mowisz mowimy mowia mowic",
    "wiezien": "wiezienie wiezienia wiezieniu wiezien",
}
# Base forms that end like a form of another word: dyplom, problem.
WHOLE = frozenset("""
    agronom album dyplom egzamin jobcoach kolej krem poziom problem program socjonom somali
    system tramwaj wynajem
""".split())
STEMS = {
    **{word: word for word in WHOLE},
    **{word: own for own, words in FORMS.items() for word in words.split()},
}
# Ends of forms whose last consonant changes -> ends that Snowball understands.
SOFTENED = {
    "enci": "ent",
    "anci": "ant",
    "ysci": "yst",
    "ownicy": "ownik",
    "otnicy": "otnik",
    "estnicy": "estnik",
    "awnicy": "awnik",
    "ednicy": "ednik",
    "hanicy": "hanik",
    "trycy": "tryk",
    "iece": "iek",
    "auce": "auk",
    "yce": "yk",
    "ciach": "c",
    "ciem": "c",
    "cie": "c",
    "cia": "c",
    "ciu": "c",
    "owac": "ow",
    "by": "ba",
    "my": "ma",
    "uje": "ow",
    "uja": "ow",
    "ujemy": "ow",
}
# Snowball takes these for comparatives: starszy, but also listonoszy.
WITH_SZ = "szego szemu szych szymi szym szej sza sze szy".split()
# The vowel that comes and goes: zasilek, zasilku; krawiec, krawca.
FLEETING = {"iek": "k", "ek": "k", "iec": "c"}
RELATED = "ow"  # zawod-ow-y, kurs-ow, prac-ow-ac

WORDS = """
    ja ty on ona ono my wy oni one mnie mi mną ciebie cię ci tobie tobą jego go jemu mu nim
    niego niemu jej niej ją nią nas nam nami was wam wami ich im nich nimi siebie się sobie
    sobą mój moja moje moi mojego mojej mojemu moich moim moimi moją twój twoja twoje twoi
    twojego twojej twoich twoją nasz nasza nasze nasi naszego naszej naszych naszą wasz
    wasza wasze swój swoja swoje swoi swojego swojej swoich swoim swoją kto kogo komu kim
    co czego czemu czym ten ta to ci te tego tej temu tych tym tymi tę tą tamten tamta
    tamto taki taka takie takich jaki jaka jakie jakiego jakiej jakich jakim jaką który
    która które którego której których którym którą wszystko wszystkie wszystkich wszyscy
    każdy każda każde ktoś coś jakiś jakaś jakieś jakichś jakąś jakiegoś inny inna inne
    innych sam sama sami jeden jedna jedno
    w we na z ze do od ode dla o po przy u za pod nad przed przez między ku koło obok
    blisko niedaleko pobliżu wśród podczas oprócz według
    i a ale lub albo oraz czy że żeby aby jeśli jeżeli gdy kiedy jak tak więc bo ponieważ
    chociaż też także również niż gdzie dokąd skąd ile dlaczego tu tutaj tam teraz już
    jeszcze tylko bardzo może po prostu właśnie no
    jest są być był była było byli były będę będzie będą będziemy jestem jesteś jesteśmy
    istnieje istnieją mam masz ma macie mają mieć miał miała mogę możesz możemy mogą
    można móc mógł mogła mógłbym mogłabym chcę chcesz chce chcemy chcą chcieć chciałbym
    chciałabym chciał chciała chcialem chciałem chciałam potrzebuję potrzebuje
    potrzebujemy potrzebny potrzebna potrzebne potrzeba trzeba muszę musi musisz musimy
    muszą powinien powinna powinienem powinnam należy szukam szuka szukamy szukają
    szukać poszukuję poszukuje znaleźć znajdę znajduję zostać dostać dostanę zrobić
    robić robię wziąć iść idę pójść chodzić wiem wiedzieć dowiedzieć myślę proszę prosze
    dobry cześć hej witam witaj dziękuję dzięki interesuje interesują daj dajcie
    powiedz pokaż jakby by lubię pójdę pójdziemy dopiero syn syna synowi synem córka córkę
    córki córce córką żona żony żonie
"""
FUNCTION_WORDS = frozenset(WORDS.split()) | frozenset(map(folded, WORDS.split()))
NEGATIONS = frozenset("""
    nie bez beze brak nigdy żaden żadna żadne żadnego żadnej żadnych zaden zadna zadne
    zadnego zadnej zadnych nikt ani nic nigdzie
""".split())


def stem(word: str) -> str:
    """What the forms of *word* share, typed with diacritics or without: zawód, zawodowy."""
    word = folded(word).replace("'", "") or word
    if len(word) <= SHORTEST:
        return word
    if word in STEMS:
        return STEMS[word]
    for ending in WITH_SZ:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word.removesuffix(ending) + "sz"
    shorter = str(SNOWBALL.stemWord(_hard(word)))
    for ending, kept in FLEETING.items():
        if shorter.endswith(ending) and len(shorter) - len(ending) >= SHORTEST:
            shorter = shorter.removesuffix(ending) + kept
            break
    if shorter.endswith(RELATED) and len(shorter) - len(RELATED) > SHORTEST:
        shorter = shorter.removesuffix(RELATED)
    return shorter if len(shorter) >= SHORTEST else word


def _hard(word: str) -> str:
    """*word* with its last consonant as in the base form: studenci is of student."""
    for ending, hard in SOFTENED.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending) + hard
    return word
