"""Spanish: number and, of people's words, gender off; verbs with pronouns or -ando joined."""

from finder.search.folding import folded

SHORTEST = 3  # letters that a stem keeps
VOWELS = "aeiou"  # letters are folded before all rules

# Words whose forms the rules would keep apart, or merge with others.
WHOLE = {
    "ingles": "ingles inglesa ingleses inglesas",
    "frances": "frances francesa franceses francesas",
    "portugues": "portugues portuguesa portugueses portuguesas",
    "japones": "japones japonesa japoneses",
    "danes": "danes danesa daneses",
    "finlandes": "finlandes finlandesa finlandeses",
    "holandes": "holandes holandesa holandeses",
    "pais": "pais paises",
    "interes": "interes intereses",
    "autobus": "autobus autobuses",
    "gratis": "gratis gratuito gratuita gratuitos gratuitas",
    "sueco": "sueco sueca suecos suecas",
    "nino": "nino nina ninos ninas",
    "hijo": "hijo hija hijos hijas",
    "sordo": "sordo sorda sordos sordas",
    "ciego": "ciego ciega ciegos ciegas",
    "carnet": "carnet carnets carné carnés",  # without its accent it is meat
    "practica": "practica practicas",  # an internship; practical is práctico
}
KNOWN = {form: stem for stem, forms in WHOLE.items() for form in forms.split()}

CLITICS = ("los", "las", "les", "me", "se", "lo", "la", "le")
INFINITIVES = ("ar", "er", "ir")
OUR = ("arnos", "irnos")  # not -ernos: cuadernos, modernos
GERUNDS = {"ando": "ar", "iendo": "er", "yendo": "er"}

# Words for people and what belongs to them; -a is their feminine.
MASCULINE = tuple("ero ado ico ano ino ivo oso ario ogo ecto".split())
FEMININE = tuple(f"{ending[:-1]}a" for ending in MASCULINE)
DOERS = ("dora", "tora", "sora", "dor", "tor", "sor")

FUNCTION_WORDS = frozenset("""
    yo tú él ella usted ustedes nosotros nosotras vosotros ellos ellas me te se nos os
    le les lo la los las mi mis tu tus su sus mío mía nuestro nuestra nuestros nuestras
    el un una unos unas al del de a ante con contra desde en entre hacia hasta para por
    según sobre tras durante y e o u pero si que porque como cuando donde aunque
    mientras pues así qué cómo cuándo dónde cuál cuáles quién quiénes cuánto cual quien
    este esta estos estas ese esa esos esas esto eso aquel aquella aquellos aquellas ser
    soy eres es somos son era fue sea estar estoy está estamos están haber hay he ha has
    hemos han había tener tengo tiene tienes tenemos tienen puedo puede puedes podemos
    pueden poder podría podrían pudiera quiero quiere quieres queremos quieren querer
    quisiera quisiéramos querría necesito necesita necesitamos necesitan necesitar
    necesitaría debo debe deben deber gustaría gusta busco busca buscamos buscan hago
    hace hacemos voy va vamos van ir algún alguna algunos algunas algo alguien todo toda
    todas cada otro otra otros otras mismo misma muy más también ya aquí allí ahí ahora
    hola gracias favor dar hacer tan tanto cualquier conmigo ver
""".split())
FUNCTION_WORDS |= {folded(word) for word in FUNCTION_WORDS}
NEGATIONS = frozenset(
    "no sin ni tampoco nunca jamás jamas ningún ningun ninguna".split()
)


def stem(word: str) -> str:
    """What the forms of *word* share: enfermera and enfermeros are enfermer."""
    plain = folded(word)
    known = KNOWN.get(word) or KNOWN.get(plain)
    if known or len(plain) <= SHORTEST:
        return known or plain
    return _gender(_singular(_verb(plain)))


def _verb(word: str) -> str:
    """The infinitive of buscarme and buscando; -ir is -er, as they share -iendo."""
    if word.endswith(OUR) and len(word) >= 8:
        word = word.removesuffix("nos")
    for clitic in CLITICS:
        bare = word.removesuffix(clitic)
        if bare != word and len(bare) >= 5 and bare.endswith(INFINITIVES):
            word = bare
            break
    for gerund, infinitive in GERUNDS.items():
        if word.endswith(gerund) and len(word) - len(gerund) >= SHORTEST:
            return word.removesuffix(gerund) + infinitive
    if word.endswith("ir") and len(word) >= 5:
        return f"{word[:-2]}er"
    return word


def _singular(word: str) -> str:
    """*word* without -s, -es and a last -e: clases, of clase, and meses, of mes."""
    if word[-1] == "s" and word[-2] in "aeio" and len(word) > SHORTEST:
        word = word[:-1]
    if word[-1] == "e" and word[-2] not in VOWELS and len(word) > SHORTEST:
        word = word[:-1]
        if word[-1] == "c":
            return f"{word[:-1]}z"  # veces, of vez
    return word


def _gender(word: str) -> str:
    if word.endswith(DOERS):
        return word.removesuffix("a")
    if len(word) > SHORTEST + 2 and word.endswith(MASCULINE + FEMININE):
        return word[:-1]
    return word
