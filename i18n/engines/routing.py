"""Translating along a route of one or two steps, and with fallback from one route to the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .batch import Batch, Context
from .calling import Timing
from .result import Result, may_retry
from .route import Route
from .screening import judge
from .translating import translate_batch

if TYPE_CHECKING:
    from .registry import Registry


def translate_route(
    registry: Registry,
    route: Route,
    batch: Batch,
    *,
    timing: Timing | None = None,
    protected: Collection[str] = (),
) -> list[Result]:
    """One result per segment along one route. Texts of a chained route say so, and name both steps' versions."""
    results: dict[str, Result] = {}
    requests = {request.id: request for request in batch.segments}
    for number, (source, target) in enumerate(route.steps):
        todo = [request for request in requests.values() if request.id not in results or results[request.id].text]
        step = replace(batch, source=source, target=target, segments=tuple(todo))
        if number:
            step = replace(step, context=Context())  # it is in another language than this step's source
        for result in translate_batch(
            registry.engine(route.engine),
            step,
            timing=timing,
            breaker=registry.breaker(route.engine),
            protected=protected,
        ):
            earlier = results.get(result.id)
            results[result.id] = _added(earlier, result) if earlier else replace(result, chained=route.chained)
            if result.text is not None:
                requests[result.id] = replace(requests[result.id], text=result.text)
    if route.chained:
        for request in batch.segments:
            results[request.id] = _judged(results[request.id], request.text, batch)
    return [results[request.id] for request in batch.segments]


def _added(earlier: Result, later: Result) -> Result:
    """The second step's result with what the first one used and noticed."""
    version = earlier.version if earlier.version == later.version else f"{earlier.version}; {later.version}"
    return replace(
        later,
        chained=True,
        version=version,
        billed=earlier.billed + later.billed,
        warnings=tuple(dict.fromkeys((*earlier.warnings, *later.warnings))),
    )


def _judged(result: Result, source: str, batch: Batch) -> Result:
    """Against the first source too: two steps may each lose a little."""
    if result.text is None or "nothing-to-translate" in result.warnings:
        return result
    verdict = judge(source, result.text, batch.source, batch.target)
    return replace(result, text=None, failure=verdict.failure) if verdict.failure else result


def translate(
    registry: Registry,
    batch: Batch,
    *,
    routes: Sequence[Route] | None = None,
    order: Sequence[str] | None = None,
    timing: Timing | None = None,
    protected: Collection[str] = (),
    tell: Callable[[Route, Sequence[Result]], None] = lambda route, results: None,
) -> list[Result]:
    """One result per segment: the first route that gives a usable text, else a failure that may pass, else the first.

    `routes` is the order itself; without it, all routes of the engines in `order`. `tell` hears what each route gave
    for what it was asked. Never raises for what an engine does; with no engine each segment fails with "no-engine".
    """
    results = {request.id: Result(request.id, None, failure="no-engine") for request in batch.segments}
    if routes is None:
        routes = registry.routes(batch.source, batch.target, order)
    for index, route in enumerate(routes):
        todo = tuple(request for request in batch.segments if results[request.id].text is None)
        if not todo:
            break
        given = translate_route(registry, route, replace(batch, segments=todo), timing=timing, protected=protected)
        tell(route, given)
        for result in given:
            earlier = results[result.id]
            better = result.text is not None or index == 0 or _sooner(result, earlier)
            results[result.id] = replace(result if better else earlier, billed=earlier.billed + result.billed)
    return [results[request.id] for request in batch.segments]


def _sooner(later: Result, earlier: Result) -> bool:
    """Whether the later failure is the one to wait for: it may pass by itself, and before the other."""
    if not may_retry(later.failure):
        return False
    return not may_retry(earlier.failure) or (later.retry_after or 0) < (earlier.retry_after or 0)
