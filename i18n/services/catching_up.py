"""A language that the site has (again): articles that were published meanwhile wait for it, or are translated."""

from django.db.models import Exists, OuterRef

from i18n.models import LanguageVersion, TranslationGroup, TranslationJob
from i18n.services import versions


def catch_up() -> list[TranslationJob]:
    """Queue, by policy, what the site's languages lack of the newest originals. Run twice, it queues nothing twice.

    A language that had its turn since an original was published (a job, whatever its end) is left alone.
    """
    queued: list[TranslationJob] = []
    for locale in versions.site_locales():
        shows = LanguageVersion.objects.filter(
            group=OuterRef("pk"), locale=locale, snapshot=OuterRef("current_snapshot")
        )
        tried = TranslationJob.objects.filter(
            version__group=OuterRef("pk"),
            version__locale=locale,
            created_at__gte=OuterRef("current_snapshot__created_at"),
        )
        groups = TranslationGroup.objects.filter(source__page__live=True, withdrawn_at=None)
        behind = groups.exclude(source__locale=locale).exclude(Exists(shows)).exclude(Exists(tried))
        for group in behind.select_related("source__page", "source__locale", "current_snapshot").order_by("pk"):
            if group.source is not None:
                group.source.group = group
                queued += versions.plan_again(source=group.source, only=frozenset({locale.pk}))
    return queued
