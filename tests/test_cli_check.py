"""finder check: what is broken, what is missing and what is overdue."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from finder.catalog import database
from finder.catalog.document import digest
from finder.cli.checking import examined
from finder.cli.upkeep import completeness, overdue
from finder.config import LANGUAGES, settings
from finder.search import indexer
from tests import city
from tests.cli import run
from tests.search.conftest import add

TODAY = date(2026, 11, 24)


def test_a_whole_instance_is_reported_and_no_fault_though_much_is_overdue(
    catalogue: Path,
) -> None:
    indexer.bring_up_to_date(catalogue, catalogue.parent)
    result = run(catalogue.parent, "check")

    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "Catalogue: whole, 5 active and 1 archived programmes.",
        "Index: whole and in step.",
        "Copies of catalog.db: there is no copy of it.",
    ]
    assert (
        lines[4]
        == "Texts of active programmes (missing, outdated, machine, person, checked):"
    )
    english = lines[lines.index("  en") :]
    assert "    name_explained      2     0     3     0     0" in english
    assert lines[lines.index("  whose facts nobody has checked: 5") + 1] == (
        "    barnkock, feriejobb, feriejobb-norr, jobbhjalp, sprakkafe"
    )
    assert "  not seen running since 2023: 1" in lines
    assert "  whose last day is over: 0" in lines
    assert "  checked longer ago than their interval: 0" in lines


def test_more_than_a_few_overdue_ones_are_only_counted(catalogue: Path) -> None:
    add(catalogue, *(city.document(f"a{one}", "A", "A.") for one in range(4)))
    result = run(catalogue.parent, "check")

    assert "    a0, a1, a2, a3, barnkock and 4 more\n" in result.stdout


def test_the_json_report_names_everything(catalogue: Path) -> None:
    indexer.bring_up_to_date(catalogue, catalogue.parent)
    result = run(catalogue.parent, "check", "--json")
    report = json.loads(result.stdout)

    assert result.exit_code == 0
    assert (report["catalogue"], report["index"]) == ([], [])
    assert report["programmes"] == {"active": 5, "archived": 1}
    assert set(report["languages"]) == {*LANGUAGES} - {"sv"}
    assert report["overdue"]["unconfirmed"] == ["sprakkafe"]


def test_a_missing_index_is_a_fault(catalogue: Path) -> None:
    result = run(catalogue.parent, "check")
    as_json = run(catalogue.parent, "check", "--json")

    assert result.exit_code == as_json.exit_code == 1
    assert (
        'Index: There is no index yet. Run "finder index" to mend it; search answers in a '
        "simpler form until then.\n"
    ) in result.stdout
    assert json.loads(as_json.stdout)["index"] == ["There is no index yet."]


def test_a_damaged_catalogue_is_a_fault(catalogue: Path) -> None:
    content = bytearray(catalogue.read_bytes())
    content[3 * 4096 : 4 * 4096] = bytes(4096)
    catalogue.write_bytes(content)
    result = run(catalogue.parent, "check")
    report = json.loads(run(catalogue.parent, "check", "--json").stdout)

    assert result.exit_code == 1
    assert result.stdout.startswith("The catalogue is damaged.\n")
    assert result.stdout.endswith(
        "Restore a backup; the index and the rest were not examined.\n"
        "Copies of catalog.db: there is no copy of it.\n"
    )
    assert report["catalogue"] and report["languages"] == {}


def test_every_state_of_a_translation_is_counted(catalogue: Path, db: Database) -> None:
    changed: dict[str, Any] = {**city.documents()[4]}
    english = {**changed["texts"]["en"], "made_by": "person"}
    english["based_on"] = {**english["based_on"], "what": digest("something older")}
    changed["texts"] = {**changed["texts"], "en": english}
    add(catalogue, changed)  # type: ignore[arg-type]
    states = completeness(db)["en"]

    none = {"missing": 0, "outdated": 0, "machine": 0, "person": 0, "checked": 0}
    assert states["what"] == {**none, "missing": 3, "outdated": 1}
    assert states["summary"] == {**none, "missing": 2, "machine": 2, "person": 1}

    english |= {"checked_by": "the owner", "checked_on": "2026-01-01"}
    changed["texts"] = {**changed["texts"], "en": english}
    add(catalogue, changed)  # type: ignore[arg-type]
    assert completeness(db)["en"]["summary"] == {
        **none,
        "missing": 2,
        "machine": 2,
        "checked": 1,
    }


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ["never_assured"]),
        ({"assured_on": "2026-05-25"}, []),
        ({"assured_on": "2026-05-24"}, []),
        ({"assured_on": "2026-05-23"}, ["review_due"]),
        ({"assured_on": "2026-05-23", "review_every": 12}, []),
        ({"assured_on": "2026-11-01", "confirmed": False}, ["unconfirmed"]),
        ({"assured_on": "2026-11-01", "runs_to": "2026"}, []),
        ({"assured_on": "2026-11-01", "runs_to": "2025"}, ["ended"]),
        ({"assured_on": "2026-11-01", "runs_to": "2026-11"}, []),
        ({"assured_on": "2026-11-01", "runs_to": "2026-10"}, ["ended"]),
        ({"assured_on": "2026-11-01", "runs_to": "2026-11-24"}, []),
        ({"assured_on": "2026-11-01", "runs_to": "2026-11-23"}, ["ended"]),
        ({"status": "archived", "confirmed": False, "runs_to": "2011"}, []),
    ],
)
def test_what_is_overdue_depends_on_the_day(
    catalogue: Path, db: Database, facts: dict[str, Any], expected: list[str]
) -> None:
    add(catalogue, city.document("p1", "P", "P.", **facts))

    found = overdue(db, TODAY)
    assert [
        name for name, programmes in found.items() if "p1" in programmes
    ] == expected


def test_a_report_leaves_the_catalogue_as_it_is(catalogue: Path) -> None:
    before = catalogue.read_bytes()
    examined(settings({"FINDER_INSTANCE": str(catalogue.parent)}), TODAY)

    assert catalogue.read_bytes() == before
    assert database.faults(catalogue) == []
