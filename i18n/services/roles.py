"""Which person has which role: the groups of `services/groups.py`, given and taken one person at a time.

Only groups that stand for a role are touched; what else a group of the site's own allows stays as it is.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission, Locale, Page

from i18n.conf import conf
from i18n.models import LanguageRole, LanguageRule
from i18n.services import groups, permissions
from i18n.services.versions import site_locales

Role = LanguageRole.Role
# What makes a group with rights on one page the editors of that section.
_EDITS = frozenset({"change", "publish"})


class RoleRefused(ValueError):
    """A role cannot be given or taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """The roles of a person: ids of locales, ids of the sections' topmost pages (0: the whole site)."""

    translates: frozenset[int] = frozenset()
    reviews: frozenset[int] = frozenset()
    sections: frozenset[int] = frozenset()
    moderates: bool = False
    administers: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site that can have editors of its own, with its versions in all languages."""

    page_id: int
    title: str


@dataclass(slots=True)
class _Kinds:
    """Groups by the role that they stand for: 2 queries."""

    languages: dict[int, set[tuple[str, int]]] = field(default_factory=dict)
    sections: dict[int, int] = field(default_factory=dict)
    moderators: Group | None = None
    admins: Group | None = None

    def of(self, group_ids: Iterable[int]) -> Assignment:
        ids = set(group_ids)
        roles = {pair for pk in ids for pair in self.languages.get(pk, ())}
        return Assignment(
            translates=frozenset(locale_id for role, locale_id in roles if role == Role.TRANSLATOR),
            reviews=frozenset(locale_id for role, locale_id in roles if role == Role.REVIEWER),
            sections=frozenset(self.sections[pk] for pk in ids if pk in self.sections),
            moderates=self.moderators is not None and self.moderators.pk in ids,
            administers=self.admins is not None and self.admins.pk in ids,
        )


def _kinds() -> _Kinds:
    found = _Kinds()
    for role in LanguageRole.objects.all():
        found.languages.setdefault(role.group_id, set()).add((role.role, role.locale_id))
    grants: dict[tuple[int, int], set[str]] = {}
    for grant in GroupPagePermission.objects.select_related("permission", "page", "group"):
        if grant.group.name == groups.MODERATORS:
            found.moderators = grant.group
        elif grant.group.name == groups.SITE_ADMINS:
            found.admins = grant.group
        else:
            place = 0 if grant.page.depth == 1 else grant.page_id
            action = grant.permission.codename.rsplit("_", maxsplit=1)[0]
            grants.setdefault((grant.group_id, place), set()).add(action)
    for (group_id, place), actions in sorted(grants.items()):
        if actions >= _EDITS:
            found.sections.setdefault(group_id, place)
    return found


def sections() -> list[Section]:
    """The whole site, each page right below a home page that may hold others, and what somebody has as a section.

    A section counts in all languages: of its versions, the one in the site's first language stands for it. 3 queries.
    """
    order = {locale.pk: place for place, locale in enumerate(site_locales())}
    pages = list(Page.objects.filter(depth=3, alias_of__isnull=True, locale__in=order).order_by("path"))
    own: dict[Any, Page] = {}
    for page in sorted(pages, key=lambda page: order[page.locale_id]):
        if page.specific_class is not None and page.specific_class.allowed_subpage_models():
            own.setdefault(page.translation_key, page)
    others = set(_kinds().sections.values()) - {page.pk for page in own.values()} - {0}
    given = Page.objects.filter(pk__in=others).order_by("path")
    return [Section(0, _("The whole site")), *(Section(page.pk, page.title) for page in [*own.values(), *given])]


def people() -> QuerySet[User]:
    """Everybody who has an account, with their groups, by name: 2 queries."""
    everybody = get_user_model().objects.order_by("last_name", "first_name", "username")
    return everybody.prefetch_related(Prefetch("groups", queryset=Group.objects.order_by("name")))


def of_people(persons: Iterable[User]) -> dict[int, Assignment]:
    """The roles of people (of `people()`, without a query for each): 2 queries."""
    kinds = _kinds()
    return {person.pk: kinds.of(group.pk for group in person.groups.all()) for person in persons}


@transaction.atomic
def assign(*, person: User, roles: Assignment, by: Any) -> Assignment:
    """Give a person exactly these roles. Returns those that the person had.

    Raises `PermissionDenied`; `RoleRefused` where nobody would be left who can give roles, or a role does not exist.
    """
    permissions.require(permissions.may_assign_roles(by))
    kinds = _kinds()
    before = kinds.of(person.groups.values_list("pk", flat=True))
    _check(person, roles, before)
    if roles == before:
        return before
    keep = [group for group in person.groups.all() if _fits(kinds, group, roles)]
    covered = kinds.of(group.pk for group in keep)
    wanted = [*keep, *_missing(roles, covered)]
    person.groups.set({group.pk for group in wanted})
    log(instance=person, action="i18n.roles", user=by, data={"before": _named(before), "now": _named(roles)})
    return before


def _check(person: User, roles: Assignment, before: Assignment) -> None:
    locales = {locale.pk for locale in site_locales()} | before.translates | before.reviews
    places = {section.page_id for section in sections()} | before.sections
    if not (roles.translates | roles.reviews) <= locales or not roles.sections <= places:
        raise RoleRefused(_("There is no such role."))
    if before.administers and not roles.administers and not person.is_superuser and not _other_admin(person):
        raise RoleRefused(_("Somebody has to stay who can give roles: make another person a site admin first."))


def _other_admin(person: User) -> bool:
    others = get_user_model().objects.filter(is_active=True).exclude(pk=person.pk)
    return others.filter(is_superuser=True).exists() or others.filter(groups__name=groups.SITE_ADMINS).exists()


def _fits(kinds: _Kinds, group: Group, roles: Assignment) -> bool:
    """Whether a group stands for no role, or for roles that are all wanted."""
    stands_for = kinds.of([group.pk])
    return (
        stands_for.translates <= roles.translates
        and stands_for.reviews <= roles.reviews
        and stands_for.sections <= roles.sections
        and stands_for.moderates <= roles.moderates
        and stands_for.administers <= roles.administers
    )


def _missing(roles: Assignment, covered: Assignment) -> list[Group]:
    """The groups that give what is wanted and not covered yet; those that are missing are made."""
    found = [
        groups.of_language(locale=locale, role=role)
        for role, ids in (
            (Role.TRANSLATOR, roles.translates - covered.translates),
            (Role.REVIEWER, roles.reviews - covered.reviews),
        )
        for locale in Locale.objects.filter(pk__in=ids)
    ]
    found += [groups.of_section(page_id=page_id) for page_id in sorted(roles.sections - covered.sections)]
    if (roles.moderates and not covered.moderates) or (roles.administers and not covered.administers):
        done = groups.ensure()
        names = [groups.MODERATORS] * (roles.moderates and not covered.moderates)
        names += [groups.SITE_ADMINS] * (roles.administers and not covered.administers)
        found += [done.groups[name] for name in names]
    return found


def _named(roles: Assignment) -> dict[str, Any]:
    """For the audit log: codes and page ids."""
    codes = dict(Locale.objects.filter(pk__in=roles.translates | roles.reviews).values_list("pk", "language_code"))
    return {
        "translates": sorted(codes.get(pk, str(pk)) for pk in roles.translates),
        "reviews": sorted(codes.get(pk, str(pk)) for pk in roles.reviews),
        "sections": sorted(roles.sections),
        "moderates": roles.moderates,
        "administers": roles.administers,
    }


def second_eyes() -> dict[int, bool]:
    """Per language of the site (id of its locale): whether one person writes and another approves. 1 query."""
    rules = dict(LanguageRule.objects.values_list("locale_id", "second_eyes"))
    return {locale.pk: rules.get(locale.pk, locale.language_code in conf.second_eyes) for locale in site_locales()}


@transaction.atomic
def ask_second_eyes(*, languages: Mapping[int, bool], by: Any) -> Collection[int]:
    """Say in which languages a second person approves. Returns the languages (ids of locales) that changed."""
    permissions.require(permissions.may_assign_roles(by))
    now = second_eyes()
    changed = {pk for pk, asked in languages.items() if pk in now and now[pk] != asked}
    for locale in Locale.objects.filter(pk__in=changed):
        LanguageRule.objects.update_or_create(locale=locale, defaults={"second_eyes": languages[locale.pk]})
        log(instance=locale, action="i18n.second_eyes", user=by, data={"asked": languages[locale.pk]})
    return changed
