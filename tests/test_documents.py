"""What the documents say is true, and the repository names nobody's machine."""

import re
import subprocess
from pathlib import Path

import pytest

from finder import config
from finder.cli import finder
from finder.config import ROOT, settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
VARIABLES = re.compile(r"FINDER_[A-Z_]+")


def tracked() -> list[Path]:
    """Every text file of the repository."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    files = [ROOT / name for name in listed.decode().split("\0") if name]
    return [one for one in files if one.suffix not in (".db", ".png") and one.is_file()]


def test_every_setting_is_in_the_readme() -> None:
    code = Path(config.__file__).read_text(encoding="utf-8")

    assert set(VARIABLES.findall(code)) == set(VARIABLES.findall(README))


def test_every_command_is_in_the_readme() -> None:
    assert all(f"finder {name}" in README for name in finder.commands)


def test_every_make_target_in_the_readme_exists() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert set(re.findall(r"`make ([a-z]+)`", README)) <= set(targets)


def test_every_file_the_documents_link_to_exists() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_no_file_names_a_machine() -> None:
    homes = re.compile("/" + r"(?:root|home|Users|work)/[a-z]")

    found = [
        one.name for one in tracked() if homes.search(one.read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("FINDER_PORT", "x"), ("FINDER_WORKERS", "-1"), ("FINDER_PROXIES", "1.5")],
)
def test_a_wrong_setting_is_a_sentence(name: str, value: str) -> None:
    with pytest.raises(
        ValueError, match=f"{name} must be a whole number, not '{value}'"
    ):
        settings({name: value})
