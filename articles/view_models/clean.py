"""An article's text as plain HTML for other places: feeds, other sites. No class, script or mark of ours."""

import re
from collections.abc import Iterable
from functools import singledispatch
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from articles.links import LinkTargets
from articles.models import TextPage
from articles.view_models.blocks.documents import Documents, LinkCard
from articles.view_models.blocks.pictures import Figure, Gallery
from articles.view_models.blocks.tables import Cell, Table
from articles.view_models.blocks.videos import Video
from articles.view_models.blocks.words import CallOut, Heading, Quotation, Text
from articles.view_models.body import Block, Box, blocks_of
from articles.view_models.media import Media
from articles.view_models.pictures import Picture
from articles.view_models.texts import Texts
from i18n.public import Reading

# A sentence as i18n/segments/wrap.py writes it; sentences are never nested and hold no other span.
_SENTENCE = re.compile(r'<span class="s" id="s-[^"]*"(?: data-state="(\w+)")?[^>]*>(.*?)</span>', re.DOTALL)
# Places that old links lead to (i18n/segments/heirs.py), and what Wagtail's editor leaves.
_OURS = re.compile(r'<span id="s-[^"]*"></span>| data-block-key="[^"]*"|<embed\b[^>]*>|</embed>')


class CleanTexts(Texts):
    """Texts without marks; where a sentence is older than its original, or withheld, the words still say so."""

    def prose(self, path: str) -> SafeString:
        return self.html(path)

    def check_together(self, paths: Iterable[str], name: str) -> SafeString:
        return mark_safe("")

    def html(self, path: str) -> SafeString:
        return mark_safe(_OURS.sub("", super().html(path)))

    def _say_states(self, html: str) -> str:
        return _SENTENCE.sub(_sentence, html)


def clean_html(
    page: TextPage, reading: Reading | None, *, own: dict[str, str], links: LinkTargets, media: Media
) -> str:
    """The whole body. Addresses of this site begin with a slash (`absolute` makes them whole). No query."""
    texts = CleanTexts(reading, own, links, "")
    return "\n".join(filter(None, map(html_of, blocks_of(page, texts, media))))


def absolute(html: str, origin: str) -> str:
    """Clean HTML whose own addresses begin with the site's."""
    return re.sub(r' (href|src|cite)="/(?!/)', rf' \1="{origin}/', html)


def picture_html(picture: Picture | None) -> SafeString:
    if picture is None:
        return mark_safe("")
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}">', picture.src, picture.alt, picture.width, picture.height
    )


def figure_html(picture: Picture | None, caption: str, credit: str) -> SafeString:
    """A picture with the words under it; nothing where there is no picture."""
    if picture is None:
        return mark_safe("")
    words = _joined(" ", caption, credit)
    under = format_html("<figcaption>{}</figcaption>", words) if words else ""
    return format_html("<figure>{}{}</figure>", picture_html(picture), under)


def _sentence(match: re.Match[str]) -> str:
    state, words = match[1], match[2]
    if state == "withheld":
        return f"<em>{words}</em>" if words else ""
    if state == "outdated":
        return format_html("<em>{}</em> {}", gettext("The original has changed since:"), mark_safe(words))
    return words


def _joined(separator: str, *parts: Any) -> SafeString:
    return format_html_join(separator, "{}", ((part,) for part in parts if part))


def _titled(title: str, content: str) -> SafeString:
    heading = format_html("<h3>{}</h3>", title) if title else ""
    return format_html("{}{}", heading, content) if content else mark_safe("")


def _rows(rows: Iterable[Iterable[Cell]]) -> SafeString:
    return format_html_join("", "<tr>{}</tr>", ((_joined("", *map(_cell, row)),) for row in rows))


def _cell(cell: Cell) -> SafeString:
    if cell.scope:
        return format_html('<th scope="{}">{}</th>', cell.scope, cell.text)
    return format_html("<td>{}</td>", cell.text)


def _link(url: str, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, words) if url else format_html("{}", words)


@singledispatch
def html_of(block: Block) -> str:
    """A block as plain HTML; empty for one that has nothing to show elsewhere."""
    return ""


@html_of.register
def _(block: Text) -> str:
    return block.text


@html_of.register
def _(block: Heading) -> str:
    return format_html("<h2>{}</h2>", block.text)


@html_of.register
def _(block: Quotation) -> str:
    open_note = gettext("translation not checked") if block.is_open else ""
    source = _link(block.source_url, format_html("<cite>{}</cite>", block.source)) if block.source else ""
    said = _joined(" – ", block.attribution, source, open_note)
    footer = format_html("<footer>{}</footer>", said) if said else ""
    return format_html("<blockquote><p>{}</p>{}</blockquote>", block.text, footer)


@html_of.register
def _(block: Figure) -> str:
    return figure_html(block.picture, block.caption, block.credit)


@html_of.register
def _(block: Gallery) -> str:
    return _titled(block.title, _joined("", *map(html_of, block.figures)))


@html_of.register
def _(block: Video) -> str:
    watch = _link(block.src or block.link, _joined("", picture_html(block.poster), block.title))
    under = _joined(" ", watch, block.caption, block.credit)
    transcript = _titled(gettext("Transcript"), block.transcript)
    return format_html("<p>{}</p>{}", under, transcript)


@html_of.register
def _(block: Table) -> str:
    parts = (block.caption, _rows([block.headings]), _rows(block.rows))
    return format_html("<table><caption>{}</caption><thead>{}</thead><tbody>{}</tbody></table>", *parts)


@html_of.register
def _(block: Documents) -> str:
    items = format_html_join("", "<li>{} ({})</li>", ((_link(f.url, f.title), f.type) for f in block.downloads))
    return _titled(block.title, format_html("<ul>{}</ul>", items) if items else "")


@html_of.register
def _(block: LinkCard) -> str:
    words = _joined(" – ", _link(block.url, block.title), block.text, block.site)
    return format_html("<p>{}</p>", words)


@html_of.register
def _(block: CallOut) -> str:
    return format_html("<aside>{}</aside>", _titled(block.title, block.text))


@html_of.register
def _(block: Box) -> str:
    return format_html("<aside>{}</aside>", _titled(block.title, _joined("\n", *map(html_of, block.blocks))))
