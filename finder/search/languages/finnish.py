"""Finnish: case and plural endings off, gradation and common irregular words levelled."""

from finder.search.folding import folded

SHORTEST = 3  # letters that a stem keeps
VOWELS = "aeiouy"  # letters are folded before all rules

# Nouns, also as the last part of a compound: the forms that the rules would miss.
COMPOUNDING = {
    "tyo": "tyo tyota tyon tyot tyossa tyosta tyohon tyolla tyolle tyoksi tyoni toita "
    "toiden toissa toihin toilla toille",
    "kiel": "kieli kielta kielten",
    "mies": "mies miehen miehet miesta miesten miehille miehia miehelle",
    "auto": "auto auton autoa autot autoon autolla autossa autoja autojen autoihin autoista",
    "ilta": "ilta illan illat illalla iltaa iltana iltoja iltoina iltaisin",
    "tuki": "tuki tuen tukea tuet tuella tuesta tukeen tukia",
    "haku": "haku haun hakua hakuun haussa hakuja",
    "apu": "apu avun apua apuun avulla",
    "lupa": "lupa luvan lupaa luvat lupia",
    "velka": "velka velan velkaa velat velkoja velkojen veloista veloissa",
    "huolto": "huolto huollon huoltoa huollossa huoltoon",
    "liitto": "liitto liiton liittoa liitot liittoon",
    "muutto": "muutto muuton muuttoa muuttoon",
    "tehdas": "tehdas tehtaan tehtaassa tehdasta tehtaalla tehtaat tehtaaseen",
    "kunta": "kunta kunnan kuntaa kunnat kunnassa kuntien",
    "ruoka": "ruoka ruoan ruuan ruokaa ruoat ruoassa ruokia",
    "vuosi": "vuosi vuoden vuotta vuodet vuosia",
}
# As whole words only.
ALONE = {
    "laps": "lapsi lasta lasten",
    "nuor": "nuori nuorta",
    "aika": "aika ajan aikaa ajat ajalla",
    "opiskel": "opiskella",
    "kokeil": "kokeilla",  # to try, not kokki, cook
    "taide": "taide taiteen taidetta taiteita taiteet",  # not taito, skill
    "lukio": "lukio lukion lukiota lukiossa lukioon lukiosta",  # not luki(häiriö)
    "lahete": "lahete lahetteen lahetetta lahetteella",  # not lähetti, courier
    "sokea": "sokea sokean sokeat sokeita sokeille sokeaa",  # not soke(ri), sugar
    "kirje": "kirje kirjeen kirjeet kirjetta kirjeita kirjeessa",  # not kirja, book
}
TAILS = {form: stem for stem, forms in COMPOUNDING.items() for form in forms.split()}
FORMS = {form: stem for stem, forms in ALONE.items() for form in forms.split()}
LONGEST_TAIL = max(map(len, TAILS))

NOUNS_IN_TO = ("n", "i", "t", "as", "is", "os")

# The first ending that fits and leaves at least so many letters: what takes its place.
ENDINGS = (
    ("inen", 2, "is"),  # nainen, naisen
    *((f"{y}{case}", 4, f"{y}s") for y in "uy" for case in ("den", "tta", "teen")),
    *((f"{y}de{c}", 4, f"{y}s") for y in "uy" for c in ("ssa", "sta", "lla", "lle")),
    # -us nouns: koulutusta, not the elative koulusta
    *((f"{x}{y}sta", 3, f"{x}{y}s") for x in "tmaeo" for y in "uy"),
    ("aista", 2, "ais"),  # suomalaista, of suomalainen
    *((f"{case}ni", 3, "") for case in ("lla", "lle", "lta", "ssa", "sta")),
    ("eeseen", 4, "e"),
    ("aaseen", 4, "a"),
    ("eni", 3, ""),  # lapseni, my child
    ("mme", 4, ""),
    ("jana", 4, "j"),  # hoitajana, as a carer
    *((case, 3, "") for case in ("ssa", "sta", "lla", "lle", "lta", "tta")),
    *((case, 4, "") for case in ("ksi", "hin", "han", "hon", "hun", "den", "ten")),
    # Plurals, but not doers: kauppoja, not siivooja
    *((f"{x}ja", 3, "") for x in ("e", "o", "u")),
    *((f"{x}jen", 3, "") for x in ("e", "o", "u")),
    ("sta", 4, ""),
)
DOERS = tuple(f"{vowel * 2}ja" for vowel in VOWELS)

# Strong and weak grade, as a stem ends: (ending, letters before it, replacement).
GRADES = (
    *((f"{x}ks", 2, f"{x}s") for x in "uyoe"),  # koulutukse-n, of koulutus
    ("nt", 3, "n"),  # asunto, asunnon
    ("nn", 3, "n"),
    ("mp", 3, "m"),  # vanhempi, vanhemmat
    ("mm", 3, "m"),
    ("ng", 2, "nk"),  # kaupunki, kaupungin
    ("d", 2, "t"),  # hoito, hoidon
    *((double, 2, double[0]) for double in ("kk", "pp", "tt", "ss", "ll", "rr")),
)

# First and last parts of compounds that people look for.
PARTS = frozenset("""
    koulutus kurssi harjoittelu paikka ala koulu ammatti hoitaja työ kieli ilta kesä
    ruotsi suomi englanti siivous hitsaus trukki ravintola keittiö varasto rakennus
    lasten vanhusten nuoriso aikuis perus neuvonta valmennus ohjaus opinto tuki
""".split())
FOLDED_PARTS = {folded(part) for part in PARTS}

FUNCTION_WORDS = frozenset("""
    löytää
    minä mä minun mun minua minulla minulle mulla mulle minut sinä sinun sinulla sinulle
    hän hänen hänellä hänelle häntä me meidän meillä meille te teidän teillä teille he
    heidän heillä heille se sen sitä siinä siitä siihen sillä sille ne niiden niitä
    niille tämä tämän tätä tässä tästä tähän nämä tuo tuon nuo joka jonka jota jossa
    jolla jotka joita mikä minkä mitä missä mistä mihin miten milloin koska miksi kuka
    ketä kenen kenelle kuinka millainen millaisia ja tai vai sekä mutta että jos kun
    kuin niin myös vielä nyt sitten vain olen olet on olemme olette ovat olla oli olin
    olisi olisin ollut voin voit voi voimme voitte voivat voiko voinko voisin voisi
    voida saan saa saako saanko saisin saada haluan haluat haluaa haluamme halua
    haluaisin haluaisi haluaisimme haluta haluavat tarvitsen tarvitsee tarvitsemme
    tarvita tarvitsisin pitää pitäisi täytyy etsin etsii etsimme haen hakisin onko
    löytyykö löytyy kiitos hei moi terve moikka ole hyvä olkaa kanssa varten vuoksi
    kautta luona luokse mukaan joku jokin jotain jonkin joitakin jotakin jossain mitään
    kaikki täällä siellä tänne sinne miltä millä pystyn pystyykö voidaanko sun n menen
    menee mennä tulen tulee tulla käyn mielelläni ehkä
""".split())
FUNCTION_WORDS |= {folded(word) for word in FUNCTION_WORDS}
# Not "ala": "don't" without its dots is a trade.
NEGATIONS = frozenset("ei en et emme ette eivät eivat ilman eikä eika älä".split())


def stem(word: str) -> str:
    """What the forms of *word* share: koulutus, koulutuksen and koulutukseen."""
    word = folded(word)
    if len(word) <= SHORTEST:
        return word
    if word in FORMS:
        return FORMS[word]
    for length in range(min(len(word), LONGEST_TAIL), SHORTEST - 1, -1):
        first, last = word[:-length], word[-length:]
        if last in TAILS and len(first) not in (1, 2) and _apart(first, last):
            return first + TAILS[last]
    return _graded(_bare(_without_case(_lacking(word))))


def parts(word: str) -> list[str]:
    """*word* as the two parts it is made of, if both are known: hitsaus, kurssi."""
    plain = folded(word)
    for place in range(SHORTEST, len(plain) - 2):
        if plain[:place] in FOLDED_PARTS and plain[place:] in FOLDED_PARTS:
            return [word[:place], word[place:]]
    return [word]


def _apart(first: str, last: str) -> bool:
    """Whether a word ends there: siivous-töissä, but asuntoihin and varastoissa."""
    return not last.startswith("toi") or not first.endswith(NOUNS_IN_TO)


def _lacking(word: str) -> str:
    """-tön and -ton (without) in the form that carries cases: työtön, työttömän."""
    if word.endswith("ton") and len(word) > 5 and word[-4] in VOWELS:
        return f"{word[:-3]}ttom"
    return word


def _without_case(word: str) -> str:
    if word.endswith(DOERS):
        return word
    for ending, left, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= left:
            return word[: len(word) - len(ending)] + instead
    if word[-1] in "nt" and word[-2] in VOWELS:
        return word[:-1]
    return word


def _bare(word: str) -> str:
    """*word* without the vowels it ends in, which plurals change."""
    short = word.rstrip(VOWELS)
    return short if len(short) >= SHORTEST else word[:SHORTEST]


def _graded(word: str) -> str:
    for ending, left, instead in GRADES:
        if word.endswith(ending) and len(word) - len(ending) >= left:
            return word[: len(word) - len(ending)] + instead
    return word
