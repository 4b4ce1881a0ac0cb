"""The engines of this site: one registry per process, built from the settings, in the order chosen for each pair.

What servers can do, and how engines fare, is kept in the database: the worker asks and calls, and all processes know.
Nothing here goes to the network but `ask_servers` and `translate`.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from django.utils import timezone

from i18n.conf import conf
from i18n.engines.batch import Batch
from i18n.engines.breaker import Breaker
from i18n.engines.calling import Timing
from i18n.engines.engine import Engine
from i18n.engines.errors import as_engine_error
from i18n.engines.registry import BadConfig, Registry, build
from i18n.engines.remote import Known, RemoteEngine
from i18n.engines.result import Result
from i18n.engines.route import Route
from i18n.engines.routing import translate as translate_along
from i18n.models import EngineChoice, EngineStatus

logger = logging.getLogger(__name__)

# What was chosen or learnt elsewhere is known here so many seconds later.
FRESH = 5.0
NOTE_EVERY = 60.0
ASK_EVERY, ASK_AGAIN = timedelta(minutes=5), timedelta(seconds=30)
ASK_SECONDS = 10.0

# The engines that come with the site, as people call them.
SHIPPED = {"apertium": "Apertium", "libretranslate": "LibreTranslate", "deepl": "DeepL"}


@dataclass(slots=True)
class _Kept:
    """What this process read from the database, and what it wrote there."""

    until: float = 0.0
    order: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    noted: dict[str, tuple[tuple[bool, str, str], float]] = field(default_factory=dict)


_kept = _Kept()


@cache
def _built() -> Registry:
    """The engines of the settings; one whose settings are wrong is left out, so that the site goes on without it."""
    found: dict[str, Engine] = {}
    for name, config in conf.engines.items():
        try:
            found |= build({name: config}).engines
        except BadConfig as problem:
            logger.warning("%s: it is left out (manage.py check says more)", problem)
    return Registry(found)


def registry() -> Registry:
    """The registry of this process, which knows what servers said lately: at most 2 queries every few seconds."""
    found = _built()
    if found.engines and time.monotonic() >= _kept.until:
        _read(found)
    return found


def _read(found: Registry) -> None:
    order: dict[tuple[str, str], list[str]] = {}
    rows = EngineChoice.objects.order_by("position").values_list(
        "source__language_code", "target__language_code", "engine"
    )
    for source, target, name in rows:
        order.setdefault((source, target), []).append(name)
    remote = {name: engine for name, engine in found.engines.items() if isinstance(engine, RemoteEngine)}
    for status in EngineStatus.objects.filter(engine__in=remote) if remote else ():
        engine = remote[status.engine]
        engine.learn(Known.from_data(status.known) if status.place == engine.place else Known())
    _kept.order, _kept.until = order, time.monotonic() + FRESH


def read_again() -> None:
    """Forget what was read from the database: something was just chosen or learnt."""
    _kept.until = 0.0


def chosen(source: str, target: str) -> list[str]:
    """Names of engines in the order that somebody chose for a pair; empty where nobody did."""
    registry()
    return list(_kept.order.get((source, target), ()))


def routes(source: str, target: str) -> list[Route]:
    """Ways from one language to another; empty where no engine is there. In the order chosen for the pair, else direct
    before chained, and engines of this site before those that send text elsewhere.

    A route stays where its engine rests or cannot be reached: that passes.
    """
    found = registry()
    order = chosen(source, target)
    if order:
        return [route for name in order for route in found.routes(source, target, [name])]
    return list(found.routes(source, target, usual_order(found)))


def label(name: str) -> str:
    """What people call an engine, one that is not set up any more too: its texts are still there."""
    engine = _built().engines.get(name)
    return (engine.label if engine else "") or SHIPPED.get(name, name)


def is_trained(name: str) -> bool:
    """Whether an engine works by a model that was trained on texts; one that is gone counts as such."""
    engine = _built().engines.get(name)
    return engine is None or engine.trained


def usual_order(found: Registry) -> list[str]:
    """Names of all engines, those that keep the text here first."""
    return sorted(found.engines, key=lambda name: found.engines[name].capabilities.leaves_site)


def translate(
    *,
    batch: Batch,
    routes: Sequence[Route],
    tell: Callable[[Route, Sequence[Result]], None] = lambda route, results: None,
) -> list[Result]:
    """One result per sentence, by the first route that can; how the engines fared is kept. Never in a transaction."""
    found = registry()
    try:
        return translate_along(found, batch, routes=routes, tell=tell)
    finally:
        for name in {route.engine for route in routes}:
            note(name=name, breaker=found.breaker(name))


def try_out(*, route: Route, batch: Batch) -> Result:
    """One attempt for a person who wants to know, also where the engine is left alone. Never in a transaction."""
    apart = Registry(registry().engines)
    (result,) = apart.translate(route, batch, timing=Timing(attempts=1))
    note(name=route.engine, breaker=apart.breaker(route.engine), always=True)
    return result


def note(*, name: str, breaker: Breaker, always: bool = False) -> EngineStatus | None:
    """Keep how an engine fares: changes at once, the rest once a minute. Returns what was written, if anything."""
    worked, failure = breaker.latest
    now = (worked, failure, breaker.state)
    before, when = _kept.noted.get(name, (None, 0.0))
    if not (worked or failure) or (before == now and time.monotonic() < when + NOTE_EVERY and not always):
        return None
    _kept.noted[name] = (now, time.monotonic())
    at = timezone.now()
    wait = breaker.wait()
    values: dict[str, object] = {"worked_at": at} if worked else {"failure": failure, "failed_at": at}
    values["resting_until"] = at + timedelta(seconds=wait) if wait else None
    return EngineStatus.objects.update_or_create(engine=name, defaults=values)[0]


def ask_servers(*, now: bool = False) -> list[EngineStatus]:
    """Ask the servers what they can do, where that is due (`now`: in any case). Returns what is kept of those asked.

    A server that does not answer keeps its pairs: work for it waits until it is back. Never in a transaction.
    """
    remote = {name: engine for name, engine in _built().engines.items() if isinstance(engine, RemoteEngine)}
    if not remote:
        return []
    there = {status.engine: status for status in EngineStatus.objects.filter(engine__in=remote)}
    asked = [
        _ask(name, engine, there.get(name))
        for name, engine in remote.items()
        if now or _is_due(engine, there.get(name))
    ]
    if asked:
        read_again()
    return asked


def _is_due(engine: RemoteEngine, status: EngineStatus | None) -> bool:
    if status is None or status.tried_at is None or status.place != engine.place:
        return True
    answered = status.asked_at == status.tried_at
    return timezone.now() >= status.tried_at + (ASK_EVERY if answered else ASK_AGAIN)


def _ask(name: str, engine: RemoteEngine, status: EngineStatus | None) -> EngineStatus:
    at = timezone.now()
    values: dict[str, object] = {"tried_at": at, "place": engine.place}
    try:
        known = engine.ask(time.monotonic() + ASK_SECONDS)
    except Exception as problem:
        error = as_engine_error(problem)
        logger.warning("engine %s does not say what it can do: %s", name, error.code)
        values |= {"failure": error.code, "failed_at": at}
        if status is not None and status.place != engine.place:
            values["known"] = {}
    else:
        values |= {"known": known.as_data(), "asked_at": at}
    return EngineStatus.objects.update_or_create(engine=name, defaults=values)[0]


def reset() -> None:
    """Forget the registry (settings changed, an engine was installed, a test ends); running pipelines are closed."""
    if _built.cache_info().currsize:
        _built().close()
    _built.cache_clear()
    _kept.noted.clear()
    _kept.order.clear()
    read_again()
