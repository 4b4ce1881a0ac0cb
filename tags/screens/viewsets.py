"""Lists and forms of tags and content types."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from tags.columns import column, site_languages
from tags.forms import CheckboxSelectMultiple, LabelsForm, own_name
from tags.models import ContentKind, Tag
from tags.screens.columns import KindFilters, NamesColumn, TagFilters, UsesColumn
from tags.screens.lists import VocabularyIndexView, VocabularyUsageView
from tags.screens.merge import merge_view
from tags.screens.panels import FactsPanel

_HEADINGS = {"name": _("Name"), "slug": _("Address"), "description": _("Description")}


def _panels(*names: str) -> list[Panel]:
    """One panel for each language, under the language's own name."""
    return [
        MultiFieldPanel(
            [FieldPanel(column(name, language), heading=_HEADINGS[name]) for name in names],
            heading=own_name(language),
        )
        for language in site_languages()
    ]


class VocabularyViewSet(SnippetViewSet):
    """What the lists of tags and of content types share."""

    index_view_class = VocabularyIndexView
    usage_view_class = VocabularyUsageView
    index_results_template_name = "tags/admin/list_results.html"
    search_fields = [column("name", language) for language in site_languages()]
    search_backend_name = None
    list_display = [
        "__str__",
        NamesColumn("names", label=_("Name in each language")),
        UsesColumn("uses", label=_("Articles"), sort_key="all_uses"),
        Column("key", label=_("Key"), sort_key="key"),
    ]

    def get_urlpatterns(self) -> list[Any]:
        view = require_admin_access(partial(_merge, model=self.model))
        return [*super().get_urlpatterns(), path("merge/", view, name="merge")]


def _merge(request: HttpRequest, *, model: Any) -> HttpResponse:
    return merge_view(request, model=model)


class TagViewSet(VocabularyViewSet):
    model = Tag
    filterset_class = TagFilters
    icon = "tag"
    menu_label = _("Tags")
    edit_handler = ObjectList(
        [
            *_panels("name", "description", "slug"),
            FieldPanel("related", widget=CheckboxSelectMultiple),
            FactsPanel(heading=_("Use")),
        ],
        base_form_class=LabelsForm,
    )


class ContentKindViewSet(VocabularyViewSet):
    model = ContentKind
    filterset_class = KindFilters
    icon = "list-ul"
    menu_label = _("Content types")
    sort_order_field = "order"
    list_display = [*VocabularyViewSet.list_display, Column("order", label=_("Order"), sort_key="order")]
    edit_handler = ObjectList(
        [*_panels("name", "description", "slug"), FieldPanel("order"), FactsPanel(heading=_("Use"))],
        base_form_class=LabelsForm,
    )
