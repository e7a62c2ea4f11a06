"""An interface language is complete, with the plural forms of its grammar."""

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from flask import Flask

from finder.catalog.fidelity import SCRIPTS, doubts
from finder.config import LANGUAGES, ROOT, SIMPLE, searched_as
from finder.web import languages

TRANSLATED = [tag for tag in LANGUAGES if tag != languages.MESSAGE_LANGUAGE]
PLACEHOLDER = re.compile(r"%\(\w+\)s")
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
LATIN_NAMES = (
    "Digg WCAG AA EN 301 549 CC BY Arbetsförmedlingen Stockholms stad cookies Romani chib"
    " ekonomiskt bistånd Kontaktcenter JavaScript"
)
TERMS = {  # key of the glossaries -> what the thing is called in a message
    "programme": r"\bprogrammes?\b",
    "caseworker": r"\bcaseworkers?\b",
    "city district (stadsdel)": r"\b[Dd]istricts?\b",
    "source (where a fact comes from)": r"\b[Ss]ources?\b",
    "language": r"\blanguages?\b",
    "Swedish (language)": r"\bSwedish\b",
    "income support (ekonomiskt bistånd)": r"\bincome support\b",
    "page": r"\bpages?\b",
    "site (web site)": r"\bsite\b",
    "address (web)": r"\baddress\b",
    "machine-made (text)": r"\bmachine\b",
    "text": r"\btexts?\b",
    "search (look for)": r"\bsearch\b",
    "kind (of programme)": r"\bkinds?\b",
    "week": r"\bweeks?\b",
    "hour": r"\bhours? a week\b",
    "organization": r"\borganization\b",
    "help": r"\bhelp\b",
    "print": r"\bPrint\b",
    "share": r"\bShare\b",
    "word": r"\bwords?\b",
    "result": r"\bresults\b",
    "resident (of a district)": r"\bresidents?\b",
    "not stated": r"\bnot stated\b",
}


def catalog(tag: str) -> Catalog:
    """The messages of a language as its translators keep them."""
    folder = ROOT / "translations" / tag.replace("-", "_")
    with (folder / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file)


def own(tag: str) -> list[Message]:
    """The messages that a language says itself."""
    return [one for one in catalog(tag) if one.id and all(strings(one))]


def strings(message: Message) -> list[str]:
    """A message's translation, or each of its forms."""
    given = message.string
    return [given] if isinstance(given, str) else list(given)


def english(message: Message) -> str:
    """What a message says in the code, without its placeholders."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    return PLACEHOLDER.sub("", " ".join(ids))


def extracted(folder: Path) -> str:
    """All messages of templates and code, as `make messages` collects them."""
    target = folder / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract"]
    command += ["-F", "translations/babel.cfg", "-k", "gettext", "-k", "ngettext:1,2"]
    command += [
        "--no-location",
        "--sort-output",
        "--omit-header",
        "-o",
        str(target),
        ".",
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    return target.read_text(encoding="utf-8")


def test_the_collected_messages_are_those_of_the_pages(tmp_path: Path) -> None:
    kept = (ROOT / "translations" / "messages.pot").read_text(encoding="utf-8")

    assert extracted(tmp_path) == kept, "run `make messages`"


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_language_has_every_message(tag: str) -> None:
    """Of its own; easy Swedish may leave to the Swedish what is easy there."""
    with (ROOT / "translations" / "messages.pot").open("rb") as file:
        wanted = {message.id for message in read_po(file) if message.id}
    told = catalog(tag)
    missing = [
        one
        for one in wanted
        if (message := told.get(one if isinstance(one, str) else one[0])) is None
        or message.fuzzy
        or not all(strings(message))
    ]

    assert len(wanted) > 200
    assert not told.obsolete
    assert not any(one.fuzzy for one in told if one.id)
    if tag == SIMPLE:
        assert 20 < len(wanted) - len(missing)
    else:
        assert missing == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_message_keeps_its_placeholders(tag: str) -> None:
    for message in own(tag):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        for string in strings(message):
            given = set(PLACEHOLDER.findall(string))
            assert given == wanted or (
                len(strings(message)) > 1 and given == wanted - {"%(num)s"}
            ), string
        assert set(PLACEHOLDER.findall(strings(message)[-1])) == wanted


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_message_is_neither_a_copy_nor_odd_in_length(tag: str) -> None:
    for message in own(tag):
        id = message.id if isinstance(message.id, str) else message.id[-1]
        for string in strings(message):
            assert string == string.strip() or id == ", "
            assert string == unicodedata.normalize("NFC", string)
            assert string != id or len(id) < 8, id
        if len(id) > 30:
            assert 0.3 < len(strings(message)[-1]) / len(id) < 2.2, id


@pytest.mark.parametrize("tag", [one for one in TRANSLATED if one in SCRIPTS])
def test_a_message_is_in_the_script_of_its_language(tag: str) -> None:
    """But for names that every reader meets in Latin letters."""
    for message in own(tag):
        for string in strings(message):
            found = doubts("", PLACEHOLDER.sub("", string), tag, known=LATIN_NAMES)
            wrong = [
                one
                for one in found
                if not one.startswith(("The number", "It is", "It has no letter"))
            ]
            assert wrong == [], string


@pytest.mark.parametrize("tag", [one for one in TRANSLATED if one != SIMPLE])
def test_plural_forms_stand_in_the_order_of_the_grammar(tag: str) -> None:
    rule = Locale.parse(searched_as(tag), sep="-").plural_form
    used = [one for one in CATEGORIES if one in {rule(number) for number in range(201)}]
    forms = languages.messages(tag)
    told = catalog(tag)

    assert told.num_plurals == len(used)
    for message in told:
        if isinstance(message.id, str):
            continue
        for number in (0, 1, 2, 3, 11, 100, *range(201)):
            expected = message.string[used.index(rule(number))]
            assert forms.ngettext(message.id[0], message.id[1], number) == expected


def test_what_easy_swedish_does_not_say_the_swedish_does() -> None:
    easy, usual = languages.messages(SIMPLE), languages.messages("sv")
    one, many = "%(num)s programme", "%(num)s programmes"

    assert easy.gettext("Search") == usual.gettext("Search") == "Sök"
    assert easy.ngettext(one, many, 2) == usual.ngettext(one, many, 2) != many
    assert easy.gettext("Narrow the results") != usual.gettext("Narrow the results")


@pytest.mark.parametrize("tag", [one for one in TRANSLATED if one != SIMPLE])
def test_messages_use_the_words_of_the_glossary(tag: str) -> None:
    """Each thing is called by one word: at most two messages, or a third, say it otherwise."""
    folder = ROOT / "translations" / tag.replace("-", "_")
    glossary = json.loads((folder / "glossary.json").read_text(encoding="utf-8"))

    assert len(glossary) >= 60
    for key, word in TERMS.items():
        forms = [one.casefold() for one in glossary[key]["forms"]]
        assert any(one in glossary[key]["term"].casefold() for one in forms), key
        there = [one for one in own(tag) if re.search(word, english(one))]
        otherwise = [
            one
            for one in there
            if not any(form in " ".join(strings(one)).casefold() for form in forms)
        ]
        assert there, key
        assert len(otherwise) <= max(2, len(there) / 3), (key, otherwise)


@pytest.mark.parametrize(
    ("tag", "date", "amount"),
    [
        ("sv", "12 januari 2027", "1\u00a0500"),
        ("en", "12 January 2027", "1,500"),
        ("ar", "12 يناير 2027", "1,500"),
        ("sv-simple", "12 januari 2027", "1\u00a0500"),
        ("so", "12 Janaayo 2027", "1,500"),
        ("ti", "12 ጥሪ 2027", "1,500"),
        ("fa", "12 ژانویهٔ 2027", "1,500"),
        ("fa-AF", "12 جنوری 2027", "1,500"),
        ("uk", "12 січня 2027\u202fр.", "1\u00a0500"),
        ("fi", "12. tammikuuta 2027", "1\u00a0500"),
        ("es", "12 de enero de 2027", "1.500"),
        ("tr", "12 Ocak 2027", "1.500"),
        ("ckb", "12ی کانوونی دووەمی 2027", "1,500"),
        ("ru", "12 января 2027\u202fг.", "1\u00a0500"),
        ("pl", "12 stycznia 2027", "1\u00a0500"),
    ],
)
def test_dates_and_numbers_follow_the_language(
    tag: str, date: str, amount: str
) -> None:
    app = Flask(__name__)
    with app.test_request_context("/"):
        languages.g.language = languages.TABLE[tag]

        assert languages.day("2027-01-12") == date
        assert languages.day("2027") == "2027"
        assert languages.number(1500) == amount
        assert languages.number(7.5) in ("7,5", "7.5")


def test_every_offered_language_is_in_the_table() -> None:
    assert set(LANGUAGES) <= set(languages.TABLE)
