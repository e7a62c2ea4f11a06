"""Small edits: when an original changes in its words only, its translations stay true."""

from finder.catalog.document import (
    ProgrammeDocument,
    digest,
    sections,
    source_language,
)


def same_meaning(
    before: ProgrammeDocument, after: ProgrammeDocument
) -> ProgrammeDocument:
    """*after*, with what was made from a section of *before*'s original based on its new words.

    Translations that were outdated already stay so, and a section that *after* translates
    anew keeps what it says it is based on.
    """
    original = source_language(after)
    if original not in before["texts"]:
        return after
    old = sections(before["texts"][original])
    new = sections(after["texts"][original])
    renewed = {
        digest(old[name]): digest(new[name])
        for name in old
        if name in new and old[name] != new[name]
    }
    texts = dict(after["texts"])
    for language, text in texts.items():
        if "based_on" in text:
            based_on = {
                name: renewed.get(made_from, made_from)
                for name, made_from in text["based_on"].items()
            }
            texts[language] = {**text, "based_on": based_on}
    return {**after, "texts": texts}
