"""Which sentences the review shows: all, or those with something to do, by `?show=` in the address."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from i18n.models import State
from i18n.review.rows import Row


@dataclass(frozen=True, slots=True)
class Tab:
    """One of them, with how many sentences it has."""

    key: str
    label: str | Promise
    count: int
    query: str
    current: bool


_KINDS: dict[str, tuple[str | Promise, Callable[[Row], bool]]] = {
    "": (pgettext_lazy("sentences", "All"), lambda row: True),
    "open": (_("To handle"), lambda row: row.open),
    "outdated": (_("Original changed"), lambda row: row.state == State.OUTDATED),
    "reported": (_("Reported"), lambda row: bool(row.reports)),
}
#: What of an address is kept from one screen to the next.
_KEPT = ("show", "set")


def known(show: str) -> str:
    """The kind that an address asks for; all, where it is none."""
    return show if show in _KINDS else ""


def chosen(rows: Iterable[Row], show: str) -> list[Row]:
    """The sentences of a kind."""
    _label, fits = _KINDS[known(show)]
    return [row for row in rows if fits(row)]


def tabs(rows: list[Row], show: str, query: Mapping[str, str]) -> list[Tab]:
    """All kinds with their counts; those without a sentence are left out, but for the one that is shown."""
    found = []
    for key, (label, fits) in _KINDS.items():
        count = sum(fits(row) for row in rows)
        if count or key in ("", "open", show):
            found.append(Tab(key, label, count, address({**query, "show": key}) or "?", key == show))
    return found


def with_set(found: list[Tab], rows: list[Row], query: Mapping[str, str]) -> list[Tab]:
    """The sentences of a set of work come first; "all" leaves the set."""
    mine = Tab("set", _("Your set"), len(rows), address({**query, "show": ""}), not query.get("show"))
    others = [
        Tab(tab.key, tab.label, tab.count, tab.query if tab.key else "", tab.current and bool(tab.key)) for tab in found
    ]
    return [mine, *others]


def address(query: Mapping[str, str]) -> str:
    """What of a query is kept, with its question mark; empty for nothing."""
    found = kept(query)
    return f"?{urlencode(found)}" if found else ""


def kept(query: Mapping[str, str]) -> dict[str, str]:
    """What of a query goes along from page to page: which sentences are shown, of which set."""
    return {name: query[name] for name in _KEPT if query.get(name)}
