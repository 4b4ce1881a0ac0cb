"""Words of the translation screens."""

from django import template

from i18n.review import words

register = template.Library()


@register.filter
def in_words(reason: str) -> str:
    """Why work ended or waits, in the language of whoever reads: `{{ job.reason|in_words }}`."""
    return words.reason(reason)
