"""Arabic: one spelling per letter, article and endings off, common broken plurals."""

SHORTEST = 3  # letters that a stem keeps

# Letters that people write for each other, Persian keyboards' among them.
LETTERS = str.maketrans("أإآٱىةکیێؤئڤپ", "ااااي" + "هكييويفب", "\u200c\u200d")
ARTICLES = ("ولل", "وبال", "وال", "بال", "كال", "فال", "لل", "ال")
# Words that only begin like one with an article: German, electronics, parents, adults.
NOT_ARTICLES = ("المان", "البان", "الكترون", "العاب", "والد", "بالغ", "بالون")
CLITICS = "بلو"  # in, for, and: taken off before م only, where few words begin so

# Endings of the first round, each with the letters that must stay.
ENDINGS = (
    *((f"{t}{own}", 3) for t in ("ات", "ت", "") for own in ("هما", "ها", "هم", "كم")),
    *((f"{t}نا", 3) for t in ("ات", "ت")),
    ("نا", 4),
    ("يات", 4),
    ("اتي", 3),
    ("تي", 3),
    ("ات", 3),
    ("ون", 4),
    ("ين", 4),
    ("ه", 3),
)
# Without their ه these would be other words: school and teacher, course and role.
WITH_HA = frozenset("""
    مدرس مكتب مساعد جامع دور حرف خبر كتاب شرك عمل منطق مقابل
    """.split())
# Words that look like a form of another: maths and sport, informatics and information.
WHOLE = frozenset("""
    رياضيات معلوماتيه عملي عمليه محاماه ساعاتي اميه
    """.split())
# Plurals made inside the word, and other forms that no rule reaches.
FORMS = {
    "مدرسه": "مدارس",
    "لغه": "لغات لغتنا لغتها للغه باللغه واللغه لغويه لغوي",
    "مهنه": "مهن مهنتي مهني مهنيه",
    "وظيف": "وظائف وظايف وظيفي وظيفتي",
    "عمل": "اعمال عملا",
    "شغل": "اشغال شغلي",
    "طالب": "طلاب طلبه",
    "تلميذ": "تلاميذ",
    "طفل": "اطفال اطفالي طفلي طفلتي",
    "ولد": "اولاد اولادي",
    "مطعم": "مطاعم",
    "مطبخ": "مطابخ",
    "مصنع": "مصانع",
    "معمل": "معامل",
    "مكتب": "مكاتب",
    "مخزن": "مخازن",
    "متجر": "متاجر",
    "مركز": "مراكز",
    "معهد": "معاهد",
    "فندق": "فنادق",
    "برنامج": "برامج",
    "مشروع": "مشاريع",
    "درس": "دروس",
    "راتب": "رواتب",
    "اجر": "اجور",
    "قرض": "قروض",
    "حديق": "حدائق حدايق",
    "طبيب": "اطباء اطبا",
    "صديق": "اصدقاء اصدقا",
    "مريض": "مرضي",
    "اجنبي": "اجانب اجنبيه",
    "محام": "محامي",
    "موعد": "مواعيد",
    "رخصه": "رخص رخصتي",
    "اسبوع": "اسابيع",
    "يوم": "ايام",
    "وقت": "اوقات",
    "ام": "امهات",
    "تمرين": "تمارين",
    "قانون": "قوانين",
    "مسن": "مسنين مسنون مسنه",
    "مستوي": "مستويات",
    "دوره": "دوراتي دورتي",
    "فرصه": "فرص",
    "خطه": "خطط",
    "حرفه": "حرف حرفي حرفيه",
    "كهربا": "كهربائي كهرباي كهربائيه",
    "مسا": "مسائي مساي مسائيه",
    "ساعه": "ساعات",
    "ماليه": "مالي",
    "اعداديه": "اعدادي",
    "فور": "فورا فوري فوريه",
    "سويدي": "سويديه سويديين سويديون سويديات",
    "تركي": "تركيه",
    "بدون": "وبدون",
    "بلا": "وبلا",
}
KNOWN = {form: stem for stem, forms in FORMS.items() for form in forms.split()}
KNOWN |= {stem: stem for stem in FORMS}


def letters(word: str) -> str:
    """*word* with one spelling per letter: أإآ are ا, ى is ي, ة is ه."""
    return word.translate(LETTERS)


def stem(word: str) -> str:
    """What the forms of *word* share: وظيفة, الوظيفة, وظائف."""
    word = letters(word)
    if word in KNOWN:
        return KNOWN[word]
    word = _without_article(word)
    if word in KNOWN:
        return KNOWN[word]
    if word in WHOLE or len(word) <= SHORTEST:
        return word
    word = _without_ending(word)
    if word in KNOWN:
        return KNOWN[word]
    if word[-1] in "يء" and len(word) > SHORTEST and word not in WHOLE:
        word = word[:-1]
    return KNOWN.get(word, word)


def _without_article(word: str) -> str:
    if word.startswith(NOT_ARTICLES):
        return word
    for article in ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + SHORTEST:
            return word.removeprefix(article)
    if word[0] in CLITICS and word[1:2] == "م" and len(word) > SHORTEST + 1:
        return word[1:]
    return word


def _without_ending(word: str) -> str:
    for ending, left in ENDINGS:
        rest = word[: len(word) - len(ending)]
        if word.endswith(ending) and len(rest) >= left:
            return (
                f"{rest}ه" if rest in WITH_HA and ending not in ("ون", "ين") else rest
            )
    if word[-1] == "ا" and len(word) > SHORTEST + 1:  # حاليا
        return word[:-1]
    return word


# What is written to a word, in speech and in writing: and the, on the; my, us.
BEFORE = (
    *("وال", "بال", "فال", "كال", "عال", "هال", "شال", "ولل", "لل", "ال"),
    *("وب", "ول", "و", "ف", "ب", "ل", "ك", "ع", "ه"),
)
AFTER = ("ني", "نا", "ها", "هم", "كم", "هن", "ين", "ون", "وا", "ي", "ك", "ه", "و", "ا")
PERSONS = ("بي", "بت", "بن", "من", "وي", "وت", "ون", "ب", "ي", "ت", "ن")  # of verbs


def beneath(word: str) -> list[str]:
    """What *word* may be when something is written to it, the likeliest first."""
    word = letters(word)
    found = [word[len(one) :] for one in BEFORE if word.startswith(one)]
    found += [f"ا{word[len(one) :]}" for one in PERSONS if word.startswith(one)]
    for start in [word, *found]:
        found += [start[: -len(one)] for one in AFTER if start.endswith(one)]
    return [one for one in dict.fromkeys(found) if len(one) >= SHORTEST]


def _typed(text: str) -> frozenset[str]:
    """The words of *text*, as they are typed in a hurry, and with "and" before them."""
    words = text.split()
    plain = [word.translate(str.maketrans("أإآىة", "ااا" + "يه")) for word in words]
    egyptian = [f"{one[:-1]}ى" for one in plain if one[-1] == "ي"]
    every = {*words, *plain, *egyptian}
    return frozenset(every | {f"و{one}" for one in every if one[0] != "و"} - NOT_AND)


NOT_AND = frozenset(("ولي", "ولى", "وانه"))  # a guardian; a lesson, in Kurdish
FUNCTION_WORDS = _typed("""
    للحصول العثور
    أنا أنت انتي أنتم أنتن انتو نحن احنا نحنا هو هي هم هن هما هذا هذه هذي ذلك تلك
    هؤلاء هاد هاي هيدا هيدي هدا ده ذا الذي التي الذين اللي اللواتي يلي في من إلى على
    عن مع عند لدى بين حول خلال منذ حتى لأجل لي لك له لها لنا لكم لهم عندي عندك عنده
    عندها عندنا عندهم معي معك معه معها معنا فيه فيها منه منها عليه عليها علينا إليه
    عنه عنها به بها لدي لدينا و أو ثم لكن لأن لأنه لأني إن أن أنه أنها إني إذا لو كي
    لكي بل أما إما كما مثل لما كان كانت يكون تكون أكون كنت سأكون أريد نريد يريد تريد
    يريدون بدي بدنا بدو بدها أبغى ابغا نبغى عايز عايزة عاوز عاوزة حابب حابة حاب أرغب
    يرغب نرغب راغب أحب أود ودي أتمنى أحتاج نحتاج يحتاج تحتاج محتاج محتاجة بحاجة بحتاج
    لازم يلزمني يجب ينبغي أستطيع نستطيع يستطيع تستطيع أقدر بقدر نقدر فيني ممكن يمكن
    يمكنني يمكنك أبحث نبحث يبحث تبحث بدور أدور ندور عم أحصل نحصل الحصول أجد نجد ألاقي
    بلاقي أين وين فين كيف كيفية شلون متى إيمتى امتى إيش شو ماذا لماذا ليش ليه مين
    كم أي أية هل وش يوجد توجد هناك هنالك متوفر متوفرة المتوفرة المتاح المتاحة متاح
    متاحة موجود موجودة الموجودة أكو فضلك سمحت رجاء الرجاء أرجو مرحبا السلام عليكم سلام
    أهلا هلا هلو شكرا كل بعض جدا أيضا فقط يعني قد سوف راح رح كمان برضو هنا الآن انو شي
    شيء أكثر إنني كذلك أحد إحدى حيث
    بحب منحب يحب تحب هلأ هلق هسا هسه دلوقتي توا حاليا بدك بدكم بدهم بده بتحب لسا لسه صار
    صارلي صرت مشان عشان علشان منشان لحتى كتير كثير كثيرا شوي شوية جيدا منيح حد شخص ضروري
    أخذ آخذ نأخذ يأخذ استخدم استعمل أصير أصبح قريب قريبة مني منطقتي حدي جنبي بجانبي
    ابني بنتي ابنتي ولدي زوجتي لابني لبنتي لابنتي لزوجتي أخي اختي ساعدوني ساعدني تساعدني
    يساعد تساعد لوين منين هيك هون هناك كمان برضه يلا طيب لطفا
    """)
NEGATIONS = _typed("""
    لا ما ليس ليست لست ليسوا بدون بلا دون غير بغير لم لن مش مو مب موب ماكو مافي مافيش
    معندي ماعندي معنديش
    """)
