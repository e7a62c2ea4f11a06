"""Cells of a table that people open in a spreadsheet: nothing in one may be run as a formula."""

import re
import unicodedata

MARK = "'"  # in front of what a spreadsheet would calculate
# What spreadsheets take for a formula: these signs or their full-width twins, also after space;
# and whatever begins with a tab or a line break.
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_MARKED = re.compile(rf"{MARK}*(?:{FORMULA.pattern})")


def safe(text: str) -> str:
    """*text* as a spreadsheet shows it and nothing more; :func:`unmarked` gives it back."""
    return MARK + text if _MARKED.match(text) else text


def unmarked(cell: str) -> str:
    """*cell* without the mark that :func:`safe` put in front."""
    return cell[1:] if cell[:1] == MARK and _MARKED.match(cell[1:]) else cell


def said(cell: str) -> str:
    """What *cell* says: without mark and space around it, line breaks and letters in one form."""
    text = unmarked(cell.strip(" ")).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text.strip())
