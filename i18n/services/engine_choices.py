"""Choosing the engines of a pair of languages, and trying one: settings, for site admins."""

import datetime
import time
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Locale

from i18n.engines.batch import Batch, Request
from i18n.engines.result import Result
from i18n.engines.route import Route
from i18n.engines.tags import escape, plain
from i18n.models import EngineChoice
from i18n.services import engines, permissions

MOST = 3  # engines in a row for one pair
TRY_SECONDS = 20.0
SAMPLE = "The library is open until six o’clock."

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """Pairs of language codes whose order was changed."""

    pairs: list[Pair]


@transaction.atomic
def choose(*, orders: Mapping[Pair, Sequence[str]], person: object) -> Changed:
    """Set the order of engines for pairs of languages; an empty order is the usual one again.

    Raises `ValidationError` for an engine that is not there or is named twice, and changes nothing then.
    """
    permissions.require(permissions.may_choose_engines(person))
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    known = engines.registry().engines
    there: dict[Pair, list[str]] = {}
    for row in EngineChoice.objects.select_for_update(of=("self",)).select_related("source", "target"):
        there.setdefault((row.source.language_code, row.target.language_code), []).append(row.engine)
    changed = {pair: list(names) for pair, names in orders.items() if list(names) != there.get(pair, [])}
    for (source, target), names in changed.items():
        problem = _problem(locales, (source, target), names, {*known, *there.get((source, target), [])})
        if problem:
            raise ValidationError(problem)
        EngineChoice.objects.filter(source=locales[source], target=locales[target]).delete()
        EngineChoice.objects.bulk_create(
            EngineChoice(source=locales[source], target=locales[target], engine=name, position=number)
            for number, name in enumerate(names[:MOST], 1)
        )
    engines.read_again()
    transaction.on_commit(engines.read_again)  # another thread may have read the old order meanwhile
    return Changed(list(changed))


def _problem(locales: Mapping[str, Locale], pair: Pair, names: Sequence[str], known: Set[str]) -> str:
    """Why a pair cannot have this order, or nothing."""
    source, target = (locales.get(code) for code in pair)
    if source is None or target is None or source == target:
        return _("These languages are not a pair of this site.")
    said = ""
    if len(set(names)) < len(names):
        said = _("an engine stands there twice.")
    elif not known >= set(names):
        said = _("this engine is not there: its address or key is not set.")
    if not said:
        return ""
    return _("%(source)s → %(target)s: %(problem)s") % {
        "source": source.get_display_name(),
        "target": target.get_display_name(),
        "problem": said,
    }


@dataclass(frozen=True, slots=True)
class Trial:
    """What one engine made of the sample sentence: a text, or a failure code."""

    route: Route
    sample: str
    result: Result

    @property
    def text(self) -> str:
        """What the engine said, as plain text."""
        return plain(self.result.text or "")


def try_engine(*, source: str, target: str, engine: str, person: object) -> Trial | None:
    """Ask one engine to translate the sample sentence; nothing where it offers no way. Never in a transaction."""
    permissions.require(permissions.may_choose_engines(person))
    found = engines.registry()
    way = next(iter(found.routes(source, target, [engine])), None)
    if way is None:
        return None
    text = sample(source)
    batch = Batch(source, target, (Request("sample", escape(text)),), deadline=time.monotonic() + TRY_SECONDS)
    return Trial(way, text, engines.try_out(route=way, batch=batch))


def sample(language: str) -> str:
    """A short sentence of the language where our catalogues have one, else a date, which every language has."""
    with translation.override(language):
        said = _("The library is open until six o’clock.")
        if said != SAMPLE or language.split("-")[0] == "en":
            return said
        return date_format(datetime.date(2022, 11, 2), "DATE_FORMAT")
