"""The lists: what is missing is said above them, so that it can be found without knowing where to look."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.views.snippets import IndexView, UsageView

from tags.columns import site_languages
from tags.forms import name_in_interface
from tags.screens.columns import UNUSED, nameless
from tags.services import holders_of, with_uses


@dataclass(frozen=True, slots=True)
class Gap:
    """A language and how many items have no name in it."""

    code: str
    name: str
    count: int


class VocabularyIndexView(IndexView):
    """Counts are part of the one query of the list."""

    def get_base_queryset(self) -> Any:
        return with_uses(super().get_base_queryset())

    def may_merge(self) -> bool:
        return bool(self.user_has_permission("change") and self.user_has_permission("delete"))

    def merge_url(self) -> str:
        return reverse(self.model.snippet_viewset.get_url_name("merge"))

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if self.may_merge():
            buttons.append(Button(_("Merge"), url=self.merge_url(), icon_name="resubmit"))
        return buttons

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        counts = self.model._default_manager.aggregate(
            **{f"gap_{number}": Count("pk", filter=nameless(code)) for number, code in enumerate(site_languages())}
        )
        gaps = [
            Gap(code, name_in_interface(code), counts[f"gap_{number}"]) for number, code in enumerate(site_languages())
        ]
        unused = with_uses(self.model._default_manager.all()).filter(Q(all_uses=0)).count()
        context.update(
            gaps=[gap for gap in gaps if gap.count], unused=unused, unused_value=UNUSED, list_url=self.index_url,
            merge_url=self.merge_url() if self.may_merge() else "",
        )  # fmt: skip
        return context


class VocabularyUsageView(UsageView):
    """What has an item. Wagtail's own index of references leaves out what several pages share, which tags are."""

    columns = [
        TitleColumn("name", label=_("Name"), accessor="label", get_url=lambda row: row["edit_url"]),
        Column("type", label=_("Type"), accessor=lambda row: capfirst(row["object"]._meta.verbose_name)),
        Column("language", label=_("Language"), accessor=lambda row: _language_of(row["object"])),
    ]

    def get_queryset(self) -> Any:
        return holders_of(self.object)

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        finder = AdminURLFinder(self.request.user)
        rows = [{"object": item, "edit_url": finder.get_edit_url(item), "label": _label(item)} for item in object_list]
        return BaseListingView.get_table(self, rows, **kwargs)


def _label(item: Any) -> str:
    return str(item.get_admin_display_title() if isinstance(item, Page) else item)


def _language_of(item: Any) -> str:
    return name_in_interface(item.locale.language_code) if isinstance(item, Page) else ""
