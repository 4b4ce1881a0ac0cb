"""Template tags about languages and states."""

from typing import Any

from django import template
from django.conf.locale import LANG_INFO
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Locale, Page

from i18n.models import LanguageVersion, State
from i18n.segments import sanitise_html
from i18n.services import content, languages, permissions
from i18n.services.page_permissions import version_of
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
    """A language in the reader's words, by its `Locale` or its code, one that the site no longer has too."""
    if not locale:
        return ""
    return languages.name(Locale(language_code=locale) if isinstance(locale, str) else locale)


@register.inclusion_tag("i18n/review/stays_public.html", takes_context=True)
def stays_public(context: Any, page: Page) -> dict[str, Any]:
    """Wagtail takes down one page: who means the article is told of its other languages, and led to the way."""
    version = version_of(page) if content.is_translatable(page.specific_class or Page) else None
    if version is None or version.pk is None or version.group.withdrawn_at is not None:
        return {"others": []}
    public = LanguageVersion.objects.filter(group_id=version.group_id, page__live=True).exclude(pk=version.pk)
    source, user = version.group.source, context["request"].user
    may = source is not None and source.page is not None and permissions.may_withdraw(user, version=source)
    others = list(public.select_related("locale").order_by("pk"))
    return {"page": page, "version": version, "others": others, "may_withdraw": may}


@register.simple_tag
def language_dir(code: str) -> str:
    """`rtl` or `ltr`."""
    info = LANG_INFO.get(code) or LANG_INFO.get(code.split("-")[0]) or {}
    return "rtl" if info.get("bidi") else "ltr"


@register.filter
def sanitised(html: str) -> SafeString:
    """Rich text that is not from the store, made safe for a page."""
    return mark_safe(sanitise_html(html))
