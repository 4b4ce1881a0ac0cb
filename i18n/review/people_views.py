"""The screens of roles, below Wagtail's settings: who translates, reviews, edits and looks after what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale

from i18n.review import words
from i18n.review.views import telling
from i18n.services import languages, permissions, roles
from i18n.services.roles import Assignment, RoleRefused
from i18n.services.versions import site_locales

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the list: the person, and her roles in words."""

    user: User
    name: str
    roles: list[str]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the form, and what the person is in it."""

    locale: Locale
    translates: bool = False
    reviews: bool = False
    second_eyes: bool = False


class PeopleMenuItem(MenuItem):
    """Shown to those who look after the accounts."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_assign_roles(request.user)


@hooks.register("register_settings_menu_item")
def menu_item() -> MenuItem:
    return PeopleMenuItem(
        gettext_lazy("Roles"), reverse("translations:people"), name="translation-roles", icon_name="group", order=680
    )


@hooks.register("register_user_listing_buttons")
def roles_button(user: User, request_user: Any) -> Iterable[Button]:
    """From Wagtail's list of users to the roles of one."""
    if permissions.may_assign_roles(request_user):
        address = reverse("translations:person", args=[user.pk])
        yield Button(_("Roles"), address, icon_name="group", priority=15)


@require_http_methods(["GET", "HEAD", "POST"])
@telling
def index(request: HttpRequest) -> HttpResponse:
    """Everybody with their roles, and the languages in which a second person approves."""
    permissions.require(permissions.may_assign_roles(request.user))
    if request.method == "POST":
        asked = {locale.pk: locale.language_code in request.POST.getlist("second_eyes") for locale in site_locales()}
        changed = roles.ask_second_eyes(languages=asked, by=request.user)
        messages.success(request, _("Saved: it holds from now on.") if changed else _("Nothing was changed."))
        return redirect("translations:people")
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    page = _page(query, request.GET.get("p", ""))
    eyes = roles.second_eyes()
    context = {
        "query": query,
        "page": page,
        "people": _lines(page.object_list),
        "languages": [Language(locale, second_eyes=eyes[locale.pk]) for locale in site_locales()],
    }
    return render(request, "i18n/review/people.html", context)


def _page(query: str, number: str) -> Page[User]:
    found = roles.people()
    for word in query.split()[:5]:
        found = found.filter(Q(username__icontains=word) | Q(first_name__icontains=word) | Q(last_name__icontains=word))
    return Paginator(found, PER_PAGE).get_page(number)


def _lines(people: Iterable[User]) -> list[Person]:
    known = list(people)
    assigned = roles.of_people(known)
    locales = {locale.pk: languages.name(locale) for locale in Locale.objects.all()}
    sections = {section.page_id: section.title for section in roles.sections()}
    return [Person(user, words.person(user), _in_words(user, assigned[user.pk], locales, sections)) for user in known]


def _in_words(user: User, has: Assignment, locales: Mapping[int, str], sections: Mapping[int, str]) -> list[str]:
    said = [_("Site admin")] if user.is_superuser or has.administers else []
    said += [_("Moderator")] if has.moderates else []
    said += [_("Editor: %(section)s") % {"section": sections.get(pk, "–")} for pk in sorted(has.sections)]
    for ids, role in ((has.translates, _("Translator: %(language)s")), (has.reviews, _("Reviewer: %(language)s"))):
        said += [role % {"language": name} for name in sorted(locales.get(pk, "–") for pk in ids)]
    return said


@require_http_methods(["GET", "HEAD", "POST"])
@telling
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """One form with all roles of a person; what is chosen holds from her next click on."""
    permissions.require(permissions.may_assign_roles(request.user))
    user = roles.people().filter(pk=user_id).first()
    if user is None:
        raise Http404
    has = roles.of_people([user])[user.pk]
    if request.method == "POST":
        wanted = _wanted(request.POST, has)
        try:
            before = roles.assign(person=user, roles=wanted, by=request.user)
        except RoleRefused as error:
            messages.error(request, str(error))
            return _form(request, user, wanted, status=422)
        saved = _("The roles of %(person)s are saved.") % {"person": words.person(user)}
        messages.success(request, saved if before != wanted else _("Nothing was changed."))
        return redirect("translations:people")
    return _form(request, user, has)


def _wanted(data: QueryDict, has: Assignment) -> Assignment:
    """What a form asks for; roles in languages that the site does not have now stay."""
    shown = {locale.language_code: locale.pk for locale in site_locales()}
    gone = Locale.objects.exclude(pk__in=shown.values()).values_list("pk", flat=True)
    places = {str(section.page_id): section.page_id for section in roles.sections()}
    return Assignment(
        translates=_chosen(data, "translates", shown) | (has.translates & frozenset(gone)),
        reviews=_chosen(data, "reviews", shown) | (has.reviews & frozenset(gone)),
        sections=_chosen(data, "section", places),
        moderates="moderates" in data,
        administers="administers" in data,
    )


def _chosen(data: QueryDict, name: str, known: Mapping[str, int]) -> frozenset[int]:
    return frozenset(known[value] for value in data.getlist(name) if value in known)


def _form(request: HttpRequest, user: User, has: Assignment, status: int = 200) -> HttpResponse:
    eyes = roles.second_eyes()
    languages_shown = [
        Language(locale, locale.pk in has.translates, locale.pk in has.reviews, eyes[locale.pk])
        for locale in site_locales()
    ]
    context = {
        "person": user,
        "name": words.person(user),
        "has": has,
        "languages": languages_shown,
        "sections": [(section, section.page_id in has.sections) for section in roles.sections()],
    }
    return render(request, "i18n/review/person.html", context, status=status)
