"""Skeletons and texts for the tests of the text engine, and generated rich text."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from i18n.segments import FieldValue, Matched, Sentence, Skeleton, Target, extract, match, rebuild


def rich(value: str, path: str = "body/1") -> FieldValue:
    return FieldValue(path, "body", "html", value)


def line(value: str, path: str = "title") -> FieldValue:
    return FieldValue(path, "title", "plain", value)


@dataclass
class Page:
    """A page's skeleton with its own texts as the translation."""

    skeleton: Skeleton
    sentences: dict[str, Sentence]
    texts: dict[str, Target]
    language: str

    def values(self, texts: Mapping[str, Target] | None = None) -> dict[str, str]:
        return rebuild(self.skeleton, texts or self.texts, language=self.language)

    def edited(self, *fields: FieldValue, prefix: str = "n") -> Matched:
        """The page after an edit of its source."""
        document = extract(fields, language=self.language)
        return match(self.skeleton, self.sentences, document, new_id=ids(prefix))

    @property
    def order(self) -> list[str]:
        return [ref.id for ref in self.skeleton.sentences()]


def ids(prefix: str = "s"):
    numbers = itertools.count(1)
    return lambda: f"{prefix}{next(numbers)}"


def page(*fields: FieldValue | str, language: str = "en") -> Page:
    """A page of these fields; a string is a rich text field."""
    given = [rich(item, f"body/{at}") if isinstance(item, str) else item for at, item in enumerate(fields, 1)]
    matched = match(None, {}, extract(given, language=language), new_id=ids())
    texts = {id_: Target(sentence.text) for id_, sentence in matched.texts.items()}
    return Page(matched.skeleton, matched.texts, texts, language)


# --- generated rich text

_WORDS = "city mayor Bremen network said quickly été «oui» 24 % a&b <i> x<y 3.5 U.S. summit, (NSC) “quoted” and the"
WORDS = st.sampled_from(_WORDS.split())
ENDS = st.sampled_from([". ", "! ", "? ", "… ", ".” ", ".) ", ". "])


@st.composite
def sentence_texts(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORDS, min_size=1, max_size=7))
    return ("The " + " ".join(words)).strip() + draw(ENDS)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def inline_html(draw: st.DrawFn, texts: st.SearchStrategy[str] | None = None) -> str:
    """A paragraph's content with elements opened and closed anywhere, crossing sentence ends and words."""
    source = texts if texts is not None else st.lists(sentence_texts(), min_size=1, max_size=4).map("".join)
    text = draw(source)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    out, stack, last = [], [], 0
    for cut in cuts:
        out.append(escaped(text[last:cut]))
        last = cut
        choice = draw(st.sampled_from(["open", "open", "close", "br"]))
        if choice == "br":
            out.append("<br/>")
        elif choice == "close" and stack:
            out.append(f"</{stack.pop()}>")
        else:
            tag = draw(st.sampled_from(["b", "i", "a", "em", "strong", "sub"]))
            if tag not in stack:
                href = draw(st.sampled_from(["http://x.org/?a=1&amp;b=2", "/y"]))
                out.append(f'<a href="{href}">' if tag == "a" else f"<{tag}>")
                stack.append(tag)
    out.append(escaped(text[last:]))
    out.extend(f"</{tag}>" for tag in reversed(stack))
    return "".join(out)


@st.composite
def rich_texts(draw: st.DrawFn) -> str:
    """Several blocks as Wagtail writes them."""
    out = []
    for at in range(draw(st.integers(1, 4))):
        content = draw(inline_html())
        form = draw(st.sampled_from(["p", "p", "p", "h2", "ul", "blockquote", "embed", "nested"]))
        if form == "ul":
            out.append(f"<ul><li>{content}</li><li>{draw(inline_html())}</li></ul>")
        elif form == "nested":
            out.append(f"<ul><li>{content}<ul><li>{draw(inline_html())}</li></ul></li></ul>")
        elif form == "embed":
            out.append(f'<embed alt="a" embedtype="image" format="left" id="{at}"/><p>{content}</p><hr/>')
        else:
            out.append(f'<{form} data-block-key="k{at}">{content}</{form}>')
        out.append(draw(st.sampled_from(["", "\n", "\n\n  "])))
    return "".join(out)


#: Fragments that break careless parsers.
FRAGMENTS = st.sampled_from(
    [
        "<b>", "</b>", "<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<a href='x'>", "<a href=javascript:x>", "</a>",
        "<h2>", "</h2>", "<blockquote>", "</blockquote>", "<br>", "<hr>", "<embed id=1>", "<embed url='javascript:1'>",
        "<script>", "</script>", "<svg>", "<math>", "<style>", "</style>", "<!--", "-->", "<!x>", "<div>", "</div>",
        "<img src=x onerror=y>", '<p data-block-key="&quot;>">', "<a href='&#106;avascript:x'>", "<td>", "<h1>", "&lt;",
        "&amp;lt;", "&nbsp;", "\u00a0", "&", "<", ">", "\x00", "\ud800", "\ufdd0", " ", "  ", "\n", "text", "One. Two.",
        "<1>", "</1>", "<1/>", "&#0;", "&#xD800;", "<i", '"', "'", "=", "<em>", "</em>", "<code>", "</code>", "é",
    ]
)  # fmt: skip
HOSTILE = st.lists(FRAGMENTS, max_size=25).map("".join)
