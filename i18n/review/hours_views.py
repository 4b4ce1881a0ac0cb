"""One's own hours and counts. There is no address for anybody else's, whoever asks."""

import csv
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Locale

from i18n.review.views import telling
from i18n.services import languages, permissions, working_time
from i18n.services.working_time import Sums, Work


@dataclass(frozen=True, slots=True)
class Line:
    """One day in one language, or the sums of a language."""

    language: str
    work: Sums
    day: date | None = None

    @property
    def time(self) -> str:
        return spell(self.work.minutes)


class HoursMenuItem(MenuItem):
    """Shown to those who translate or review."""

    def is_shown(self, request: HttpRequest) -> bool:
        roles = permissions.roles_of(request.user)
        return bool(roles.languages) or roles.moderates


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return HoursMenuItem(
        gettext_lazy("My hours"), reverse("translations:hours"), name="my-hours", icon_name="time", order=900
    )


@require_safe
@telling
def index(request: HttpRequest) -> HttpResponse:
    """A month of one's own work, day by day, with the sums of each language."""
    permissions.require(permissions.may_use_screens(request.user))
    month = _month(request.GET.get("month", ""))
    works = _works(request.user, month)
    names = _names()
    by_language = {pk: [work for work in works if work.locale_id == pk] for pk in {work.locale_id for work in works}}
    sums = [Line(names.get(pk, "–"), working_time.total(rows)) for pk, rows in by_language.items()]
    context = {
        "month": month,
        "lines": [_line(work, names) for work in works],
        "sums": sorted(sums, key=lambda line: line.language),
        "total": Line("", working_time.total(works)),
        "before": _before(request.user, month),
        "after": _after(month),
    }
    response = render(request, "i18n/review/hours.html", context)
    add_never_cache_headers(response)
    return response


@require_safe
@telling
def table(request: HttpRequest, month: str) -> HttpResponse:
    """The same month as CSV: one line per day and language."""
    permissions.require(permissions.may_use_screens(request.user))
    first = _month(month, exactly=True)
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="hours-{first:%Y-%m}.csv"'
    writer = csv.writer(response)
    writer.writerow(["day", "language", "minutes", "checked", "approved_unseen", "written", "turned_down"])
    for work in _works(request.user, first):
        counts = [len(work.checked), len(work.unseen), len(work.written), len(work.turned_down)]
        writer.writerow([work.day.isoformat(), codes.get(work.locale_id, ""), work.minutes, *counts])
    add_never_cache_headers(response)
    return response


def _month(text: str, *, exactly: bool = False) -> date:
    """The first day of a month such as 2026-11; this month where the text says nothing. Raises `Http404`."""
    if not text and not exactly:
        return timezone.localdate().replace(day=1)
    year, _dash, number = text.partition("-")
    if not (text.isascii() and year.isdigit() and number.isdigit() and len(year) == 4 and len(number) == 2):
        raise Http404
    try:
        return date(int(year), int(number), 1)
    except ValueError:
        raise Http404 from None


def _line(work: Work, names: dict[int, str]) -> Line:
    return Line(names.get(work.locale_id, "–"), working_time.total([work]), work.day)


def spell(minutes: int) -> str:
    """A length of time in words."""
    if minutes < 60:
        return _("%(minutes)d min") % {"minutes": minutes}
    return _("%(hours)d h %(minutes)d min") % {"hours": minutes // 60, "minutes": minutes % 60}


def _works(person: Any, first: date) -> list[Work]:
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return working_time.of_person(person=person, first=first, last=last)


def _names() -> dict[int, str]:
    return {locale.pk: languages.name(locale) for locale in Locale.objects.all()}


def _before(person: Any, month: date) -> str:
    earliest = working_time.first_month(person=person)
    if earliest is None or earliest >= month:
        return ""
    return f"{month.year - (month.month == 1)}-{(month.month - 2) % 12 + 1:02}"


def _after(month: date) -> str:
    if month >= timezone.localdate().replace(day=1):
        return ""
    return f"{month.year + (month.month == 12)}-{month.month % 12 + 1:02}"
