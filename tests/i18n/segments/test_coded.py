"""Coded text, merging, differences: the small tools."""

from collections import Counter

import pytest

from i18n.segments import (
    Element,
    Target,
    code,
    diff_words,
    from_html,
    merge,
    plain,
    same_tags,
    tags_of,
    text_hash,
    to_html,
    valid_coded,
)

from .building import page

LINK = Element("a", (("href", "/x"),))


def test_from_html_and_back() -> None:
    text, elements = from_html('Read the <a href="/x">report</a> now.<br/>')
    assert text == "Read the <1>report</1> now.<2/>"
    assert elements == (LINK, Element("br", (), True))
    assert to_html(text, elements) == 'Read the <a href="/x">report</a> now.<br/>'


def test_plain_text_and_its_code() -> None:
    assert plain("a <1>&lt;b&gt;</1> &amp;amp;<2/>") == "a <b> &amp;"
    assert plain(code("1 < 2 & <3>")) == "1 < 2 & <3>"


@pytest.mark.parametrize("text", ["", "a", "<1>a</1>", "<1><2>a</2></1><3/>", "a &amp; b &lt;", "<2>a</2><1>b</1>"])
def test_valid_coded_text(text: str) -> None:
    assert valid_coded(text)


@pytest.mark.parametrize(
    "text", ["<1>a", "a</1>", "<1><2>a</1></2>", "<b>a</b>", "a & b", "a < b", "</1/>", "&nbsp;", "<0/>"]
)
def test_invalid_coded_text(text: str) -> None:
    assert not valid_coded(text)


def test_tags_are_counted() -> None:
    assert tags_of("<1>a</1><2/><2/>") == Counter({"<1>": 1, "</1>": 1, "<2/>": 2})
    assert same_tags("<1>a</1> <2/>", "<2/><1>b</1>")
    assert not same_tags("<1>a</1>", "a")


def test_the_hash_knows_names_but_not_attributes() -> None:
    one = text_hash("<1>a</1>", (LINK,))
    assert one == text_hash("<1>a</1>", (Element("a", (("href", "/y"),)),))
    assert one != text_hash("<1>a</1>", (Element("b"),))
    assert text_hash("<1>a</1>", (Element("b"),)) == text_hash("<1>a</1>", (Element("strong"),))
    assert text_hash("e\u0301", ()) == text_hash("\u00e9", ())
    assert len(one) == 32


def test_broken_coded_text_is_written_safely() -> None:
    assert to_html("<1>a<script><2/></9></1>b</1>", (LINK,)) == '<a href="/x">a&lt;script&gt;</a>b'


def test_words_that_changed() -> None:
    assert diff_words("The <1>city</1> met late.", "The town met late.") == [
        ("equal", "The "),
        ("delete", "city"),
        ("insert", "town"),
        ("equal", " met late."),
    ]
    assert diff_words("", "") == []
    assert diff_words("中文", "中国") == [("equal", "中"), ("delete", "文"), ("insert", "国")]


def test_a_word_that_stays_is_not_called_changed_for_the_sake_of_a_space() -> None:
    assert diff_words("phases of about five years", "phases of five to six years") == [
        ("equal", "phases of "),
        ("delete", "about "),
        ("equal", "five "),
        ("insert", "to six "),
        ("equal", "years"),
    ]


def test_merging_by_sentence() -> None:
    built = page("<p>One here. Two there. Three now. Four then.</p>")
    base = {id_: Target(id_) for id_ in built.order}
    mine = {**base, "s1": Target("mine"), "s3": Target("both"), "s4": Target("mine")}
    theirs = {**base, "s2": Target("theirs"), "s3": Target("both"), "s4": Target("theirs")}
    merged = merge(built.skeleton, base, mine, theirs)
    assert merged.texts == {"s1": Target("mine"), "s2": Target("theirs"), "s3": Target("both"), "s4": Target("mine")}
    assert merged.conflicts == ["s4"]


def test_a_side_that_names_no_sentence_left_it() -> None:
    built = page("<p>One here.</p>")
    base = {"s1": Target("a")}
    assert merge(built.skeleton, base, {}, {"s1": Target("b")}).texts == {"s1": Target("b")}
