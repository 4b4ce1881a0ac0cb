"""The translation screens in Wagtail's admin: menu, addresses, and the way between a page and its versions."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from i18n.models import LanguageVersion, State
from i18n.review import public_pages, urls, words
from i18n.services import content, languages, permissions
from i18n.services.page_permissions import version_of


class TranslationsMenuItem(MenuItem):
    """Shown to those who have something to do there."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_use_screens(request.user)


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return TranslationsMenuItem(
        # Wagtail keeps the item for all requests, each in its own language.
        gettext_lazy("Translations"),
        reverse("translations:list"),
        name="translations",
        icon_name="globe",
        order=150,
    )


class EnginesMenuItem(MenuItem):
    """Shown to those who set the site up."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_choose_engines(request.user)


@hooks.register("register_settings_menu_item")
def engines_menu_item() -> MenuItem:
    return EnginesMenuItem(
        gettext_lazy("Translation engines"),
        reverse("translations:engines"),
        name="translation-engines",
        icon_name="globe",
        order=700,
    )


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("translations/", include((urls.urlpatterns, urls.app_name)))]


@hooks.register("register_page_header_buttons")
def header_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """From a translation to its sentences."""
    version = _translation(page)
    if version is not None and permissions.may_read_drafts(user, version=version):
        yield Button(
            _("Review sentences"), reverse("translations:review", args=[version.pk]), icon_name="globe", priority=5
        )


@hooks.register("before_edit_page")
def say_what_page_this_is(request: HttpRequest, page: Page) -> None:
    """Above the page editor: a translation links to its sentences and its original, an original to its versions."""
    if request.method != "GET" or not content.is_translatable(page):
        return
    version = version_of(page)
    if version is None or version.pk is None:
        return
    if permissions.is_source(version):
        _say_source(request, version)
    else:
        _say_translation(request, version)


def _say_translation(request: HttpRequest, version: LanguageVersion) -> None:
    source = version.group.source
    buttons = [messages.button(reverse("translations:review", args=[version.pk]), _("Review sentences"))]
    if source is not None and source.page is not None:
        if permissions.may_edit(request.user, version=source):
            edit = reverse("wagtailadmin_pages:edit", args=[source.page.pk])
            buttons.append(messages.button(edit, _("Edit the original")))
        elif address := public_pages.address(source):
            buttons.append(messages.button(address, _("Original")))
    text = _("This is the %(language)s translation: %(checked)d of %(total)d sentences checked.") % {
        "language": languages.name(version.locale),
        "checked": version.reviewed,
        "total": version.total,
    }
    if not public_pages.of_the_site(version):
        text = " ".join([text, _("It is not a language of the site now: readers do not see this page.")])
        messages.warning(request, text, buttons=buttons)
    elif version.problem:
        messages.warning(request, f"{text} {version.problem}", buttons=buttons)
    else:
        messages.info(request, text, buttons=buttons)


def _state(row: LanguageVersion) -> str:
    """The state of a version in a word, and that it waits for a person where it does."""
    label = str(State(row.state).label)
    return _("%(state)s (held)") % {"state": label} if row.held else label


def _say_source(request: HttpRequest, source: LanguageVersion) -> None:
    """The versions of an original with their states; 1 query."""
    others = LanguageVersion.objects.filter(group_id=source.group_id).exclude(pk=source.pk).select_related("locale")
    rows = list(others.order_by("pk"))
    if not rows:
        return
    said = [
        _("%(language)s: %(state)s") % {"language": languages.name(row.locale), "state": State(row.state).label}
        for row in rows
    ]
    buttons = [
        messages.button(reverse("translations:review", args=[row.pk]), languages.name(row.locale)) for row in rows
    ]
    messages.info(request, _("Translations – %(states)s.") % {"states": words.listed(said)}, buttons=buttons)


@hooks.register("before_bulk_action")
def publish_translations_one_by_one(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Publishing in bulk would take drafts live that nobody approved: those who may publish a translation only as it
    stands do so in the review screen.
    """
    if action_type != "publish" or getattr(action_class_instance, "models", None) != [Page]:
        return None
    pages = list(objects)
    if request.POST.get("include_descendants"):
        pages += [below for page in objects for below in page.get_descendants().specific()]
    for page in pages:
        version = _translation(page)
        if version is not None and not permissions.may_approve(request.user, version=version, author=request.user):
            messages.error(
                request, _("Publish translations in the review screen: there, no draft of a person goes live.")
            )
            return redirect("translations:list")
    return None


def _translation(page: Page) -> LanguageVersion | None:
    if page.pk is None or not content.is_translatable(page.specific_class or page):
        return None
    version = version_of(page)
    if version is None or version.pk is None or permissions.is_source(version):
        return None
    return version
