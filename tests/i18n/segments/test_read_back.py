"""A direct edit of a rebuilt page, read back by sentence."""

import pytest

from i18n.segments import Element, FieldValue, ReadBack, Target, read_back, rebuild

from .building import Page, line, page, rich

BODY = (
    '<h2 data-block-key="h">Our plans</h2>'
    '<p data-block-key="p">The city <b>met</b>. It was "late". Read <a href="/a">the report</a> now.</p>'
    "<ul><li>One item here.</li><li>Two items here.<ul><li>Inner item.</li></ul></li></ul>"
)


@pytest.fixture
def built() -> Page:
    """s1 heading, s2–s4 paragraph, s5–s7 list items."""
    return page(BODY)


def edit(built: Page, old: str, new: str) -> ReadBack:
    value = built.values()["body/1"]
    assert old in value
    return read_back(built.skeleton, built.texts, {"body/1": value.replace(old, new)}, language="en")


def test_nothing_changed(built: Page) -> None:
    assert read_back(built.skeleton, built.texts, built.values(), language="en") == ReadBack()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<b>met</b>", "<strong>met</strong>"),
        ("<b>met</b>", "<b>m</b><b>et</b>"),
        ('"late"', "&quot;late&quot;"),
        (' data-block-key="p"', ' data-block-key="zzzzz"'),
        (' data-block-key="p"', ""),
        ("<li>", '<li data-block-key="new">'),
        ("</p>", "</p>\n\n"),
        ("</p>", "</p><p data-block-key='e'></p>"),
        ("It was", "It  was"),
        ("now.</p>", "now. </p>"),
        ('<a href="/a">', "<a href='/a'  >"),
    ],
)
def test_what_an_editor_rewrites_is_no_change(built: Page, old: str, new: str) -> None:
    assert edit(built, old, new) == ReadBack()


def test_nesting_the_other_way_round_is_no_change() -> None:
    built = page('<p>See <b><a href="/a">this</a></b> page.</p>')
    value = '<p>See <a href="/a"><b>this</b></a> page.</p>'
    assert read_back(built.skeleton, built.texts, {"body/1": value}, language="en") == ReadBack()


def test_a_no_break_space_may_be_written_as_entity() -> None:
    built = page("<p>Vraiment\u00a0? Oui.</p>", language="fr")
    value = {"body/1": "<p>Vraiment&nbsp;? Oui.</p>"}
    assert read_back(built.skeleton, built.texts, value, language="fr") == ReadBack()


def test_a_word_changes_one_sentence(built: Page) -> None:
    assert edit(built, "It was", "It became").changes == {"s3": Target('It became "late".')}


def test_markup_goes_with_the_word(built: Page) -> None:
    assert edit(built, "The city", "Our city").changes == {"s2": Target("Our city <1>met</1>.")}


def test_bold_taken_away(built: Page) -> None:
    assert edit(built, "<b>met</b>", "met").changes == {"s2": Target("The city met.")}


def test_bold_added(built: Page) -> None:
    changes = edit(built, "It was", "It <i>was</i>").changes
    assert changes == {"s3": Target('It <1>was</1> "late".', (Element("i"),))}


def test_an_address_changed_keeps_its_number(built: Page) -> None:
    changes = edit(built, 'href="/a"', 'href="/b"').changes
    assert changes == {"s4": Target("Read <1>the report</1> now.", (Element("a", (("href", "/b"),)),))}
    assert 'href="/b"' in built.values({**built.texts, **changes})["body/1"]


def test_an_address_with_a_forbidden_scheme_is_dropped(built: Page) -> None:
    changes = edit(built, 'href="/a"', 'href="javascript:x"').changes
    assert changes == {"s4": Target("Read the report now.")}


def test_an_added_sentence_goes_to_the_one_before(built: Page) -> None:
    changes = edit(built, "<b>met</b>.", "<b>met</b>. Many came.").changes
    assert changes == {"s2": Target("The city <1>met</1>. Many came.")}


def test_a_sentence_added_at_the_start_goes_to_the_one_after(built: Page) -> None:
    changes = edit(built, "The city", "Good news. The city").changes
    assert changes == {"s2": Target("Good news. The city <1>met</1>.")}


def test_a_removed_sentence_is_covered(built: Page) -> None:
    assert edit(built, ' It was "late".', "").changes == {"s3": Target("", covered=True)}


def test_a_split_sentence_stays_in_its_id(built: Page) -> None:
    changes = edit(built, "One item here.", "One item. It is here.").changes
    assert changes == {"s5": Target("One item. It is here.")}


def test_joined_sentences_go_to_the_first(built: Page) -> None:
    changes = edit(built, '</b>. It was "late"', '</b>, as it was "late"').changes
    assert changes == {"s2": Target('The city <1>met</1>, as it was "late".'), "s3": Target("", covered=True)}


def test_a_sentence_changed_and_its_neighbour_removed(built: Page) -> None:
    changes = edit(built, 'The city <b>met</b>. It was "late".', 'It was very "late".').changes
    assert changes == {"s2": Target("", covered=True), "s3": Target('It was very "late".')}


def test_an_emptied_list_item_is_covered(built: Page) -> None:
    assert edit(built, "One item here.", "").changes == {"s5": Target("", covered=True)}
    assert edit(built, "Two items here.", "").changes == {"s6": Target("", covered=True)}


def test_an_emptied_paragraph_can_be_filled_again(built: Page) -> None:
    texts = {**built.texts, "s5": Target("", covered=True)}
    value = built.values(texts)["body/1"].replace("<li></li>", "<li>Back <b>again</b>.</li>")
    changes = read_back(built.skeleton, texts, {"body/1": value}, language="en").changes
    assert changes == {"s5": Target("Back <1>again</1>.", (Element("b"),))}


def test_script_typed_as_text_stays_text(built: Page) -> None:
    changes = edit(built, "It was", "It &lt;script&gt; was").changes
    assert changes == {"s3": Target('It &lt;script&gt; was "late".')}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<ul><li>One", "<p>A new one.</p><ul><li>One", "blocks_added"),
        ("<li>One item here.</li>", "", "blocks_removed"),
        ("now.</p>", "now.</p><p>Added.</p>", "blocks_added"),
        (". It was", '.</p><p data-block-key="q">It was', "blocks_added"),
        ("h2", "h3", "structure_changed"),
        ("ul>", "blockquote>", "structure_changed"),
        ("<ul><li>One", "<hr/><ul><li>One", "structure_changed"),
    ],
)
def test_a_change_of_structure_is_a_problem(built: Page, old: str, new: str, code: str) -> None:
    result = edit(built, old, new)
    assert result.changes == {}
    assert [(problem.path, problem.code) for problem in result.problems] == [("body/1", code)]


def test_another_picture_is_a_problem() -> None:
    built = page('<p>Text.</p><embed alt="x" embedtype="image" format="left" id="3"/>')
    same = built.values()["body/1"].replace('alt="x" embedtype="image"', 'embedtype="image" alt="x"')
    assert read_back(built.skeleton, built.texts, {"body/1": same}, language="en") == ReadBack()
    other = read_back(built.skeleton, built.texts, {"body/1": same.replace('id="3"', 'id="4"')}, language="en")
    assert [problem.code for problem in other.problems] == ["embed_changed"]


def test_one_field_with_a_problem_does_not_spoil_another() -> None:
    built = page(line("A title"), rich("<p>One.</p>"))
    values = {"title": "Another title", "body/1": "<p>One.</p><p>Two.</p>"}
    result = read_back(built.skeleton, built.texts, values, language="en")
    assert result.changes == {"s1": Target("Another title")}
    assert len(result.problems) == 1


def test_missing_and_unknown_fields_are_problems() -> None:
    built = page(line("A title"))
    result = read_back(built.skeleton, built.texts, {"other": "x"}, language="en")
    assert {(problem.path, problem.code) for problem in result.problems} == {
        ("title", "field_missing"),
        ("other", "field_added"),
    }


def test_a_plain_field_is_read_as_text() -> None:
    built = page(FieldValue("summary", "summary", "plain", "One <b> here. Two there."))
    values = {"summary": "One <b> here. Two & three there."}
    assert read_back(built.skeleton, built.texts, values, language="en").changes == {
        "s2": Target("Two &amp; three there.")
    }
    assert read_back(built.skeleton, built.texts, {"summary": ""}, language="en").changes == {
        "s1": Target("", covered=True),
        "s2": Target("", covered=True),
    }


def test_a_line_break_between_sentences_removed_joins_them() -> None:
    built = page("<p>One here.<br/>Two there. Three.</p>")
    changes = edit(built, "<br/>", " ").changes
    assert changes == {"s1": Target("One here. Two there."), "s2": Target("", covered=True)}


def test_a_line_break_added_belongs_to_the_sentence_before() -> None:
    built = page("<p>One here. Two there.</p>")
    changes = edit(built, "here. ", "here.<br/>").changes
    after = built.values({**built.texts, **changes})["body/1"]
    assert set(changes) == {"s1"}
    assert after == "<p>One here.<br/> Two there.</p>"


def test_a_link_over_two_sentences_edited_in_one() -> None:
    built = page('<p>See <a href="/a">this. And that</a> too.</p>')
    changes = edit(built, "See", "Read").changes
    assert changes == {"s1": Target("Read <1>this.</1>")}
    assert built.values({**built.texts, **changes})["body/1"] == '<p>Read <a href="/a">this. And that</a> too.</p>'


def test_repeated_sentences_keep_their_places() -> None:
    built = page("<p>Yes. Maybe. Yes. Maybe. Yes.</p>")
    value = {"body/1": "<p>Yes. Maybe. Yes. Perhaps not. Yes.</p>"}
    assert read_back(built.skeleton, built.texts, value, language="en").changes == {"s4": Target("Perhaps not.")}


def test_own_elements_are_kept_when_another_word_changes() -> None:
    built = page("<p>One here. Two there.</p>")
    own = Target("Un <1>ici</1>.", (Element("a", (("href", "/x"),)),))
    base = {"s1": own, "s2": Target("Deux là.")}
    value = rebuild(built.skeleton, base, language="fr")["body/1"].replace("Un ", "Une ")
    assert read_back(built.skeleton, base, {"body/1": value}, language="fr").changes == {
        "s1": Target("Une <1>ici</1>.", own.elements)
    }


def test_chinese_has_no_spaces_between_sentences() -> None:
    built = page("<p>One here. Two there. Three.</p>")
    base = {"s1": Target("一在这里。"), "s2": Target("二在那里。"), "s3": Target("三。")}
    value = rebuild(built.skeleton, base, language="zh")["body/1"]
    assert value == "<p>一在这里。二在那里。三。</p>"
    assert read_back(built.skeleton, base, {"body/1": value}, language="zh") == ReadBack()
    edited = {"body/1": value.replace("那里", "他处")}
    assert read_back(built.skeleton, base, edited, language="zh").changes == {"s2": Target("二在他处。")}


def test_order_and_covered_are_respected() -> None:
    built = page("<p>One here. Two there. Three now.</p>")
    base = {"s1": Target("Eins."), "s2": Target("", covered=True), "s3": Target("Drei.")}
    order = {"body/1#0": ["s3", "s1", "s2"]}
    value = rebuild(built.skeleton, base, language="de", order=order)["body/1"]
    assert value == "<p>Drei. Eins.</p>"
    assert read_back(built.skeleton, base, {"body/1": value}, language="de", order=order) == ReadBack()
    edited = {"body/1": "<p>Drei. Eins und mehr.</p>"}
    found = read_back(built.skeleton, base, edited, language="de", order=order)
    assert found.changes == {"s1": Target("Eins und mehr.")}


MOVED = "<p>The first one stands. A <b>second</b> one follows. The third one ends it.</p>"


def test_a_moved_sentence_is_another_order_and_no_change() -> None:
    built = page(MOVED)
    one, two, three = built.order
    value = {"body/1": "<p>The third one ends it. The first one stands. A <b>second</b> one follows.</p>"}
    found = read_back(built.skeleton, built.texts, value, language="en")
    assert found == ReadBack(order={"body/1#0": [three, one, two]})
    assert rebuild(built.skeleton, built.texts, language="en", order=found.order) == value
    assert read_back(built.skeleton, built.texts, value, language="en", order=found.order) == ReadBack()


def test_one_moved_and_another_changed_are_an_order_and_a_change() -> None:
    built = page(MOVED)
    one, two, three = built.order
    value = {"body/1": "<p>A <b>second</b> one follows. Quite other words. The first one stands.</p>"}
    found = read_back(built.skeleton, built.texts, value, language="en")
    assert found.changes == {three: Target("Quite other words.")}
    assert found.order == {"body/1#0": [two, three, one]}


def test_beside_a_line_break_nothing_is_moved() -> None:
    built = page("<p>The first one stands.<br/>The second one follows.</p>")
    value = {"body/1": "<p>The second one follows.<br/>The first one stands.</p>"}
    found = read_back(built.skeleton, built.texts, value, language="en")
    assert not found.order
    assert rebuild(built.skeleton, {**built.texts, **found.changes}, language="en") == value
