"""Small helps for readers' templates."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

register = template.Library()

# Where Django's own form is not what newspapers of that language print ("Nov. 2, 2022", "2 نوفمبر، 2022").
_FORMATS = {"en": "j F Y", "ar": "j F Y"}


@register.filter
def day(value: date | None) -> str:
    """A date in the words of the page's language: 2 November 2022, 2 de noviembre de 2022."""
    return date_format(value, _FORMATS.get(get_language() or "", "DATE_FORMAT")) if value else ""
