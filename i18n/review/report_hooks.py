"""Readers' reports in Wagtail's menu, with the number of open ones, and in the account of whoever answers them."""

from typing import Any

from django import forms
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import BaseSettingsPanel

from i18n.models import ReviewPreference
from i18n.services import permissions, preferences, report_queries

_SHOWN_AT_MOST = 99
# Every page of the admin shows the number: it is counted once a minute for each person.
_KEPT = 60


class ReportsMenuItem(MenuItem):
    """Shown to those who have something to do there; says how many are open."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_use_screens(request.user)

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if number := open_number(request.user):
            component.label = f"{component.label} ({number})"
        return component


def open_number(person: Any) -> str:
    """How many faults wait for an answer, as far as the menu has room; empty where none does."""

    def count() -> int:
        return int(report_queries.open_groups(person).order_by()[: _SHOWN_AT_MOST + 1].count())

    number = cache.get_or_set(f"i18n.open-reports.{person.pk}", count, _KEPT) or 0
    return f"{_SHOWN_AT_MOST}+" if number > _SHOWN_AT_MOST else str(number or "")


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ReportsMenuItem(
        _("Reader reports"), reverse("translations:reports"), name="reader-reports", icon_name="warning", order=152
    )


class ReviewPreferenceForm(forms.ModelForm[ReviewPreference]):
    """What approval does to reports, and how often messages about new ones come."""

    class Meta:
        model = ReviewPreference
        fields = ["on_approval", "digest"]
        widgets = {"on_approval": forms.RadioSelect, "digest": forms.RadioSelect}


@hooks.register("register_account_settings_panel")
class ReviewPreferencePanel(BaseSettingsPanel):
    """What a person was asked once can be changed here; messages are switched off here."""

    name = "review_preference"
    title = _("Reports of readers")
    order = 160
    form_class = ReviewPreferenceForm

    def is_active(self) -> bool:
        return permissions.may_use_screens(self.user)

    def get_form(self) -> forms.BaseForm:
        kwargs: dict[str, Any] = {"instance": preferences.of(self.user), "prefix": self.name}
        posted = self.request.method == "POST"
        return ReviewPreferenceForm(self.request.POST, **kwargs) if posted else ReviewPreferenceForm(**kwargs)
