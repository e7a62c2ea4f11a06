"""Text that somebody typed, as it is kept: NFC, and nothing in it that cannot be seen."""

import unicodedata

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # turn text around
UNSEEN = (
    "Cc",
    "Cs",
    "Co",
    "Cn",
)  # controls, halves of characters, private and unassigned


def cleaned(text: str) -> str:
    """*text* in NFC with its lines, without control characters and those that turn text."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    kept = (
        one
        for one in text
        if one == "\n" or (unicodedata.category(one) not in UNSEEN and one not in BIDI)
    )
    return "".join(kept).strip()
