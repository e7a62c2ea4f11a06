"""Timing two things in turn, and weighing a process."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Pair(NamedTuple):
    """Two things done in turn in the same run."""

    ours: float  # ms, median
    other: float  # ms, median
    slow: float  # ms, 95th percentile of ours

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.other


def beside(
    ours: Callable[[str], object],
    other: Callable[[str], object],
    inputs: Sequence[str],
    rounds: int = 5,
) -> Pair:
    """Each of *inputs* given to both, in turn, *rounds* times after one that does not count.

    Of each input the best of its rounds counts, so that a busy machine disturbs less.
    """
    best: dict[bool, dict[str, float]] = {True: {}, False: {}}
    for number in range(rounds + 1):
        for one in inputs:
            for mine, call in ((True, ours), (False, other)):
                taken = _time(call, one)
                if number:
                    best[mine][one] = min(taken, best[mine].get(one, taken))
    times = sorted(best[True].values())
    return Pair(
        statistics.median(times),
        statistics.median(best[False].values()),
        times[int(len(times) * 0.95)],
    )


def resident(code: str) -> float:
    """MB that a fresh Python holds after running *code*."""
    tail = "\nprint(open('/proc/self/status').read().split('VmRSS:')[1].split()[0])"
    done = subprocess.run(
        [sys.executable, "-c", code + tail], capture_output=True, text=True, check=True
    )
    kilobytes = int(done.stdout.split()[-1])
    return kilobytes / 1000


def _time(call: Callable[[str], object], one: str) -> float:
    start = time.perf_counter()
    call(one)
    return (time.perf_counter() - start) * 1000
