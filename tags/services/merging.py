"""Merge: several tags that mean the same become one, and everything that pointed at them points at it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from tags.columns import column, column_languages, read
from tags.models import ContentKind, Labelled, Tag
from tags.services.relations import pointers

# The record of a merge in Wagtail's history of the item.
MERGE_ACTION = "tags.merge"

_Item = TypeVar("_Item", bound=Labelled)


class MergeRefused(Exception):
    """Nothing was changed: the request makes no sense, or a row cannot point at the other item."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did."""

    into: Labelled
    removed: tuple[str, ...]
    """Keys of the items that are no more."""
    moved: Mapping[str, int]
    """Rows that point at `into` now, or did already, by table."""
    revisions: int
    """Stored drafts and old states of pages that name `into` now."""
    filled: tuple[str, ...]
    """Languages whose name came from a removed item, because `into` had none."""
    redirects: Mapping[str, tuple[str, ...]]
    """Slugs that redirect now, by language."""


def merge_tags(*, tags: Iterable[Tag], into: Tag, person: User | None = None) -> Merged:
    """Make `into` stand for the tags too; their addresses redirect. One transaction. Raises MergeRefused."""
    return _merge(Tag, list(tags), into, person)


def merge_kinds(*, kinds: Iterable[ContentKind], into: ContentKind, person: User | None = None) -> Merged:
    """As `merge_tags`, for content types."""
    return _merge(ContentKind, list(kinds), into, person)


@transaction.atomic
def _merge(model: type[_Item], items: list[_Item], into: _Item, person: User | None) -> Merged:
    wanted = {item.pk for item in items}
    if not wanted - {None}:
        raise MergeRefused(_("Choose at least one to merge."))
    if into.pk in wanted:
        raise MergeRefused(_("“%(name)s” cannot be merged into itself.") % {"name": into})
    locked = {item.pk: item for item in model._default_manager.select_for_update().filter(pk__in={*wanted, into.pk})}
    if set(locked) != {*wanted, into.pk}:
        raise MergeRefused(_("One of them is gone: somebody merged or deleted it meanwhile. Nothing was changed."))
    into = locked.pop(into.pk)
    old = [locked[pk] for pk in sorted(locked)]
    moved: Counter[str] = Counter()
    for field in pointers(model):
        for item in old:
            moved[field.model._meta.db_table] += _move_rows(field, item, into)
    revisions = _move_revisions(model, {item.pk for item in old}, into.pk)
    _move_references(model, old, into)
    slugs = [(language, slug) for item in old for language, slug in item.slugs().items()]
    for item in old:
        item.slug_redirects.update(target=into)
        item.delete()
    filled = _fill(into, old)
    into.save()
    redirects = _redirect(into, slugs)
    facts = {"merged": sorted(wanted), "names": [str(item) for item in old]}
    log(instance=into, action=MERGE_ACTION, user=person, title=str(into), data=facts)
    return Merged(into, tuple(item.key for item in old), dict(moved), revisions, filled, redirects)


def merged_before(*, into: Labelled, keys: Iterable[int]) -> bool:
    """Whether items with these primary keys were merged into this one: a form that was sent twice asks for nothing."""
    wanted = set(keys)
    entries = ModelLogEntry.objects.for_instance(into).filter(action=MERGE_ACTION)
    return bool(wanted) and wanted <= {pk for entry in entries for pk in entry.data.get("merged", ())}


def _move_rows(field: Any, old: Labelled, into: Labelled) -> int:
    """Point rows of one table at `into`; a row that says so already is dropped from many-to-many tables."""
    rows = field.model._base_manager.filter(**{field.name: old.pk})
    count: int = rows.count()
    if field.model._meta.auto_created:
        (other,) = (each for each in field.model._meta.fields if each.is_relation and each != field)
        present = set(field.model._base_manager.filter(**{field.name: into.pk}).values_list(other.attname, flat=True))
        if other.related_model is field.related_model:
            present.add(into.pk)  # nothing is related to itself
        rows.exclude(**{f"{other.attname}__in": present}).update(**{field.name: into.pk})
        rows.delete()
        return count
    try:
        with transaction.atomic():
            rows.update(**{field.name: into.pk})
    except IntegrityError as error:
        raise MergeRefused(_("“%(name)s” cannot take the place of all of them.") % {"name": into}) from error
    return count


def _move_revisions(model: type[Labelled], old: set[int], into: int) -> int:
    """Drafts and old states keep their tags: modelcluster drops a tag that is no more when a revision is opened."""
    holders = [
        holder for holder in apps.get_models() if issubclass(holder, ClusterableModel) and _points(holder, model)
    ]
    changed = 0
    for content_type in ContentType.objects.get_for_models(*holders, for_concrete_models=False).values():
        holder = content_type.model_class()
        keys = Revision.objects.filter(content_type=content_type).values_list("pk", flat=True)
        for pk in list(keys):
            revision = Revision.objects.only("content").get(pk=pk)
            if _move_content(revision.content, holder, model, old, into):
                Revision.objects.filter(pk=pk).update(content=revision.content)
                changed += 1
    return changed


def _points(holder: Any, model: type[Labelled]) -> bool:
    return any(_fields(holder, model)) or any(
        _points(relation.related_model, model) for relation in get_all_child_relations(holder)
    )


def _fields(holder: Any, model: type[Labelled]) -> Iterator[Any]:
    return (each for each in holder._meta.get_fields() if each.concrete and each.related_model is model)


def _move_content(content: dict[str, Any], holder: Any, model: type[Labelled], old: set[int], into: int) -> bool:
    changed = False
    for field in _fields(holder, model):
        value = content.get(field.name)
        if isinstance(value, list) and old.intersection(value):
            content[field.name] = list(dict.fromkeys(into if pk in old else pk for pk in value))
            changed = True
        elif not isinstance(value, list) and value in old:
            content[field.name] = into
            changed = True
    for relation in get_all_child_relations(holder):
        for child in content.get(relation.get_accessor_name()) or []:
            changed |= _move_content(child, relation.related_model, model, old, into)
    return changed


def _move_references(model: type[Labelled], old: list[_Item], into: Labelled) -> None:
    """Wagtail's "where is it used": rows were changed without its signals."""
    content_type = ContentType.objects.get_for_model(model)
    for item in old:
        rows = ReferenceIndex.objects.filter(to_content_type=content_type, to_object_id=str(item.pk))
        present = ReferenceIndex.objects.filter(to_content_type=content_type, to_object_id=str(into.pk))
        for row in rows:
            twin = models.Q(base_content_type=row.base_content_type_id, object_id=row.object_id)
            if present.filter(twin, content_path_hash=row.content_path_hash).exists():
                row.delete()
            else:
                ReferenceIndex.objects.filter(pk=row.pk).update(to_object_id=str(into.pk))


def _fill(into: _Item, old: list[_Item]) -> tuple[str, ...]:
    """Texts in languages where `into` has none; returns the languages whose name is new."""
    filled = []
    for language in column_languages():
        named = bool(read(into, "name", language))
        for name in (*into.text_fields, "slug"):
            texts = (read(item, name, language) for item in [into, *old])
            setattr(into, column(name, language), next(filter(None, texts), ""))
        if not named and read(into, "name", language):
            filled.append(language)
    return tuple(filled)


def _redirect(into: Labelled, slugs: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    redirects: dict[str, tuple[str, ...]] = {}
    for language, slug in slugs:
        if into.slugs().get(language) != slug:
            into.remember_slug(language, slug)
            redirects[language] = (*redirects.get(language, ()), slug)
    return redirects
