"""An article as clean HTML for others to take over: its words, who wrote them, what they are, where they are from."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from articles.links import link_targets
from articles.models import ArticlePage
from articles.templatetags.reader_tags import day
from articles.texts import texts_by_path
from articles.view_models.clean import CleanTexts, absolute, clean_html
from articles.view_models.media import Media
from articles.view_models.site import SiteFacts
from articles.view_models.state_words import label_html
from i18n.public import Reading


def republication(page: ArticlePage, reading: Reading | None, site: SiteFacts, origin: str) -> dict[str, Any]:
    """Template context. The licence is that of the texts: pictures and films stay behind."""
    language = page.locale.language_code
    own = {} if reading else texts_by_path(page)
    values = [str(value) for value in reading.fields.values()] if reading else list(own.values())
    links = link_targets(values, language)
    texts = CleanTexts(reading, own, links, "")
    parts = [
        format_html("<h1>{}</h1>", texts.plain("title")),
        format_html("<p><strong>{}</strong></p>", summary) if (summary := texts.plain("summary")) else "",
        label_html(reading.info, reading.source, origin) if reading else "",
        clean_html(page, reading, own=own, links=links, media=Media()),
        _credits(page, reading, site, origin),
    ]
    html = absolute("\n".join(filter(None, parts)), origin)
    return {
        "page": page,
        "title": texts.plain("title"),
        "html": html,
        "rows": min(24, html.count("\n") + 8),
        "url": page.reader_path(),
        "info": reading.info if reading else None,
    }


def _credits(page: ArticlePage, reading: Reading | None, site: SiteFacts, origin: str) -> SafeString:
    """By whom (of translators and checkers those who consent), where and when first, under which licence."""
    name = format_html('<a href="{}" rel="canonical">{}</a>', origin + page.reader_path(), site.name)
    first = gettext("First published by %(site)s on %(date)s.") % {"site": name, "date": day(page.published_on)}
    licence: str = format_html('<a href="{}" rel="license">{}</a>', site.licence_url, site.licence.text)
    lines = [
        _people(gettext("By %(names)s."), [author.name for author in page.authors.all()]),
        _people(gettext("Translation checked by %(names)s."), reading.people if reading else []),
        mark_safe(first),
        format_html("{}: {}.", gettext("Licence"), licence if site.licence_url else site.licence.text),
    ]
    return format_html("<hr>\n<p>{}</p>", format_html_join("\n", "{}", ((line,) for line in lines if line)))


def _people(words: str, names: list[str]) -> str:
    comma = pgettext("between parts of a line", ", ")
    return format_html(words.replace("%(names)s", "{}"), comma.join(names)) if names else ""
