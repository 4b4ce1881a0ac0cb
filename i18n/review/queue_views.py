"""Views of the queue and of sets of work."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from i18n.review import queue_screen
from i18n.review.views import telling
from i18n.services import permissions, work_sets


class QueueMenuItem(MenuItem):
    """Shown to those who have something to do there."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_use_screens(request.user)


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return QueueMenuItem(
        gettext_lazy("Queue"), reverse("translations:queue"), name="translation-queue", icon_name="tasks", order=140
    )


@require_safe
@telling
def index(request: HttpRequest) -> HttpResponse:
    """What to do next, in the languages that a person works in."""
    permissions.require(permissions.may_use_screens(request.user))
    screen = queue_screen.build(user=request.user, query=request.GET)
    return _private(render(request, "i18n/review/queue.html", {"screen": screen}))


@require_POST
@telling
def new_set(request: HttpRequest) -> HttpResponse:
    """ "I have 30 minutes": the best sentences that fit, and the first of them."""
    asked = QueryDict(request.POST.get("back", "")[:500])
    wanted = queue_screen.wanted_of(asked)
    minutes = request.POST.get("minutes", "")
    if minutes not in {str(choice) for choice in work_sets.CHOICES}:
        messages.error(request, _("Choose how many minutes you have."))
        return redirect(_queue(wanted))
    made = work_sets.make(person=request.user, minutes=int(minutes), wanted=wanted)
    if made is None:
        messages.info(request, _("Nothing waits that fits this choice."))
        return redirect(_queue(wanted))
    return redirect("translations:queue_set", made.pk)


@require_safe
@telling
def one_set(request: HttpRequest, set_id: int) -> HttpResponse:
    """How far a set is, where it goes on, and that it is done. Only its owner's."""
    permissions.require(permissions.may_use_screens(request.user))
    work_set = work_sets.find(person=request.user, set_id=set_id)
    if work_set is None:
        raise Http404
    screen = queue_screen.build_set(work_set=work_set, user=request.user)
    return _private(render(request, "i18n/review/queue_set.html", {"screen": screen}))


def _queue(wanted: Any) -> str:
    query = queue_screen.address(wanted)
    return reverse("translations:queue") + (f"?{query}" if query else "")


def _private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response
