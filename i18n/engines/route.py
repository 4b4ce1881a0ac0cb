"""A way from one language to another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Route:
    """A way from one language to another with one engine; `steps` are its directions, two where it is chained."""

    engine: str
    steps: tuple[tuple[str, str], ...]

    @property
    def chained(self) -> bool:
        return len(self.steps) > 1
