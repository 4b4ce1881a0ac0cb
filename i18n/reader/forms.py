"""Forms of readers; every field is optional, and what was typed comes back with each message."""

from django import forms
from django.utils.translation import gettext_lazy as _

from i18n.conf import conf
from i18n.models import ErrorReport
from i18n.services.hidden_characters import without_controls

_EMAIL = _("Enter one complete address, for example name@example.org")
_LONGEST_TEXT = 2_000


class DetailsForm(forms.Form):
    """What a reader may add to a report."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ErrorReport.Reason.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the reasons, or none")},
    )
    better = forms.CharField(label=_("Your suggestion"), required=False, max_length=_LONGEST_TEXT)
    comment = forms.CharField(label=_("Anything else"), required=False, max_length=_LONGEST_TEXT)
    email = forms.EmailField(
        label=_("Your e-mail address"), required=False, max_length=254, error_messages={"invalid": _EMAIL}
    )

    def details(self) -> dict[str, str]:
        """The given values by the names of the model's fields."""
        data = self.cleaned_data
        values = {
            "reason": data["reason"],
            "better_wording": data["better"],
            "comment": data["comment"],
            "email": data["email"] if self.offers_mail else "",
        }
        return {name: without_controls(value) for name, value in values.items() if value}

    @property
    def offers_mail(self) -> bool:
        """Whether a message can be promised at all."""
        return conf.sends_mail

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, fit to stand in a page again."""
        return {name: without_controls(str(self[name].value() or "")) for name in self.fields}

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(field, message), for the list at the top of the page."""
        return [(name, str(message)) for name, messages in self.errors.items() for message in messages]
