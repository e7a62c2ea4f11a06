"""Translation by a machine, against a small server that speaks LibreTranslate's API."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from finder import config
from finder.exchange import machine
from finder.exchange.machine import NoTranslation, Server, translated


class Speaking(BaseHTTPRequestHandler):
    """Answers as ``server.answer`` says: status and bytes, or a function of what was asked."""

    def do_POST(self) -> None:
        """One request."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        asked = json.loads(body)
        assert isinstance(self.server, Libre)
        self.server.asked.append((self.path, asked))
        status, content = self.server.answer(asked)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:9/")
        self.end_headers()
        try:
            for one in content if isinstance(content, list) else [content]:
                self.wfile.write(one)
                self.wfile.flush()
                time.sleep(0.2 if isinstance(content, list) else 0)
        except OSError:
            pass  # whoever asked has had enough

    def log_message(self, *_: Any) -> None:
        """Nothing on the screen."""


class Libre(ThreadingHTTPServer):
    """A server, what it was asked, and what it answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Speaking)
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.answer: Callable[[dict[str, Any]], tuple[int, Any]] = translating

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_port}"


def translating(asked: dict[str, Any]) -> tuple[int, bytes]:
    """As LibreTranslate does: the same number of texts."""
    texts = [f"[{asked['target']}] {one}" for one in asked["q"]]
    return 200, json.dumps({"translatedText": texts}).encode()


@pytest.fixture
def libre() -> Iterator[Libre]:
    server = Libre()
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}
    )
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_texts_come_back_in_order(libre: Libre, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("sesam\n")

    found = translated(Server(libre.url + "/", key), ["ett", "två"], "sv", "en")

    assert found == ["[en] ett", "[en] två"]
    [(path, asked)] = libre.asked
    assert path == "/translate"
    assert asked == {
        **{"q": ["ett", "två"], "source": "sv", "target": "en"},
        **{"format": "text", "api_key": "sesam"},
    }


def test_without_a_key_none_is_sent_and_dari_is_asked_as_persian(libre: Libre) -> None:
    translated(Server(libre.url, None), ["ett"], "sv", "fa-AF")

    assert libre.asked[0][1]["target"] == "fa" and "api_key" not in libre.asked[0][1]


NESTED = b"[" * 100_000
WRONG = {
    "not JSON": ((200, b"<html>"), "nonsense"),
    "another number of texts": ((200, b'{"translatedText": []}'), "nonsense"),
    "no texts": ((200, b'{"translatedText": [1]}'), "nonsense"),
    "a list": ((200, b"[]"), "nonsense"),
    "nested without end": ((200, NESTED), "nonsense"),
    "not UTF-8": ((200, b'{"translatedText": ["\xff"]}'), "nonsense"),
    "far too much": ((200, b" " * (machine.MOST + 1)), "nonsense"),
    "an unknown language": ((400, b"{}"), "unknown-language"),
    "a wrong key": ((403, b"{}"), "refused"),
    "a fault": ((500, b"{}"), "refused"),
    "somewhere else": ((302, b""), "refused"),
}


@pytest.mark.parametrize("name", WRONG)
def test_whatever_it_answers_is_a_sentence(libre: Libre, name: str) -> None:
    answer, said = WRONG[name]
    libre.answer = lambda _: answer

    with pytest.raises(NoTranslation) as error:
        translated(Server(libre.url, None), ["ett"], "sv", "en")

    assert error.value.said == said


def test_a_server_that_trickles_is_left(
    libre: Libre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "TOGETHER", 0.5)
    libre.answer = lambda _: (200, [b" "] * 40)
    begun = time.monotonic()

    with pytest.raises(NoTranslation) as error:
        translated(Server(libre.url, None), ["ett"], "sv", "en")

    assert error.value.said == "slow" and time.monotonic() - begun < 6


def test_a_server_that_is_silent_is_left(
    libre: Libre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "READ", 0.3)

    def silent(_: dict[str, Any]) -> tuple[int, bytes]:
        time.sleep(1)
        return 200, b""

    libre.answer = silent
    with pytest.raises(NoTranslation) as error:
        translated(Server(libre.url, None), ["ett"], "sv", "en")

    assert error.value.said == "slow"


def test_no_server_and_no_key_are_told(tmp_path: Path) -> None:
    for server, said in (
        (Server("http://127.0.0.1:1", None), "unreachable"),
        (Server("http://127.0.0.1:1", tmp_path / "none"), "key"),
    ):
        with pytest.raises(NoTranslation) as error:
            translated(server, ["ett"], "sv", "en")
        assert error.value.said == said


def test_only_easy_swedish_is_given_to_a_machine() -> None:
    hard = "Arbetsmarknadspolitiska insatsers genomförandeplaneringar förutsätter"

    assert machine.suited("Du jobbar tre veckor.")
    assert not machine.suited(hard) and not machine.suited("")
    assert not machine.offered(config.SIMPLE) and machine.offered("en")


def test_the_settings_name_server_and_key() -> None:
    chosen = config.settings(
        {
            "FINDER_TRANSLATE_URL": "https://translate.example/",
            "FINDER_TRANSLATE_KEY_FILE": "/etc/key",
        }
    )

    assert chosen.translate_url == "https://translate.example"
    assert chosen.translate_key == Path("/etc/key")
    assert config.settings({}).translate_url == ""
    with pytest.raises(ValueError, match="FINDER_TRANSLATE_URL"):
        config.settings({"FINDER_TRANSLATE_URL": "file:///etc/passwd"})
