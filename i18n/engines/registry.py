"""The engines that the operator configured, and the ways they offer between two languages."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .batch import Batch
from .breaker import Breaker
from .calling import Timing
from .capabilities import best_pair, language_fallbacks
from .engine import Engine
from .result import Result
from .route import Route
from .routing import translate_route

logger = logging.getLogger(__name__)


# Large dictionaries first: en→es→fr is half a point of chrF better than en→ca→fr, and quicker.
PIVOTS = ("en", "es", "fr")


class BadConfig(ValueError):
    """The settings name an engine that cannot be made."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a screen says about an engine. `breaker` is closed, open or half-open."""

    name: str
    label: str
    pairs: tuple[tuple[str, str], ...]
    leaves_site: bool
    breaker: str


@dataclass(slots=True)
class Registry:
    """Engines by name, in the operator's order, each with its breaker. One per process."""

    engines: Mapping[str, Engine] = field(default_factory=dict)
    new_breaker: Callable[[], Breaker] = Breaker
    _breakers: dict[str, Breaker] = field(default_factory=dict)

    def engine(self, name: str) -> Engine:
        """The engine of this name. Raises KeyError where none is configured."""
        return self.engines[name]

    def breaker(self, name: str) -> Breaker:
        """The engine's breaker, shared by all callers of this registry."""
        return self._breakers.setdefault(name, self.new_breaker())

    def routes(self, source: str, target: str, order: Sequence[str] | None = None) -> list[Route]:
        """Ways from source to target: all direct ones first, then chains of two, each in `order` (names of engines).

        Engines that `order` leaves out are not used; None means all, in the operator's order.
        """
        names = [name for name in (self.engines if order is None else order) if name in self.engines]
        if source == target:
            return []
        direct: list[Route] = []
        chained: list[Route] = []
        for name in dict.fromkeys(names):
            pairs = self.engines[name].capabilities.pairs
            if best_pair(pairs, source, target):
                direct.append(Route(name, ((source, target),)))
            else:
                chained.extend(
                    Route(name, ((source, pivot), (pivot, target))) for pivot in _pivots(pairs, source, target)
                )
        return direct + chained

    def translate(
        self, route: Route, batch: Batch, *, timing: Timing | None = None, protected: Collection[str] = ()
    ) -> list[Result]:
        """One result per segment along this route: `translate_route` with this registry."""
        return translate_route(self, route, batch, timing=timing, protected=protected)

    def available(self) -> bool:
        """Whether any engine offers any pair now."""
        return any(engine.capabilities.pairs for engine in self.engines.values())

    def describe(self) -> list[Description]:
        """The configured engines for a screen, in order."""
        return [
            Description(
                name=name,
                label=engine.label or name,
                pairs=tuple(sorted(engine.capabilities.pairs)),
                leaves_site=engine.capabilities.leaves_site,
                breaker=self.breaker(name).state,
            )
            for name, engine in self.engines.items()
        ]

    def close(self) -> None:
        """Give back what the engines hold."""
        for engine in self.engines.values():
            engine.close()


def _pivots(pairs: Iterable[tuple[str, str]], source: str, target: str) -> list[str]:
    """Languages to go by way of, the preferred ones first."""
    offered = list(pairs)
    ends = {language_fallbacks(source)[-1], language_fallbacks(target)[-1]}
    found = {
        pivot
        for _, pivot in offered
        if "-" not in pivot
        and pivot not in ends
        and best_pair(offered, source, pivot)
        and best_pair(offered, pivot, target)
    }
    return sorted(found, key=lambda pivot: (PIVOTS.index(pivot) if pivot in PIVOTS else len(PIVOTS), pivot))


def build(config: Mapping[str, Mapping[str, Any]], *, new_breaker: Callable[[], Breaker] = Breaker) -> Registry:
    """Registry from plain settings: name → {"class": dotted path, "options": keyword arguments}.

    Raises BadConfig for a class that cannot be loaded, is no engine, or refuses its options.
    """
    engines: dict[str, Engine] = {}
    for name, entry in config.items():
        engine = _loaded(name, str(entry.get("class", "")))(**dict(entry.get("options") or {}))
        engine.name = name
        engines[name] = engine
    return Registry(engines, new_breaker)


def _loaded(name: str, path: str) -> Callable[..., Engine]:
    module, _, attribute = path.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as problem:
        raise BadConfig(f"engine {name!r}: no class {path!r}") from problem
    if not (isinstance(found, type) and issubclass(found, Engine)):
        raise BadConfig(f"engine {name!r}: {path!r} is no engine")

    def make(**options: Any) -> Engine:
        try:
            return found(**options)
        except (TypeError, ValueError) as problem:
            raise BadConfig(f"engine {name!r}: {problem}") from problem

    return make
