"""Central Kurdish (Sorani): one spelling per letter, articles and plurals off."""

SHORTEST = 3  # letters that a stem keeps
JOINER = "\u200c"

# Every ه is ە: many keyboards have one letter for both. ھ is the h of others.
LETTERS = str.maketrans("كيىةهھہأإآؤ", "کییەەەە" + "اااو", "\u200c\u200d")
# What is often typed for letters that only Kurdish keyboards have; at the very end.
PLAIN = str.maketrans("ڕڵێۆڤ", "رلیوف")

OWN = ("م", "ت", "ی", "مان", "تان", "یان")  # my, your, his, our, your, their
# Endings, the longest first, each with the letters that must stay.
ENDINGS = (
    *((f"{end}{own}", 3) for end in ("ەکان", "ەکە") for own in OWN if len(own) > 1),
    *((f"{end}{own}", 3) for end in ("ەکان", "ەکە") for own in OWN if len(own) == 1),
    *((f"ی{end}", 4) for end in ("ەکان", "ەکە")),
    ("ەکاندا", 3),
    ("ەکەدا", 3),
    ("ەکان", 3),
    ("ەکە", 3),
    ("ەیەک", 4),
    ("یەک", 3),
    ("ێکی", 3),
    ("ێک", 3),
    ("یان", 4),
    ("ان", 4),
    ("دا", 4),
    ("ی", 3),
    ("ە", 4),
)
VOWELS = "اۆێ"
AFTER_A_VOWEL = ("کانی", "کان", "کەی", "کە")  # مامۆستاکان
# From; but in نەوە it is part of a verb: to read is not to study.
AGAIN = "ەوە"
# Words that ە belongs to although few letters stand before it, and others to keep.
NOUNS = """
    پیشە پارە نامە خانە کێشە بیمە وانە ڕێگە کچە تازە دایە مزە کرێ بەشە دەزگە پلە جادە
    """.split()
WHOLE = frozenset("""
    ژیان گەڕان جیهان ئاسان ئازار زمان نیشان پەیمان دەرمان مێوان شوان بریندار زیندان
    ددان بیان ڕاهێنان دامەزراندن ئێران لوبنان یونان ئاسمان نان میوان کورسی ئاسایش دەری
    گۆرانی
    """.split())
# What people say that they are, or have: پەنابەرم, I am a refugee.
PEOPLE = """
    پەنابەر کۆچبەر بێکار باوک ژن پیاو گەنج خوێندکار نەخۆش کەمئەندام پزیشک دکتۆر
    ئەندازیار پەرستار شۆفێر ئیش خێزان وەستا کرێکار خانەنشین هاوڕێ
    """.split()
# Words that letters made plain would make others: pain and work, dirt and course.
SIGNED = frozenset(("ئێش", "یێش", "خۆڵ"))  # یێش is ئێش without its hamza
FORMS = {
    "کار": "کارم کارمان کارا کاردا کارە",
    "ژن": "ژنان ژنەکان ژنێک",
    "منداڵ": "منداڵم منداڵمان منال مناڵ مناڵان منالان منداڵەکەم",
    "زمان": "زمانم زمانمان",
    "پیاو": "پیاوان",
    "ماڵ": "ماڵەوە ماڵم ماڵدا",
    "بڕوانامە": "بڕوانامەم",
    "کەڕ": "کەڕەکان",
    "دایک": "دایکم دایکان",
    "کوڕ": "کوڕان",
    "کچ": "کچان",
    "دوور": "دوورەوە",
    "دەر": "دەرەوە",
    "لاو": "لاوان",
    "پیر": "پیران",
    "شەو": "شەوان",
    "ئێش": "ئێشە ئێشی ئێشم ئێشەم",
    "خۆڵ": "خۆڵی",
}


def letters(word: str) -> str:
    """*word* with one spelling per letter: ي is ی, ه is ە, ر at the start is ڕ."""
    word = word.translate(LETTERS)
    return f"ڕ{word[1:]}" if word[:1] == "ر" else word  # no word begins with ر


KNOWN = {letters(form): stem for stem, forms in FORMS.items() for form in forms.split()}
KNOWN |= {letters(noun): noun for noun in [*FORMS, *NOUNS, *WHOLE]}
KNOWN |= {letters(f"{person}م"): person for person in PEOPLE}
KNOWN |= {
    letters(form.translate(PLAIN)): stem
    for form, stem in KNOWN.items()
    if stem not in SIGNED
}


def stem(word: str) -> str:
    """What the forms of *word* share: خول, خولەکە, خولەکان."""
    word = letters(word) or word
    for _ in range(4):  # نەخۆشخانەکانی
        if word in KNOWN:
            word = letters(KNOWN[word])
            break
        shorter = _without_ending(word)
        if shorter == word:
            break
        word = shorter
    return word if word in SIGNED else word.translate(PLAIN)


def _without_ending(word: str) -> str:
    for ending in AFTER_A_VOWEL:
        rest = word[: len(word) - len(ending)]
        if word.endswith(ending) and (rest in KNOWN or rest[-1:] in tuple(VOWELS)):
            return rest if len(rest) >= SHORTEST else word
    if word.endswith(AGAIN):
        rest = word.removesuffix(AGAIN)
        return word if len(rest) < SHORTEST or rest[-1] == "ن" else rest
    for ending, left in ENDINGS:
        rest = word[: len(word) - len(ending)]
        if word.endswith(ending) and len(rest) >= left:
            return rest
    return word


# What is written to a word: in, with, for; my, your, am, is, also.
BEFORE = ("لە", "بە", "بۆ")
AFTER = (
    *(
        "ەکانمان",
        "ەکەمان",
        "ەکانم",
        "ەکەم",
        "مان",
        "تان",
        "یان",
        "یش",
        "یە",
        "دا",
        "ەوە",
    ),
    *("ین", "ەم", "م", "ت", "ی", "ن", "ە", "و", "ش"),
)


def beneath(word: str) -> list[str]:
    """What *word* may be when something is written to it, the likeliest first."""
    word = letters(word)
    found = [word[len(one) :] for one in BEFORE if word.startswith(one)]
    for start in [word, *found]:
        found += [start[: -len(one)] for one in AFTER if start.endswith(one)]
    return [one for one in dict.fromkeys(found) if len(one) >= SHORTEST]


def _typed(text: str) -> frozenset[str]:
    """The words of *text*, and how they are typed on other keyboards."""
    words = text.split()
    every = {*words, *(word.translate(PLAIN) for word in words)}
    every |= {word.replace("ە", f"ه{JOINER}").replace("ئە", "ئه") for word in every}
    every |= {word.replace("ە", "ه") for word in every} | {
        word.replace(JOINER, "") for word in every
    }
    return frozenset(
        every | {one.translate(str.maketrans("یک", "يك")) for one in every}
    )


FUNCTION_WORDS = _typed("""
    بدۆزمەوە وەربگرم شوێنێک
    من تۆ ئەو ئێمە ئێوە ئەوان ئەم ئەمە ئەوە ئەمانە ئەوانە ئەوەی کە چی چ کێ کوێ لەکوێ
    لەکوێیە کوێیە چۆن چۆنە بۆچی کەی کەنگێ چەند ئایا هەموو هەندێک هەر لە بۆ بە لەگەڵ
    لەگەل تا هەتا لەسەر لەژێر لەناو لەبەر لەلایەن لەنێوان دەربارەی دەربارە سەبارەت
    لەبارەی و یان یا بەڵام ئەگەر چونکە هەروەها هەم تەنها زۆر هەیە هەیەتی هەمە هەن
    هەبوو هەبێت بوو بووم دەبێت دەبێ ببێت بم ببم ببمە بووە بکەم دەکەم ئەکەم کردن کردنی
    بکەین دەکەین دەکات دەکرێت دەکرێ بکرێت دەمەوێت دەمەوێ ئەمەوێ ئەمەوێت دەمانەوێت
    دەیەوێت دەوێت دەوێ ئەوێت بمەوێت پێویستە پێویستم پێویست پێویستیم پێویستمە پێویستمان
    پێویستی دەتوانم ئەتوانم بتوانم دەتوانین دەتوانێت توانین دەگەڕێم ئەگەڕێم دەگەڕێین
    بگەڕێم بەدوای بەدوا تکایە سڵاو سلاو سوپاس دەستخۆش ئێستا لێرە لەوێ کام کامە شتێک
    یەک خۆم خۆی وەک وەکو بەپێی لێی تێیدا پێی پێم حەزم حەز دەکەیت دەکەن هەیت ئیتر
    ناتوانم ناتوانێت نزیک نزیکم کوڕەکەم کچەکەم کوڕم کچم زۆرم زۆرە ئەکات ئەکەین
    بکات بکا دەکا ببێ بێت ئەبێ ئەبێت بدەم منیش هێشتا باشە چاکە ئەیەوێ دەیەوێ بمانەوێت
    ویستم ئەوەندە شوێنەکە
    """)
FUNCTION_WORDS -= {"کوی", "كوي"}  # ironing, in Arabic
NEGATIONS = _typed("""
    بێ بەبێ نییە نیە نیم نین نا نەک هیچ نیمە نییم نامەوێت نامەوێ ناکەم نەبوو
    """)
