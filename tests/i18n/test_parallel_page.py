"""The parallel page: every sentence beside its original, with a button."""

import pytest
from wagtail.models import PageViewRestriction

from i18n.models import Decision, Origin
from i18n.services import publishing
from tests.i18n import factories as make
from tests.i18n.reader_pages import parsed, words
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


def parallel_url(version):
    return f"/{version.locale.language_code}/notes/{version.page.slug}/parallel/"


def change_source(page, old, new):
    page = NotePage.objects.get(pk=page.pk)
    raw = page._meta.get_field("body").stream_block.get_prep_value(page.body)
    for block in raw:
        block["value"] = block["value"].replace(old, new)
    page.body = page._meta.get_field("body").stream_block.to_python(raw)
    page.save_revision().publish()


def test_each_sentence_is_a_row_with_original_translation_state_and_button(client):
    version = make.published(make.note(), "fr")
    document = parsed(client.get(parallel_url(version)))
    rows = document.xpath("//ol[@class='pairs']/li")
    assert [row.get("id") for row in rows] == [f"s-{ref.id}" for ref in version.snapshot.skeleton.sentences()]
    assert [row.get("data-state") for row in rows] == ["machine"] * 9
    row = document.get_element_by_id(f"s-{make.id_of(version, 'five')}")
    source, target = row.findall("p")
    assert (source.get("lang"), source.get("dir")) == ("en", "ltr")
    assert source.text_content() == "Visitors came from five countries."
    assert source.find("b").text == "five"
    assert target.text_content() == "fr: Visitors came from five countries."
    assert len(row.xpath(".//button")) == 1


def test_paragraphs_title_summary_and_headings_have_headings_of_their_own(client):
    version = make.published(make.note(), "es")
    document = parsed(client.get(parallel_url(version)))
    headings = document.xpath("//h2[contains(@class, 'heads')]")
    assert len(headings) == 6
    assert [h.get("id") for h in headings] == document.xpath("//ol[@class='pairs']/@aria-labelledby")


def test_it_says_how_many_sentences_are_checked(client):
    version = make.published(make.note(), "fr")
    make.approve(version, make.id_of(version, "five"), "Il y en avait cinq.", make.user())
    publishing.publish(version=version)
    response = client.get(parallel_url(version))
    assert "1" in parsed(response).xpath("string(//main/p[@class='state'])")
    assert "9" in parsed(response).xpath("string(//main/p[@class='state'])")
    row = parsed(response).get_element_by_id(f"s-{make.id_of(version, 'five')}")
    assert row.get("data-state") == "reviewed"
    assert row.xpath(".//button"), "a checked sentence can be reported, too"


def test_an_outdated_sentence_shows_what_it_was_made_for_and_what_the_original_says_now(client):
    page = make.note()
    version = make.published(page, "fr", origin=Origin.PERSON, decision=Decision.APPROVED)
    public_id = make.id_of(version, "five")
    change_source(page, "<b>five</b>", "<b>six</b>")
    row = parsed(client.get(parallel_url(version))).get_element_by_id(f"s-{public_id}")
    assert row.get("data-state") == "outdated"
    old, said, now = row.findall("div/p")
    assert old.text_content() == "Visitors came from five countries."
    assert said.get("class") == "since"
    assert now.text_content() == "Visitors came from six countries."
    assert (now.get("lang"), now.get("dir")) == ("en", "ltr")


def test_a_sentence_that_the_original_lost_says_so(client):
    page = make.note()
    version = make.published(page, "fr", origin=Origin.PERSON, decision=Decision.APPROVED)
    public_id = make.id_of(version, "five")
    change_source(page, " Visitors came from <b>five</b> countries.", "")
    row = parsed(client.get(parallel_url(version))).get_element_by_id(f"s-{public_id}")
    assert len(row.findall("div/p")) == 2
    assert row.xpath(".//p[@class='since']")


def test_an_arabic_page_is_right_to_left_and_its_original_left_to_right(client):
    version = make.published(make.note(), "ar")
    document = parsed(client.get(parallel_url(version)))
    assert document.get("dir") == "rtl"
    assert set(document.xpath("//ol[@class='pairs']/li/p[1]/@dir")) == {"ltr"}


def test_the_original_has_nothing_to_compare_with(client):
    page = make.note()
    response = client.get(f"/en/notes/{page.slug}/parallel/")
    assert response.status_code == 302
    assert response["Location"] == f"/en/notes/{page.slug}/"


def test_what_is_private_answers_like_what_never_was(client):
    version = make.published(make.note(), "fr")
    PageViewRestriction.objects.create(page=version.page, restriction_type="login")
    response = client.get(parallel_url(version))
    assert response.status_code == 404
    assert words(response) == words(client.get("/fr/notes/nothing-here/parallel/"))


def test_what_was_taken_down_says_so(client):
    version = make.published(make.note(), "fr")
    version.page.specific.unpublish()
    assert client.get(parallel_url(version)).status_code == 410


def test_strange_addresses_are_not_found(client):
    many = "/".join("x" * 2000)
    for path in ["a%00b", "%ED%A0%80", "x" * 3000, many, "%2e%2e%2f", "..", "%F0%9F%98%80", "'; --"]:
        assert client.get(f"/fr/{path}/parallel/").status_code == 404, path


def test_another_language_than_the_pages_own_finds_nothing(client):
    version = make.published(make.note(), "fr")
    assert client.get(f"/es/notes/{version.page.slug}/parallel/").status_code == 404


def test_hostile_text_comes_out_harmless(client):
    version = make.published(make.note(), "fr", say=lambda text: "&lt;script&gt;alert(1)&lt;/script&gt; <9>x</9>")
    page = client.get(parallel_url(version)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_queries_do_not_grow_with_the_length(client, django_assert_max_num_queries):
    paragraphs = "".join(f"<p>Sentence {n} is here. Another one follows it.</p>" for n in range(30))
    version = make.published(make.note(body=[paragraphs]), "fr")
    with django_assert_max_num_queries(12):
        response = client.get(parallel_url(version))
    assert len(parsed(response).xpath("//ol[@class='pairs']/li")) == 62


def test_no_cookie_is_set_and_the_page_is_the_same_for_every_reader(client):
    version = make.published(make.note(), "fr")
    first, second = client.get(parallel_url(version)), client.get(parallel_url(version))
    assert not first.cookies
    assert first.content == second.content


def test_search_engines_leave_it_out(client):
    version = make.published(make.note(), "fr")
    assert parsed(client.get(parallel_url(version))).xpath("//meta[@name='robots']/@content") == ["noindex"]
