"""Wagtail's screens about pages (delete, move, copy): what they mean for the versions of an article."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from i18n.review.page_views import deletion_url
from i18n.services import content, copies, languages, moves, permissions, removal, source_change
from i18n.services.page_permissions import version_of


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """What the history of a page calls a change of the original."""

    @actions.register_action(source_change.LOG_ACTION)
    class ChangeOfSource(LogFormatter):
        label = gettext_lazy("Change the original")

        def format_message(self, log_entry: Any) -> str:
            return _("The original of this article is in another language now: %(language)s") % {
                "language": log_entry.data.get("original", "")
            }


@hooks.register("before_delete_page")
def ask_about_versions(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An original is never deleted without a word about its versions."""
    answer = _instead_of_deleting(request, [page])
    if answer is None and request.method == "GET" and _is_translation(page):
        messages.info(
            request,
            _(
                "Only this translation is deleted. Its texts stay in the record: it can be made again from the list of "
                "translations, with the same texts and, if it is free, the same address."
            ),
        )
    return answer


def _instead_of_deleting(request: HttpRequest, pages: Sequence[Page]) -> HttpResponse | None:
    reason = removal.obstacle(pages)
    parent = pages[0].get_parent()
    explorer = redirect("wagtailadmin_explore", parent.pk if parent is not None else pages[0].pk)
    if reason:
        messages.error(request, reason)
        return explorer
    if removal.affected(pages):
        return redirect(deletion_url(list(pages), explorer.url))
    return None


@hooks.register("before_move_page")
def refuse_move_across_languages(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """In the move screen: with the reason, back to the choice of a place."""
    reason = moves.obstacle(page, destination)
    if not reason:
        return None
    messages.error(request, reason)
    return redirect("wagtailadmin_pages:move", page.pk)


@hooks.register("before_bulk_action")
def ask_before_bulk_action(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Bulk deletion asks about versions, a bulk move stays in its language."""
    if getattr(action_class_instance, "models", None) != [Page] or not objects:
        return None
    if action_type == "delete":
        return _instead_of_deleting(request, objects)
    if action_type == "move":
        destination = action_class_instance.cleaned_form.cleaned_data["chooser"]
        reason = next((reason for page in objects if (reason := moves.obstacle(page, destination))), "")
        if reason:
            messages.error(request, reason)
            return redirect(action_class_instance.next_url)
    return None


@hooks.register("before_copy_page")
def say_what_a_copy_is(request: HttpRequest, page: Page) -> None:
    """Above the copy form: a copy of a translation is an article of its own, and its labels stay."""
    if request.method == "GET" and _is_translation(page):
        messages.info(
            request,
            _(
                "This is a translation. Its copy will be an article of its own, written in %(language)s, with no link "
                "to the original. Sentences that nobody has checked stay labelled as machine translation until "
                "somebody rewrites or checks them."
            )
            % {"language": languages.name(page.locale)},
        )


@hooks.register("before_edit_page")
def say_that_it_is_a_copy(request: HttpRequest, page: Page) -> None:
    """Above the editor of a copied translation: what is labelled, and how the label goes."""
    if request.method != "GET" or not content.is_translatable(page) or copies.copied_from(page) is None:
        return
    version = version_of(page)
    if version is None or version.pk is None:
        messages.info(
            request,
            _(
                "This is a copy of a translation: when it is published, sentences that nobody has checked are labelled "
                "as machine translation, unless you rewrite them."
            ),
        )
    elif permissions.is_source(version) and version.machine + version.unchecked:
        _say_open(request, version)


def _say_open(request: HttpRequest, version: Any) -> None:
    messages.warning(
        request,
        _("This is a copy of a translation: %(open)d of %(total)d sentences are labelled, nobody has checked them.")
        % {"open": version.machine + version.unchecked, "total": version.total},
        buttons=[messages.button(reverse("translations:checked", args=[version.pk]), _("Check them"))],
    )


def _is_translation(page: Page) -> bool:
    if not content.is_translatable(page.specific_class or Page):
        return False
    version = version_of(page)
    return version is not None and version.pk is not None and not permissions.is_source(version)
