"""Tags go into each engine's own form and come back."""

import pytest
from hypothesis import given, settings

from i18n.engines.apertium_markup import WordBoundForm, unknown_share
from i18n.engines.markup import MarkupForm, NumberedForm, PlainForm, XmlForm
from i18n.engines.masking import mask
from i18n.engines.tags import plain, same_tags, tokens, valid_coded, without_pairs
from tests.i18n.engines.coded_texts import coded_texts

TEXT = "Read <1>the <2>white</2> paper</1><3/> &amp; 5 &lt; 6."


@pytest.mark.parametrize("form", [NumberedForm(), XmlForm(), WordBoundForm()])
def test_form_gives_back_what_it_was_given(form: MarkupForm) -> None:
    assert form.decode(form.encode(TEXT), TEXT) == TEXT


@pytest.mark.parametrize("form", [NumberedForm(), XmlForm()])
@given(text=coded_texts())
@settings(max_examples=150, deadline=None)
def test_any_text_survives(form: MarkupForm, text: str) -> None:
    assert form.decode(form.encode(text), text) == text


@given(text=coded_texts())
@settings(max_examples=200, deadline=None)
def test_word_bound_form_keeps_words_and_tags(text: str) -> None:
    masked = mask(text).text
    form = WordBoundForm()
    back = form.decode(form.encode(masked), masked)
    assert same_tags(masked, back)
    assert valid_coded(back)
    assert plain(back).split() == plain(masked).split()


def test_plain_form_sends_text_without_tags() -> None:
    assert PlainForm().encode(TEXT) == "Read the white paper⟦3⟧ & 5 < 6."
    assert PlainForm().decode("Lee el ⟦ 3 ⟧ & 5 < 6.", TEXT) == "Lee el <3/> &amp; 5 &lt; 6."


def test_entities_are_decoded_once() -> None:
    assert PlainForm().decode("L&#39;eau &amp; moi", "water and me") == "L'eau &amp; moi"
    assert PlainForm().decode("&amp;lt;b&gt;", "x") == "&amp;lt;b&gt;"


def test_entities_of_the_text_itself_stay() -> None:
    source = "Write &amp;amp; for an ampersand."
    assert PlainForm().decode("Escribe &amp; aquí.", source) == "Escribe &amp;amp; aquí."


def test_tags_that_are_not_ours_become_text() -> None:
    decoded = NumberedForm().decode("<1>La</1> <script>x</script>", "<1>The</1>")
    assert decoded == "<1>La</1> &lt;script&gt;x&lt;/script&gt;"


def test_escaped_tags_are_read() -> None:
    assert NumberedForm().decode("&lt;1&gt;La&lt;/1&gt; casa", "<1>The</1> house") == "<1>La</1> casa"


def test_void_tag_written_as_a_pair() -> None:
    assert NumberedForm().decode("a<1></1>b", "x<1/>y") == "a<1/>b"


def test_split_span_is_joined() -> None:
    answer = "La [[t:i:1]]casa[[/]] [[t:i:1]]blanca[[/]] en Oslo"
    assert WordBoundForm().decode(answer, "The <1>white house</1> in Oslo") == "La <1>casa blanca</1> en Oslo"


def test_span_around_a_few_other_words_is_joined() -> None:
    answer = "[[t:i:1]]casa[[/]] muy [[t:i:1]]blanca[[/]] en Oslo"
    assert WordBoundForm().decode(answer, "a <1>white house</1> in Oslo") == "<1>casa muy blanca</1> en Oslo"


def test_far_pieces_leave_the_longest() -> None:
    answer = "[[t:i:1]]de[[/]] uno dos tres cuatro cinco [[t:i:1]]blanca[[/]]"
    assert WordBoundForm().decode(answer, "<1>of white</1> one") == "de uno dos tres cuatro cinco <1>blanca</1>"


def test_crossing_spans_are_nested_as_in_the_source() -> None:
    answer = "[[t:i:2]]uno[[/]] [[t:i:1; t:i:2]]dos[[/]] [[t:i:1]]tres[[/]]"
    decoded = WordBoundForm().decode(answer, "<1>a <2>b c</2> d</1>")
    assert decoded == "<1><2>uno dos</2> tres</1>"


def test_one_word_for_two_spans_loses_one() -> None:
    answer = "[[t:i:1; t:i:2]]dámelo[[/]] ya"
    assert WordBoundForm().decode(answer, "<1>give</1> <2>it</2> now") == "<1>dámelo</1> ya"


def test_tag_inside_a_word_takes_the_whole_word() -> None:
    assert WordBoundForm().encode("un<1>believ</1>able things") == "[[t:i:1]]unbelievable[[/]] things"


def test_marks_of_unknown_words_go_and_are_counted() -> None:
    answer = "la *blorp \\@1980s casa#\\<prn\\>"
    assert WordBoundForm().decode(answer, "the blorp 1980s house") == "la blorp 1980s casa"
    assert unknown_share(answer) == pytest.approx(0.75)


def test_without_pairs_keeps_void_tags() -> None:
    assert without_pairs("<1>a</1><2/>") == "a<2/>"
    assert [token.kind for token in tokens("</1/>")] == ["text"]
