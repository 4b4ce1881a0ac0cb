"""Template tags about languages and states."""

from typing import Any

from django import template
from django.conf.locale import LANG_INFO
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from i18n.models import State
from i18n.segments import sanitise_html
from i18n.services import languages
from i18n.services.standing import data_state

register = template.Library()


@register.simple_tag
def state_mark(state: str) -> SafeString:
    """The mark and the word of a state: `{% state_mark info.state %}`."""
    known = State(state)
    return format_html('<span class="state" data-state="{}">{}</span>', data_state(known), known.label)


@register.simple_tag
def language_name(code: str) -> str:
    """A language's own name: Français, العربية."""
    info = LANG_INFO.get(code) or LANG_INFO.get(code.split("-")[0]) or {}
    name = str(info.get("name_local", code))
    return name[:1].upper() + name[1:]


@register.filter
def named(locale: Any) -> str:
    """A language in the reader's words, one that the site no longer has too: `{{ version.locale|named }}`."""
    return languages.name(locale) if locale else ""


@register.simple_tag
def language_dir(code: str) -> str:
    """`rtl` or `ltr`."""
    info = LANG_INFO.get(code) or LANG_INFO.get(code.split("-")[0]) or {}
    return "rtl" if info.get("bidi") else "ltr"


@register.filter
def sanitised(html: str) -> SafeString:
    """Rich text that is not from the store, made safe for a page."""
    return mark_safe(sanitise_html(html))
