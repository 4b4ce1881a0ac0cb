"""On the account page: how a person wants to be named in public."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel

from i18n.models import PublicName


class PublicNameForm(forms.ModelForm[PublicName]):
    """The choice, and the pseudonym that one of its lines needs."""

    class Meta:
        model = PublicName
        fields = ["choice", "pseudonym"]
        widgets = {"choice": forms.RadioSelect}


@hooks.register("register_account_settings_panel")
class PublicNamePanel(BaseSettingsPanel):
    """Nobody is named without saying so here; whatever is chosen counts for pages that are public already, too."""

    name = "public_name"
    title = _("My name in public")
    order = 150
    form_class = PublicNameForm

    def get_form(self) -> forms.BaseForm:
        row = PublicName.objects.filter(user=self.user).first() or PublicName(user=self.user)
        kwargs: dict[str, Any] = {"instance": row, "prefix": self.name}
        return (
            PublicNameForm(self.request.POST, **kwargs) if self.request.method == "POST" else PublicNameForm(**kwargs)
        )
