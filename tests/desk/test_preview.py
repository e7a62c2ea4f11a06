"""A preview is the page that residents will see, and nobody else sees it before."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.desk.desk import Editor
from tests.desk.test_drafting import PUBLIC, SWEDISH, write
from tests.pages.page import words

Editors = Callable[..., Editor]
PREVIEW = "/admin/programmes/jobbhjalp/preview/"
NEW = "/admin/programmes/jobbhjalp"


def test_a_preview_is_the_page_that_is_then_public(editor: Editors) -> None:
    pia, resident = editor("publisher"), editor()
    write(pia, SWEDISH, what="En ny text om jobb.")
    write(pia, NEW, age_min="33", visible_from="2999-01-01")

    page = pia.open(PREVIEW + "sv")

    assert "En ny text om jobb." in page.main() and "33" in page.main()
    assert "Preview, not public" in page.main()
    assert "En ny text om jobb." not in resident.ask(PUBLIC).text
    write(pia, SWEDISH, "publish")
    write(pia, NEW, "publish", visible_from="")
    public = resident.open(PUBLIC)
    for one in ("what", "facts"):
        label = {"aria_labelledby": one}
        assert words(page.all("section", **label)[0]) == words(
            public.all("section", **label)[0]
        )


@pytest.mark.parametrize("language", ["sv", "sv-simple", "en", "ar", "fa-AF"])
def test_it_is_in_any_language_with_a_banner_in_the_desks(
    editor: Editors, language: str
) -> None:
    rut = editor("reader", "en")

    answer = rut.ask(PREVIEW + language + "?narrow=1")
    page = rut.open(PREVIEW + language + "?narrow=1")

    assert page.all("html")[0].get("lang") == language
    assert page.all("body")[0].get("class") == "phone"
    banner = page.of_class("preview")[0]
    assert banner.get("lang") == "en"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    other = "/admin/programmes/jobbhjalp/preview/so?narrow=1"
    assert other in page.links()


def test_a_link_for_a_colleague_opens_without_an_account(
    editor: Editors, site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    vera, stranger = editor("writer"), editor()
    write(vera, SWEDISH, what="En ny text om jobb.")
    page = vera.open(PREVIEW + "sv")
    link = urlsplit(page.all("input", id="preview-link")[0].get("value", "")).path

    answer = stranger.ask(link)

    assert "En ny text om jobb." in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "Set-Cookie" not in answer.headers
    stranger.open(link)
    assert stranger.ask(link.replace("/sv", "/ar")).status_code == 200
    token = link.split("/")[3]
    forged = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    assert stranger.ask(link.replace(token, forged)).status_code == 404
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 7 * 24 * 3600 + 60)
    assert stranger.ask(link).status_code == 404


def test_what_cannot_be_shown_yet_says_what_to_mend(editor: Editors) -> None:
    vera = editor("writer")
    vera.send(
        "/admin/programmes/new",
        {
            "name": "Ny start",
            "summary": "Kort.",
            "kind": "coaching",
            "organization": "staden",
            "area_scope": "city",
        },
    )
    page = vera.open("/admin/programmes/ny-start/texts/sv")
    number = page.all("input", name="number")[0].get("value", "")
    vera.send(
        "/admin/programmes/ny-start/drafts/sv/discard",
        {"number": number},
        at="/admin/programmes/ny-start/texts/sv",
    )

    page = vera.open("/admin/programmes/ny-start/preview/en")

    assert "There is no preview yet" in page.main()
    assert "Fill this in" in page.main()
