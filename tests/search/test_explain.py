"""An answer can be explained: how each word was read, and what each result got for it."""

from pathlib import Path
from typing import Any

import pytest

from finder.search.explaining import PartRead
from tests.cli import run

from .conftest import Search, ids

ROUNDED = 0.02  # of each part, as it is told


def parts(search: Search, text: str, language: str = "sv") -> dict[str, PartRead]:
    """Typed -> how it was read."""
    found = search(text, language, explain=True)["explained"]
    assert found
    return {one["typed"]: one for one in found["parts"]}


def ways(part: PartRead) -> set[tuple[str, str]]:
    return {(one["how"], one["what"]) for one in part["read"]}


def test_nothing_is_explained_unasked(asked: Search) -> None:
    plain, told = asked("kurs odling"), asked("kurs odling", explain=True)

    assert plain["explained"] is None
    assert told["explained"] is not None
    assert {**told, "explained": None} == plain


def test_a_word_is_read_as_itself_as_a_form_and_as_part_of_compounds(
    asked: Search,
) -> None:
    [kurs] = parts(asked, "kurs").values()
    [skola] = parts(asked, "skola").values()

    assert ("word", "sv:kur") in ways(kurs)
    assert kurs["programmes"] == 2 and kurs["became"] == "kept"
    assert ("compound", "sv:servitörsskol") in ways(skola)
    assert all(0 < one["weight"] <= 1 for one in kurs["read"] + skola["read"])


def test_a_concept_is_named_with_its_texts(asked: Search) -> None:
    [waiter] = parts(asked, "waiter", "en").values()

    assert waiter["concept"] == "waiter"
    assert ("concept", "waiter") in ways(waiter)


def test_a_quotation_is_a_phrase(asked: Search) -> None:
    [said] = parts(asked, '"laga mat"').values()

    assert ways(said) == {("phrase", "sv:lag mat")}


def test_a_correction_is_named(asked: Search) -> None:
    read = parts(asked, "odlign kurs")

    assert read["odlign"]["corrected"] == "odling"
    assert {one["how"].split()[0] for one in read["odlign"]["read"]} == {"misspelt"}
    assert read["kurs"]["corrected"] is None


def test_each_word_says_what_became_of_it(asked: Search) -> None:
    read = parts(asked, "xyzzy kurs inte odling")

    assert {typed: one["became"] for typed, one in read.items()} == {
        "kurs": "kept",
        "xyzzy": "let go",
        "odling": "unwanted",
    }
    assert (read["xyzzy"]["programmes"], read["xyzzy"]["read"]) == (0, [])


def sums(found: Any) -> list[tuple[str, float, float]]:
    """Each result that has all parts: its id, its score, and what its parts make."""
    added = []
    for one in found["explained"]["results"]:
        got = list(one["parts"].values())
        if "–" not in got:
            points = sum(float(part.rpartition(" ")[2]) for part in got)
            added.append((one["id"], one["score"], points * one["standing"]))
    return added


@pytest.mark.parametrize("text", ["lär", "lär vård", "lär grupp data", "lär kurser"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_scores_are_the_parts_sum_times_the_standing(
    crowded: Search, text: str, language: str
) -> None:
    found = crowded(text, language, explain=True, limit=100)

    added = sums(found)
    assert [one for one, _, _ in added] == ids(found)[: len(added)]
    assert len(added) > 5
    for programme, score, points in added:
        assert score == pytest.approx(
            points, abs=ROUNDED * len(text.split())
        ), programme


def test_parts_are_those_scores_that_decide_the_order(crowded: Search) -> None:
    found = crowded("lär data grupp", explain=True, limit=100)

    assert found["explained"]
    for hit, reason in zip(found["results"], found["explained"]["results"]):
        assert hit["id"] == reason["id"]
        assert hit["score"] == pytest.approx(reason["score"], abs=0.001)


def test_what_is_near_says_so_by_its_facts(asked: Search) -> None:
    found = asked("servitör", explain=True)
    assert found["explained"]

    told = {
        one["id"]: one["parts"]["servitör"] for one in found["explained"]["results"]
    }

    assert told["servitorsskola"].startswith("word sv:servitör ")
    assert told["matladan"].startswith("facts waiter ")


def test_the_standing_takes_from_parts_of_others_and_the_unconfirmed(
    asked: Search,
) -> None:
    found = asked("", explain=True)
    assert found["explained"]

    standing = {one["id"]: one["standing"] for one in found["explained"]["results"]}

    assert standing["feriejobb"] == 1.0
    assert standing["feriejobb-norr"] < standing["sprakkafe"] < 1.0


def test_the_simpler_search_explains_itself_too(asked: Search) -> None:
    found = asked("servitör kurs", simpler=True, explain=True)

    assert found["engine"] == "fts5" and found["explained"]
    assert {one["typed"] for one in found["explained"]["parts"]} == {"servitör", "kurs"}


def command(catalogue: Path, *arguments: str) -> str:
    result = run(catalogue.parent, "search", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_the_command_prints_the_explanation(courses: Path) -> None:
    said = command(courses, "xyzzy odlign inte servitör", "--explain").splitlines()

    assert "“xyzzy”: let go, 0 programmes" in said
    assert "“odlign”, put right to “odling”: kept, 1 programmes" in said
    assert any(
        one.startswith("“servitör”, the concept waiter: unwanted, ") for one in said
    )
    assert any(one.startswith("    misspelt word sv:odling × ") for one in said)
    [result] = [one for one in said if one.startswith("dagkurs ")]
    assert "= (“odlign” misspelt word sv:odling " in result
    assert result.endswith(") × 1.0")


def test_the_command_is_silent_about_it_unasked(courses: Path) -> None:
    said = command(courses, "odling")

    assert "×" not in said and "“odling”" not in said
