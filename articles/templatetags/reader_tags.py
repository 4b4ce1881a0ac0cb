"""Small helps for readers' templates."""

from datetime import date

from django import template
from django.utils.formats import date_format

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """A date in the words of the page's language: 2 November 2022, 2 de noviembre de 2022."""
    return date_format(value, "DATE_FORMAT") if value else ""
