"""Calling an engine: splitting, deadlines, retries with back-off, the breaker, one raw result per id."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from .batch import Batch, Request
from .breaker import Breaker
from .capabilities import Limit
from .engine import Engine
from .errors import BadOutput, EngineError, RateLimited, TooLong, Transient, UnsupportedPair, as_engine_error
from .result import Result

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timing:
    """Clock, sleep and randomness, so that tests need no wall time. `first_wait` and `longest_wait` in seconds."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = random.random
    attempts: int = 3
    first_wait: float = 0.5
    longest_wait: float = 20.0

    def backoff(self, attempt: int) -> float:
        """Seconds to wait after this failed attempt (from 1): doubling, with full jitter above the half."""
        return min(self.longest_wait, self.first_wait * 2.0 ** (attempt - 1)) * (0.5 + self.random() / 2)


# Faults of single answers that, when a whole call has nothing else, speak against the engine.
ENGINE_FAULTS = frozenset(
    {"empty", "missing", "truncated", "far-too-long", "echo", "wrong-script", "wrong-language", "bad-output", "timeout"}
    | {"foreign-markup", "foreign-link", "instructions", "unavailable"}
)


@dataclass(slots=True)
class Caller:
    """Calls one engine for one batch whose texts are in the engine's own form.

    `check` says why a raw result cannot be used (a failure code) or None: a call without one usable result is a failure
    for the breaker, though the engine answered.
    """

    engine: Engine
    timing: Timing = field(default_factory=Timing)
    breaker: Breaker = field(default_factory=Breaker)
    check: Callable[[Result], str | None] = lambda result: result.failure
    _stopped: EngineError | None = None

    def call(self, batch: Batch) -> dict[str, Result]:
        """One raw result for each id of the batch; failures are results too. Never raises an engine's error."""
        results: dict[str, Result] = {}
        fitting: list[Request] = []
        capabilities = self.engine.capabilities
        single = (*capabilities.call_limits, *filter(None, (capabilities.text_limit,)))
        for request in batch.segments:
            if any(limit.exceeded([request.text]) for limit in single):
                results[request.id] = Result(request.id, None, failure="too-long")
            else:
                fitting.append(request)
        for requests in chunks(fitting, capabilities.call_limits):
            results.update(self._group(batch, requests, attempts=self.timing.attempts))
        missing = [request for request in fitting if results[request.id].failure == "missing"]
        if len(missing) < len(fitting):
            # left out among others: asked once more, alone
            for requests in chunks(missing, capabilities.call_limits):
                results.update(self._group(batch, requests, attempts=1))
        return results

    def _group(self, batch: Batch, requests: Sequence[Request], *, attempts: int) -> dict[str, Result]:
        """Call; where a group of segments fails as a whole, call its parts, so that one bad segment stays alone."""
        outcome = self._stopped or self._attempts(self._part(batch, requests), attempts)
        if not isinstance(outcome, EngineError):
            return outcome
        if not isinstance(outcome, TooLong | BadOutput | Transient) or isinstance(outcome, RateLimited | _Resting):
            self._stopped = outcome  # quota, key, rate, deadline: the next call would end the same way
        elif len(requests) > 1:
            # eighths, so that one bad segment among 500 costs four failures, one fewer than open the breaker
            size = max(1, -(-len(requests) // 8))
            parts = [requests[start : start + size] for start in range(0, len(requests), size)]
            return dict(chain.from_iterable(self._group(batch, part, attempts=1).items() for part in parts))
        return {request.id: _failed(request.id, outcome) for request in requests}

    def _part(self, batch: Batch, requests: Sequence[Request]) -> Batch:
        key = f"{batch.idempotency_key}:{requests[0].id}:{len(requests)}" if batch.idempotency_key else ""
        return replace(batch, segments=tuple(requests), idempotency_key=key)

    def _attempts(self, batch: Batch, attempts: int) -> dict[str, Result] | EngineError:
        if self.breaker.state != "closed":
            attempts = 1
        error: EngineError = Transient("not started")
        for attempt in range(1, attempts + 1):
            if self._late(batch):
                return _Late("deadline passed")
            if not self.breaker.allow():
                return _Resting(self.breaker.wait())
            outcome = self._once(batch)
            if not isinstance(outcome, EngineError):
                codes = [self.check(result) for result in outcome.values()]
                if all(code in ENGINE_FAULTS for code in codes):
                    self.breaker.failure(codes[0] or "")
                else:
                    self.breaker.success()
                return outcome
            error = outcome
            wait = self.timing.backoff(attempt)
            if isinstance(error, RateLimited) and error.retry_after is not None:
                wait = max(wait, error.retry_after)
            # Retry-After may be an hour: the job comes back then, nobody sits and waits
            hopeless = not isinstance(error, Transient) or wait > self.timing.longest_wait or self._late(batch, wait)
            if attempt == attempts or hopeless:
                break
            self.timing.sleep(wait)
        if not isinstance(error, TooLong | UnsupportedPair):
            self.breaker.failure(error.code)
        return error

    def _late(self, batch: Batch, wait: float = 0.0) -> bool:
        return batch.deadline is not None and self.timing.clock() + wait >= batch.deadline

    def _once(self, batch: Batch) -> dict[str, Result] | EngineError:
        """One call. Texts and keys never reach the log: only the engine's name and the kind of error."""
        latest = self.timing.clock() + self.engine.capabilities.timeout
        deadline = latest if batch.deadline is None else min(latest, batch.deadline)
        try:
            answers = self.engine.translate(replace(batch, deadline=deadline))
            results = by_id(batch, answers)
        except Exception as problem:
            error = as_engine_error(problem)
            logger.warning("engine %s: %s (%s)", self.engine.name, error.code, type(problem).__name__)
            return error
        return results


class _Resting(Transient):
    code = "resting"

    def __init__(self, wait: float) -> None:
        super().__init__("breaker open")
        self.retry_after = wait


class _Late(EngineError):
    """Our own deadline has passed: says nothing about the engine."""

    code = "timeout"


def _failed(identifier: str, error: EngineError) -> Result:
    return Result(identifier, None, failure=error.code, retry_after=getattr(error, "retry_after", None))


def by_id(batch: Batch, answers: object) -> dict[str, Result]:
    """One result per id of the batch: extra ids dropped, missing ones failed, contradicting ones refused."""
    if not isinstance(answers, list | tuple) or not all(isinstance(answer, Result) for answer in answers):
        raise BadOutput("no list of results")
    wanted = {request.id for request in batch.segments}
    found: dict[str, Result] = {}
    for answer in answers:
        if answer.id not in wanted:
            continue
        unreadable = answer.text is not None and not isinstance(answer.text, str)
        if unreadable or (answer.id in found and found[answer.id].text != answer.text):
            found[answer.id] = Result(answer.id, None, failure="bad-output", billed=answer.billed)
        else:
            found[answer.id] = answer
    for identifier in wanted - found.keys():
        found[identifier] = Result(identifier, None, failure="missing")
    return found


def chunks(requests: Sequence[Request], limits: Sequence[Limit]) -> Iterator[list[Request]]:
    """The requests in order, in groups within all limits."""
    group: list[Request] = []
    used = [0] * len(limits)
    for request in requests:
        sizes = [limit.size([request.text]) for limit in limits]
        if group and any(have + size > limit.amount for have, size, limit in zip(used, sizes, limits, strict=True)):
            yield group
            group, used = [], [0] * len(limits)
        group.append(request)
        used = [have + size for have, size in zip(used, sizes, strict=True)]
    if group:
        yield group
