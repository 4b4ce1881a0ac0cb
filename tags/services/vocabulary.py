"""Create and rename."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tags.columns import column, column_languages, read
from tags.models import ContentKind, Labelled, Tag

_Item = TypeVar("_Item", bound=Labelled)
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a rename changed: languages whose name or description is new, and old slugs that now redirect."""

    item: Labelled
    languages: tuple[str, ...]
    redirects: Mapping[str, str]


def create_tag(
    *,
    names: Mapping[str, str],
    slugs: Mapping[str, str] = _NOTHING,
    descriptions: Mapping[str, str] = _NOTHING,
    key: str = "",
) -> Tag:
    """A new tag, texts by language code. Raises ValidationError (no name, or a name or slug that is in use)."""
    tag = Tag(key=key)
    _fill(tag, name=names, slug=slugs, description=descriptions)
    return _store(tag)


def create_kind(
    *,
    names: Mapping[str, str],
    slugs: Mapping[str, str] = _NOTHING,
    descriptions: Mapping[str, str] = _NOTHING,
    order: int = 0,
    key: str = "",
) -> ContentKind:
    """A new content type, as `create_tag`."""
    kind = ContentKind(key=key, order=order)
    _fill(kind, name=names, slug=slugs, description=descriptions)
    return _store(kind)


def rename_tag(
    *,
    tag: Tag,
    names: Mapping[str, str] = _NOTHING,
    slugs: Mapping[str, str] = _NOTHING,
    descriptions: Mapping[str, str] = _NOTHING,
) -> Renamed:
    """New texts in the languages that are given; slugs stay unless given, and old ones redirect."""
    return _rename(tag, name=names, slug=slugs, description=descriptions)


def rename_kind(
    *,
    kind: ContentKind,
    names: Mapping[str, str] = _NOTHING,
    slugs: Mapping[str, str] = _NOTHING,
    descriptions: Mapping[str, str] = _NOTHING,
) -> Renamed:
    """As `rename_tag`."""
    return _rename(kind, name=names, slug=slugs, description=descriptions)


@transaction.atomic
def _rename(item: Labelled, **texts: Mapping[str, str]) -> Renamed:
    item = type(item)._default_manager.select_for_update().get(pk=item.pk)
    slugs = item.slugs()
    before = {code: [read(item, name, code) for name in item.text_fields] for code in column_languages()}
    _fill(item, **texts)
    _store(item)
    changed = [code for code in before if before[code] != [read(item, name, code) for name in item.text_fields]]
    redirects = {code: slug for code, slug in slugs.items() if item.slugs().get(code) != slug}
    return Renamed(item, tuple(changed), redirects)


def _fill(item: Labelled, **texts: Mapping[str, str]) -> None:
    for name, by_language in texts.items():
        unknown = sorted(set(by_language) - set(column_languages()))
        if unknown:
            message = _("The site has no such language: %(codes)s.")
            raise ValidationError(message, code="language", params={"codes": ", ".join(unknown)})
        for language, text in by_language.items():
            setattr(item, column(name, language), text)


def _store(item: _Item) -> _Item:
    item.clean()  # first: control characters go before the fields are checked
    # The fields without a language show the active one's text: nothing of their own to check.
    item.full_clean(exclude={*item.text_fields, "slug", *([] if item.key else ["key"])})
    item.save()
    return item
