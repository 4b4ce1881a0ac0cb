"""Screens of the admin: menus."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from articles.models import Menu


class MenuViewSet(SnippetViewSet):
    """Main navigation and columns of the footer, among the settings."""

    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    add_to_settings_menu = True
    list_display = ["__str__", "order"]


register_snippet(MenuViewSet)
