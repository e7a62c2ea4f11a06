"""A programme as residents will see it once its drafts are public, in any language.

The page is made by the very view that makes the public one, from a copy of the catalogue in
which the drafts are published.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from flask import current_app, g, render_template, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from markupsafe import Markup
from sqlite_utils import Database

from finder.admin.complaints import Complaint, complaints
from finder.admin.connections import at, key
from finder.admin.programme import address
from finder.admin.routes import PUBLIC, Route, reads
from finder.admin.working import Work, faults, work
from finder.catalog.editing import FACTS
from finder.catalog.reading import NotFound
from finder.catalog.trial import trial
from finder.web.addresses import absolute
from finder.web.catalogue import settings
from finder.web.languages import TABLE, Language, current, speaking

SHARED = 7 * 24 * 3600  # seconds for which a link for a colleague opens
UNTIMED = ("visible_from", "visible_to")  # a preview is of what will be seen


class Preview(NamedTuple):
    """What a page needs to know when it is one."""

    banner: Markup
    narrow: bool  # as on a phone
    in_language: Callable[[str], str]  # its address in another language


def preview(programme_id: str, tag: str) -> str:
    """With the drafts as they are now."""

    def to(tag: str) -> str:
        return url_for("admin.preview", programme_id=programme_id, tag=tag, **_narrow())

    return _page(work(programme_id), _language(tag), to, mine=True)


def shared(token: str, tag: str) -> str:
    """The same for whoever has a link that was made in the last seven days."""
    try:
        programme = str(_signer().loads(token, max_age=SHARED))
    except BadData as error:
        raise NotFound(tag) from error

    def to(tag: str) -> str:
        return url_for("admin.shared_preview", token=token, tag=tag, **_narrow())

    return _page(work(programme), _language(tag), to, mine=False)


def _page(
    there: Work, language: Language, to: Callable[[str], str], *, mine: bool
) -> str:
    whole = there.document()
    document: Any = {name: whole[name] for name in whole if name not in UNTIMED}
    wrong = list(_wrong(document, there.source))
    if wrong:
        return render_template(
            "admin/no_preview.html", there=there, wrong=wrong, mine=mine
        )
    token = _signer().dumps(there.programme)
    link = url_for("admin.shared_preview", token=token, tag=language.tag)
    banner = render_template(
        "admin/components/preview.html",
        there=there,
        back=address(there.programme, FACTS) if mine else "",
        link=absolute(link) if mine else "",
        desk_language=current(),
        narrow=bool(_narrow()),
        other_width=_other_width(),
    )
    g.preview = Preview(Markup(banner), bool(_narrow()), to)
    with trial(settings().catalogue, document, at()) as copy, _residents(
        copy, language
    ):
        page = current_app.view_functions["site.programme"](there.programme)
    return str(page)


@contextmanager
def _residents(copy: Database, language: Language) -> Iterator[None]:
    """Within it the request is a resident's who reads *copy* in a language."""
    before = g.pop("catalogue", None)
    g.catalogue, g.at_desk = copy, False
    try:
        with speaking(language):
            yield
    finally:
        g.at_desk = True
        g.pop("catalogue", None)
        if before is not None:
            g.catalogue = before


def _wrong(document: Any, source: str) -> Iterator[Complaint]:
    """What has to be mended before there is anything to see, each with its part's name."""
    found = faults(document)
    for part in (FACTS, *TABLE):
        for one in complaints(part, found, source):
            yield one._replace(control=part)


def _language(tag: str) -> Language:
    if tag not in TABLE:
        raise NotFound(tag)
    return TABLE[tag]


def _narrow() -> dict[str, Any]:
    return {"narrow": "1"} if request.args.get("narrow") == "1" else {}


def _other_width() -> str:
    """This page as wide as the window, or as a phone."""
    arguments = request.view_args or {}
    asked: dict[str, Any] = {} if _narrow() else {"narrow": "1"}
    return url_for(str(request.endpoint), **arguments, **asked)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer([key()], salt="preview")


ROUTES: list[Route] = [
    reads("/programmes/<programme_id>/preview/<tag>", "preview", preview, "reader"),
    reads("/preview/<token>/<tag>", "shared_preview", shared, PUBLIC),
]
