"""What an article's page shows."""

import re

import pytest
from django.test import Client

from i18n.models import Origin
from i18n.services import publishing
from tests.articles import factories as make
from tests.journeys.words import say

pytestmark = pytest.mark.django_db


def html_of(client: Client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_an_original_shows_its_facts_and_no_notice(client: Client):
    page = make.article(
        "A day in the city",
        authors=[make.author(role_en="Prevention team")],
        place="Copenhagen",
        tags=[make.tag("Prevention"), make.tag("Mayors")],
    )
    html = html_of(client, page)
    assert '<time datetime="2022-11-02">2 November 2022</time>' in html
    assert '<a href="/en/tags/mayors/">Mayors</a>' in html
    assert '<a href="/en/authors/ana-lund/" translate="no"><bdi>Ana Lund</bdi></a>, Prevention team' in html
    assert "Copenhagen" in html
    assert '<dd><a href="/en/types/news/">News</a></dd>' in html
    assert 'class="notice"' not in html
    assert 'class="check"' not in html
    assert re.search(r'<span class="s" id="s-[^"]+">Visitors came from <b>five</b> countries\.</span>', html)


def test_blocks_are_drawn(client: Client):
    image = make.picture()
    captioned = {"image": image.pk, "alt": "Drawn", "decorative": False, "caption": "Quay", "credit": "Us"}
    body = [
        make.block("heading", "What came next"),
        make.block("quotation", {"text": "A bench & patience.", "attribution": "Street worker"}),
        make.block("picture", captioned),
        make.block("call_out", {"title": "Join", "text": "<p>Write to us.</p>"}),
    ]  # fmt: skip
    html = html_of(client, make.article(body=body, lead_image=image, lead_alt="The lead", lead_caption="Lead caption"))
    assert re.search(r"<h2 id=.b-[^>]+><span [^>]+>What came next</span></h2>", html)
    assert "A bench &amp; patience." in html
    assert "Street worker" in html
    assert 'alt="Drawn" width="64" height="48" loading="lazy"' in html
    assert 'alt="The lead" width="64" height="48" fetchpriority="high"' in html
    assert '<span class="credit">Us</span>' in html
    assert '<aside class="callout">' in html


def test_a_decorative_picture_has_an_empty_description(client: Client):
    html = html_of(client, make.article(lead_image=make.picture(), lead_alt="ignored", lead_decorative=True))
    assert 'alt="" width="64"' in html


def test_a_machine_version_says_so_beside_the_headline(client: Client):
    page = make.page_of(make.version(make.article("A day in the city"), "fr"))
    html = html_of(client, page)
    notice = html[html.index('<details class="notice"') : html.index("</details>")]
    assert 'data-state="machine"' in notice
    assert say("fr", "Machine translation") in notice
    assert re.search(r"\b0\D+5\b", notice[: notice.index("</summary>")])
    assert "test engine" in notice
    assert f'href="{page.url}parallel/"' in notice
    assert html.index("</h1>") < html.index('class="notice"') < html.index('class="prose"')


def test_each_open_paragraph_ends_in_one_link_to_its_originals(client: Client):
    html = html_of(client, make.page_of(make.version(make.article(), "fr")))
    links = re.findall(r'<a class="check" href="([^"]+)" data-check="([^"]+)">.*?</a></p>', html)
    assert [len(ids.split()) for _href, ids in links] == [2, 1]
    for href, ids in links:
        assert href.endswith(f"parallel/#{ids.split()[0]}")
        assert all(f'id="{one}"' in html for one in ids.split())


def test_an_imported_sample_is_called_imported_and_not_machine_text(client: Client):
    made = make.version(make.article(), "fr", origin=Origin.IMPORT, engine="demo sample")
    html = html_of(client, make.page_of(made))
    assert say("fr", "Translation not checked yet") in html
    assert "demo sample" in html
    assert say("fr", "Machine translation") not in html
    public_id, text = next(iter(make.live_texts(made).items()))
    make.approve(made, public_id, text, make.user())
    publishing.publish(version=made)
    html = html_of(client, make.page_of(made))
    assert say("fr", "Partly checked") + " · " in html
    assert say("fr", "Translation not checked yet") not in html  # beside “1 of 3 sentences checked” it would be wrong


def test_a_page_of_mixed_states_marks_its_sentences(client: Client):
    made = make.version(make.article(), "fr")
    public_id = next(key for key, text in make.live_texts(made).items() if "doors" in text)
    make.approve(made, public_id, "La ville a ouvert ses portes.", make.user())
    from i18n.services import publishing

    publishing.publish(version=made)
    html = html_of(client, make.page_of(made))
    assert '<article class="article marked">' in html
    word = re.escape(say("fr", "[checked]"))
    assert re.search(
        rf'id="s-{public_id}" data-state="reviewed"[^>]*><span class="hidden">{word} </span>La ville', html
    )
    assert re.search(r"\b1\D+5\b", html[html.index('class="notice"') : html.index("</summary>")])


def test_a_page_of_one_state_marks_no_sentence(client: Client):
    html = html_of(client, make.page_of(make.version(make.article(), "fr")))
    assert '<article class="article">' in html
    assert say("fr", "[not checked]") not in html


def test_a_checked_version_has_a_byline_instead_of_the_notice(client: Client):
    made = make.version(make.article(), "fr")
    for public_id, text in make.live_texts(made).items():
        make.approve(made, public_id, text, make.user())
    from i18n.services import publishing

    publishing.publish(version=made)
    html = html_of(client, make.page_of(made))
    assert 'class="notice"' not in html
    assert say("fr", "Checked by a translator") in html
    assert 'class="check"' not in html


def test_languages_are_named_by_themselves_with_their_state(client: Client):
    page = make.article()
    make.version(page, "ar")
    html = html_of(client, page)
    listing = html[html.index('class="languages lead"') : html.index('class="about"')]
    assert '<span translate="no" lang="ar" dir="rtl">' in listing
    assert "Machine translation" in listing
    assert "Français" not in listing


def test_an_arabic_page_runs_from_right_to_left_and_loads_no_latin_font(client: Client):
    html = html_of(client, make.article("قمة المدن", code="ar", summary="ملخص"))
    assert '<html lang="ar" dir="rtl">' in html
    assert "2 نوفمبر 2022" in html
    assert "preload" not in html
    assert '<a href="/ar/types/news/" lang="en" dir="ltr">News</a>' in html
    assert 'rel="preload"' in html_of(client, make.article("A summit"))


def test_links_between_pages_follow_the_readers_language(client: Client):
    target = make.article("The target")
    french = make.page_of(make.version(target, "fr"))
    text = f'<p>Read <a linktype="page" id="{target.pk}">the other</a>.</p>'
    page = make.article(body=[make.block("text", text)])
    translated = make.page_of(make.version(page, "fr"))
    assert f'<a href="{target.url}">the other</a>' in html_of(client, page)
    assert f'<a href="{french.url}">' in html_of(client, translated)


def test_a_link_to_a_page_that_is_not_in_this_language_says_which(client: Client):
    target = make.article("The target")
    page = make.article(
        code="fr", body=[make.block("text", f'<p>Lire <a linktype="page" id="{target.pk}">cela</a>.</p>')]
    )
    html = html_of(client, page)
    assert f'<a href="{target.url}" hreflang="en">' in html
    assert '<span class="meta" lang="en" dir="ltr">(English)</span>' in html


def test_a_link_to_a_draft_keeps_its_words_only(client: Client):
    target = make.article("The target", publish=False)
    page = make.article(body=[make.block("text", f'<p>Read <a linktype="page" id="{target.pk}">this one</a>.</p>')])
    html = html_of(client, page)
    assert "this one" in html
    assert "linktype" not in html


def test_hostile_markup_written_past_the_editor_does_not_come_out(client: Client):
    bad = (
        '<p>Hello <script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>'
        '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math><b style="x">bold</b></p>'
    )
    page = make.article("<script>alert(2)</script>", body=[make.block("text", bad)], summary="<b>x</b>", slug="hostile")
    for html in (
        html_of(client, page),
        client.get("/en/").content.decode(),
        client.get("/en/search/?q=hello").content.decode(),
    ):
        assert "<script>alert" not in html
        assert "onerror=" not in re.sub(r"&lt;.*?&gt;", "", html)
        assert "javascript:" not in html
        assert "<b style" not in html
        assert "<b>x</b>" not in html


def test_an_article_outside_the_store_is_shown_sanitised(client: Client):
    from i18n.models import RenderedText

    page = make.article(body=[make.block("text", "<p>Plain <script>x</script>words.</p>")])
    RenderedText.objects.all().delete()
    html = html_of(client, page)
    assert "<p>Plain words.</p>" in html


def test_everything_is_from_here(client: Client):
    html = html_of(client, make.article(lead_image=make.picture(), lead_alt="x"))
    loaded = re.findall(r'<(?:script|img|source|iframe|link rel="(?:stylesheet|preload|icon)")[^>]+', html)
    assert loaded
    assert not [tag for tag in loaded if "//" in tag]
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", html)


def test_a_missing_picture_file_does_not_break_the_page(client: Client):
    image = make.picture()
    page = make.article(lead_image=image, lead_alt="x")
    image.file.storage.delete(image.file.name)
    assert "<picture>" not in html_of(client, page)


def test_preview_shows_the_draft_in_its_language():
    page = make.article("عنوان", code="ar", publish=False)
    page.title = "عنوان جديد"
    response = page.make_preview_request(preview_mode="")
    html = response.content.decode()
    assert response.status_code == 200
    assert "عنوان جديد" in html
    assert '<html lang="ar" dir="rtl">' in html
    assert '<meta name="robots" content="noindex">' in html
