"""The list of news of a language: the parent of its articles."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from articles.models.addresses import NamedAddress, reverse_for
from articles.slugs import RESERVED


class NewsIndexPage(NamedAddress, Page):
    """Holds articles; the list that readers see is a view with filters."""

    parent_page_types: ClassVar[list[str]] = ["articles.HomePage"]
    subpage_types: ClassVar[list[str]] = ["articles.ArticlePage"]
    max_count_per_parent = 1
    # Slugs that a version made by machine must not take either (i18n/services/publishing.py asks for them).
    reserved_slugs = RESERVED
    # The list is a view, not this page: there is nothing to preview.
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    page_description = _("The articles of one language.")

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def reader_path(self) -> str:
        return reverse_for("news", self.locale.language_code)
