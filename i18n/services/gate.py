"""What keeps a page from readers, whoever publishes it: a withdrawn group, a version that was urgently taken down, an
original that was never public.
"""

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from i18n.models import LanguageVersion, TranslationGroup, UrgentMode


def is_shut(page: Page) -> bool:
    """Whether a page must not be live: 1 query. Asked at each saving of a live page, so that no way leads past it."""
    source_never_public = Q(source__page__live=False, source__page__first_published_at=None)
    shut = (
        Q(withdrawn_at__isnull=False)
        | Q(versions__page=page.pk or 0, versions__urgent__mode=UrgentMode.DOWN)
        | (source_never_public & ~Q(source__page=page.pk or 0))
    )
    return TranslationGroup.objects.filter(shut, translation_key=page.translation_key).exists()


def reason(version: LanguageVersion) -> str:
    """Why a version cannot be made public just now, for the person who tries; empty where nothing is in the way."""
    if version.group.withdrawn_at is not None:
        return _("This article is withdrawn in all languages. Restore it first; its texts can be worked on meanwhile.")
    if version.urgent is not None and version.urgent.mode == UrgentMode.DOWN:
        return _(
            "This version was taken down by an urgent correction. It comes back by itself when its sentences in "
            "question are decided, or when an editor takes the urgent correction back."
        )
    return ""


def awaits_source(version: LanguageVersion) -> bool:
    """Whether the original was never public: its translations go out with it, and not before."""
    source = version.group.source
    if source is None or source.pk == version.pk or source.page is None:
        return False
    return not source.page.live and source.page.first_published_at is None
