"""The screen of engines, below Wagtail's settings: see how they fare, choose their order, try one."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from i18n.review import engine_table
from i18n.review.views import telling
from i18n.services import engine_choices, engines, permissions
from i18n.services.versions import site_locales

Orders = dict[str, list[str]]


@require_http_methods(["GET", "POST"])
@telling
def index(request: HttpRequest) -> HttpResponse:
    """One address: a form of selects, whose buttons save, try an engine, or ask the servers."""
    permissions.require(permissions.may_choose_engines(request.user))
    source = request.GET.get("source", "") or site_locales()[0].language_code
    if source not in {locale.language_code for locale in site_locales()}:
        raise Http404
    if request.method == "GET":
        return _shown(request, source)
    if "ask" in request.POST:
        engines.ask_servers(now=True)
        messages.info(request, _("The servers were asked what they can do; their answers are below."))
        return redirect(_address(source))
    orders = _orders(request, source)
    if "try" in request.POST:
        return _tried(request, source, orders)
    return _saved(request, source, orders)


def _orders(request: HttpRequest, source: str) -> Orders:
    """The selects of the form: target → engines, without gaps; a target whose selects were not sent is left out."""
    orders: Orders = {}
    for locale in site_locales():
        names = [f"{locale.language_code}.{number}" for number in range(engine_choices.MOST)]
        if locale.language_code != source and any(name in request.POST for name in names):
            orders[locale.language_code] = [value for name in names if (value := request.POST.get(name, "")[:60])]
    return orders


def _saved(request: HttpRequest, source: str, orders: Orders) -> HttpResponse:
    try:
        done = engine_choices.choose(
            orders={(source, target): names for target, names in orders.items()}, person=request.user
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _shown(request, source, typed=orders, status=422)
    messages.success(request, _("The order of engines is saved.") if done.pairs else _("Nothing was changed."))
    return redirect(_address(source))


def _tried(request: HttpRequest, source: str, orders: Orders) -> HttpResponse:
    target, _colon, engine = request.POST["try"].partition(":")
    trial = None
    if target in {locale.language_code for locale in site_locales()} - {source}:
        trial = engine_choices.try_engine(source=source, target=target, engine=engine, person=request.user)
    if trial is None:
        messages.error(request, _("This engine does not offer this pair of languages now."))
    return _shown(request, source, typed=orders, trial=trial)


def _shown(
    request: HttpRequest,
    source: str,
    *,
    typed: Orders | None = None,
    trial: engine_choices.Trial | None = None,
    status: int = 200,
) -> HttpResponse:
    table = engine_table.build(source_code=source, typed=typed, trial=trial)
    return render(request, "i18n/review/engines.html", {"table": table}, status=status)


def _address(source: str) -> str:
    return f"{reverse('translations:engines')}?source={source}"
