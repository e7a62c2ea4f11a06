"""Timing several things in turn, and asking fresh processes."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from finder.config import ROOT

Input = TypeVar("Input")


class Times(NamedTuple):
    """How long one thing takes, over all its inputs."""

    p50: float  # ms
    p95: float  # ms


def in_turn(
    calls: Mapping[str, Callable[[Input], object]],
    inputs: Sequence[Input],
    rounds: int,
) -> dict[str, Times]:
    """All *inputs* given to one of *calls*, then to the next, *rounds* times after one that
    does not count.

    Of each input the best of its rounds counts, so that a busy machine disturbs less. Each
    has the processor's caches to itself for a round, as when it runs alone: a slow one would
    empty them for a fast one otherwise.
    """
    best = {name: [float("inf")] * len(inputs) for name in calls}
    for number in range(rounds + 1):
        for name, call in calls.items():
            for place, one in enumerate(inputs):
                taken = _time(call, one)
                if number:
                    best[name][place] = min(taken, best[name][place])
    return {name: times(found) for name, found in best.items()}


def times(taken: Sequence[float]) -> Times:
    """The median and the 95th percentile of *taken* (ms)."""
    return Times(statistics.median(taken), share(taken, 0.95))


def share(taken: Sequence[float], part: float) -> float:
    """What the given *part* of *taken* does not exceed."""
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def fresh(module: str, *arguments: object) -> Any:
    """What *module*, run as a process of its own, prints as JSON on its last line."""
    done = subprocess.run(
        command(module, *arguments),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def command(module: str, *arguments: object) -> list[str]:
    """To run *module* with this Python."""
    return [sys.executable, "-m", module, *map(str, arguments)]


def environment(**more: object) -> dict[str, str]:
    """This process's environment, with *more*; what is printed is seen at once."""
    given = {name: str(value) for name, value in more.items()}
    return {**os.environ, "PYTHONUNBUFFERED": "1", **given}


def resident() -> float:
    """MB that this process holds in memory now."""
    with open("/proc/self/status", encoding="ascii") as status:
        return int(status.read().split("VmRSS:")[1].split()[0]) / 1000


def _time(call: Callable[[Input], object], one: Input) -> float:
    start = time.perf_counter()
    call(one)
    return (time.perf_counter() - start) * 1000
