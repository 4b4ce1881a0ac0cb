"""Extraction, rebuilding, wrapping: one page there and back."""

import json
import re
import time

import pytest

from i18n.segments import (
    Element,
    FieldValue,
    MissingText,
    Skeleton,
    Target,
    extract,
    rebuild,
    sanitise_html,
    wrap,
)

from .building import line, page, rich

HTML = (
    '<h2 data-block-key="h">Plans. For all</h2>\n<p data-block-key="p">See <b>the <a href="/a">report. It is</a></b> '
    'long.</p><embed alt="" embedtype="image" format="left" id="3"/><ul><li>One.<ul><li>Inner</li></ul></li></ul>'
)


def test_kinds_paths_and_blocks() -> None:
    built = page(line("A title. With a full stop"), rich(HTML), FieldValue("alt", "alt", "plain", "  "))
    found = [(ref.path, ref.kind, ref.block) for ref in built.skeleton.sentences()]
    assert found == [
        ("title", "title", 0),
        ("body/1", "heading", 0),
        ("body/1", "body", 1),
        ("body/1", "body", 1),
        ("body/1", "body", 2),
        ("body/1", "body", 3),
    ]
    assert [block.key for block in built.skeleton.blocks()] == ["title#0", *(f"body/1#{n}" for n in range(4))]


def test_coded_text_and_elements() -> None:
    sentences = page(HTML).sentences
    assert sentences["s2"].text == "See <1>the <2>report.</2></1>"
    assert sentences["s2"].elements == (Element("b"), Element("a", (("href", "/a"),)))
    assert sentences["s3"].text == "<1><2>It is</2></1> long."


def test_the_source_comes_back() -> None:
    built = page(HTML)
    assert built.values() == {"body/1": sanitise_html(HTML)}
    assert Skeleton.from_json(json.dumps(built.skeleton.to_json())) == built.skeleton


def test_a_link_over_two_sentences_stays_one() -> None:
    built = page(HTML)
    texts = {**built.texts, "s2": Target("Voir <1>le <2>rapport.</2></1>"), "s3": Target("<1><2>Il est</2></1> long.")}
    value = rebuild(built.skeleton, texts, language="fr")["body/1"]
    assert 'Voir <b>le <a href="/a">rapport. Il est</a></b> long.' in value


def test_a_link_over_two_sentences_becomes_two_for_readers() -> None:
    html = wrap(page(HTML).skeleton, page(HTML).texts, language="en")["body/1"].html
    assert (
        '<span class="s" id="s-s2">See <b>the <a href="/a">report.</a></b></span><b><a href="/a"> </a></b>'
        '<span class="s" id="s-s3"><b><a href="/a">It is</a></b> long.</span>'
    ) in html


@pytest.mark.parametrize(
    ("language", "expected"), [("fr", "<p>A. B.</p>"), ("zh-Hans", "<p>A.B.</p>"), ("ja", "<p>A.B.</p>")]
)
def test_the_joiner_is_the_languages(language: str, expected: str) -> None:
    built = page("<p>One here. Two there.</p>")
    texts = {"s1": Target("A."), "s2": Target("B.")}
    assert rebuild(built.skeleton, texts, language=language)["body/1"] == expected


def test_a_joiner_that_is_markup_stays() -> None:
    built = page("<p>One here.<br/>Two there.</p>")
    texts = {"s1": Target("A."), "s2": Target("B.")}
    assert rebuild(built.skeleton, texts, language="zh")["body/1"] == "<p>A.<br/>B.</p>"


def test_covered_sentences_leave_nothing_but_the_place_that_links_to_them_lead_to() -> None:
    built = page("<p>One here. Two there. Three now.</p>")
    texts = {"s1": Target("A und B."), "s2": Target("", covered=True), "s3": Target("C.")}
    assert rebuild(built.skeleton, texts, language="de")["body/1"] == "<p>A und B. C.</p>"
    html = wrap(built.skeleton, texts, language="de")["body/1"].html
    assert [line for line in html.split("<span") if 's-s2"' in line] == [' id="s-s2"></span>']


def test_order_of_the_target() -> None:
    built = page("<p>One here. Two there. Three now.</p>")
    texts = {id_: Target(id_) for id_ in built.order}
    values = rebuild(built.skeleton, texts, language="de", order={"body/1#0": ["s3", "unknown", "s1"]})
    assert values["body/1"] == "<p>s3 s1 s2</p>"


def test_a_missing_text_is_an_error() -> None:
    built = page("<p>One here.</p>")
    with pytest.raises(MissingText):
        rebuild(built.skeleton, {}, language="fr")
    with pytest.raises(KeyError):
        wrap(built.skeleton, {}, language="fr")


def test_elements_of_a_text_are_sanitised() -> None:
    built = page("<p>One here.</p>")
    bad = (Element("a", (("href", "javascript:x"),)), Element("script"), Element("b", (("onclick", "x"),)))
    texts = {"s1": Target("<1>a</1><2>b</2><3>c</3><script>d", bad)}
    assert rebuild(built.skeleton, texts, language="fr")["body/1"] == "<p>ab<b>c</b>&lt;script&gt;d</p>"


def test_plain_fields_are_text_in_values_and_escaped_for_readers() -> None:
    built = page(FieldValue("summary", "summary", "plain", "A <b> & c.\n\nD here."))
    assert built.values() == {"summary": "A <b> & c.\n\nD here."}
    assert wrap(built.skeleton, built.texts, language="en")["summary"].html == (
        '<span class="s" id="s-s1">A &lt;b&gt; &amp; c.</span>\n\n<span class="s" id="s-s2">D here.</span>'
    )


def test_pieces_let_a_template_add_to_each_paragraph() -> None:
    built = page("<p>One here. Two there.</p><p>Three.</p>")
    wrapped = wrap(built.skeleton, built.texts, language="en")["body/1"]
    assert [piece.ids for piece in wrapped.blocks] == [("s1", "s2"), ("s3",)]
    assert "".join(piece.html for piece in wrapped.pieces) == wrapped.html


def test_render_adds_attributes_escaped() -> None:
    built = page("<p>One here.</p>")

    def render(ref: object) -> dict[str, str]:
        return {"data-state": '"><script>', "class": "dashed", "lang": "fr"}

    html = wrap(built.skeleton, built.texts, language="en", render=render)["body/1"].html
    assert html == (
        '<p><span class="s dashed" id="s-s1" data-state="&quot;&gt;&lt;script&gt;" lang="fr">One here.</span></p>'
    )
    with pytest.raises(ValueError, match="onclick"):
        wrap(built.skeleton, built.texts, language="en", render=lambda ref: {"onclick": "x"})


def test_two_fields_of_one_path_are_refused() -> None:
    with pytest.raises(ValueError, match="same path"):
        extract([rich("a"), rich("b")], language="en")


def test_an_article_of_600_sentences_takes_well_below_a_second() -> None:
    html = "".join(
        f'<p data-block-key="k{n}">Number {n} says <b>this. And <a href="/{n}">that</a></b> too. Late by {n}.</p>'
        for n in range(200)
    )
    built = page(html)
    assert len(built.order) == 600
    started = time.process_time()
    after = built.edited(rich(re.sub("Number (.)7 says", r"Number \1 7 said", html)))
    rebuild(after.skeleton, built.texts, language="fr")
    assert time.process_time() - started < 5  # 0.2 s
    assert set(after.changes.values()) == {"same", "changed"}
