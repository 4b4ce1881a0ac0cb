"""Who points at an item: found through Django's own relations, so that tags need not know the pages."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from tags.models import Labelled, SlugRedirect


def pointers(model: type[Labelled]) -> Iterator[Any]:
    """Foreign keys to the model in all apps, those of many-to-many tables included, old slugs left out."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and not issubclass(relation.related_model, SlugRedirect):
            yield relation.field


def uses_of(item: Labelled) -> int:
    """How many rows (pages, in practice) point at a tag or a content type; drafts that were never live count."""
    return sum(field.model._base_manager.filter(**{field.name: item.pk}).count() for field in pointers(type(item)))
