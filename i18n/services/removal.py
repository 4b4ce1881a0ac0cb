"""Deletion: what becomes of the versions of an original, and what is kept of a page that is gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page, Site

from i18n.models import LanguageVersion, RenderedText, TranslationJob
from i18n.services import content, jobs, permissions, source_change, standing

ALL = "all"


class DeletionRefused(Exception):
    """What is in the way of a deletion, in the words of the person who asked for it."""


@dataclass(frozen=True, slots=True)
class Affected:
    """An original that is to be deleted, with its versions that have a page."""

    source: LanguageVersion
    versions: list[LanguageVersion]

    def heirs(self) -> list[LanguageVersion]:
        """Versions that can become the original."""
        return [version for version in self.versions if not source_change.obstacle(version)]


@dataclass(slots=True)
class Deleted:
    """Titles of the pages that are gone, and the versions that became originals."""

    titles: list[str] = field(default_factory=list)
    heirs: list[LanguageVersion] = field(default_factory=list)


def obstacle(pages: Iterable[Page]) -> str:
    """Why pages cannot be deleted: they hold articles, or are the first page of the site. Empty where nothing is."""
    for page in pages:
        below = [child for child in page.get_descendants() if content.is_translatable(child.specific_class or Page)]
        if below:
            return ngettext(
                "“%(page)s” holds %(count)d article: move or delete it first. Nothing was deleted.",
                "“%(page)s” holds %(count)d articles: move or delete them first. Nothing was deleted.",
                len(below),
            ) % {"page": page.get_admin_display_title(), "count": len(below)}
        if Site.objects.filter(root_page=page).exists():
            return _(
                "“%(page)s” is the first page of the site: without it nothing is public. Choose another one under "
                "Settings › Sites first. Nothing was deleted."
            ) % {"page": page.get_admin_display_title()}
    return ""


def affected(pages: Iterable[Page]) -> list[Affected]:
    """The originals among pages whose versions would be left behind: 2 queries."""
    ids = {page.pk for page in pages}
    related = LanguageVersion.objects.select_related("group__source", "group__current_snapshot", "locale", "page")
    sources = related.filter(page_id__in=ids, group__source=F("pk")).order_by("pk")
    others: dict[int, list[LanguageVersion]] = {}
    groups = [source.group_id for source in sources]
    for version in related.filter(group_id__in=groups, page__isnull=False).exclude(page_id__in=ids).order_by("pk"):
        others.setdefault(version.group_id, []).append(version)
    return [Affected(source, others[source.group_id]) for source in sources if source.group_id in others]


@transaction.atomic
def delete(*, pages: Sequence[Page], fates: Mapping[int, str], person: Any) -> Deleted:
    """Delete pages. `fates` says for each original with versions (by the id of its group) what becomes of them: `all`
    deletes them too, the id of a version makes that one the original. Raises `DeletionRefused`, `PermissionDenied`.
    """
    reason = obstacle(pages)
    if reason:
        raise DeletionRefused(reason)
    for page in pages:
        permissions.require(page.permissions_for_user(person).can_delete())
    done = Deleted()
    for found in affected(pages):
        _settle(found, fates.get(found.source.group_id, ""), person, done)
    for page in pages:
        _delete(page, person, done)
    return done


def _settle(found: Affected, fate: str, person: Any, done: Deleted) -> None:
    if fate == ALL:
        for version in found.versions:
            if version.page is not None:
                _delete(version.page, person, done)
        return
    heir = next((version for version in found.versions if str(version.pk) == fate), None)
    if heir is None:
        raise DeletionRefused(
            _("Say what becomes of the versions of “%(title)s”. Nothing was deleted.") % {"title": found.source.page}
        )
    try:
        source_change.change_source(group=found.source.group, to=heir, person=person)
    except source_change.ChangeRefused as error:
        raise DeletionRefused(str(error)) from error
    done.heirs.append(heir)


def _delete(page: Page, person: Any, done: Deleted) -> None:
    done.titles.append(page.get_admin_display_title())
    # The rights were checked on the page that was asked for; its versions go with it.
    DeletePageAction(Page.objects.get(pk=page.pk).specific, user=person).execute(skip_permission_checks=True)


def page_gone(page: Page) -> None:
    """A page is about to be deleted, by whomever: its texts and reports stay, its work ends with a reason."""
    version = (
        LanguageVersion.objects.select_related("group__source", "group__current_snapshot", "snapshot", "locale")
        .filter(page_id=page.pk)
        .first()
    )
    if version is None:
        return
    version.page, version.removed, version.held, version.former_slug = None, True, False, page.slug
    version.own_revision, version.problem = None, ""
    version.save(update_fields=["page", "removed", "held", "former_slug", "own_revision", "problem", "changed_at"])
    version.known_revisions.all().delete()
    RenderedText.objects.filter(version=version).delete()
    waiting = TranslationJob.objects.filter(status=TranslationJob.Status.WAITING)
    if permissions.is_source(version):
        # Corrections still go live; what needs the original ends.
        waiting = waiting.filter(version__group_id=version.group_id, purpose=TranslationJob.Purpose.TRANSLATE)
        jobs.end(waiting, reason="The original was deleted.")
    else:
        jobs.end(waiting.filter(version=version), reason="The page was deleted.")
    standing.refresh(version=version)
