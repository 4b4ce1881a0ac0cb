"""A circuit breaker: an engine that keeps failing is left alone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

Clock = Callable[[], float]


class Breaker:
    """Opens after `threshold` consecutive failed calls; after `rest` seconds one call is let through as a trial.

    A failed trial doubles the rest, up to `longest` seconds; a success closes the breaker. Safe between threads.
    """

    def __init__(
        self, *, threshold: int = 5, rest: float = 60.0, longest: float = 960.0, clock: Clock = time.monotonic
    ) -> None:
        self.threshold = threshold
        self._first_rest = rest
        self._longest = longest
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._rest = rest
        self._opened_at: float | None = None
        self._trial_at: float | None = None
        self._worked = False
        self._failure = ""

    @property
    def state(self) -> str:
        """closed, open or half-open (a trial may be made, or is under way)."""
        with self._lock:
            if self._opened_at is None:
                return "closed"
            return "open" if self._clock() < self._opened_at + self._rest else "half-open"

    def wait(self) -> float:
        """Seconds until a call may be tried; 0 if now."""
        with self._lock:
            return 0.0 if self._opened_at is None else max(0.0, self._opened_at + self._rest - self._clock())

    def allow(self) -> bool:
        """May a call be made now? In the half-open state only one caller is told yes."""
        with self._lock:
            if self._opened_at is None:
                return True
            now = self._clock()
            if now < self._opened_at + self._rest:
                return False
            # a trial whose caller died must not keep the breaker open for ever
            if self._trial_at is not None and now < self._trial_at + self._rest:
                return False
            self._trial_at = now
            return True

    @property
    def latest(self) -> tuple[bool, str]:
        """Whether the latest call worked, and the failure code of the latest one that did not."""
        with self._lock:
            return self._worked, self._failure

    def success(self) -> None:
        with self._lock:
            self._worked = True
            self._failures = 0
            self._rest = self._first_rest
            self._opened_at = self._trial_at = None

    def failure(self, code: str = "") -> None:
        with self._lock:
            self._worked, self._failure = False, code
            self._failures += 1
            if self._opened_at is not None:
                self._rest = min(self._rest * 2, self._longest)
                self._opened_at, self._trial_at = self._clock(), None
            elif self._failures >= self.threshold:
                self._opened_at = self._clock()
