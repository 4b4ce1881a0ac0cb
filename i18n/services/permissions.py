"""Who may do what: the one policy module, asked by services, page permissions and screens.

A section is a subtree of pages (Wagtail's page permissions of a group) with its versions in all languages. A role per
language means translations into it: an article written in French is a source, and belongs to its editors. Roles add
up in one person. Look-ups are cached on the user object, that is per request.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from i18n.conf import conf
from i18n.models import LanguageRole, LanguageVersion, TranslationJob

MODERATE = "i18n.moderate_translations"
_CACHE = "_i18n_roles"


@dataclass(frozen=True, slots=True)
class Roles:
    """What a person is: languages (ids of locales) that she translates and reviews, sections, moderator or not."""

    translates: frozenset[int] = frozenset()
    reviews: frozenset[int] = frozenset()
    # (path of the section's root in the page tree, action: add, change, publish, …)
    sections: tuple[tuple[str, str], ...] = ()
    moderates: bool = False
    # Of these languages, those in which one person writes and another approves.
    second_eyes: frozenset[int] = frozenset()

    @property
    def languages(self) -> frozenset[int]:
        return self.translates | self.reviews

    def section_allows(self, path: str, *actions: str) -> bool:
        """Whether one of these actions is granted on a page, by its path in the tree."""
        return any(action in actions and path.startswith(root) for root, action in self.sections)


def roles_of(user: Any) -> Roles:
    """The roles of a person: at most 5 queries, once per user object."""
    if user is None or not user.is_active or user.is_anonymous:
        return Roles()
    cached: Roles | None = getattr(user, _CACHE, None)
    if cached is None:
        cached = _look_up(user)
        setattr(user, _CACHE, cached)
    return cached


def _look_up(user: Any) -> Roles:
    if user.is_superuser:
        return Roles(moderates=True)
    by_role: dict[str, set[int]] = {role: set() for role in LanguageRole.Role.values}
    second_eyes = set()
    facts = ("role", "locale_id", "locale__language_code", "locale__language_rule__second_eyes")
    for role, locale_id, code, rule in LanguageRole.objects.filter(group__user=user).values_list(*facts):
        by_role[role].add(locale_id)
        if code in conf.second_eyes if rule is None else rule:
            second_eyes.add(locale_id)
    granted = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return Roles(
        translates=frozenset(by_role[LanguageRole.Role.TRANSLATOR]),
        reviews=frozenset(by_role[LanguageRole.Role.REVIEWER]),
        sections=tuple((p.page.path, p.permission.codename.rsplit("_", maxsplit=1)[0]) for p in granted),
        moderates=user.has_perm(MODERATE),
        second_eyes=frozenset(second_eyes),
    )


def is_source(version: LanguageVersion) -> bool:
    """Whether this version is the original of its group."""
    return version.group.source_id == version.pk


def _in_section(roles: Roles, version: LanguageVersion, *actions: str) -> bool:
    """Whether the article (by the place of its original) is in a section where one of the actions is granted."""
    source = version.group.source
    page = (source.page if source else None) or version.page
    return page is not None and roles.section_allows(page.path, *actions)


def _has_language(roles: Roles, version: LanguageVersion) -> bool:
    return not is_source(version) and version.locale_id in roles.languages


def may_use_screens(user: Any) -> bool:
    """Whether there is anything for this person in the translation screens."""
    roles = roles_of(user)
    return roles.moderates or bool(roles.languages or roles.sections)


def may_read_drafts(user: Any, *, version: LanguageVersion) -> bool:
    """Read the draft, the history, a comparison, a preview."""
    roles = roles_of(user)
    return (
        roles.moderates
        or _has_language(roles, version)
        or _in_section(roles, version, "add", "change", "publish", "lock", "unlock")
    )


def may_edit(user: Any, *, version: LanguageVersion) -> bool:
    """Edit a sentence of a translation; for the original: edit the page."""
    roles = roles_of(user)
    if roles.moderates:
        return True
    if is_source(version):
        return _in_section(roles, version, "change")
    return _has_language(roles, version)


def may_suggest(user: Any, *, version: LanguageVersion) -> bool:
    """Suggest a text for a sentence of a translation."""
    return not is_source(version) and may_edit(user, version=version)


def may_comment(user: Any, *, version: LanguageVersion) -> bool:
    """Say something about a sentence of a translation to colleagues, settle what others said."""
    roles = roles_of(user)
    if is_source(version):
        return False
    return roles.moderates or _has_language(roles, version) or _in_section(roles, version, "change", "publish")


def may_approve(user: Any, *, version: LanguageVersion, author: Any = None) -> bool:
    """Approve sentences of a version, a text written by `author`.

    Where the language asks for a second pair of eyes, translators do not approve, and reviewers not what is their own.
    """
    if is_source(version):
        return may_edit(user, version=version)
    roles = roles_of(user)
    if roles.moderates:
        return True
    if version.locale_id not in roles.second_eyes:
        return version.locale_id in roles.languages
    own = author is not None and author.pk == user.pk
    return version.locale_id in roles.reviews and not own


def may_publish(user: Any, *, version: LanguageVersion) -> bool:
    """Publish, hold, schedule, take down: a translation as it stands, labelled; or the original."""
    roles = roles_of(user)
    return roles.moderates or _has_language(roles, version) or _in_section(roles, version, "publish")


def may_paste(user: Any, *, version: LanguageVersion) -> bool:
    """Paste or upload a whole translation; try an engine on a sentence."""
    if is_source(version):
        return False
    roles = roles_of(user)
    return roles.moderates or _has_language(roles, version) or _in_section(roles, version, "change")


def may_start_machine(user: Any, *, version: LanguageVersion) -> bool:
    """Start machine translation, create a version, set the policy of an article."""
    roles = roles_of(user)
    return roles.moderates or _in_section(roles, version, "publish")


may_create_version = may_start_machine
may_set_policy = may_start_machine
# Those who may publish the original: correct urgently, prepare, withdraw and restore it in all languages.
may_correct_urgently = may_start_machine
may_withdraw = may_start_machine


def may_set_site_policy(user: Any) -> bool:
    """Say what the site does with machine text of each language and kind of content: a setting."""
    return bool(user.has_perm("i18n.change_machinepolicy"))


may_change_source = may_start_machine


def may_try_again(user: Any, *, job: TranslationJob, version: LanguageVersion | None) -> bool:
    """Ask once more for work that failed: whoever may have it done."""
    if version is None:
        return roles_of(user).moderates
    if job.purpose == TranslationJob.Purpose.TRANSLATE:
        return may_start_machine(user, version=version)
    return may_publish(user, version=version)


def may_see_reports(user: Any, *, version: LanguageVersion) -> bool:
    """Read what readers reported about a version."""
    return may_read_drafts(user, version=version)


def may_close_reports(user: Any, *, version: LanguageVersion) -> bool:
    """Answer and close what readers reported about a version."""
    roles = roles_of(user)
    return roles.moderates or _has_language(roles, version) or _in_section(roles, version, "change", "publish")


def may_choose_engines(user: Any) -> bool:
    """Choose engines and their order, try them, see how they fare: a setting."""
    return user is not None and user.is_active and bool(user.has_perm("i18n.change_enginechoice"))


def may_export(user: Any) -> bool:
    """Hand out what the site knows of all pages and languages: the disclosure record, say."""
    return roles_of(user).moderates


def may_assign_roles(user: Any) -> bool:
    """Give people their roles, and say where a second pair of eyes is needed: who looks after the accounts."""
    return user is not None and user.is_active and bool(user.has_perm("auth.change_user"))


def visible_versions(user: Any) -> QuerySet[LanguageVersion]:
    """The versions whose drafts a person may read."""
    roles = roles_of(user)
    versions = LanguageVersion.objects.all()
    if roles.moderates:
        return versions
    wanted = Q(pk__in=())
    if roles.languages:
        translations = Q(group__source__isnull=False) & ~Q(group__source=F("pk"))
        wanted |= translations & Q(locale_id__in=roles.languages)
    for root in {path for path, action in roles.sections if action in ("add", "change", "publish", "lock", "unlock")}:
        wanted |= Q(group__source__page__path__startswith=root)
    return versions.filter(wanted)


def require(allowed: bool, message: str = "") -> None:
    """Raise `PermissionDenied` where something is not allowed."""
    if not allowed:
        raise PermissionDenied(message or _("You do not have the right to do this here."))
