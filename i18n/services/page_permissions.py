"""The policy in Wagtail's own words: what a person may do with a page in the page editor and the explorer."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import GroupPagePermission, Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from i18n.models import LanguageVersion, TranslationGroup
from i18n.services import permissions

_VERSION = "_i18n_version"
_PARENTS = "_i18n_translation_parents"


def version_of(page: Page) -> LanguageVersion | None:
    """The version that a page is, with its group and source: one query, kept on the page object.

    A page that shares its key with a source and is not in the store yet (a copy made for translation) counts as one.
    """
    if not hasattr(page, _VERSION):
        setattr(page, _VERSION, _find_version(page))
    found: LanguageVersion | None = getattr(page, _VERSION)
    return found


def _find_version(page: Page) -> LanguageVersion | None:
    if page.pk is None:
        return None
    versions = LanguageVersion.objects.select_related("group__source__page", "locale")
    version = versions.filter(page_id=page.pk).first()
    if version is not None:
        return version
    group = TranslationGroup.objects.select_related("source__page").filter(translation_key=page.translation_key).first()
    if group is None or group.source is None or group.source.page_id in (None, page.pk):
        return None
    return LanguageVersion(group=group, locale=page.locale, page=page)


class TranslatablePagePermissionTester(PagePermissionTester):
    """Wagtail's page permissions with the roles per language.

    An original follows the page permissions of its section. A translation is edited by those who have its language;
    its section's editors read it, publish it as it stands (in the review screen) and take it down.
    """

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        version = None
        if user.is_active and not user.is_superuser:
            version = version_of(page)
        self.translation = version if version is not None and not permissions.is_source(version) else None
        self.moderates = permissions.roles_of(user).moderates
        if self.translation is not None and not self.moderates:
            self.permissions &= {"publish"}

    @property
    def _by_rule(self) -> LanguageVersion | None:
        """The translation, where our rules decide instead of the page permissions."""
        return None if self.moderates else self.translation

    def can_edit(self) -> bool:
        version = self._by_rule
        if version is None:
            return bool(super().can_edit())
        return permissions.may_edit(self.user, version=version)

    def can_publish(self) -> bool:
        """Publishing in the page editor approves what the page shows: it needs that right. Without the right to edit,
        this only opens drafts and history; bulk publication is refused by a hook.
        """
        version = self._by_rule
        if version is None:
            return bool(super().can_publish())
        if permissions.may_edit(self.user, version=version):
            return permissions.may_approve(self.user, version=version, author=self.user)
        return permissions.may_publish(self.user, version=version)

    def can_unpublish(self) -> bool:
        version = self._by_rule
        if version is None:
            return bool(super().can_unpublish())
        free = self.page.live and not self.page_locked()
        return bool(free and permissions.may_publish(self.user, version=version))

    def can_unschedule(self) -> bool:
        version = self._by_rule
        if version is None:
            return bool(super().can_unschedule())
        return permissions.may_publish(self.user, version=version)

    def can_set_view_restrictions(self) -> bool:
        return bool(super().can_set_view_restrictions()) if self._by_rule is None else False

    def can_copy(self) -> bool:
        return bool(super().can_copy()) if self._by_rule is None else False

    def can_move_to(self, destination: Page) -> bool:
        from i18n.services import moves

        return bool(super().can_move_to(destination)) and not moves.obstacle(self.page, destination)

    def can_submit_for_moderation(self) -> bool:
        return bool(super().can_submit_for_moderation() and self.can_edit())


class TranslationsPagePolicy(PagePermissionPolicy):
    """Page permissions reach a section's versions in all languages; translators find their translations, and no other
    page than those above them.
    """

    def get_all_permissions_for_user(self, user: Any) -> list[GroupPagePermission]:
        granted = list(super().get_all_permissions_for_user(user))
        keys = {grant.page.translation_key: grant for grant in granted if grant.page.depth > 1}
        elsewhere: dict[Any, list[Page]] = {}
        if keys:
            for page in Page.objects.filter(translation_key__in=keys):
                elsewhere.setdefault(page.translation_key, []).append(page)
        there = {(grant.page_id, grant.permission_id) for grant in granted}
        return granted + [
            GroupPagePermission(group_id=grant.group_id, page=page, permission=grant.permission)
            for grant in granted
            for page in elsewhere.get(grant.page.translation_key, ())
            if (page.pk, grant.permission_id) not in there
        ]

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        if super().user_has_any_permission(user, actions):
            return True
        return bool({"change", "publish"} & set(actions)) and bool(translation_parents(user))

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        pages = super().instances_with_direct_explore_permission(user)
        return pages if user.is_superuser else [*pages, *translation_parents(user)]

    def explorable_root_instance(self, user: Any) -> Page | None:
        """As Wagtail's; where the common root is one of the pages at hand, it is not fetched again."""
        name = self._explorable_root_instance_cache_name
        if not user.is_superuser and not hasattr(user, name):
            pages = list(self.instances_with_direct_explore_permission(user))
            same = next((page for page in pages if all(other.path.startswith(page.path) for other in pages)), None)
            if same is not None:
                setattr(user, name, same)
        return super().explorable_root_instance(user)

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        parents = translation_parents(user)
        root = self.explorable_root_instance(user)
        if user.is_superuser or not parents or root is None:
            return super().explorable_instances(user)
        steps = Page.steplen
        above = {page.path[:end] for page in parents for end in range(steps, len(page.path) + steps, steps)}
        own = Page.objects.filter(
            path__in=[path for path in above if path.startswith(root.path)]
        ) | Page.objects.filter(pk__in=translations_for(user).values("page_id"))
        sections = super().explorable_instances(user) if self.get_cached_permissions_for_user(user) else None
        return own if sections is None else Page.objects.filter(pk__in=sections.values("pk")) | own


def translations_for(user: Any) -> QuerySet[LanguageVersion]:
    """Translations with a page into the languages of a person's roles."""
    languages = permissions.roles_of(user).languages
    return LanguageVersion.objects.filter(locale_id__in=languages, page__isnull=False).exclude(group__source=F("pk"))


def translation_parents(user: Any) -> list[Page]:
    """The pages under which the translations of a person's languages are: 1 query, once per user object."""
    if not user.is_active or user.is_anonymous or not permissions.roles_of(user).languages:
        return []
    if not hasattr(user, _PARENTS):
        pages = Page.objects.filter(pk__in=translations_for(user).values("page_id"))
        above = pages.annotate(above=Substr("path", 1, Length("path") - Page.steplen)).order_by().values("above")
        setattr(user, _PARENTS, list(Page.objects.filter(path__in=above)))
    found: list[Page] = getattr(user, _PARENTS)
    return found


def register() -> None:
    """Put the policy in place of Wagtail's for all pages (once, when the apps are ready)."""
    register_permission_policy(Page, TranslationsPagePolicy())
