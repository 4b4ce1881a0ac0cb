"""The groups of the site: editors, moderators, site admins, and translators and reviewers of each language."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from i18n.conf import conf
from i18n.models import LanguageRole
from i18n.services.versions import site_locales

EDITORS, MODERATORS, SITE_ADMINS = "Editors", "Moderators", "Site admins"
_EDITING = ("add", "change", "publish", "lock", "unlock")
_MODERATING = (*_EDITING, "bulk_delete")
_MEDIA = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
# What Wagtail's own migration gives its group "Editors": with exactly this, nobody has decided anything yet.
_WAGTAILS_OWN = frozenset({"add", "change"})


@dataclass(slots=True)
class Ensured:
    """The groups by name, and those that are new."""

    groups: dict[str, Group] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)


@transaction.atomic
def ensure() -> Ensured:
    """Make the groups that are missing and give them their permissions. Run twice, it changes nothing.

    Nothing is ever taken from a group, and a group of editors that somebody narrowed to a section stays narrow.
    """
    done = Ensured()
    editors = _group(done, EDITORS)
    if _page_actions(editors) in (frozenset(), _WAGTAILS_OWN):
        _grant_pages(editors, _EDITING)
    moderators = _group(done, MODERATORS)
    _grant_pages(moderators, _MODERATING)
    admins = _group(done, SITE_ADMINS)
    _grant_pages(admins, _MODERATING)
    for group in (editors, moderators, admins):
        _grant_media(group)
        _grant(group, (*_access_admin(), *_editing()))
    _grant(moderators, _moderating())
    _grant(admins, Permission.objects.all())
    return _ensure_language_groups(done)


@transaction.atomic
def ensure_for_languages() -> Ensured:
    """The groups of translators and reviewers alone: a new language can be given to people at once."""
    return _ensure_language_groups(Ensured())


def _ensure_language_groups(done: Ensured) -> Ensured:
    for locale in site_locales():
        for role in LanguageRole.Role:
            ensure_language_group(done=done, locale=locale, role=role)
    return done


def ensure_language_group(*, done: Ensured, locale: Locale, role: str) -> Group:
    """The group of a language's translators or reviewers; one that was renamed is found by its role."""
    existing = LanguageRole.objects.select_related("group").filter(locale=locale, role=role).order_by("pk").first()
    if existing is not None:
        done.groups[existing.group.name] = existing.group
        return existing.group
    name = dict(settings.LANGUAGES).get(locale.language_code, locale.language_code)
    group = _group(done, f"{_role_word(role)}: {name}")
    LanguageRole.objects.get_or_create(group=group, locale=locale, role=role)
    _grant(group, _access_admin())
    return group


def of_language(*, locale: Locale, role: str) -> Group:
    """The group of a language's translators or reviewers that stands for this role alone; made where there is none.

    One that somebody gave further roles is left to that person.
    """
    for row in LanguageRole.objects.select_related("group").filter(locale=locale, role=role).order_by("pk"):
        further = GroupPagePermission.objects.filter(group=row.group).exists()
        if row.group.language_roles.count() == 1 and not further:
            return row.group
    name = f"{_role_word(role)}: {dict(settings.LANGUAGES).get(locale.language_code, locale.language_code)}"
    group = _unused(name)
    LanguageRole.objects.create(group=group, locale=locale, role=role)
    _grant(group, _access_admin())
    return group


def of_section(*, page_id: int) -> Group:
    """The group that edits a section (0: the whole site) and nothing else; made where there is none."""
    page = Page.objects.get(pk=page_id) if page_id else Page.get_first_root_node()
    own = Group.objects.filter(page_permissions__page=page, name__startswith=EDITORS).distinct().order_by("pk")
    for group in own:
        places = set(GroupPagePermission.objects.filter(group=group).values_list("page_id", flat=True))
        if places == {page.pk} and not group.language_roles.exists():
            return group
    group = _unused(EDITORS if page_id == 0 else f"{EDITORS}: {page.title[:120]}")
    _grant_pages(group, _EDITING, page)
    _grant_media(group)
    _grant(group, (*_access_admin(), *_editing()))
    return group


def _unused(name: str) -> Group:
    """A new group; a number is added where the name is taken."""
    taken = set(Group.objects.filter(name__startswith=name).values_list("name", flat=True))
    names = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
    return Group.objects.create(name=next(free for free in names if free not in taken))


def _role_word(role: str) -> str:
    return "Translators" if role == LanguageRole.Role.TRANSLATOR else "Reviewers"


def _group(done: Ensured, name: str) -> Group:
    group, created = Group.objects.get_or_create(name=name)
    done.groups[name] = group
    if created:
        done.created.append(name)
    return group


def _access_admin() -> Iterable[Permission]:
    return Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")


def _editing() -> Iterable[Permission]:
    """Entries that an article needs and that are no pages."""
    wanted = Q(pk__in=())
    for label in conf.edited_models:
        app, _dot, model = label.partition(".")
        wanted |= Q(content_type__app_label=app, codename__in=[f"add_{model}", f"change_{model}"])
    return Permission.objects.filter(wanted)


def _moderating() -> Iterable[Permission]:
    """Translations into every language, and the models of the apps that moderators look after."""
    return Permission.objects.filter(
        Q(content_type__app_label="i18n", codename="moderate_translations")
        | Q(content_type__app_label__in=conf.moderated_apps)
    )


def _grant(group: Group, permissions: Iterable[Permission]) -> None:
    group.permissions.add(*permissions)


def _page_actions(group: Group) -> frozenset[str] | None:
    """Actions that a group has on the root of the tree; nothing where it has permissions on another page."""
    grants = list(GroupPagePermission.objects.filter(group=group).select_related("permission", "page"))
    if any(grant.page.depth > 1 for grant in grants):
        return None
    return frozenset(grant.permission.codename.rsplit("_", maxsplit=1)[0] for grant in grants)


def _grant_pages(group: Group, actions: Iterable[str], page: Page | None = None) -> None:
    root = page or Page.get_first_root_node()
    granted = GroupPagePermission.objects.filter(group=group, page=root).values("permission")
    missing = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=[f"{action}_page" for action in actions]
    ).exclude(pk__in=granted)
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=root, permission=permission) for permission in missing
    )


def _grant_media(group: Group) -> None:
    root = Collection.get_first_root_node()
    granted = GroupCollectionPermission.objects.filter(group=group, collection=root).values("permission")
    missing = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=_MEDIA
    ).exclude(pk__in=granted)
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=root, permission=permission) for permission in missing
    )
