"""Pages read side by side, in the order of the paper, whoever else uses the same threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, wait
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORKERS = 2  # tesseract processes at a time where nobody says


def read_side_by_side(pool: Executor, read: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """What `read` gives for each item, in order. Nothing of it runs any more when this ends, by an error too: what is
    read from (an open PDF) may then be closed."""
    running = [pool.submit(read, item) for item in items]
    try:
        for future in running:
            yield future.result()
    finally:
        for future in running:
            future.cancel()
        wait(running)
