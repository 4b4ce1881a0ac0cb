"""Wagtail's hooks: a draft of a translation is read back when it is saved."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from i18n import log_actions as _log_actions  # noqa: F401  names our acts in the audit log
from i18n.models import LanguageVersion
from i18n.review import account as _account  # noqa: F401  registers the panel of the account page
from i18n.review import article_hooks as _article_hooks  # noqa: F401  what is done with an article in all languages
from i18n.review import home_panel as _home_panel  # noqa: F401  what waits, on the first page of the admin
from i18n.review import hooks as _review_hooks  # noqa: F401  registers the translation screens
from i18n.review import page_hooks as _page_hooks  # noqa: F401  and what deleting, moving and copying mean
from i18n.review import publish_button as _publish_button  # noqa: F401  registers the way to the panel
from i18n.review import report_hooks as _report_hooks  # noqa: F401  registers reports: menu, what one is asked once
from i18n.services import content, readback, texts


@hooks.register("after_edit_page")
def read_back_draft(request: HttpRequest, page: Page) -> None:
    """What a person saved becomes the latest text of its sentences."""
    if not content.is_translatable(page):
        return
    version = (
        LanguageVersion.objects.select_related("group", "locale", "snapshot", "page").filter(page_id=page.pk).first()
    )
    if version is not None and version.group.source_id != version.pk:
        readback.pull(version=version, store=texts.load(version))


@hooks.register("before_publish_page")
def tell_conflicts_on_publish(request: HttpRequest, page: Page) -> None:
    _tell_conflicts(request, page)


@hooks.register("after_edit_page", order=1)
def tell_conflicts_on_save(request: HttpRequest, page: Page) -> None:
    _tell_conflicts(request, page)


def _tell_conflicts(request: HttpRequest, page: Page) -> None:
    """Both people changed a sentence: both texts are kept, and the person who saved last is told."""
    for mine, theirs in getattr(page, "merge_conflicts", []):
        messages.warning(
            request,
            _(
                "Somebody else changed the same sentence meanwhile. Yours is saved: “%(mine)s” "
                "Theirs is kept beside it in the review screen: “%(theirs)s”"
            )
            % {"mine": mine, "theirs": theirs},
        )
    page.merge_conflicts = []
