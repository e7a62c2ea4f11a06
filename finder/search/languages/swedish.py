"""Swedish: Snowball to a fixed point, with the pairs it misses; function words."""

import re

import Stemmer

from finder.search.folding import folded

FIXED_POINT = 3  # passes: svetsare becomes svets in one, svet in two

# No cache: it would keep what people typed.
SNOWBALL = Stemmer.Stemmer("swedish", 0)
PARTICIPLE = re.compile(r"(?:iv|tag|fund|bund)n$")  # sjukskrivna, of sjukskriven
# People whose shorter stem is a word that stands in every text: lär, mål, för, äg.
PEOPLE = re.compile(r"(l[äa]r|m[åa]l|f[öo]r|[äa]g)ar(?:e|en|na|es|ens|nas)")
# Snowball leaves fängelset, but not fängelse.
ELSE = re.compile(r"(.{2,}els)e(?:t|n|r|rna|s|ts|ns|rnas)?")
# A store, not what one mends or cooks.
WHOLE = dict.fromkeys(("lager", "lagret", "lagren", "lagrets"), "lager")

FUNCTION_WORDS = frozenset("""
    jag du han hon vi ni de dem den det man sig mig dig oss er min mitt mina din ditt dina
    sin sitt sina vår vårt våra ert era deras dess hans hennes denna detta dessa denne som
    vilken vilket vilka vem vad var vart när hur varför och eller men samt både att om så
    än då ju nog väl också bara även en ett är var vara varit blir bli blev blivit har ha
    hade haft kan kunna kunde ska skall skulle vill vilja ville får få fick måste bör borde
    gör göra gjorde går gå gick finns finnas fanns i på av för med till från hos vid mot
    under över efter innan genom inom mellan ur åt kring bland här hit dit nu sen sedan
    redan ännu något någon några nån nåt alla allt varje vars hej tack snälla behöver
    söker önskar tänkte letar
""".split())
# Typed without dots; "far" is a father.
TYPED = FUNCTION_WORDS | {folded(word) for word in FUNCTION_WORDS if word != "får"}
NEGATIONS = frozenset(
    "inte ej icke utan ingen inget inga aldrig slippa slipper".split()
)


def forms(word: str) -> list[str]:
    """From *word* to its stem, each shorter form once: kurser, kurs, kur."""
    if word in WHOLE:
        return list(dict.fromkeys([word, WHOLE[word]]))
    noun = ELSE.fullmatch(word)
    if noun:
        return [word, noun[1]]
    person = PEOPLE.fullmatch(word)
    if person:
        return [word, f"{person[1]}ar"]
    found = [word]
    for _ in range(FIXED_POINT):
        shorter = str(SNOWBALL.stemWord(found[-1]))
        if shorter == found[-1]:
            break
        found.append(shorter)
        if len(shorter) < 3:
            break
    last = found[-1]
    return [*found, last[:-1]] if PARTICIPLE.search(last) else found


def stem(word: str) -> str:
    """What the forms of *word* share: jobbar and jobb are jobb."""
    return forms(word)[-1]
