"""An article is taken off the site in all languages by one act, and restored just as it was.

While it is withdrawn, `services/gate` keeps every page of it from being live, whoever publishes it; texts may be worked
on. Restoring brings back the pages that were public before, with the same addresses and texts, and no others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published, published

from i18n.conf import conf
from i18n.models import LanguageVersion, TranslationGroup
from i18n.services import jobs, permissions, standing

WITHDRAW, RESTORE = "i18n.withdraw", "i18n.restore"
_LONGEST_REASON = 1_000


@dataclass(frozen=True, slots=True)
class Done:
    """The versions whose pages were taken off the site, or are back."""

    group: TranslationGroup
    versions: list[LanguageVersion] = field(default_factory=list)

    @property
    def languages(self) -> list[str]:
        return [version.locale.language_code for version in self.versions]


@transaction.atomic
def withdraw(*, group: TranslationGroup, person: Any, reasons: Mapping[str, str] | None = None) -> Done:
    """Take an article off the site in all languages. `reasons`: language → why, for readers; may be empty.

    A second time changes nothing. Raises `PermissionDenied`.
    """
    group = _lock(group, person)
    if group.withdrawn_at is not None:
        return Done(group)
    group.withdrawn_at, group.withdrawn_by = timezone.now(), person
    group.withdrawn_reasons = {
        code: reason.strip()[:_LONGEST_REASON] for code, reason in (reasons or {}).items() if reason.strip()
    }
    group.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reasons"])
    done = Done(group)
    for version in _versions(group):
        version.live_when_withdrawn = version.page is not None and version.page.live
        version.revision_when_withdrawn_id = version.page.live_revision_id if version.page else None
        version.save(update_fields=["live_when_withdrawn", "revision_when_withdrawn", "changed_at"])
        if version.live_when_withdrawn and version.page is not None:
            _take_off(version.page.specific, person)
            done.versions.append(version)
    _log(group, WITHDRAW, person, done)
    return done


def _take_off(page: Page, person: Any) -> None:
    """Unpublish a page; what is scheduled for it stays planned, and waits behind the gate."""
    planned = list(page.revisions.filter(approved_go_live_at__isnull=False).values_list("pk", "approved_go_live_at"))
    UnpublishPageAction(page, user=person).execute(skip_permission_checks=True)
    for pk, moment in planned:
        Revision.objects.filter(pk=pk).update(approved_go_live_at=moment)


@transaction.atomic
def restore(*, group: TranslationGroup, person: Any) -> Done:
    """Bring back exactly what was public before. Raises `PermissionDenied`."""
    group = _lock(group, person)
    if group.withdrawn_at is None:
        return Done(group)
    now = timezone.now()
    group.withdrawn_at, group.withdrawn_by, group.withdrawn_reasons = None, None, {}
    group.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reasons"])
    done = Done(group)
    versions = _versions(group)
    _drop_missed_schedules(versions, now)
    # The original first: what follows is a translation of something that is there.
    for version in sorted(versions, key=lambda version: version.pk != group.source_id):
        if version.live_when_withdrawn and version.page is not None:
            _bring_back(version)
            done.versions.append(version)
        version.live_when_withdrawn, version.revision_when_withdrawn = False, None
        version.save(update_fields=["live_when_withdrawn", "revision_when_withdrawn", "publish_at", "changed_at"])
        standing.refresh(version=version)
    _log(group, RESTORE, person, done)
    return done


def _bring_back(version: LanguageVersion) -> None:
    """What readers saw, whatever was saved as published since; what people have decided meanwhile follows by a job."""
    if version.page is None:
        return
    revision = version.revision_when_withdrawn
    page = revision.as_object() if revision is not None else version.page.specific
    page.live, page.live_revision, page.expired = True, revision, False
    page.last_published_at = version.page.last_published_at
    page.has_unpublished_changes = page.latest_revision_id not in (None, revision.pk if revision else None)
    page.save(clean=False)
    for alias in page.specific_class.objects.filter(alias_of=page, live=False):
        alias.live, alias.has_unpublished_changes = True, False
        alias.save(clean=False)
    page_published.send(sender=page.specific_class, instance=page, revision=revision)
    published.send(sender=page.specific_class, instance=page, revision=revision)
    version.refresh_from_db()
    if not permissions.is_source(version):
        jobs.enqueue(purpose=jobs.Purpose.REPUBLISH, version=version, delay=conf.republish_delay)


def _drop_missed_schedules(versions: list[LanguageVersion], now: Any) -> None:
    """What should have gone out meanwhile does not come out of nowhere now; what is planned for later stays."""
    pages = [str(version.page_id) for version in versions if version.page_id]
    Revision.page_revisions.filter(object_id__in=pages, approved_go_live_at__lte=now).update(approved_go_live_at=None)
    for version in versions:
        if version.publish_at is not None and version.publish_at <= now:
            version.publish_at = None


def _lock(group: TranslationGroup, person: Any) -> TranslationGroup:
    group = TranslationGroup.objects.select_for_update(of=("self",)).select_related("source__page").get(pk=group.pk)
    if group.source is None:
        permissions.require(False)
    else:
        permissions.require(permissions.may_withdraw(person, version=group.source))
    return group


def _versions(group: TranslationGroup) -> list[LanguageVersion]:
    rows = group.versions.select_for_update(of=("self",)).select_related("locale", "page", "revision_when_withdrawn")
    found = list(rows.order_by("pk"))
    for version in found:
        version.group = group
    return found


def _log(group: TranslationGroup, action: str, person: Any, done: Done) -> None:
    """One entry with each page, so that the history of every language says it."""
    for version in done.versions:
        if version.page is not None:
            log(instance=version.page.specific, action=action, user=person, data={"languages": done.languages})
