"""Readers' words as staff see them."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from i18n.services import hidden_characters

register = template.Library()


@register.filter
def visible(text: str) -> SafeString:
    """A reader's text, isolated, hidden characters written out: `{{ report.comment|visible }}`."""
    inner = format_html_join(
        "",
        "{}",
        (
            (format_html('<code class="chip" title="{}">{}</code>', name, name.split(" ")[0]) if name else part,)
            for part, name in hidden_characters.pieces(text or "")
        ),
    )
    return format_html('<bdi class="reader-words">{}</bdi>', inner)
