"""Swedish institutions that texts name: what each is, for a reader who is new to them."""

import re
from collections.abc import Iterable

from finder.catalog.taxonomy import Term
from finder.web.catalogue import vocabulary


def named_in(texts: Iterable[str], besides: str = "") -> list[Term]:
    """The institutions that *texts* name, in the taxonomy's order, in the reader's language.

    All but the one that is called *besides*.
    """
    said = "\n".join(texts)
    return [
        term
        for term in vocabulary().get("institution", {}).values()
        if term["label"] != besides
        and re.search(rf"\b{re.escape(term['label'])}", said, re.IGNORECASE)
    ]
