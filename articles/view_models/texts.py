"""Texts of an article as readers get them: from the translation store, or the page's own made safe."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.template.loader import render_to_string
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from articles.links import LinkTargets, link_targets
from articles.models import TextPage
from articles.texts import texts_by_path
from i18n.public import Piece, Reading, WrappedHTML
from i18n.templatetags.translation_tags import sanitised

# The start tag of a sentence as i18n/segments/wrap.py writes it.
_SENTENCE = re.compile(r'<span class="s" id="s-[^"]*" data-state="(reviewed|machine|outdated|withheld)"[^>]*>')
_START_OF_PARAGRAPH = re.compile(r"<(?:p|li|blockquote)\b[^>]*>\Z")
_END_OF_PARAGRAPH = re.compile(r"</(?:p|li|h[2-6]|blockquote|td|th)>")


@dataclass(slots=True)
class Texts:
    """The texts of one page by path ("title", "body/<block id>/caption"); counts paragraphs as it hands them out."""

    reading: Reading | None
    own: dict[str, str]
    links: LinkTargets
    parallel_url: str
    paragraphs: int = 0
    last_state: str = ""

    def plain(self, path: str) -> str:
        """A text without markup or entities, not safe as HTML: titles in the head, alternative texts."""
        value = self._stored(path)
        if isinstance(value, WrappedHTML):
            return unescape(strip_tags(value.html))
        return value if value is not None else unescape(strip_tags(self.own.get(path, "")))

    def html(self, path: str) -> SafeString:
        """A text without links to originals: headings, captions."""
        value = self._stored(path)
        if value is None:
            return self.links.resolve(sanitised(self.own.get(path, "")))
        return self.links.resolve(self._say_states(value.html) if isinstance(value, WrappedHTML) else escape(value))

    def prose(self, path: str) -> SafeString:
        """A text with a link to the original at the end of each paragraph that has an open sentence."""
        value = self._stored(path)
        if not isinstance(value, WrappedHTML):
            return self.html(path)
        html, start = str(value.html), 0
        for ids, check in self._checks(value, gettext("Heading")):
            end = _end_of(html, ids[-1], start)
            html = html[:end] + check + html[end:]
            start = end + len(check)
        return self.links.resolve(self._say_states(html))

    def check_together(self, paths: Iterable[str], name: str) -> SafeString:
        """One link to the originals of texts that stand together, such as the cells of a table; `name` says what they
        are. Nothing where none of them is open.
        """
        values = [self._stored(path) for path in paths]
        pieces = [piece for value in values if isinstance(value, WrappedHTML) for piece in value.pieces]
        return mark_safe(self._link([piece for piece in pieces if piece.open_ids], name))

    def anchor(self, path: str) -> str:
        """Id of a block on the page."""
        return f"b-{path.rpartition('/')[2]}"

    def is_open(self, path: str) -> bool:
        """Whether a sentence of this text was made by a machine, was not checked, or has an original that changed."""
        value = self._stored(path)
        return isinstance(value, WrappedHTML) and any(piece.open_ids for piece in value.pieces)

    def state(self, path: str) -> str:
        """How the line beside a text of its own is drawn, such as a quotation's."""
        if self.reading is None or self.reading.info.is_source:
            return "original"
        return "machine" if self.is_open(path) else "reviewed"

    def _stored(self, path: str) -> WrappedHTML | str | None:
        return self.reading.fields.get(path) if self.reading else None

    def _say_states(self, html: str) -> str:
        """Words beside the marks: a hidden one where the state changes, a visible one before an outdated sentence."""
        if not (self.reading and self.reading.marks_sentences):
            return html
        return _SENTENCE.sub(self._word, html)

    def _word(self, match: re.Match[str]) -> str:
        state, before = match[1], self.last_state
        self.last_state = state
        if state == "outdated":
            words = gettext("The original has changed since:")
            return format_html('{}<span class="since">{} </span>', mark_safe(match[0]), words)
        if state in (before, "withheld"):  # a note says itself what it is
            return match[0]
        words = gettext("[checked]") if state == "reviewed" else gettext("[not checked]")
        return format_html('{}<span class="hidden">{} </span>', mark_safe(match[0]), words)

    def _checks(self, value: WrappedHTML, other: str) -> Iterator[tuple[list[str], str]]:
        """Sentences and link of each open piece; paragraphs are counted as on the parallel page.

        `other` names a piece that is none.
        """
        before = ""
        for piece in value.pieces:
            is_paragraph = bool(_START_OF_PARAGRAPH.search(before))
            before = str(piece.html)
            self.paragraphs += bool(piece.ids) and is_paragraph
            if piece.open_ids:
                yield piece.ids, self._link([piece], "" if is_paragraph else other)

    def _link(self, pieces: list[Piece], other: str) -> str:
        if not pieces:
            return ""
        context = {
            "url": f"{self.parallel_url}#s-{pieces[0].open_ids[0]}",
            "ids": " ".join(f"s-{public_id}" for piece in pieces for public_id in piece.ids),
            "number": self.paragraphs,
            "other": other,
        }
        return render_to_string("i18n/paragraph_check.html", context).strip()


def texts_of(page: TextPage, reading: Reading | None, language: str) -> Texts:
    """Texts of a page: no query, unless a text links to pages of the site."""
    own = {} if reading else texts_by_path(page)
    values = [str(value) for value in reading.fields.values()] if reading else list(own.values())
    return Texts(reading, own, link_targets(values, language), f"{page.reader_path()}parallel/")


def _end_of(html: str, sentence: str, start: int) -> int:
    """Where the paragraph of a sentence ends: before the next end tag of a block, or at the end of the text."""
    at = html.find(f'id="s-{sentence}"', start)
    match = _END_OF_PARAGRAPH.search(html, at if at >= 0 else start)
    return match.start() if match else len(html)
