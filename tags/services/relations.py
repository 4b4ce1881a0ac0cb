"""Who points at an item: found through Django's own relations, so that tags need not know the pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from modelcluster.models import ClusterableModel
from wagtail.models import Page

from tags.models import Labelled, SlugRedirect


def pointers(model: type[Labelled]) -> Iterator[Any]:
    """Foreign keys to the model in all apps, those of many-to-many tables included, old slugs left out."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and not issubclass(relation.related_model, SlugRedirect):
            yield relation.field


def uses_of(item: Labelled) -> int:
    """How many rows (pages, in practice) point at a tag or a content type; drafts that were never live count."""
    return sum(use.rows().filter(**{use.field.name: item.pk}).count() for use in _uses(type(item)))


def holders_of(item: Labelled) -> list[Any]:
    """What points at a tag or a content type: pages, in practice, newest first."""
    found = []
    for use in _uses(type(item)):
        keys = use.rows().filter(**{use.field.name: item.pk}).values(f"{use.prefix}pk")
        holders = use.holder._base_manager.filter(pk__in=keys).order_by("-pk")
        found += holders.select_related("locale") if issubclass(use.holder, Page) else holders
    return found


def drafts_with(item: Labelled) -> int:
    """Pages that do not name the item as they are stored, but do in the draft that waits to be published."""
    found = 0
    for use in _uses(type(item)):
        if not (issubclass(use.holder, Page) and issubclass(use.holder, ClusterableModel)):
            continue
        named = use.rows().filter(**{use.field.name: item.pk}).values(f"{use.prefix}pk")
        waiting = use.holder._base_manager.filter(has_unpublished_changes=True).exclude(pk__in=named)
        contents = waiting.values_list("latest_revision__content", flat=True)
        found += sum(_names(content or {}, use.holder, item) for content in contents)
    return found


def with_uses(items: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    """The items with `public_uses` and `all_uses`: articles that have it, each once, in whatever languages it is."""
    public: Any = Value(0)
    everything: Any = Value(0)
    for use in _uses(items.model):
        live = Q(**{f"{use.prefix}live": True}) if issubclass(use.holder, Page) else Q()
        public = public + use.count(live)
        everything = everything + use.count(Q())
    return items.annotate(public_uses=public, all_uses=everything)


@dataclass(frozen=True, slots=True)
class _Use:
    """A way in which something has an item. `prefix` leads from the row of the table to what has it."""

    field: Any
    holder: Any
    prefix: str

    def rows(self) -> "models.QuerySet[Any]":
        return self.field.model._base_manager.all()

    def count(self, condition: Q) -> Any:
        """A subquery: how many have the item of the outer row. Pages of one article in several languages are one."""
        one = f"{self.prefix}translation_key" if issubclass(self.holder, Page) else "pk"
        rows = self.rows().filter(condition, **{self.field.name: OuterRef("pk")}).order_by()
        counted = rows.values(item=F(self.field.name)).annotate(number=Count(one, distinct=True)).values("number")
        return Coalesce(Subquery(counted), 0)


def _uses(model: type[Labelled]) -> Iterator[_Use]:
    """Tables that say what has an item; relations between items are none."""
    for field in pointers(model):
        if not field.model._meta.auto_created:
            yield _Use(field, field.model, "")
            continue
        (other,) = (each for each in field.model._meta.fields if each.is_relation and each != field)
        if other.related_model is not model:
            yield _Use(field, other.related_model, f"{other.name}__")


def _names(content: dict[str, Any], holder: Any, item: Labelled) -> bool:
    """Whether the stored content of a page names the item."""
    fields = [field.name for field in holder._meta.get_fields() if field.concrete and field.related_model is type(item)]
    values = [content.get(name) for name in fields]
    return any(item.pk in value if isinstance(value, list) else item.pk == value for value in values)
