"""The address that a script asks for suggestions: small, cacheable JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from finder.search import reader
from tests.pages.sites import LANGUAGES, Visitor


def suggested(visitor: Visitor, text: str, language: str = "sv") -> Any:
    answer = visitor.ask(f"/{language}/suggestions?q={quote(text)}")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    return json.loads(answer.get_data())


def test_suggestions_are_texts_with_their_language(city: Visitor) -> None:
    assert suggested(city, "wai", "en") == [{"text": "waiter", "language": "en"}]
    assert suggested(city, "jobbhj", "en") == [{"text": "Jobbhjälp", "language": "sv"}]
    assert suggested(city, "ناد", "ar") == [{"text": "نادل", "language": "ar"}]
    assert suggested(city, "kock i")[0]["text"] == "Kock i skolkök"


@pytest.mark.parametrize("path", ["suggestions", "suggestions?q=", "suggestions?q=j"])
def test_nothing_typed_is_an_empty_list(city: Visitor, path: str) -> None:
    for language in LANGUAGES:
        assert json.loads(city.ask(f"/{language}/{path}").get_data()) == []


@pytest.mark.parametrize(
    "text",
    ["\0jobbhj", "<script>jobbhj", "jobbhj' --", "x" * 20_000, "%", "\u202e", '"'],
)
def test_hostile_text_is_answered_and_not_repeated(city: Visitor, text: str) -> None:
    for one in suggested(city, text):
        assert one == {"text": "Jobbhjälp", "language": "sv"}


def tag(answer: TestResponse) -> str:
    return str(answer.headers["ETag"])


def test_a_browser_may_keep_suggestions_and_ask_whether_they_changed(
    city: Visitor,
) -> None:
    first = city.ask("/sv/suggestions?q=jobb")
    again = city.ask("/sv/suggestions?q=jobb", headers={"If-None-Match": tag(first)})
    other = city.ask("/sv/suggestions?q=kock", headers={"If-None-Match": tag(first)})

    assert first.cache_control.public and (first.cache_control.max_age or 0) >= 60
    assert (again.status_code, again.get_data()) == (304, b"")
    assert tag(again) == tag(first)
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert other.status_code == 200
    assert tag(other) != tag(first)


def test_the_same_is_the_same_for_everybody(city: Visitor) -> None:
    plain = city.ask("/sv/suggestions?q=jobb")
    told = {"Cookie": "a=b", "Accept-Language": "ar", "User-Agent": "curl"}
    other = city.ask("/sv/suggestions?q=jobb", headers=told)

    assert (plain.get_data(), tag(plain)) == (other.get_data(), tag(other))
    assert "Set-Cookie" not in other.headers
    assert "Cookie" not in plain.headers.get("Vary", "")
    assert plain.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "query, kept",
    [
        ("q=jobb&x=1", "?q=jobb"),
        ("x=1", ""),
        ("q=jobb&kind=coaching&page=2", "?q=jobb"),
    ],
)
def test_what_means_nothing_is_taken_out_of_the_address(
    city: Visitor, query: str, kept: str
) -> None:
    answer = city.ask(f"/sv/suggestions?{query}")

    assert answer.status_code == 301
    assert answer.headers["Location"].endswith(f"/sv/suggestions{kept}")


def test_another_language_is_not_found(city: Visitor) -> None:
    assert city.ask("/xx/suggestions?q=jobb").status_code == 404


def test_without_an_index_the_list_is_empty(own: Callable[..., Visitor]) -> None:
    visitor = own()
    assert suggested(visitor, "jobbhj")
    instance: Path = visitor.site.config["SETTINGS"].instance
    (instance / "index" / "CURRENT").unlink()
    reader.forget()

    assert suggested(visitor, "jobbhj") == []
