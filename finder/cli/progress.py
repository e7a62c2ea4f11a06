"""A progress bar, on a terminal and on long work only."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import click

LONG = 100  # steps from which on work is long
Item = TypeVar("Item")


def bar(
    label: str, steps: int, items: Iterable[Item] | None = None
) -> AbstractContextManager[Any]:
    """A bar for work of *steps* steps: walk through it in place of *items*, or update it."""
    return click.progressbar(
        items,
        length=steps,
        label=label,
        file=sys.stderr,
        hidden=steps < LONG or not sys.stderr.isatty(),
    )


class Counted(list[Item]):
    """A list that calls *step* for every item whenever it is walked through."""

    def __init__(self, items: Sequence[Item], step: Callable[[int], object]) -> None:
        super().__init__(items)
        self._step = step

    def __iter__(self) -> Iterator[Item]:
        for item in super().__iter__():
            yield item
            self._step(1)
