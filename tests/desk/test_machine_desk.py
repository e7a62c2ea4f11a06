"""A machine's suggestions at the desk: for what is missing only, saved by a person's press."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.desk.desk import Editor
from tests.desk.test_freshness_desk import done
from tests.desk.test_translation_desk import PAGE, english, fields, states
from tests.test_machine import Libre, libre

Editors = Callable[..., Editor]
BUTTON = "Let a machine fill in what is missing"
__all__ = ["libre"]


@pytest.fixture
def there(site: Flask, editor: Editors, libre: Libre) -> Iterator[Editor]:
    """A publisher where a server is set."""
    chosen = site.config["SETTINGS"]
    site.config["SETTINGS"] = replace(chosen, translate_url=libre.url)
    yield editor("publisher")


def suggested(there: Editor, **typed: str) -> Any:
    """The page after the button was pressed with *typed* in its fields."""
    changed = {f"text-{name}": text for name, text in typed.items()}
    data = {**fields(there.ask(PAGE).text), **changed}
    return there.ask(f"{PAGE}/machine", "POST", data=data)


def test_it_is_off_by_default(editor: Editors) -> None:
    there = editor("publisher")

    assert BUTTON not in there.open(PAGE).main()
    assert suggested(there).status_code == 404


def test_what_is_missing_is_suggested_and_nothing_is_saved(
    site: Flask, there: Editor
) -> None:
    assert BUTTON in there.open(PAGE).main()

    answer = suggested(there, what="Typed, not saved.")

    given = fields(answer.text)
    assert given["text-who"] == "[en] Du som söker jobb."
    assert given["text-what"] == "Typed, not saved."
    assert "Suggested by a machine" in answer.text
    assert states(site)["who"] == "missing"
    [event] = done(site, "translation.suggested")
    assert event["detail"]["sections"] == ["who"]


def test_saved_as_it_is_a_machine_made_it(site: Flask, there: Editor) -> None:
    data = {**fields(suggested(there).text), "do": "save"}

    assert there.ask(PAGE, "POST", data=data).status_code == 303

    assert states(site)["who"] == "machine"
    assert english(site)["who"] == "[en] Du som söker jobb."
    assert "No person has checked it yet" in there.ask("/en/programmes/jobbhjalp").text


def test_put_right_it_is_a_persons(site: Flask, there: Editor) -> None:
    data = {**fields(suggested(there).text), "text-who": "You.", "do": "save"}

    there.ask(PAGE, "POST", data=data)

    assert states(site)["who"] == "person"


def test_a_persons_text_is_never_replaced(site: Flask, there: Editor) -> None:
    answer = suggested(there, who="A person typed this.")

    assert fields(answer.text)["text-who"] == "A person typed this."
    assert done(site, "translation.suggested") == []


def test_a_conflict_is_seen_after_a_suggestion_too(site: Flask, there: Editor) -> None:
    data = {**fields(suggested(there).text), "do": "save"}
    other = {**fields(there.ask(PAGE).text), "text-who": "Somebody's.", "do": "save"}
    there.ask(PAGE, "POST", data=other)

    assert there.ask(PAGE, "POST", data=data).status_code == 409

    assert english(site)["who"] == "Somebody's."


def test_a_server_that_fails_costs_nothing_typed(there: Editor, libre: Libre) -> None:
    libre.answer = lambda _: (500, b"")

    answer = suggested(there, what="Typed.")

    assert answer.status_code == 200 and "refused to translate" in answer.text
    assert fields(answer.text)["text-what"] == "Typed."
    assert fields(answer.text)["text-who"] == ""
