"""The home page of a language."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from articles.models.addresses import NamedAddress, reverse_for
from articles.slugs import RESERVED


class HomePage(NamedAddress, Page):
    """Made by the command that adds a language (articles/structure.py); its list of news fills itself."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["articles.NewsIndexPage", "articles.StandardPage"]
    # Slugs that a version made by machine must not take either (i18n/services/publishing.py asks for them).
    reserved_slugs = RESERVED
    # The list is a view, not this page: there is nothing to preview.
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    page_description = _("The first page of one language.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def reader_path(self) -> str:
        return reverse_for("home", self.locale.language_code)
