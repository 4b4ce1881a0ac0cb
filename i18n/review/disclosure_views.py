"""The disclosure record in the admin: what was shown of each page and when, and the record as files."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from i18n.review.views import telling
from i18n.services import disclosure_export, permissions, spreadsheet
from i18n.services.disclosure_export import Names, Wanted
from i18n.services.versions import site_locales

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks for, as typed, and as part of the record."""

    wanted: Wanted
    words: str
    since: str
    until: str
    named: bool
    query: str


class DisclosureMenuItem(MenuItem):
    """Shown to those who may hand the record out."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_export(request.user)


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return DisclosureMenuItem(
        gettext_lazy("Disclosure record"),
        reverse("translations:disclosure"),
        name="disclosure-record",
        icon_name="history",
        order=720,
    )


def _asked(request: HttpRequest) -> Asked:
    """The form of the address; a day that is none and a language that the site does not know ask for nothing."""
    data = request.GET
    words = data.get("q", "").replace("\x00", "").strip()[:200]
    known = {locale.language_code for locale in site_locales()}
    language = data.get("language", "") if data.get("language", "") in known else ""
    try:
        key = str(UUID(data["article"])) if data.get("article") else ""
    except ValueError:
        raise Http404 from None
    since, until = _day(data.get("since", "")), _day(data.get("until", ""))
    wanted = Wanted(language, key, words, since, until + timedelta(days=1) if until else None)
    query = data.copy()
    query.pop("p", None)
    return Asked(
        wanted, words, f"{since:%Y-%m-%d}" if since else "", f"{until:%Y-%m-%d}" if until else "",
        data.get("names", "") == "accounts", query.urlencode(),
    )  # fmt: skip


def _day(text: str) -> datetime | None:
    try:
        day = parse_date(text.strip()[:10])
    except ValueError:
        return None
    return make_aware(datetime(day.year, day.month, day.day)) if day is not None and day.year > 1900 else None


@require_GET
@telling
def index(request: HttpRequest) -> HttpResponse:
    """Labels, newest first, with the files of the same choice."""
    permissions.require(permissions.may_export(request.user))
    asked = _asked(request)
    rows = asked.wanted.pages().order_by("-pk")
    if asked.wanted.since:
        rows = rows.filter(moment__gte=asked.wanted.since)
    if asked.wanted.until:
        rows = rows.filter(moment__lt=asked.wanted.until)
    page = Paginator(rows.defer("texts", "details"), PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "asked": asked, "languages": site_locales()}
    return render(request, "i18n/review/disclosure.html", context)


@require_GET
@telling
def file(request: HttpRequest, name: str) -> HttpResponse | StreamingHttpResponse:
    """The record as a file: `labels.csv`, `texts.csv` or `record.json`."""
    permissions.require(permissions.may_export(request.user))
    asked = _asked(request)
    names = Names(accounts=asked.named)
    made: Iterator[str]
    if name == "labels.csv":
        made = spreadsheet.lines(disclosure_export.LABELS, disclosure_export.label_rows(asked.wanted))
    elif name == "texts.csv":
        made = spreadsheet.lines(disclosure_export.TEXTS, disclosure_export.text_rows(asked.wanted, names))
    elif name == "record.json":
        made = json_lines(disclosure_export.as_json(asked.wanted, names))
    else:
        raise Http404
    kind = "application/json" if name.endswith("json") else "text/csv; charset=utf-8"
    response = StreamingHttpResponse(made, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="disclosure-{localdate():%Y-%m-%d}-{name}"'
    add_never_cache_headers(response)
    return response


def json_lines(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """A JSON array, one element on each line."""
    yield "[\n"
    for number, row in enumerate(rows):
        yield (",\n" if number else "") + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"
