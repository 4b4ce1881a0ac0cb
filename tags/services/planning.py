"""What a merge would do, in the order in which people ask: which articles, which names, which addresses."""

from collections.abc import Iterable
from dataclasses import dataclass

from tags.columns import column_languages, read, site_languages
from tags.labels import Label
from tags.models import Labelled
from tags.services.relations import with_uses


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item that goes: articles that have it, and its names."""

    item: Labelled
    public: int
    total: int
    names: list[Label]


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that leads to the other item's from now on; empty where that item has none in the language."""

    language: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`filled`: names that `into` takes over where it has none. `dropped`: names that are no more."""

    into: Labelled
    items: list[PlannedItem]
    filled: list[Label]
    dropped: list[Label]
    redirects: list[Redirect]


def plan_merge(*, items: Iterable[Labelled], into: Labelled) -> Plan:
    """Two queries; nothing is changed."""
    chosen = [item.pk for item in items]
    rows = {row.pk: row for row in with_uses(type(into)._default_manager.filter(pk__in=chosen))}
    old = [rows[pk] for pk in sorted(chosen) if pk in rows]
    filled: list[Label] = []
    dropped: list[Label] = []
    for language in _languages():
        names = [name for item in old if (name := read(item, "name", language))]
        if names and not read(into, "name", language):
            filled.append(Label(names.pop(0), language))
        dropped += [Label(name, language) for name in dict.fromkeys(names) if name != read(into, "name", language)]
    return Plan(into, [_planned(item) for item in old], filled, dropped, _redirects(old, into))


def _languages() -> list[str]:
    return list(dict.fromkeys([*site_languages(), *column_languages()]))


def _planned(item: Labelled) -> PlannedItem:
    names = [Label(read(item, "name", code), code) for code in _languages() if read(item, "name", code)]
    return PlannedItem(item, item.public_uses, item.all_uses, names)  # type: ignore[attr-defined]


def _redirects(old: list[Labelled], into: Labelled) -> list[Redirect]:
    """A slug that `into` takes over, because it has none in that language, stays an address."""
    slugs = into.slugs()
    found = []
    for item in old:
        for language, slug in item.slugs().items():
            if slugs.setdefault(language, slug) != slug:
                found.append(Redirect(language, slug, slugs[language]))
    return found
