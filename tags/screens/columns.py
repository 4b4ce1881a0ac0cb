"""What the lists show of an item: its name in each language or that there is none, and how many articles have it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter  # type: ignore[import-untyped]
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from tags.columns import column, read, site_languages
from tags.forms import direction, name_in_interface
from tags.models import ContentKind, Labelled, Tag

UNUSED = "unused"


class NamesColumn(Column):
    """The name in each language of the site."""

    cell_template_name = "tags/admin/names.html"

    def get_cell_context_data(self, instance: Labelled, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        names = [
            {
                "code": code,
                "dir": direction(code),
                "language": name_in_interface(code),
                "text": read(instance, "name", code),
            }
            for code in site_languages()
        ]
        context["names"] = [name for name in names if name["text"]]
        context["missing"] = [name for name in names if not name["text"]]
        return context


class UsesColumn(Column):
    """Articles that have it, and those of them that are public."""

    cell_template_name = "tags/admin/uses.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        url = reverse(instance.snippet_viewset.get_url_name("usage"), args=[instance.pk])
        context.update(public=instance.public_uses, total=instance.all_uses, url=url)
        return context


def missing_in(items: "QuerySet[Any]", language: str) -> "QuerySet[Any]":
    """Items without a name in a language."""
    return items.filter(nameless(language))


def nameless(language: str) -> Q:
    name = column("name", language)
    return Q(**{name: ""}) | Q(**{f"{name}__isnull": True})


def _languages() -> list[tuple[str, Any]]:
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


class VocabularyFilters(WagtailFilterSet):
    """Items without a name in a language; items that nothing uses."""

    missing = ChoiceFilter(label=_("No name yet in"), choices=_languages, method="filter_missing")
    uses = ChoiceFilter(label=_("Use"), choices=[(UNUSED, _("Not used"))], method="filter_uses")

    def filter_missing(self, queryset: "QuerySet[Any]", _name: str, value: str) -> "QuerySet[Any]":
        return missing_in(queryset, value) if value in site_languages() else queryset

    def filter_uses(self, queryset: "QuerySet[Any]", _name: str, value: str) -> "QuerySet[Any]":
        return queryset.filter(all_uses=0)


class TagFilters(VocabularyFilters):
    class Meta:
        model = Tag
        fields: ClassVar[list[str]] = []


class KindFilters(VocabularyFilters):
    class Meta:
        model = ContentKind
        fields: ClassVar[list[str]] = []
