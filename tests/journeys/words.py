"""What a screen says in a language: by the English message, so that a better translation of it breaks no journey."""

from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext


def say(language: str, message: str, context: str = "", **values: object) -> str:
    """A message of the interface in a language."""
    with translation.override(language):
        said = pgettext(context, message) if context else gettext(message)
        return said % values if values else said


def count(language: str, one: str, many: str, number: int, **values: object) -> str:
    """A message with a number, in the plural form of the language."""
    with translation.override(language):
        return ngettext(one, many, number) % {"count": number, **values}
