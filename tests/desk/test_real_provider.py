"""Signing in against the certified oidc-provider, run by Node.js on loopback.

``.ci/provider`` installs it; without it these tests are left out, but not in CI.
"""

import os
import re
import select
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
import requests
from flask import Flask
from werkzeug.test import TestResponse

from finder import config
from finder.admin import provider
from finder.desk import administering, database
from finder.desk.administering import Kept
from tests.desk.desk import Editor
from tests.desk.lying import CLIENT, SECRET
from tests.desk.people import PASSWORD, cookie, hired, key, signs_in
from tests.pages.sites import application, prepared

pytestmark = pytest.mark.slow
FOLDER = Path(__file__).with_name("provider")
CALLBACK = "http://localhost/oidc/callback"
# The Node.js that the provider wants: systems often have an older one.
OWN_NODE = FOLDER / "node_modules" / ".bin" / "node"
NODE = str(OWN_NODE) if OWN_NODE.exists() else shutil.which("node")
STARTING = 30  # seconds
STEPS = 12  # redirects and forms between us and coming back
FORM = re.compile(r'<form[^>]*action="([^"]+)"[^>]*method="post"')
PROMPT = re.compile(r'name="prompt" value="(\w+)"')


class Real:
    """The provider as a process of its own."""

    def __init__(self) -> None:
        self.issuer = ""
        self.start()

    def start(self) -> None:
        """Start it, where it was before, with new keys and no memory."""
        port = urlsplit(self.issuer).port or 0
        self.process = subprocess.Popen(
            [NODE or "node", "provider.mjs", str(port), CALLBACK],
            cwd=FOLDER,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.process.stdout is not None
        assert select.select([self.process.stdout], [], [], STARTING)[0]
        self.issuer = self.process.stdout.readline().strip()
        assert self.issuer.startswith("http://127.0.0.1:")

    def stop(self) -> None:
        """End it."""
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def real() -> Iterator[Real]:
    if not (NODE and (FOLDER / "node_modules").is_dir()):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "There is no provider to sign in with: .ci/provider installs it."
        )
    one = Real()
    yield one
    one.stop()


@pytest.fixture
def site(built_city: Path, tmp_path: Path, real: Real) -> Flask:
    chosen = config.Provider(real.issuer, CLIENT, "the City", SECRET)
    instance = prepared(built_city, tmp_path / "instance", indexed=False)
    site = application(instance, provider=chosen)
    db = database.opened(site.config["SETTINGS"].editors)
    kept = Kept("Anna Berg", "writer", issuer=real.issuer, subject="anna-7")
    with database.write(db):
        administering.add(db, kept, "en", None, datetime.now(UTC))
    db.close()
    return site


def sent_back(address: str, login: str) -> dict[str, str]:
    """What the provider sends a browser back with, once somebody has signed in there."""
    with requests.Session() as browser:
        answer = browser.get(address, allow_redirects=False, timeout=10)
        for _ in range(STEPS):
            if answer.is_redirect:
                address = urljoin(address, answer.headers["Location"])
                if address.startswith(CALLBACK):
                    asked = parse_qs(urlsplit(address).query)
                    return {name: one[0] for name, one in asked.items()}
                answer = browser.get(address, allow_redirects=False, timeout=10)
                continue
            form, prompt = FORM.search(answer.text), PROMPT.search(answer.text)
            assert form and prompt, answer.text
            data = {"prompt": prompt[1], "login": login, "password": "any"}
            address = urljoin(address, form[1])
            answer = browser.post(address, data, allow_redirects=False, timeout=10)
    raise AssertionError(f"no way back from {address}")


def begun(there: Editor) -> str:
    answer = there.ask("/oidc/start")
    assert answer.status_code == 303, answer.text
    return answer.location


def back(there: Editor, said: dict[str, str]) -> TestResponse:
    return there.ask(f"/oidc/callback?{urlencode(said)}")


def refused(there: Editor, answer: TestResponse, code: int = 400) -> None:
    assert answer.status_code == code and not cookie(answer)
    assert there.ask("/admin/").status_code == 401


def test_somebody_with_an_account_comes_in(editor: Callable[..., Editor]) -> None:
    there = editor()

    answer = back(there, sent_back(begun(there), "anna-7"))

    assert (answer.status_code, answer.location) == (303, "/admin/")
    assert "Anna Berg" in there.open("/admin/").text


def test_known_to_the_provider_only_is_not_enough(
    editor: Callable[..., Editor],
) -> None:
    there = editor()

    answer = back(there, sent_back(begun(there), "stranger"))

    refused(there, answer, 403)
    assert "stranger" in answer.text


def test_replayed_altered_or_foreign_answers_are_refused(
    editor: Callable[..., Editor],
) -> None:
    there, thief = editor(), editor()
    said = sent_back(begun(there), "anna-7")

    refused(thief, back(thief, said))
    refused(there, back(there, {**said, "state": said["state"] + "x"}))
    refused(there, back(there, {**said, "iss": "https://another.example"}))
    assert back(there, said).status_code == 303
    assert back(there, said).status_code == 400
    again = sent_back(begun(thief), "anna-7")
    refused(thief, back(thief, {**again, "code": again["code"][:-1] + "_"}))


def test_a_stolen_code_is_worth_nothing_without_the_verifier(
    editor: Callable[..., Editor],
) -> None:
    there, thief = editor(), editor()
    stolen = sent_back(begun(there), "anna-7")["code"]
    own = sent_back(begun(thief), "stranger")

    refused(thief, back(thief, {**own, "code": stolen}))


def test_the_provider_insists_on_pkce_and_our_address(
    editor: Callable[..., Editor],
) -> None:
    address = begun(editor())
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [CALLBACK] and asked["scope"] == ["openid"]

    bare = re.sub(r"&code_challenge(_method)?=[^&]*", "", address)
    answer = requests.get(bare, allow_redirects=False, timeout=10)

    assert "error=invalid_request" in answer.headers["Location"]


def test_who_says_no_there_is_told_here(
    editor: Callable[..., Editor], real: Real
) -> None:
    there = editor()
    state = parse_qs(urlsplit(begun(there)).query)["state"][0]

    answer = back(there, {"error": "access_denied", "state": state, "iss": real.issuer})

    refused(there, answer)


def test_down_slow_and_back_with_new_keys(
    editor: Callable[..., Editor],
    site: Flask,
    real: Real,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = editor()
    assert back(there, sent_back(begun(there), "anna-7")).status_code == 303
    real.stop()
    real.start()  # other keys, and what we know of it is kept
    again = editor()
    assert back(again, sent_back(begun(again), "anna-7")).status_code == 303

    monkeypatch.setattr(provider, "TIMEOUT", (0.5, 0.5))
    site.extensions.pop("provider")
    real.process.send_signal(signal.SIGSTOP)
    slow = editor()
    refused(slow, slow.ask("/oidc/start"), 503)
    real.stop()
    refused(slow, slow.ask("/oidc/start"), 503)

    assert slow.ask("/sv/programmes").status_code == 200
    db = database.opened(site.config["SETTINGS"].editors)
    bo = hired(db, key(site), "Bo Ek")
    db.close()
    assert signs_in(slow, "bo", PASSWORD, bo.code()).status_code == 303
    real.start()
    healed = editor()
    assert back(healed, sent_back(begun(healed), "anna-7")).status_code == 303
