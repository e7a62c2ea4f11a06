"""Turkish: possessive and case endings off letters made plain (ı, i and İ are i)."""

from finder.search.folding import folded

SHORTEST = 3  # letters that a stem keeps, but for SHORT_WORDS
VOWELS = "aeiou"  # letters are folded before all rules
VOICELESS = "fstkchp"
SOFT = {"b": "p", "d": "t", "g": "k"}  # kitabı, of kitap; çocuğu, of çocuk

# Words too short or too special for the rules, and their forms.
SHORT_WORDS = {
    "is": "isi ise iste isten isim isime isimi isler isleri islerim islere islerde isin",
    "ev": "evi eve evim evler evleri evlerde evin",
    "dil": "dili dile dilde dilden dilim dilimi dilimde dilinde dilini diller dilleri",
    "anne": "annem annesi anneye anneyim anneler annelere annelerin annenin",
    "baba": "babam babasi babaya babalar babalara",
    "aile": "ailem ailesi aileye aileler ailelere ailemle",
    "evden": "evden",  # from home: remotely
    "oku": "okumak okuma okumayi",
    "yazi": "yazmak yazma yazmam yazmama yazmayi yazmaya",  # not yaz, summer
}
KNOWN = {form: stem for stem, forms in SHORT_WORDS.items() for form in forms.split()}
KNOWN |= {stem: stem for stem in SHORT_WORDS}

# Endings in the order they are tried: (ending, letters that stay, what may precede).
CONSONANTS = "bcdfghjklmnprstvyz"
VOICED = VOWELS + "bcdgjlmnrvyz"  # c may be ç or c
CASES = (
    *((f"{v}n{c}", 4, CONSONANTS) for v in "iu" for c in ("da", "de", "dan", "den")),
    *((f"s{v}n{c}", 3, VOWELS) for v in "iu" for c in ("da", "de", "dan", "den")),
    *((f"s{v}n{c}", 3, VOWELS) for v in "iu" for c in ("a", "e", "i", "u")),
    *((f"{v}n{c}", 4, CONSONANTS) for v in "iu" for c in ("a", "e", "i", "u")),
    *((c, 4, VOICELESS) for c in ("ta", "te", "tan", "ten")),
    *((c, 4, VOICED) for c in ("da", "de", "dan", "den")),
    *(
        (c, 3, VOWELS)
        for c in ("yim", "yla", "yle", "ya", "ye", "yi", "yu", "nin", "nun")
    ),
    *((c, 5, CONSONANTS) for c in ("la", "le")),
)
POSSESSIVES = (
    *((p, 4, CONSONANTS) for p in ("imiz", "umuz", "iniz", "unuz")),
    *((p, 4, "g") for p in ("im", "um")),  # çocuğum, but not eğitim
    *((p, 3, VOWELS) for p in ("si", "su", "miz", "muz")),
)
PLURALS = ("larim", "lerim", "lar", "ler")

FUNCTION_WORDS = frozenset("""
    bulurum bulmak almak
    ben sen o biz siz onlar benim bizim senin sizin onun onların bana bize sana size ona
    onlara beni bizi seni sizi onu bende bizde bir bu şu bunlar şunlar bunu şunu ve veya
    ya da de ile için gibi kadar göre ama fakat ancak çünkü eğer hem ki bazı her tüm
    bütün çok daha en mi mı mu mü ne nerede nereye nereden nasıl neden niçin niye hangi
    kim kime kimin zaman kaç var mıdır mevcut olan olarak olmak olur oldu olsun olabilir
    ise idi istiyorum istiyoruz istiyor isterim istemek istiyordum lazım gerek gerekiyor
    gerekli gerekir ihtiyacım ihtiyacımız arıyorum arıyoruz arıyor arıyordum bulabilirim
    bulabilir miyim miyiz misiniz mısınız muyum alabilirim yapabilirim yapmak edebilirim
    etmek merhaba selam lütfen teşekkürler burada orada şurada şimdi hakkında üzere bile
    sadece şey bulunur alıyorum alıyor gidebilir katılabilir gitmek katılmak varmı
    yapabilir istiyom
""".split())
FUNCTION_WORDS |= {folded(word) for word in FUNCTION_WORDS}
NEGATIONS = frozenset("değil degil yok olmadan olmaksızın olmaksizin".split())


def stem(word: str) -> str:
    """What the forms of *word* share: çocuk, çocuğum, cocuklara."""
    word = folded(word).partition("'")[0] or word  # İsveç'te
    if word in KNOWN:
        return KNOWN[word]
    if len(word) <= SHORTEST:
        return word
    word = _without(_without(word, CASES), CASES)  # as belediyede loses -ye too
    word = _without(word, POSSESSIVES)
    word = _without(_singular(word), POSSESSIVES)
    word = KNOWN.get(word, word)
    if word in SHORT_WORDS:
        return word
    word = _verbal_noun(_hard(word))
    if word[-1] in VOWELS and len(word) > SHORTEST:
        word = word[:-1]
    return _hard(word)


def _without(word: str, endings: tuple[tuple[str, int, str], ...]) -> str:
    for ending, left, before in endings:
        rest = word[: len(word) - len(ending)]
        if word.endswith(ending) and len(rest) >= left and rest[-1] in before:
            return rest
    return word


def _singular(word: str) -> str:
    bare = word[:-1] if word[-1] in VOWELS else word
    for plural in PLURALS:
        if bare.endswith(plural) and len(bare) >= len(plural) + SHORTEST:
            return bare.removesuffix(plural)
    return word


def _verbal_noun(word: str) -> str:
    """-mak and -mek made -ma and -me: iş bulmak is iş bulma."""
    if word.endswith(("mak", "mek")) and len(word) > 4:
        return word[:-1]
    return word


def _hard(word: str) -> str:
    """The consonant that a word ends in when nothing follows it."""
    if len(word) > SHORTEST and word[-1] in SOFT:
        return word[:-1] + SOFT[word[-1]]
    return word
