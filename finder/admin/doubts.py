"""What the core says of translations in English, in the language of the desk."""

import re
from collections.abc import Callable

from finder.web.languages import gettext as _

# how the core says it -> how the desk does, with the part that changes
SENTENCES: tuple[tuple[str, Callable[[], str]], ...] = (
    (r"The number (?P<it>\S+) is lost\.", lambda: _("The number %(it)s is lost.")),
    (
        r"The number (?P<it>\S+) is not in the Swedish\.",
        lambda: _("The number %(it)s is not in the Swedish."),
    ),
    (r"The name (?P<it>.+) is lost\.", lambda: _("The name %(it)s is lost.")),
    (
        r"The Latin word (?P<it>.+) is not in the Swedish\.",
        lambda: _("The Latin word %(it)s is not in the Swedish."),
    ),
    (
        r"It has (?P<it>[\w-]+) letters\.",
        lambda: _("It has letters of another script (%(it)s)."),
    ),
    (
        r"It has the digit (?P<it>.); digits are 0–9 in every language\.",
        lambda: _("It has the digit %(it)s; digits are 0–9 in every language."),
    ),
    (
        r"It has the invisible character (?P<it>\S+)\.",
        lambda: _("It has the invisible character %(it)s."),
    ),
    (
        r"A space parts digits and turns them round; a no-break space does not\.",
        lambda: _(
            "A space parts digits and turns them round; a no-break space does not."
        ),
    ),
    (
        r"It has no letter of its own script\.",
        lambda: _("It has no letter of its own script."),
    ),
    (r"It is a copy of the Swedish\.", lambda: _("It is a copy of the Swedish.")),
    (
        r"It is (?P<it>[\d.]+) times as long as the Swedish\.",
        lambda: _("It is %(it)s times as long as the Swedish."),
    ),
    (r"(?P<it>.+) is lost\.", lambda: _("%(it)s is lost.")),
    (
        r"The Swedish is newer than the one it was made from\.",
        lambda: _("The Swedish is newer than the one it was made from."),
    ),
    (
        r"the Swedish has no such section any more",
        lambda: _("The Swedish has no such section any more."),
    ),
    (
        r"somebody has changed it since the file was made",
        lambda: _("Somebody has changed it since the file was made."),
    ),
    (
        r"a person has checked what is there",
        lambda: _("A person has checked what is there."),
    ),
    (
        r"the file does not say what it was made from",
        lambda: _("The file does not say what it was made from."),
    ),
    (
        r"There is no programme (?P<it>.*)\.",
        lambda: _("There is no programme %(it)s."),
    ),
)


def told(said: str) -> str:
    """*said*, one sentence of the core's, in the reader's language; English when unknown."""
    for pattern, message in SENTENCES:
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found:
            return message() % found.groupdict()
    return said
