"""A page as an HTML parser reads it, and everything that may be wrong with how it is built."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib

RIGHT_TO_LEFT = ("ar", "fa", "ckb")
# All that a page is made of. A word of the catalogue that becomes anything else is an attack.
ELEMENTS = {
    *("html", "head", "meta", "title", "link", "style", "script", "body"),
    *(
        "header",
        "nav",
        "main",
        "footer",
        "section",
        "div",
        "span",
        "bdi",
        "b",
        "br",
        "mark",
    ),
    *("h1", "h2", "h3", "p", "a", "ul", "ol", "li", "dl", "dt", "dd"),
    *("{http://www.w3.org/2000/svg}svg", "{http://www.w3.org/2000/svg}path"),
    *("form", "fieldset", "legend", "label", "input", "button", "details", "summary"),
    # at the desk
    *("textarea", "select", "option", "optgroup", "ins", "del", "code", "strong"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
NO_LABEL = ("hidden", "submit", "button")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
NOWHERE = re.compile(r"\s*(javascript|data|vbscript)\s*:", re.IGNORECASE)


class Page:
    """One page. ``path(element)`` is the element with all it stands in, innermost first."""

    def __init__(self, address: str, text: str) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.address, self.text = address, text
        self.root: Element = parser.parse(text)
        self.errors = [name for _, name, _ in parser.errors]
        self._above = {inner: outer for outer in self.root.iter() for inner in outer}

    def all(self, *names: str, **attributes: str) -> list[Element]:
        """Elements of these names (or any), with these attributes (- written as _)."""
        wanted = {
            name.rstrip("_").replace("_", "-"): v for name, v in attributes.items()
        }
        return [
            one
            for one in self.elements()
            if not names or one.tag in names
            if all(one.get(name) == value for name, value in wanted.items())
        ]

    def elements(self) -> Iterator[Element]:
        """Every element, in order."""
        return (one for one in self.root.iter() if isinstance(one.tag, str))

    def of_class(self, name: str) -> list[Element]:
        """Elements of a class."""
        return [one for one in self.elements() if name in one.get("class", "").split()]

    def path(self, element: Element) -> Iterator[Element]:
        """*element* and all it stands in, innermost first."""
        inner: Element | None = element
        while inner is not None:
            yield inner
            inner = self._above.get(inner)

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Every piece of text that is read or shown, with the element around it."""
        for one in self.elements():
            if one.tag not in ("style", "script"):
                yield one, one.text or ""
            if one in self._above:
                yield self._above[one], one.tail or ""

    def inherited(self, element: Element, name: str) -> str:
        """The nearest value of an attribute at or above *element*."""
        return next(
            (one.get(name, "") for one in self.path(element) if one.get(name)), ""
        )

    def links(self) -> list[str]:
        """Addresses of all links, as they stand."""
        return [one.get("href", "") for one in self.all("a")]

    def title(self) -> str:
        """Of the window."""
        return words(self.all("title")[0])

    def main(self) -> str:
        """The words of the page, without its frame."""
        return words(self.all("main")[0])

    def cards(self, within: Element | None = None) -> dict[str, Element]:
        """Programme -> its card, in order, on the page or inside an element of it."""
        found = (self.root if within is None else within).iter("li")
        cards = [one for one in found if one.get("class") == "card"]
        links = [next(one.iter("a")).get("href", "") for one in cards]
        ids = (urlsplit(link).path.rsplit("/", 1)[1] for link in links)
        return dict(zip(ids, cards))


def words(element: Element) -> str:
    """The text in *element*, on one line."""
    return " ".join("".join(element.itertext()).split())


def direction(tag: str) -> str:
    """rtl or ltr."""
    return "rtl" if tag.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def faults(page: Page) -> Iterator[str]:
    """What is wrong with *page*, whatever it is about."""
    yield from (one for one in page.errors if one != "invalid-codepoint")
    yield from (f"the sign {one!r}" for one in sorted(set(CONTROLS.findall(page.text))))
    yield from _frame(page)
    yield from _headings(page)
    yield from _names(page)
    yield from _languages(page)
    yield from _inert(page)


def _frame(page: Page) -> Iterator[str]:
    html = page.all("html")[0]
    asked = urlsplit(page.address).path.split("/")[1]
    if asked in ("sv", "en", "ar") and html.get("lang") != asked:
        yield f"lang is {html.get('lang')}"
    if html.get("dir") != direction(html.get("lang", "")):
        yield f"dir is {html.get('dir')}"
    if len(page.all("title")) != 1 or page.title().startswith("–"):
        yield "no title"
    for once in ("main", "header", "footer"):
        if len(page.all(once)) != 1:
            yield f"{len(page.all(once))} {once}"
    if page.all("main")[0].get("id") != "main" or page.links()[0] != "#main":
        yield "no skip link in front"
    landmarks = [
        (one.tag, one.get("aria-label") or one.get("aria-labelledby"))
        for one in page.all("nav", "section")
    ]
    for (tag, name), times in Counter(landmarks).items():
        if not name or times > 1:
            yield f"{times} {tag} called {name!r}"


def _headings(page: Page) -> Iterator[str]:
    found = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4")]
    if found.count(1) != 1 or found[0] != 1:
        yield f"headings {found}"
    for above, below in zip(found, found[1:]):
        if below > above + 1:
            yield f"h{below} after h{above}"
    for one in page.all(
        "h1", "h2", "h3", "summary", "caption", "legend", "th", "title"
    ):
        if not words(one):
            yield f"an empty {one.tag}"


def _names(page: Page) -> Iterator[str]:
    ids = Counter(one.get("id") for one in page.elements() if "id" in one.attrib)
    yield from (f"{times} times id {one!r}" for one, times in ids.items() if times > 1)
    yield from (f"id {one!r}" for one in ids if not one or re.search(r"\s", one))
    labelled = {one.get("for") for one in page.all("label") if words(one)}
    for one in page.elements():
        for name in REFERENCES:
            for target in one.get(name, "").split():
                if target not in ids:
                    yield f"{name} points to {target!r}"
        if one.get("href", "").startswith("#") and one.get("href", "")[1:] not in ids:
            yield f"a link to {one.get('href')}"
        if one.tag == "input" and one.get("type") not in NO_LABEL:
            if one.get("id") not in labelled:
                yield f"no label for {one.get('name')}"
        if one.tag in ("a", "button") and not words(one):
            yield f"a {one.tag} without words: {one.get('href')}"
        if one.tag == "th" and one.get("scope") not in ("col", "row"):
            yield "th without scope"
        if one.tag == "table" and one.find("caption") is None:
            yield "table without caption"


def _languages(page: Page) -> Iterator[str]:
    for one in page.elements():
        outer = page.inherited(one, "dir")
        if one.get("lang") and outer not in ("auto", direction(one.get("lang", ""))):
            yield f"{one.tag} lang={one.get('lang')} in dir={outer}: {words(one)[:40]}"
        if one.get("dir") not in (None, "ltr", "rtl", "auto"):
            yield f"dir={one.get('dir')}"


def _inert(page: Page) -> Iterator[str]:
    for one in page.elements():
        if one.tag not in ELEMENTS:
            yield f"an element {one.tag}"
        yield from (f"{one.tag} {name}" for name in one.attrib if _forbidden(name))
        if one.tag == "script" and (words(one) or not one.get("src")):
            yield "a script inside the page"
        if one.tag == "style" and "<" in (one.text or ""):
            yield "a broken style"
        for name in ("href", "src", "action"):
            address = one.get(name, "")
            if NOWHERE.match(address):
                yield f"{name}={address}"
            elsewhere = urlsplit(address).netloc and one.get("rel") != "alternate"
            if elsewhere and (
                one.tag != "a" or one.get("rel") != "noopener noreferrer"
            ):
                yield f"{one.tag} {name}={address}"


def _forbidden(attribute: str) -> bool:
    return attribute in ("style", "srcdoc", "target") or attribute.startswith("on")
