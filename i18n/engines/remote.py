"""Engines that are servers: what they can do is asked now and then, and remembered by whoever holds the registry."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .capabilities import language_fallbacks
from .engine import Engine


@dataclass(frozen=True, slots=True)
class Known:
    """What a server said that it can do.

    `sources` and `targets`: BCP 47 → the server's own code. `reach`: source → targets (both BCP 47), None where every
    source reaches each target. `formal`: targets with formality. `characters`: most of one call, None if free.
    """

    sources: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    reach: Mapping[str, tuple[str, ...]] | None = None
    formal: frozenset[str] = frozenset()
    version: str = ""
    characters: int | None = None

    def pairs(self) -> frozenset[tuple[str, str]]:
        """(source, target), never into the same language."""
        return frozenset(
            (source, target)
            for source in self.sources
            for target in (self.targets if self.reach is None else self.reach.get(source, ()))
            if language_fallbacks(source)[-1] != language_fallbacks(target)[-1]
        )

    def as_data(self) -> dict[str, Any]:
        """Plain values, to be kept."""
        return {
            "sources": dict(self.sources),
            "targets": dict(self.targets),
            "reach": None if self.reach is None else {key: list(value) for key, value in self.reach.items()},
            "formal": sorted(self.formal),
            "version": self.version,
            "characters": self.characters,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Known:
        """What `as_data` gave; what an older release did not keep is empty."""
        reach = data.get("reach")
        return cls(
            sources=dict(data.get("sources") or {}),
            targets=dict(data.get("targets") or {}),
            reach=None if reach is None else {key: tuple(value) for key, value in reach.items()},
            formal=frozenset(data.get("formal") or ()),
            version=str(data.get("version") or ""),
            characters=data.get("characters"),
        )


class RemoteEngine(Engine):
    """An engine whose pairs are not known before its server was asked.

    `ask` goes to the network and is called by a worker or by a person who wants to know, never while something is
    published; `learn` is told what was said, by this process or another.
    """

    _known = Known()
    _pairs: frozenset[tuple[str, str]] = frozenset()

    @property
    def place(self) -> str:
        """Where the server is: what was learnt from one server says nothing about another."""
        return ""

    @abstractmethod
    def ask(self, deadline: float) -> Known:
        """Ask the server what it can do. Raises the errors of `errors.py`."""

    def learn(self, known: Known) -> None:
        if known != self._known:
            self._known, self._pairs = known, known.pairs()
