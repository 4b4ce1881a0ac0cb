"""Tags and content types, with labels in each language of the site."""

from django.apps import AppConfig
from django.db.models.signals import pre_migrate
from django.utils.translation import gettext_lazy as _


class TagsConfig(AppConfig):
    name = "tags"
    verbose_name = _("Tags and content types")

    def ready(self) -> None:
        from tags.missing_columns import before_migrate

        pre_migrate.connect(before_migrate, sender=self, dispatch_uid="tags.before_migrate")
