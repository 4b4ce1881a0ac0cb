"""What becomes of sentences when the source is edited."""

from i18n.segments import Target, extract, match, rebuild

from .building import ids, line, page, rich

BODY = "<p>The city met. It was late.</p><p>Nobody came to the old hall.</p><p>Everyone went home again.</p>"


def test_nothing_changed() -> None:
    before = page(BODY)
    after = before.edited(rich(BODY))
    assert set(after.changes.values()) == {"same"}
    assert after.skeleton == before.skeleton
    assert after.gone == []


def test_a_first_version_has_only_new_sentences() -> None:
    matched = match(None, {}, extract([rich(BODY)], language="en"), new_id=ids())
    assert list(matched.changes.values()) == ["new"] * 4


def test_a_typo_changes_one_sentence() -> None:
    before = page(BODY)
    after = before.edited(rich(BODY.replace("Nobody", "No body")))
    assert after.changes == {"s1": "same", "s2": "same", "s3": "changed", "s4": "same"}
    assert after.texts["s3"].text == "No body came to the old hall."


def test_a_changed_address_needs_no_new_translation() -> None:
    before = page('<p>Read <a href="/a">this</a> now.</p>')
    after = before.edited(rich('<p>Read <a href="/b">this</a> now.</p>'))
    assert after.changes == {"s1": "same"}
    assert rebuild(after.skeleton, {"s1": Target("Lisez <1>ceci</1>.")}, language="fr") == {
        "body/1": '<p>Lisez <a href="/b">ceci</a>.</p>'
    }


def test_a_change_from_strong_to_b_is_none() -> None:
    before = page("<p>A <strong>big</strong> city.</p>")
    assert before.edited(rich("<p>A <b>big</b> city.</p>")).changes == {"s1": "same"}


def test_an_inserted_paragraph_is_the_only_new_one() -> None:
    before = page(BODY)
    after = before.edited(rich(BODY.replace("<p>Nobody", "<p>Quite different words stand here.</p><p>Nobody")))
    assert after.changes == {"s1": "same", "s2": "same", "n1": "new", "s3": "same", "s4": "same"}


def test_a_paragraph_that_moved_keeps_its_id() -> None:
    before = page("<p>One is first.</p><p>Two comes next.</p><p>Three is the last.</p>")
    after = before.edited(rich("<p>Three is the last.</p><p>One is first.</p><p>Two comes next.</p>"))
    assert after.changes == {"s3": "moved", "s1": "same", "s2": "same"}


def test_a_block_cut_and_pasted_keeps_its_ids() -> None:
    before = page(rich("<p>Alpha was here.</p>", "body/aaa"), rich("<p>Beta was there.</p>", "body/bbb"))
    after = before.edited(rich("<p>Beta was there.</p>", "body/bbb"), rich("<p>Alpha was here.</p>", "body/ccc"))
    assert after.changes == {"s2": "same", "s1": "moved"}
    assert [ref.path for ref in after.skeleton.sentences()] == ["body/bbb", "body/ccc"]


def test_a_paragraph_split_in_two_keeps_its_sentences() -> None:
    before = page("<p>The city met. It was late. All went home.</p>")
    after = before.edited(rich("<p>The city met.</p><p>It was late. All went home.</p>"))
    assert after.changes == {"s1": "same", "s2": "same", "s3": "same"}


def test_a_block_split_into_two_blocks_keeps_its_sentences_even_with_a_typo() -> None:
    before = page(rich(BODY, "body/old"))
    first, second = BODY[: BODY.index("<p>Nobody")], BODY[BODY.index("<p>Nobody") :]
    after = before.edited(rich(first, "body/old"), rich(second.replace("home again", "home agin"), "body/new"))
    assert after.changes == {"s1": "same", "s2": "same", "s3": "moved", "s4": "changed"}


def test_duplicates_are_paired_in_order() -> None:
    before = page("<p>Read more.</p><p>Alpha beta.</p><p>Read more.</p>")
    after = before.edited(rich("<p>Read more.</p><p>Gamma delta epsilon.</p><p>Read more.</p><p>Read more.</p>"))
    order = [ref.id for ref in after.skeleton.sentences()]
    assert len(set(order)) == 4
    assert {"s1", "s3"} <= set(order)
    assert order.index("s1") < order.index("s3")


def test_a_duplicate_keeps_its_surroundings() -> None:
    before = page("<p>Alpha alone.</p><p>Read more.</p><p>Beta alone.</p><p>Read more.</p><p>Gamma alone.</p>")
    after = before.edited(rich("<p>Beta alone.</p><p>Read more.</p><p>Gamma alone.</p>"))
    assert [ref.id for ref in after.skeleton.sentences()] == ["s3", "s4", "s5"]
    assert after.gone == ["s1", "s2"]


def test_equal_texts_of_different_kind_stay_apart() -> None:
    before = page(line("Cities"), rich("<p>Cities</p>"))
    after = before.edited(line("Towns of the north"), rich("<p>Cities</p>"))
    assert after.changes == {"n1": "new", "s2": "same"}


def test_a_paragraph_made_a_heading_is_new() -> None:
    before = page("<p>Our plans</p>")
    assert before.edited(rich("<h2>Our plans</h2>")).changes == {"n1": "new"}


def test_what_is_removed_is_gone() -> None:
    after = page(BODY).edited(rich("<p>The city met.</p>"))
    assert after.changes == {"s1": "same"}
    assert after.gone == ["s2", "s3", "s4"]


def test_an_emptied_page_loses_all() -> None:
    after = page(BODY).edited(rich(""))
    assert after.texts == {}
    assert len(after.gone) == 4


def test_an_unedited_block_keeps_its_boundaries() -> None:
    whole = extract([rich("<p>One here. Two there.</p>")], language="th")
    old = match(None, {}, whole, new_id=ids())
    after = match(
        old.skeleton, old.texts, extract([rich("<p>One here. Two there.</p>")], language="en"), new_id=ids("n")
    )
    assert after.changes == {"s1": "same"}
    assert after.texts["s1"].text == "One here. Two there."


def test_an_edited_block_is_cut_anew() -> None:
    whole = extract([rich("<p>One is here. Two is over there.</p>")], language="th")
    old = match(None, {}, whole, new_id=ids())
    document = extract([rich("<p>One is here. Two is over them.</p>")], language="en")
    assert len(match(old.skeleton, old.texts, document, new_id=ids("n")).texts) == 2


def test_ids_in_use_are_not_given_again() -> None:
    before = page("<p>One here.</p>")
    document = extract([rich("<p>One here. Quite another matter.</p>")], language="en")
    after = match(before.skeleton, before.sentences, document, new_id=ids("s"))
    assert list(after.changes) == ["s1", "s2"]
