"""What comes out of an engine, and what each failure code means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One answer for one segment: `text` (coded text), or None and a `failure` code.

    `billed` in characters; `confidence` only where the engine itself gives one; `retry_after` in seconds.
    """

    id: str
    text: str | None
    engine: str = ""
    version: str = ""
    chained: bool = False
    confidence: float | None = None
    billed: int = 0
    warnings: tuple[str, ...] = ()
    failure: str | None = None
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """`message` is an English msgid for the screens; `later` says whether another attempt later may help."""

    message: str
    later: bool


FAILURES: dict[str, Failure] = {
    "no-engine": Failure("No engine translates between these languages.", later=False),
    "unsupported-pair": Failure("The engine does not translate between these languages.", later=False),
    "unavailable": Failure("The engine could not be reached.", later=True),
    "timeout": Failure("The engine took too long.", later=True),
    "resting": Failure("The engine failed several times and is left alone for a while.", later=True),
    "rate-limited": Failure("The engine asked us to slow down.", later=True),
    "quota": Failure("The engine's quota is used up.", later=False),
    "auth": Failure("The engine refused our key.", later=False),
    "too-long": Failure("The sentence is longer than the engine takes.", later=False),
    "bad-output": Failure("The engine's answer could not be read.", later=True),
    "missing": Failure("The engine gave no answer for this sentence.", later=True),
    "empty": Failure("The engine's answer was empty.", later=False),
    "truncated": Failure("The engine's answer broke off before the end.", later=False),
    "far-too-long": Failure("The engine's answer was far longer than the sentence.", later=False),
    "echo": Failure("The engine gave the original back instead of a translation.", later=False),
    "wrong-script": Failure("The engine's answer was in another script.", later=False),
    "wrong-language": Failure("The engine's answer was in another language.", later=False),
    "markup": Failure("Links or emphasis could not be placed in the engine's answer.", later=False),
    "foreign-markup": Failure("The engine's answer held markup or script that is not in the original.", later=False),
    "foreign-link": Failure("The engine's answer held a link or address that is not in the original.", later=False),
    "instructions": Failure("The engine's answer spoke to us instead of translating.", later=False),
}


def may_retry(code: str | None) -> bool:
    """True where the same request may succeed later without anybody doing anything."""
    return code is not None and code in FAILURES and FAILURES[code].later
