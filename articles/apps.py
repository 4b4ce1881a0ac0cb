"""The app of pages, lists and search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from articles import signal_handlers, viewed
        from delivery import folding

        signal_handlers.connect()
        folding.register(viewed.at_paths)
