"""Screens for tags and content types in Wagtail's admin: a panel per language of the site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from tags.columns import column, site_languages
from tags.forms import LabelsForm, own_name
from tags.models import ContentKind, Labelled, Tag
from tags.services import uses_of

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


class TagViewSet(SnippetViewSet):
    model = Tag
    icon = "tag"
    menu_label = _("Tags")
    list_display = ["__str__", "key"]
    search_fields = [column("name", language) for language in site_languages()]
    search_backend_name = None
    edit_handler = ObjectList(_panels("name", "description", "slug"), base_form_class=LabelsForm)


class ContentKindViewSet(SnippetViewSet):
    model = ContentKind
    icon = "list-ul"
    menu_label = _("Content types")
    list_display = ["__str__", "key", "order"]
    search_fields = [column("name", language) for language in site_languages()]
    search_backend_name = None
    edit_handler = ObjectList(
        [*_panels("name", "description", "slug"), FieldPanel("order")], base_form_class=LabelsForm
    )


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = _("Tags and types")
    menu_icon = "tag"
    menu_order = 250
    items = (TagViewSet, ContentKindViewSet)


register_snippet(VocabularyGroup)


@hooks.register("before_delete_snippet")
def refuse_what_is_in_use(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Articles would lose a tag without a word: it is merged into another one, or taken off them first."""
    for item in instances:
        uses = uses_of(item) if isinstance(item, Labelled) else 0
        if uses:
            text = ngettext(
                "“%(name)s” is in use on %(count)d page and was not deleted.",
                "“%(name)s” is in use on %(count)d pages and was not deleted.",
                uses,
            )
            messages.error(request, text % {"name": item, "count": uses})
            return redirect(item.snippet_viewset.get_url_name("list"))
    return None
