"""What can go wrong in a call of an engine. An adapter raises these; the core decides what follows."""

from __future__ import annotations


class EngineError(Exception):
    """A call failed as a whole. `code` is the failure code that each segment of the call gets."""

    code = "bad-output"


class Transient(EngineError):
    """The engine is away for the moment (refused, 5xx): worth another attempt."""

    code = "unavailable"


class TimedOut(Transient):
    """The engine took longer than it may."""

    code = "timeout"


class RateLimited(Transient):
    """Asked to slow down (429). `retry_after` in seconds, None where the engine did not say."""

    code = "rate-limited"

    def __init__(self, message: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class QuotaExceeded(EngineError):
    """The paid quota is used up: no attempt helps before somebody raises it."""

    code = "quota"


class AuthFailed(EngineError):
    """Key refused."""

    code = "auth"


class UnsupportedPair(EngineError):
    """The engine does not translate between these languages."""

    code = "unsupported-pair"


class TooLong(EngineError):
    """More text in one call, or in one segment, than the engine takes."""

    code = "too-long"


class BadOutput(EngineError):
    """An answer that cannot be read: an error page, broken JSON, results without ids."""

    code = "bad-output"


def as_engine_error(error: Exception) -> EngineError:
    """The engine error that stands for any exception an adapter let through."""
    if isinstance(error, EngineError):
        return error
    if isinstance(error, TimeoutError):
        return TimedOut(str(error))
    if isinstance(error, OSError):
        return Transient(str(error))
    return BadOutput(f"{type(error).__name__}: {error}")
