"""What the form of an item tells besides its texts."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from tags.columns import site_languages
from tags.services import drafts_with, uses_of


class FactsPanel(Panel):
    """How much it is used, and old addresses that lead to it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "tags/admin/facts.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            viewset = self.instance.snippet_viewset
            shown = site_languages()
            past = self.instance.slug_redirects.order_by("language", "slug")
            context.update(
                uses=uses_of(self.instance),
                drafts=drafts_with(self.instance),
                past=[row for row in past if row.language in shown],
                usage_url=reverse(viewset.get_url_name("usage"), args=[self.instance.pk]),
                merge_url=f"{reverse(viewset.get_url_name('merge'))}?item={self.instance.pk}",
            )
            return context
