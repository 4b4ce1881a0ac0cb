"""Short adapters from signals to the search index: it changes in the transaction of what it follows."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_migrate
from wagtail.signals import page_published, page_unpublished

from articles import smaller_pictures
from articles.models import ArticlePage, StandardPage
from articles.search import index
from articles.site_checks.database import changes_to_make
from i18n.public import idle
from tags.models import ContentKind, Tag


def connect() -> None:
    """Connect the handlers (called once, when the apps are ready)."""
    for model in (ArticlePage, StandardPage):
        name = model.__name__
        page_published.connect(on_published, sender=model, dispatch_uid=f"articles.search.published.{name}")
        page_unpublished.connect(on_unpublished, sender=model, dispatch_uid=f"articles.search.unpublished.{name}")
    idle.connect(on_idle, dispatch_uid="articles.smaller_pictures")
    post_migrate.connect(on_migrated, sender=apps.get_app_config("articles"), dispatch_uid="articles.search.migrated")
    post_delete.connect(on_tag_deleted, sender=Tag, dispatch_uid="articles.search.tag_deleted")
    post_delete.connect(on_kind_deleted, sender=ContentKind, dispatch_uid="articles.search.kind_deleted")


def on_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    index.update(instance)


def on_idle(sender: Any, **kwargs: Any) -> bool:
    return smaller_pictures.make_one()


def on_unpublished(sender: Any, instance: Any, **kwargs: Any) -> None:
    index.forget(pages=[instance.pk])


def on_tag_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Deleted, or merged into another one."""
    index.replace_tag(tag=instance.pk)


def on_kind_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Deleted, or merged into another one."""
    index.replace_kind(kind=instance.pk)


def on_migrated(sender: Any, verbosity: int = 1, plan: Any = (), **kwargs: Any) -> None:
    """A site that was brought up to date finds all its pages again."""
    if plan and not changes_to_make():
        done = index.complete()
        if done and verbosity:
            print(f"  Indexed {done} pages for search.")  # noqa: T201 – beside what `migrate` prints
