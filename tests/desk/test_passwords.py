"""Which passwords will do, and what is kept of them."""

import threading
import time

import pytest
from argon2 import extract_parameters

from finder.desk import passwords
from finder.desk.passwords import fault, hashed, matches

GOOD = "tolv gula cyklar i regn"


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "short"),
        ("elva tecken", "short"),
        ("a" * 129, "long"),
        ("å" * 128, "common"),
        ("iloveyou1234", "common"),
        ("1q2w3e4r5t6y", "common"),
        ("ABCDEFGHIJKL", "common"),
        ("1234567890123", "common"),
        ("Stockholm-2026!", "guessable"),
        ("kista rinkeby 123", "guessable"),
        ("Söder-malm södermalm", "guessable"),
        ("Anna Berg 12345678", "guessable"),
        ("SommarSommar2026", "guessable"),
        (GOOD, ""),
        ("stockholm tolv gula cyklar", ""),
        ("🚲 regn och fyra vantar", ""),
        ("ⅻ gula cyklar i regn", ""),
        ("  mellanslag får stå  ", ""),
    ],
)
def test_a_password_is_long_and_not_guessed_at_once(password: str, why: str) -> None:
    assert fault(password, ["Anna Berg", "anna"]) == why


def test_every_common_password_that_is_long_enough_is_refused() -> None:
    common = passwords.COMMON.read_text(encoding="utf-8").splitlines()
    long = [one for one in common if len(one) >= passwords.SHORTEST]

    assert len(common) >= 10_000 and len(long) > 100
    assert all(fault(one.upper()) for one in long)


def test_a_password_is_kept_as_argon2_at_the_agreed_cost() -> None:
    kept = hashed(GOOD)

    for one in (kept, passwords._NOBODYS):
        cost = extract_parameters(one)
        assert (cost.memory_cost, cost.time_cost, cost.parallelism) == (19456, 2, 1)
    assert matches(kept, GOOD)
    assert not matches(kept, GOOD + " ")
    assert not matches(None, GOOD)
    assert GOOD not in kept and kept != hashed(GOOD)


def test_letters_count_alike_however_a_keyboard_composes_them() -> None:
    assert matches(hashed("tolv gula åkdon i regn"), "tolv gula a\u030akdon i regn")


def test_a_password_is_never_cut_to_fit() -> None:
    longest = "lång mening " * 10 + "och slut"

    assert fault(longest) == "" and len(longest) == 128
    assert not matches(hashed(longest), longest + "!")


def test_only_two_are_hashed_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE", 0.05)
    with passwords._turn(), passwords._turn():
        with pytest.raises(passwords.Busy):
            hashed(GOOD)

    began, done = threading.active_count(), []
    threads = [
        threading.Thread(target=lambda: done.append(matches(None, "x")))
        for _ in range(2)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert done == [False, False] and threading.active_count() == began


def test_nobodys_password_takes_as_long_as_somebodys() -> None:
    kept = hashed(GOOD)

    def cost(kept: str | None) -> float:
        times = []
        for _ in range(5):
            began = time.thread_time()
            matches(kept, "wrong")
            times.append(time.thread_time() - began)
        return min(times)

    assert 0.5 < cost(None) / cost(kept) < 2
