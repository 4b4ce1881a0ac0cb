"""Moves: they never cross languages, and an article's versions follow it."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page

from i18n.models import LanguageVersion
from i18n.services import languages, permissions
from i18n.services.page_permissions import version_of


class MoveRefused(PermissionDenied):
    """A page cannot go there; the message says why."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Versions that went along with their original, and those that stayed (their language has no such place)."""

    moved: list[LanguageVersion] = field(default_factory=list)
    stayed: list[LanguageVersion] = field(default_factory=list)


def obstacle(page: Page, destination: Page) -> str:
    """Why a page cannot go below another; empty where it can. Pages of all languages may be below the root."""
    if destination.depth <= 1 or destination.locale_id == page.locale_id:
        return ""
    return _(
        "“%(page)s” is in %(language)s, and “%(destination)s” in %(other)s. A page stays in its language: what readers "
        "find under an address is in the language of that address."
    ) % {
        "page": page.get_admin_display_title(),
        "language": _name(page),
        "destination": destination.get_admin_display_title(),
        "other": _name(destination),
    }


def _name(page: Page) -> str:
    return languages.name(page.locale)


def check(*, page: Page, parent: Page) -> None:
    """Raises `MoveRefused` where a move, by whomever, would cross languages."""
    reason = obstacle(page, parent)
    if reason:
        raise MoveRefused(reason)


def follow(*, page: Page, before: Page, after: Page, person: Any = None) -> Followed:
    """An original was moved: its versions go below the translations of its new parent, from those of the old one.

    A version that somebody had put elsewhere stays there, and so does one whose language lacks the place.
    """
    done = Followed()
    source = version_of(page)
    if source is None or source.pk is None or not permissions.is_source(source) or before.pk == after.pk:
        return done
    parents = {parent.locale_id: parent for parent in after.get_translations()}
    old = {parent.locale_id: parent.path for parent in before.get_translations()}
    versions = LanguageVersion.objects.select_related("page", "locale").filter(group_id=source.group_id)
    for version in versions.exclude(pk=source.pk).filter(page__isnull=False).order_by("pk"):
        child, parent = version.page, parents.get(version.locale_id)
        if child is None or parent is None or child.path[: -Page.steplen] != old.get(version.locale_id):
            done.stayed.append(version)
            continue
        _move(child.specific, Page.objects.get(pk=parent.pk), person)
        done.moved.append(version)
    return done


def _move(page: Page, parent: Page, person: Any) -> None:
    from i18n.services.publishing import free_slug

    if not Page._slug_is_available(page.slug, parent, page=page):
        page.slug = free_slug(page.slug, parent, fallback=page.slug)
        page.save(update_fields=["slug", "url_path"])
        page = page.specific_class.objects.get(pk=page.pk)
    page.move(parent, pos="last-child", user=person)
