"""The page of figures, and each of its tables as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from i18n.review import figures
from i18n.review.views import telling
from i18n.services import permissions, spreadsheet
from i18n.services.figures_scope import Scope, scope_of
from i18n.services.versions import site_locales


class FiguresMenuItem(MenuItem):
    """Shown to those who have figures to see."""

    def is_shown(self, request: HttpRequest) -> bool:
        return not scope_of(request.user).nothing


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return FiguresMenuItem(
        gettext_lazy("Translation figures"),
        reverse("translations:figures"),
        name="translation-figures",
        icon_name="table",
        order=710,
    )


@require_GET
@telling
def index(request: HttpRequest) -> HttpResponse:
    """Figures of engines, languages and months; of everything, or of what the person may read."""
    scope = _scope(request)
    only = _language(request)
    tables = figures.build(scope=scope, names=list(figures.TABLES), only=only)
    shown = [locale for locale in site_locales() if scope.everything or scope.sections or locale.pk in scope.languages]
    context = {"tables": tables, "languages": shown, "only": only, "scope": scope}
    return render(request, "i18n/review/figures.html", context)


@require_GET
@telling
def table(request: HttpRequest, name: str) -> HttpResponse:
    """One table as CSV."""
    if name not in figures.TABLES:
        raise Http404
    [found] = figures.build(scope=_scope(request), names=[name], only=_language(request))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="translation-{name}-{localdate():%Y-%m-%d}.csv"'
    spreadsheet.write(response, found.header, found.rows)
    add_never_cache_headers(response)
    return response


def _scope(request: HttpRequest) -> Scope:
    scope = scope_of(request.user)
    permissions.require(not scope.nothing)
    return scope


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in {locale.language_code for locale in site_locales()} else ""
