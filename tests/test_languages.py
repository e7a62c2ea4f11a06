"""An interface language is complete, with the plural forms of its grammar."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask import Flask

from finder.config import LANGUAGES, ROOT
from finder.web import languages

TRANSLATED = [tag for tag in LANGUAGES if tag != languages.MESSAGE_LANGUAGE]
PLACEHOLDER = re.compile(r"%\(\w+\)s")
CATEGORIES = ("zero", "one", "two", "few", "many", "other")


def catalog(tag: str) -> Catalog:
    """The messages of a language as its translators keep them."""
    with (ROOT / "translations" / tag / "LC_MESSAGES" / "messages.po").open(
        "rb"
    ) as file:
        return read_po(file, locale=tag)


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
    with (ROOT / "translations" / "messages.pot").open("rb") as file:
        wanted = {message.id for message in read_po(file) if message.id}
    told = catalog(tag)
    missing = [
        one
        for one in wanted
        if (message := told.get(one if isinstance(one, str) else one[0])) is None
        or message.fuzzy
        or not all(
            [message.string] if isinstance(message.string, str) else message.string
        )
    ]

    assert missing == []
    assert not told.obsolete


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_message_keeps_its_placeholders(tag: str) -> None:
    for message in catalog(tag):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = (
            [message.string]
            if isinstance(message.string, str)
            else list(message.string)
        )
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        for string in strings if message.id else []:
            given = set(PLACEHOLDER.findall(string))
            assert given == wanted or (
                len(strings) > 1 and given == wanted - {"%(num)s"}
            ), string
        assert not message.id or set(PLACEHOLDER.findall(strings[-1])) == wanted


@pytest.mark.parametrize("tag", TRANSLATED)
def test_plural_forms_stand_in_the_order_of_the_grammar(tag: str) -> None:
    told, rule = catalog(tag), Locale.parse(tag, sep="-").plural_form
    used = [one for one in CATEGORIES if one in {rule(number) for number in range(201)}]
    forms = languages.messages(tag)
    message = next(one for one in told if not isinstance(one.id, str))

    assert told.num_plurals == len(used)
    for number in (0, 1, 2, 3, 11, 100, *range(201)):
        expected = message.string[used.index(rule(number))]
        assert forms.ngettext(message.id[0], message.id[1], number) == expected


@pytest.mark.parametrize(
    ("tag", "date", "amount"),
    [
        ("sv", "12 januari 2027", "1\u00a0500"),
        ("en", "12 January 2027", "1,500"),
        ("ar", "12 يناير 2027", "1,500"),
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
