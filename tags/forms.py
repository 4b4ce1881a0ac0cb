"""The admin's form for labels."""

from typing import Any

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language
from wagtail.admin.forms import WagtailAdminModelForm

from tags.alphabets import sort_key
from tags.columns import column, site_languages


class CheckboxSelectMultiple(forms.CheckboxSelectMultiple):
    """Labels to choose, in the alphabet of whoever chooses; the database only knows the order of their keys. Wagtail
    styles a widget by the name of its class, so it keeps that of Django's.
    """

    def optgroups(self, *args: Any, **kwargs: Any) -> list[Any]:
        groups = super().optgroups(*args, **kwargs)
        return sorted(groups, key=lambda group: sort_key(str(group[1][0]["label"]), get_language() or ""))


class LabelsForm(WagtailAdminModelForm):
    """Inputs know their language, so that Arabic is written from the right and spelling checks fit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in site_languages():
            for name in ("name", "slug", "description"):
                field = self.fields.get(column(name, language))
                if field:
                    field.widget.attrs.update({"lang": language, "dir": direction(language)})
        if "related" in self.fields:
            others = self.fields["related"].queryset.exclude(pk=self.instance.pk)
            self.fields["related"].queryset = others


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if LANG_INFO.get(language, {}).get("bidi") else "ltr"


def name_in_interface(language: str) -> str:
    """The language's name in the language of the interface."""
    names = {code: str(name) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES}
    return names.get(language, language)


def own_name(language: str) -> str:
    """The language's name in itself, with a capital where its script has them."""
    name: str = LANG_INFO[language]["name_local"]
    return name[:1].upper() + name[1:]
