"""The search page, and the index behind it: it knows what is public, and nothing else."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from articles.models import SearchEntry, SearchPosting, SearchWord
from articles.search import index
from articles.signal_handlers import on_migrated
from articles.site_checks.search import check_index
from i18n.services import withdrawal
from tags.services import merge_kinds, merge_tags
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def html(client: Client, query: str, language: str = "en") -> str:
    response = client.get(f"/{language}/search/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_words_are_found_in_their_language_and_marked(client: Client):
    make.article("Les municipalités du Nord", code="fr", summary="Résumé.", slug="nord")
    make.article("The north", slug="north")
    found = html(client, "q=MUNICIPALITE+resume", "fr")
    assert '<a href="/fr/news/nord/" hreflang="fr">Les <mark>municipalités</mark> du Nord</a>' in found
    assert "<mark>Résumé</mark>." in found
    assert "/en/news/north/" not in found
    assert 'name="robots" content="noindex' in found


def test_words_of_the_text_are_found_and_markup_is_not(client: Client):
    make.article("One", slug="one", body=[make.block("quotation", {"text": "A thermos flask.", "attribution": "Ana"})])
    make.standard("Contact", slug="contact", summary="Write to the thermos desk.")
    found = html(client, "q=thermos")
    assert found.index("/en/contact/") < found.index("/en/news/one/"), "a summary weighs more than a text"
    assert 'class="results"' not in html(client, "q=blockquote")


def test_what_is_not_public_is_not_found(client: Client):
    secret = make.article("Canary wording", slug="canary", publish=False)
    assert "canary/" not in html(client, "q=canary")
    secret.save_revision().publish()
    assert "canary/" in html(client, "q=canary")
    secret.refresh_from_db()
    draft = secret.specific
    draft.title = "Nightingale wording"
    draft.save_revision()
    assert 'class="results"' not in html(client, "q=nightingale")
    restriction = PageViewRestriction.objects.create(page=secret.get_parent(), restriction_type="login")
    assert "no page contains" in html(client, "q=canary")
    restriction.delete()
    section = secret.get_parent()
    Page.objects.filter(pk=section.pk).update(live=False)
    assert "canary/" not in html(client, "q=canary")
    Page.objects.filter(pk=section.pk).update(live=True)
    assert "canary/" in html(client, "q=canary")
    secret.unpublish()
    assert "canary/" not in html(client, "q=canary")
    assert not SearchEntry.objects.filter(pk=secret.pk).exists()


def test_the_index_follows_publication_withdrawal_and_deletion():
    page = make.article("Lanterns", summary="Light.")
    french = make.version(page, "fr")
    keys = [page.pk, french.page_id]

    def indexed() -> list[int]:
        return list(SearchEntry.objects.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))

    assert indexed() == keys
    boss = make.user("boss", superuser=True)
    withdrawal.withdraw(group=french.group, person=boss)
    assert indexed() == []
    withdrawal.restore(group=french.group, person=boss)
    assert indexed() == keys
    page = page.specific
    page.title = "Lamps"
    page.save_revision().publish()
    assert "lamps" in SearchWord.objects.values_list("text", flat=True)
    make.page_of(french).delete()
    assert indexed() == keys[:1]
    assert not SearchPosting.objects.filter(entry_id=keys[1]).exists()


def test_an_article_is_there_once_and_in_the_readers_language(client: Client):
    both = make.article("Copenhagen talks", slug="talks")
    make.version(both, "fr", say=lambda text: f"Copenhagen : {text}")
    only = make.article("Nuit à Copenhagen", code="fr", slug="nuit", tags=[make.tag("Night", name_fr="Nuit")])
    found = html(client, "q=copenhagen")
    assert found.count("/en/news/talks/") == 1
    assert "/fr/news/nuit/" in found[found.index("In other languages: 1 page") :]
    assert 'lang="fr" dir="ltr"><a href="/fr/news/nuit/"' in found
    assert "/fr/news/copenhagen" not in found
    assert "/fr/news/nuit/" in html(client, "q=night"), "by the name of its topic, in the reader's language"
    other = html(client, "q=talks&show=machine")
    assert "In other languages" not in other
    french = html(client, "q=nuit&in=fr")
    assert "/fr/news/nuit/" in french
    assert 'value="fr" lang="fr" dir="ltr" selected' in french
    assert only.pk


def test_a_hit_in_another_language_alone_leads_to_both(client: Client):
    page = make.article("A walk", slug="walk")
    make.version(page, "fr", say=lambda text: f"médiateurs {text}")
    found = html(client, "q=mediateurs")
    assert "In English: no page contains" in found
    assert '<a href="/en/news/walk/">Read it in English</a>' in found


def test_filters_stay_in_the_address(client: Client):
    night, event = make.tag("Night", name_fr="Nuit"), make.kind("Event")
    for number in range(12):
        make.article(f"Lantern {number}", slug=f"l{number}", tags=[night], kind=event)
    make.article("Lantern last", slug="last", published_on=date(2023, 1, 1))
    found = html(client, "q=lantern&tag=night&type=event")
    assert "In English: 12 pages contain" in found
    assert "/en/news/last/" not in found
    assert "?q=lantern&amp;tag=night&amp;type=event&amp;page=2" in found
    assert "l0/" in html(client, "q=lantern&tag=night&type=event&page=2")
    assert "13 pages" in (everything := html(client, "q=lantern"))
    assert everything.index("/en/news/last/") < everything.index("/en/news/l11/"), "the newest of equals goes first"
    assert 'class="results"' not in html(client, "q=lantern&tag=unknown")
    assert client.get("/en/search/?q=lantern&page=9").status_code == 404
    assert "13 pages" in html(client, "q=lantern&in=xx&show=nothing")


def test_only_what_people_checked(client: Client):
    page = make.article("Lantern", slug="lantern", code="fr")
    make.version(page, "en", say=lambda text: f"lamp {text}")
    assert "1 page contains" in html(client, "q=lamp")
    assert 'class="results"' not in html(client, "q=lamp&show=checked")


def test_a_wrong_letter_is_forgiven_and_said(client: Client):
    make.article("The municipality", slug="town")
    found = html(client, "q=municipalty")
    assert "No page contains “municipalty”. Looked up instead: “municipality”." in found
    assert "The <mark>municipality</mark>" in found


def test_most_words_where_no_page_has_all(client: Client):
    make.article("The municipality opens", slug="town")
    found = html(client, "q=municipality+opens+xylophones")
    assert "no page has all of these words; 1 page has most of them" in found


def test_nothing_found_offers_ways_on(client: Client):
    make.article("The municipality", slug="town")
    found = html(client, "q=munzipaltie")
    assert 'href="/en/search/?q=municipality">municipality</a>' not in html(client, "q=zzz")
    assert "Did you mean:" in html(client, "q=munciplity")
    assert 'href="/en/tags/"' in found
    assert "/en/news/town/" in found


def test_a_topic_is_found_by_its_name_however_it_is_called(client: Client):
    tag, other = make.tag("Street outreach"), make.tag("Field work")
    make.article("Lantern", slug="lantern", tags=[tag])
    assert "/en/news/lantern/" in (found := html(client, "q=outreach+street"))
    assert "Topics with this name" in found
    tag.name_en = "Night shifts"
    tag.save()
    assert "/en/news/lantern/" in html(client, "q=shifts")
    merge_tags(tags=[tag], into=other)
    assert "/en/news/lantern/" in html(client, "q=field+work")
    assert 'class="results"' not in html(client, "q=shifts")


def test_merged_content_types_are_followed(client: Client):
    page = make.article("Lantern", slug="lantern", kind=make.kind("Gathering"))
    merge_kinds(kinds=[page.kind], into=make.kind("Event"))
    assert "/en/news/lantern/" in html(client, "q=lantern&type=event")


def test_signs_that_mean_something_to_a_database_are_no_words(client: Client):
    make.article("Rate of 100%", slug="rate")
    assert "rate/" in html(client, "q=100%25")
    for typed in ("%25", "_", "*", "%5C", "'", '"', "%00"):
        assert 'class="results"' not in html(client, f"q={typed}")


def test_the_command_makes_the_index_anew(capsys):
    page = make.article("Lantern")
    make.article("Hidden", publish=False)
    rows = list(SearchPosting.objects.order_by("entry_id", "term").values())
    SearchEntry.objects.all().delete()
    SearchWord.objects.create(language="en", text="stale", shown="stale", head="sta", term=1)
    assert [str(found.msg) for found in check_index()] == ["Search does not find 1 page."]
    for options in ({}, {"missing": True}, {}):
        call_command("rebuild_search", **options)
        assert list(SearchPosting.objects.order_by("entry_id", "term").values()) == rows
    assert SearchEntry.objects.get().page_id == page.pk
    assert not SearchWord.objects.filter(text="stale").exists()
    assert check_index() == []
    assert "1 pages indexed." in capsys.readouterr().out


def test_indexing_takes_six_queries_whatever_the_length(django_assert_max_num_queries):
    short, long = make.article("Short"), make.article("Long")
    text = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}" for n in range(3_000))
    long.body = long._meta.get_field("body").stream_block.to_python([make.block("text", f"<p>{text}</p>")])
    for page in (short, long):
        page.title += " again"
        assert page.locale.language_code == "en"
        with django_assert_max_num_queries(8):  # six, and the savepoint around them
            assert index.update(page)
        with django_assert_max_num_queries(5):
            assert not index.update(page)
    assert SearchPosting.objects.filter(entry_id=long.pk).count() > 3_000


def test_a_site_that_is_brought_up_to_date_indexes_what_it_has():
    make.article("Lantern")
    SearchEntry.objects.all().delete()
    on_migrated(sender=None, plan=[])
    assert not SearchEntry.objects.exists()
    on_migrated(sender=None, plan=["one"])
    assert SearchEntry.objects.count() == 1
