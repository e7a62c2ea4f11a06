"""What somebody works on: a programme as it is public, and the drafts of its parts."""

import logging
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from werkzeug.datastructures import MultiDict

from finder.admin.connections import desk
from finder.admin.programme_form import Typed, facts, said, typed_facts
from finder.catalog.document import ProgrammeDocument, Text, sections, source_language
from finder.catalog.editing import FACTS, part_digest, part_of, rewritten, with_part
from finder.catalog.publishing import NEW, circles, known
from finder.catalog.reading import NotFound
from finder.catalog.validation import Problem, problems
from finder.config import SOURCE_LANGUAGE
from finder.desk.drafts import NONE, Draft, drafts
from finder.exchange.going_public import public, settled
from finder.storage import Error
from finder.web.catalogue import catalogue

log = logging.getLogger(__name__)
UNWRITTEN = {"made_by": "person", "checked_by": None, "checked_on": None}
NOTHING = cast(ProgrammeDocument, {"texts": {}})


class Work(NamedTuple):
    """One programme at the desk."""

    programme: str
    public: ProgrammeDocument | None
    drafts: Mapping[str, Draft]  # by part

    @property
    def source(self) -> str:
        """The language of its original text."""
        if self.public is None and FACTS in self.drafts:
            told: str = self.drafts[FACTS]["content"].get("source_language", "")
            return told or SOURCE_LANGUAGE
        return source_language(self.public or NOTHING)

    @property
    def name(self) -> str:
        """As its drafted original says, or its id."""
        return str(self.content(self.source).get("name", self.programme))

    def base(self, part: str) -> str:
        """The digest of a part as it is public."""
        return part_digest(self.public, part) if self.public else NEW

    def number(self, part: str) -> int:
        """Of the part's draft, or none's."""
        return self.drafts[part]["number"] if part in self.drafts else NONE

    def content(self, part: str) -> dict[str, Any]:
        """A part as drafted, else as public; empty where there is neither."""
        if part in self.drafts:
            return self.drafts[part]["content"]
        return part_of(self.public, part) if self.public else {}

    def document(self, part: str = "", content: Mapping[str, Any] | None = None) -> Any:
        """The whole document with all drafts in it, and with *content* as one *part*."""
        contents = {one: draft["content"] for one, draft in self.drafts.items()}
        if content is not None:
            contents[part] = dict(content)
        return put_together(self.public, contents)

    def rewritten(self, language: str, words: Mapping[str, str]) -> dict[str, Any]:
        """The text in a language when its sections say *words*, written by a person.

        Sections that say what is public keep how they came to be.
        """
        base = self.public
        if base is None or self.source not in base["texts"]:
            original = cast(Text, self.content(self.source) or UNWRITTEN)
            base = cast(
                ProgrammeDocument,
                {"source_language": self.source, "texts": {self.source: original}},
            )
        text = rewritten(base, language, words)
        return part_of(with_part(self.document(), language, text), language)


def work(programme: str) -> Work:
    """What there is of *programme*; drafts that say what is public already are dropped.

    Raises :class:`~finder.catalog.reading.NotFound` where there is nothing.
    """
    there, found = public(catalogue(), programme), drafts(desk(), programme)
    if there is None and not found:
        raise NotFound(programme)
    if there is not None and found:
        try:
            found = settled(desk(), there, found)
        except Error as error:  # looking at a page needs no room on the disk
            log.warning("drafts that are public could not be dropped: %s", error)
    return Work(programme, there, {one["part"]: one for one in found})


def put_together(
    document: ProgrammeDocument | None, contents: Mapping[str, Mapping[str, Any]]
) -> Any:
    """*document* with parts in it, the facts first."""
    whole = document or NOTHING
    for part in sorted(contents, key=lambda one: one != FACTS):
        whole = with_part(whole, part, contents[part])
    return whole


def typed_of(part: str, content: Mapping[str, Any]) -> Typed:
    """What would be typed into the form of *part* to say *content*."""
    if part == FACTS:
        return typed_facts(content)
    return MultiDict(sections(cast(Text, content)))


def content_of(there: Work, part: str, typed: Typed) -> dict[str, Any]:
    """The content of *part* that is typed."""
    if part == FACTS:
        return facts(typed, there.programme, there.source)
    return there.rewritten(part, said(typed))


def faults(document: Any) -> list[Problem]:
    """Everything that keeps *document* from being public."""
    found = problems(document, known(catalogue(), [document]))
    if found or "part_of" not in document:
        return found
    around = circles(catalogue(), [document])
    return around.get(document["id"], [])
