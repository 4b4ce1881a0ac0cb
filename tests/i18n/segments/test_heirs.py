"""A link to a sentence that a page does not have leads to the one that stands nearest."""

from i18n.segments import FieldValue, Target, extract, heirs, match, wrap


def skeleton(body: str, *ids: str):
    fields = [FieldValue("title", "title", "plain", "A title"), FieldValue("body", "body", "html", body)]
    given = iter(["a", *ids])
    return match(None, {}, extract(fields, language="en"), new_id=lambda: next(given)).skeleton


BEFORE = skeleton("<p>One went. Two stays. Three stays.</p><p>Four went.</p>", "one", "two", "three", "four")


def test_to_the_one_before_it_in_its_text_else_after_it():
    now = skeleton("<p>Two stays. Three stays.</p>", "two", "three")
    assert heirs(BEFORE, {}, now) == {"one": "two", "four": "three"}


def test_to_another_text_where_its_own_is_gone():
    assert set(heirs(BEFORE, {}, skeleton("")).values()) == {"a"}


def test_those_that_went_earlier_follow_and_those_that_come_back_need_none():
    now = skeleton("<p>One went. Three stays.</p>", "one", "three")
    assert heirs(BEFORE, {"zero": "two", "one": "two", "nowhere": "nothing"}, now) == {
        "two": "one",
        "four": "three",
        "zero": "one",
    }


def test_links_stand_before_the_sentence_that_they_lead_to():
    texts = {"a": Target("Titre"), "two": Target("Deux."), "three": Target("", covered=True)}
    now = skeleton("<p>Two stays. Three stays.</p>", "two", "three")
    html = wrap(now, texts, language="fr", heirs={"one": "two", "four": "three"})["body"].html
    at = [html.index(f'id="s-{key}"') for key in ("three", "four", "one", "two")]
    assert at == sorted(at)
    assert html.count("Deux.") == 1
