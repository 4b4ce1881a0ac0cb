"""Waiting for what the worker does: generous limits, and how long it took in the output of the test."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

# Seconds. The product promises a minute for a translation and ten seconds for a correction on a quiet machine; tests
# share theirs with others, and assert what comes, not when.
LIMIT = 180


@contextmanager
def step(name: str) -> Iterator[None]:
    """A step of a journey, with its time in the output (`pytest -rP` shows it)."""
    start = time.monotonic()
    print(f"… {name}", flush=True)
    yield
    print(f"  {time.monotonic() - start:5.1f} s  {name}", flush=True)


def until(look: Callable[[], T], what: str, seconds: float = LIMIT) -> T:
    """Looks again and again until there is something to see; returns it."""
    deadline = time.monotonic() + seconds
    while True:
        seen = look()
        if seen:
            return seen
        assert time.monotonic() < deadline, f"After {seconds} s: no {what}"
        time.sleep(0.5)
