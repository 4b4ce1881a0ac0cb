"""What an engine can do, as plain values that the core and the screens read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Unit = Literal["strings", "characters", "bytes"]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `amount` of `unit`."""

    unit: Unit
    amount: int

    def size(self, texts: Iterable[str]) -> int:
        """How much of this limit the texts use."""
        if self.unit == "strings":
            return sum(1 for _ in texts)
        if self.unit == "bytes":
            return sum(len(text.encode("utf-8", "replace")) for text in texts)
        return sum(len(text) for text in texts)

    def exceeded(self, texts: Iterable[str]) -> bool:
        return self.size(texts) > self.amount


@dataclass(frozen=True, slots=True)
class Capabilities:
    """`pairs` are BCP 47 (source, target); `call_limits` hold for one call, `text_limit` for one text.

    `timeout` is what one call may take, in seconds: the core turns it into the call's deadline.
    """

    pairs: frozenset[tuple[str, str]]
    call_limits: tuple[Limit, ...] = ()
    text_limit: Limit | None = None
    glossary: bool = False
    context: bool = False
    formality: bool = False
    leaves_site: bool = True
    deterministic: bool = False
    timeout: float = 60.0


def language_fallbacks(tag: str) -> list[str]:
    """The tag, then ever shorter ones: pt-BR → ["pt-BR", "pt"]. Case and underscores are normalised."""
    parts = tag.replace("_", "-").split("-")
    parts[0] = parts[0].lower()
    for index, part in enumerate(parts[1:], start=1):
        parts[index] = part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower()
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def best_pair(pairs: Iterable[tuple[str, str]], source: str, target: str) -> tuple[str, str] | None:
    """The offered pair that serves source → target, the most specific one first, or None.

    A target with a region is served by the language without one; a target without a region is never served by a
    regional variant that nobody asked for.
    """
    offered = set(pairs)
    for wanted_target in language_fallbacks(target):
        for wanted_source in language_fallbacks(source):
            if (wanted_source, wanted_target) in offered:
                return (wanted_source, wanted_target)
    return None
