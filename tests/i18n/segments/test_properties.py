"""What must hold for every text: written as properties, tried on generated ones."""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from i18n.segments import (
    Skeleton,
    Target,
    code,
    extract,
    from_html,
    read_back,
    rebuild,
    sanitise_html,
    split_sentences,
    to_html,
    valid_coded,
    wrap,
)

from .building import HOSTILE, Page, inline_html, page, rich, rich_texts, sentence_texts

#: More in a one-off run: INTERURBAN_EXAMPLES=3000.
EXAMPLES = int(os.environ.get("INTERURBAN_EXAMPLES", "60"))
usual = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES < 100
)

pytestmark = pytest.mark.slow


class Checker(HTMLParser):
    """Fails on markup that is not well nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.text: list[str] = []
        self.spans: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("br", "hr", "embed"), "void tags must end with />"
        if tag == "span":
            self.spans.append(dict(attrs)["id"] or "")
            assert "span" not in self.stack
        if tag in ("p", "h2", "li", "ul"):
            assert not {"a", "b", "i", "em", "strong", "sub", "span"} & set(self.stack)
        self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("br", "hr", "embed"):
            return
        assert self.stack and self.stack.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("br", "hr", "embed")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def check(html: str) -> Checker:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert not checker.stack
    return checker


@usual
@given(HOSTILE)
def test_sanitising_twice_changes_nothing(html: str) -> None:
    once = sanitise_html(html)
    assert sanitise_html(once) == once


@usual
@given(HOSTILE)
def test_sanitised_markup_is_well_nested_and_means_the_same_to_a_browser(html: str) -> None:
    clean = sanitise_html(html)
    text = "".join(check(clean).text)
    browser = "".join(check(nh3.clean(clean, tags=set())).text)
    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", browser)
    assert not re.search(r"(?i)javascript:|onerror|<script|<svg|<style|\x00|[\ud800-\udfff]", clean)


@usual
@given(rich_texts())
def test_rebuilding_the_source_gives_the_source(html: str) -> None:
    built = page(html)
    assert built.values()["body/1"] == sanitise_html(html)


@usual
@given(HOSTILE)
def test_rebuilding_hostile_text_gives_its_sanitised_form(html: str) -> None:
    built = page(html)
    assert built.values()["body/1"] == sanitise_html(html)
    assert not read_back(built.skeleton, built.texts, built.values(), language="en").changes


@usual
@given(rich_texts())
def test_a_skeleton_survives_json(html: str) -> None:
    skeleton = page(html).skeleton
    assert Skeleton.from_json(skeleton.to_json()) == skeleton


@usual
@given(rich_texts())
def test_wrapped_text_is_well_nested_and_says_the_same(html: str) -> None:
    built = page(html)
    wrapped = wrap(built.skeleton, built.texts, language="en")["body/1"]
    checker = check(wrapped.html)
    assert checker.spans == [f"s-{id_}" for id_ in built.order]
    assert "".join(checker.text) == "".join(check(built.values()["body/1"]).text)
    assert "".join(piece.html for piece in wrapped.pieces) == wrapped.html
    assert _looks(wrapped.html) == _looks(built.values()["body/1"])


@usual
@given(rich_texts(), st.randoms(use_true_random=False))
def test_hostile_targets_stay_text(html: str, random) -> None:
    built = page(html)
    pieces = ["<script>x</script>", "<1>", "</1>", "</2>", "<2/>", "&lt;b&gt;", "a", "<b>", "\x00", "&amp;", '"']
    texts = {id_: Target("".join(random.choices(pieces, k=6))) for id_ in built.order}
    value = rebuild(built.skeleton, texts, language="fr")["body/1"]
    check(value)
    check(wrap(built.skeleton, texts, language="fr")["body/1"].html)
    assert _looks(sanitise_html(value)) == _looks(value)
    assert "<script" not in value


@usual
@given(inline_html())
def test_coded_text_is_valid_and_comes_back(html: str) -> None:
    text, elements = from_html(html)
    assert valid_coded(text)
    assert to_html(text, elements) == sanitise_html(html)
    assert from_html(to_html(text, elements)) == (text, elements)


@usual
@given(st.text(max_size=200), st.sampled_from(["en", "fr", "de", "ar", "zh", "ja", "th", "xx", "pt-BR"]))
def test_splitting_loses_nothing(text: str, language: str) -> None:
    assert "".join(split_sentences(text, language)) == text


@usual
@given(
    st.lists(st.sampled_from(['"', "(", ")", "». ", "« ", "A. ", ".", "?", " ", "\n", "M. ", "。", "」", "x"])).map(
        "".join
    )
)
def test_splitting_odd_signs_loses_nothing(text: str) -> None:
    for language in ("en", "fr", "zh"):
        assert "".join(split_sentences(text, language)) == text


@usual
@given(rich_texts())
def test_extracting_a_rebuilt_page_gives_the_same_sentences(html: str) -> None:
    built = page(html)
    again = extract([rich(built.values()["body/1"])], language="en")
    assert [s.hash for s in again.sentences()] == [s.hash for s in built.sentences.values()]


# --- reading back


@st.composite
def edits(draw: st.DrawFn) -> tuple[Page, dict[str, Target], set[str]]:
    """A page, the texts that a person makes of it, and the sentences that the person touched."""
    built = page(draw(rich_texts()))
    texts = dict(built.texts)
    touched: set[str] = set()
    for id_ in draw(st.lists(st.sampled_from(built.order), max_size=3, unique=True)):
        words = texts[id_].text.split(" ")
        at = draw(st.integers(0, len(words) - 1))
        kind = draw(st.sampled_from(["word", "rewrite", "insert", "delete", "split"]))
        if kind == "word":
            words[at] = re.sub(r"\w+", "Xylophone", words[at]) if "<" not in words[at] else words[at]
            new = " ".join(words)
        elif kind == "rewrite":
            new = "Nothing of this remains here."
        elif kind == "insert":
            new = texts[id_].text + " An added sentence stands here."
        elif kind == "split":
            new = "Half of it. And half of it here."
        else:
            new = ""
        if new != texts[id_].text:
            touched.add(id_)
        texts[id_] = Target(new, covered=not new)
    return built, texts, touched


@usual
@given(edits())
def test_reading_back_keeps_untouched_sentences_and_rebuilds_the_edit(
    edit: tuple[Page, dict[str, Target], set[str]],
) -> None:
    built, wanted, touched = edit
    value = built.values(wanted)
    result = read_back(built.skeleton, built.texts, value, language="en")
    assert not result.problems
    after = {**built.texts, **result.changes}
    shown = rebuild(built.skeleton, after, language="en", order=result.order)
    assert _looks(shown["body/1"]) == _looks(value["body/1"])
    for ref in built.skeleton.sentences():
        if ref.id in result.changes and ref.id not in touched:
            neighbours = {other.id for other in built.skeleton.sentences() if other.block == ref.block}
            assert neighbours & touched


def _looks(html: str) -> str:
    """The text with marks per character: how it looks, not how it is nested."""
    looks = []
    stack: list[str] = []
    for token in re.findall(r"<[^>]*>|&\w+;|[^<&\s]", sanitise_html(html)):
        if token.startswith("</"):
            stack.pop()
        elif token.startswith("<") and not token.endswith("/>"):
            stack.append(re.sub(r' data-block-key="[^"]*"', "", token))
        else:
            names = {
                re.sub("^<strong", "<b", re.sub("^<em", "<i", tag)) for tag in stack if not tag.startswith("<span")
            }
            looks.append(token + ",".join(sorted(names)))
    return "".join(looks)


@usual
@given(rich_texts(), st.lists(sentence_texts(), min_size=1, max_size=3))
def test_other_texts_read_back_as_they_are(html: str, others: list[str]) -> None:
    built = page(html)
    texts = {id_: Target(code(others[at % len(others)].strip())) for at, id_ in enumerate(built.order)}
    result = read_back(built.skeleton, texts, rebuild(built.skeleton, texts, language="fr"), language="fr")
    assert not result.changes
    assert not result.problems
