"""English words that share a stem, and words that do not."""

import pytest

from finder.search.languages.english import (
    FUNCTION_WORDS,
    NEGATIONS,
    is_pronoun,
    stem,
)

LABELS = """
    job work course training swedish language school study children childcare health sick
    doctor nurse welder driver cleaning cook shop office it evening weekend women youth
    money salary benefits debt housing prison addiction disability older refugee caseworker
    internship mentor computer english maths certificate free online hotel teacher
""".split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("course", "courses"),
        ("job", "jobs"),
        ("working", "works"),
        ("organise", "organize"),
        ("organised", "organization"),
        ("labour", "labor"),
        ("labourers", "laborer"),
        ("programme", "program"),
        ("programmes", "programs"),
        ("centre", "center"),
        ("centres", "centers"),
        ("practise", "practice"),
        ("licence", "license"),
        ("counsellor", "counselors"),
        ("counselling", "counseling"),
        ("subsidised", "subsidized"),
        ("enrol", "enrollment"),
        ("theatre", "theaters"),
        ("driver's", "drivers"),
        ("women's", "woman"),
        ("women", "woman"),
        ("salesman", "salesmen"),
        ("children", "child"),
        ("children's", "child"),
        ("internship", "intern"),
        ("apprentice", "apprenticeships"),
        ("training", "trained"),
        ("apply", "application"),
        ("qualified", "qualifications"),
        ("register", "registration"),
        ("delivery", "deliver"),
        ("pregnant", "pregnancy"),
        ("bus", "buses"),
        ("nurse", "nursing"),
        ("studies", "studying"),
        ("disabled", "disability"),
        ("unemployed", "unemployment"),
        ("café", "cafe"),
        ("welder", "welders"),
        ("learned", "learnt"),
        ("programmers", "programming"),
    ],
)
def test_forms_of_a_word_share_its_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organ", "organise"),
        ("intern", "international"),
        ("training", "train"),
        ("evening", "even"),
        ("business", "busy"),
        ("officer", "office"),
        ("customer", "custom"),
        ("employer", "employment"),
        ("experience", "experiment"),
        ("hospital", "hospitality"),
        ("market", "marketing"),
        ("park", "parking"),
        ("program", "programming"),
        ("person", "personal"),
        ("resident", "residence"),
        ("engine", "engineer"),
        ("author", "authority"),
        ("house", "housing"),
        ("allowance", "allowed"),
        ("assistant", "assistance"),
        ("lone", "lonely"),
        ("news", "new"),
        ("size", "rise"),
        ("work", "word"),
        ("nurse", "nursery"),
        ("cook", "cookies"),
    ],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["job", "men", "it", "cv", "sfi", "c#", "s", "'s"])
def test_short_words_stay(word: str) -> None:
    assert stem(word) == word


def test_no_function_word_is_what_is_searched_for() -> None:
    assert not (FUNCTION_WORDS | NEGATIONS) & set(LABELS)


def test_what_negates_is_no_function_word() -> None:
    assert not FUNCTION_WORDS & NEGATIONS
    assert {"don't", "dont", "without", "no"} <= NEGATIONS
    assert {"i'm", "im", "us", "its", "it's"} <= FUNCTION_WORDS


@pytest.mark.parametrize(
    ("before", "after", "pronoun"),
    [
        ("is", "", True),  # where is it
        ("does", "cost", True),  # how much does it cost
        ("how", "works", True),
        ("is", "free", True),
        ("", "course", False),
        ("", "", False),
        ("in", "", False),  # work in it
        ("an", "job", False),
        ("find", "internship", False),
    ],
)
def test_it_in_lower_case_is_a_pronoun_beside_some_words(
    before: str, after: str, pronoun: bool
) -> None:
    assert is_pronoun(before, after) is pronoun
