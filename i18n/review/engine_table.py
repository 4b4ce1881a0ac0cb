"""What the screen of engines shows: each engine with its state in words, and the pairs of one source language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from i18n.engines.registry import Registry
from i18n.engines.remote import RemoteEngine
from i18n.engines.route import Route
from i18n.models import EngineStatus
from i18n.review import words
from i18n.services import engine_choices, engines
from i18n.services.versions import site_locales

# The variable without which an engine that comes with the site is not there.
VARIABLES = {"libretranslate": "INTERURBAN_LIBRETRANSLATE_URL", "deepl": "DEEPL_AUTH_KEY"}


@dataclass(frozen=True, slots=True)
class EngineRow:
    """One engine. `mark` is a state of the stylesheet; `variable` is what an engine that is not there needs."""

    label: str
    mark: str
    state: str
    since: datetime | None = None
    pairs: int = 0
    leaves_site: bool = False
    error: str = ""
    failed_at: datetime | None = None
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """An engine that can do a pair now. `through`: the language in between, empty where it is direct."""

    engine: str
    label: str
    through: str
    leaves_site: bool
    trial: str


@dataclass(frozen=True, slots=True)
class Select:
    """One place in the order of a pair: options are (engine, label, selected)."""

    name: str
    label: str
    options: Sequence[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair of languages: who can do it, what was chosen, what will be asked, and what a trial said."""

    target: Locale
    ways: Sequence[Way]
    selects: Sequence[Select]
    now: str
    trial: engine_choices.Trial | None = None
    trial_failure: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    source: Locale
    sources: Sequence[Locale]
    engines: Sequence[EngineRow] = field(default_factory=list)
    pairs: Sequence[PairRow] = field(default_factory=list)


def build(
    *, source_code: str, typed: Mapping[str, Sequence[str]] | None = None, trial: engine_choices.Trial | None = None
) -> Table | None:
    """The screen for one source language; `typed` are orders by target that somebody has not saved. 4 queries."""
    locales = site_locales()
    source = next((locale for locale in locales if locale.language_code == source_code), None)
    if source is None:
        return None
    found = engines.registry()
    names = {locale.language_code: str(locale.get_display_name()) for locale in locales}
    pairs = [
        _pair(found, source, target, names, (typed or {}).get(target.language_code), trial)
        for target in locales
        if target.pk != source.pk
    ]
    return Table(source, locales, _engines(found), pairs)


def _engines(found: Registry) -> list[EngineRow]:
    statuses = {status.engine: status for status in EngineStatus.objects.all()}
    rows = [_engine(found, name, statuses.get(name)) for name in found.engines]
    rows += [
        EngineRow(engines.label(name), "missing", _("Not set up."), variable=variable)
        for name, variable in VARIABLES.items()
        if name not in found.engines
    ]
    return rows


def _engine(found: Registry, name: str, status: EngineStatus | None) -> EngineRow:
    engine = found.engines[name]
    capabilities = engine.capabilities
    mark, state, since = _state(status, remote=isinstance(engine, RemoteEngine), pairs=len(capabilities.pairs))
    return EngineRow(
        engines.label(name),
        mark,
        state,
        since,
        len(capabilities.pairs),
        capabilities.leaves_site,
        words.failure(status.failure) if status else "",
        status.failed_at if status else None,
    )


def _state(status: EngineStatus | None, *, remote: bool, pairs: int) -> tuple[str, str, datetime | None]:
    """State of the stylesheet, words, since when (or until when)."""
    now = timezone.now()
    if status is not None and status.resting_until and status.resting_until > now:
        return "outdated", _("It failed several times and is left alone until"), status.resting_until
    worked = _worked(status) if status else None
    if status is not None and status.failed_at and (worked is None or status.failed_at > worked):
        return "outdated", _("The latest call failed"), status.failed_at
    if not pairs:
        nothing = _("It was not asked yet.") if remote and worked is None else _("It offers no pair of languages.")
        return "missing", nothing, None
    return "reviewed", _("It works") if worked else _("It is ready."), worked


def _worked(status: EngineStatus) -> datetime | None:
    """When it last did what it should. That a server says what it can do refutes that it is away, not that a quota is
    used up.
    """
    answers = [status.worked_at]
    if status.failure in ("", "unavailable", "timeout", "resting", "bad-output"):
        answers.append(status.asked_at)
    return max(filter(None, answers), default=None)


def _pair(
    found: Registry,
    source: Locale,
    target: Locale,
    names: Mapping[str, str],
    typed: Sequence[str] | None,
    trial: engine_choices.Trial | None,
) -> PairRow:
    codes = source.language_code, target.language_code
    ways = [
        _way(found, next(iter(routes)), names)
        for name in engines.usual_order(found)
        if (routes := found.routes(*codes, [name]))
    ]
    ways.sort(key=lambda way: bool(way.through))
    order = list(engines.chosen(*codes) if typed is None else typed)
    mine = trial if trial is not None and trial.route.steps[-1][1] == codes[1] else None
    return PairRow(
        target,
        ways,
        _selects(target.language_code, order, ways),
        words.listed(list(dict.fromkeys(engines.label(route.engine) for route in engines.routes(*codes)))),
        mine,
        words.failure(mine.result.failure or "") if mine else "",
    )


def _way(found: Registry, route: Route, names: Mapping[str, str]) -> Way:
    code = route.steps[0][1] if route.chained else ""
    return Way(
        route.engine,
        engines.label(route.engine),
        names.get(code, code),
        found.engines[route.engine].capabilities.leaves_site,
        f"{route.steps[-1][1]}:{route.engine}",
    )


def _selects(code: str, order: Sequence[str], ways: Sequence[Way]) -> list[Select]:
    there = {way.engine: way.label for way in ways}
    # what was chosen stays to be seen, though its key or server is gone
    gone = {name: _("%(engine)s (not there now)") % {"engine": engines.label(name)} for name in order if name}
    options = {**gone, **there}
    labels = (_("First"), _("Second"), _("Third"))
    padded = [*order, *[""] * engine_choices.MOST]
    return [
        Select(f"{code}.{number}", labels[number], [(name, said, name == chosen) for name, said in options.items()])
        for number, chosen in enumerate(padded[: engine_choices.MOST])
    ]
