"""The screen of policies, below Wagtail's settings: what the site does with machine text, language by content type."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Locale

from i18n.conf import conf
from i18n.models import MachinePolicy, Policy
from i18n.review import panel_words
from i18n.review.views import telling
from i18n.services import permissions, policy
from i18n.services.versions import site_locales

ALL, CHAINED = "", "chained"


@dataclass(frozen=True, slots=True)
class Cell:
    """One select: machine text into a language, of a kind of content (empty: all), or of all that is chained."""

    name: str
    label: str
    options: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class Row:
    locale: Locale
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    columns: list[str]
    rows: list[Row]
    default: str
    chained_default: str


class PolicyMenuItem(MenuItem):
    """Shown to those who set up the site."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_set_site_policy(request.user)


@hooks.register("register_settings_menu_item")
def menu_item() -> MenuItem:
    return PolicyMenuItem(
        gettext_lazy("Machine translation"),
        reverse("translations:policy"),
        name="machine-translation",
        icon_name="globe",
        order=690,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@telling
def index(request: HttpRequest) -> HttpResponse:
    """One form of selects; what is chosen holds from the next publication on."""
    permissions.require(permissions.may_set_site_policy(request.user))
    if request.method == "POST":
        return _save(request)
    return render(request, "i18n/review/policy.html", {"table": _table()})


def _save(request: HttpRequest) -> HttpResponse:
    try:
        changed = policy.set_for_site(choices=_choices(request.POST), person=request.user)
    except ValueError:
        messages.error(request, _("There is no such policy. Nothing was changed."))
        return render(request, "i18n/review/policy.html", {"table": _table()}, status=422)
    saved = _("Saved: it holds from the next publication on. What is public stays public.")
    messages.success(request, saved if changed else _("Nothing was changed."))
    return redirect("translations:policy")


def _choices(data: Mapping[str, str]) -> list[MachinePolicy]:
    """The rows that a form describes; a select that was not sent changes nothing."""
    there = {(row.locale_id, row.key): row for row in MachinePolicy.objects.all()}
    made = []
    for locale in site_locales():
        for key, _label in [(ALL, ""), *policy.kinds()]:
            now = there.get((locale.pk, key), MachinePolicy())
            chosen = data.get(_name(locale, key), now.policy)
            chained = data.get(_name(locale, ALL, CHAINED), now.chained) if key == ALL else now.chained
            made.append(MachinePolicy(locale=locale, key=key, policy=chosen, chained=chained))
    return made


def _name(locale: Locale, key: str, part: str = "policy") -> str:
    return f"{part}.{locale.language_code}.{key}"


def _table() -> Table:
    """2 queries and those of the kinds, whatever the number of languages."""
    there = {(row.locale_id, row.key): row for row in MachinePolicy.objects.all()}
    kinds = policy.kinds()
    everything, chained = _("All content"), _("Through another language")
    rows = []
    for locale in site_locales():
        now = there.get((locale.pk, ALL), MachinePolicy())
        cells = [
            _cell(locale, ALL, everything, now.policy, _("as the site")),
            _cell(locale, ALL, chained, now.chained, _("as the site"), part=CHAINED),
        ]
        for key, label in kinds:
            row = there.get((locale.pk, key), MachinePolicy())
            cells.append(_cell(locale, key, label, row.policy, _("as all content")))
        rows.append(Row(locale, cells))
    return Table(
        columns=[everything, chained, *(label for _key, label in kinds)],
        rows=rows,
        default=panel_words.policy(conf.machine_policy),
        chained_default=panel_words.policy(
            conf.chained_policy if conf.machine_policy == Policy.PUBLISH else conf.machine_policy
        ),
    )


def _cell(locale: Locale, key: str, label: str, chosen: str, empty: str, part: str = "policy") -> Cell:
    options: list[tuple[str, str, Any]] = [("", f"– ({empty})", not chosen)]
    options += [(value.value, panel_words.policy(value), value == chosen) for value in Policy]
    name = _("%(language)s: %(what)s") % {"language": locale.get_display_name(), "what": label}
    return Cell(_name(locale, key, part), name, options)
