"""The demonstration in the database: complete, honest about where its texts come from, repeatable."""

import io
import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils.translation import override
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Revision, Site

from articles.demo import content as demo
from articles.demo.content import Article, Picture
from articles.demo.images import BadPicture, ensure_image
from articles.demo.loader import SAMPLE, LoadError, load_demo
from articles.demo.marks import words_of
from articles.demo.pages import pictures_of, translation_key
from articles.demo.vocabulary import CONTACT
from articles.models import ArticlePage, Author, Menu, MenuItem, SiteSettings, StandardPage
from i18n import tasks
from i18n.engines.apertium_modes import installed_modes
from i18n.models import Decision, LanguageVersion, Origin, SegmentRevision, State, TranslationJob
from i18n.services import engines, jobs, permissions, review, texts
from tags.models import ContentKind, Tag

# The module's one load is shared by its tests: they stay in one process.
pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.slow]

CONTENT = demo.load()
SUMMIT = next(article for article in CONTENT.articles if article.key == "nordic-safe-cities-summit")
SHORT = next(article for article in CONTENT.articles if article.key == "world-cities-day")
ONLY_SHORT = replace(CONTENT, pages=(), articles=(SHORT,))
APERTIUM = {"apertium": {"class": "i18n.engines.apertium.ApertiumEngine", "options": {}}}


def load(**options: Any) -> str:
    out = io.StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


def quietly(**options: Any) -> list[str]:
    """The lines that a load of some content says."""
    said: list[str] = []
    load_demo(say=said.append, **options)
    return said


def page_of(article: Article, language: str) -> ArticlePage:
    found: ArticlePage = ArticlePage.objects.get(
        translation_key=translation_key(article), locale__language_code=language
    )
    return found


def version_of(article: Article, language: str) -> LanguageVersion:
    return LanguageVersion.objects.select_related("group__source", "locale", "snapshot", "page").get(
        group__translation_key=translation_key(article), locale__language_code=language
    )


def rows() -> dict[str, int]:
    """How many rows each table has."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


class Loaded(TestCase):
    """After one load with no engine."""

    said: str

    @classmethod
    def setUpTestData(cls) -> None:
        cls.said = load()

    def test_every_article_is_there_in_its_languages_and_in_no_other(self) -> None:
        for article in CONTENT.articles:
            pages = ArticlePage.objects.live().filter(translation_key=translation_key(article))
            assert {page.locale.language_code for page in pages} == set(article.languages)
            assert version_of(article, article.source).state == State.ORIGINAL
        for text in CONTENT.pages:
            pages = StandardPage.objects.live().filter(translation_key=translation_key(text), role=text.role)
            assert {page.locale.language_code for page in pages} == set(text.languages)
        assert ArticlePage.objects.count() == sum(len(article.languages) for article in CONTENT.articles)

    def test_the_texts_are_those_of_the_files(self) -> None:
        for article in CONTENT.articles:
            for language in article.languages:
                page = page_of(article, language)
                assert page.title == article.title[language]
                assert page.summary == article.summary_text(language)
                for block, wanted in zip(page.body, article.blocks, strict=True):
                    if isinstance(wanted, demo.Text):
                        assert block.value.source == as_corrected(article, wanted.html(language), language)
                    elif isinstance(wanted, demo.Quotation):
                        assert block.value["text"] == wanted.text(language)

    def test_facts_are_the_same_in_every_language(self) -> None:
        for article in CONTENT.articles:
            for language in article.languages:
                page = page_of(article, language)
                assert page.published_on == article.published
                assert page.kind.key == article.kind
                assert {tag.key for tag in page.tags.all()} == set(article.tags)
                assert {author.slug for author in page.authors.all()} == {
                    CONTENT.authors[key].slug for key in article.authors
                }
                assert (page.lead_image is None) == (article.picture is None)

    def test_pictures_have_a_description_in_the_language_of_the_page(self) -> None:
        for article in CONTENT.articles:
            for language in article.languages:
                page = page_of(article, language)
                if article.picture:
                    assert page.lead_alt == article.picture.alt[language]
                shown = [block.value for block in page.body if block.block_type == "picture"]
                wanted = [block for block in article.blocks if isinstance(block, Picture)]
                assert [value["alt"] for value in shown] == [block.alt[language] for block in wanted]
                assert all(value["image"] for value in shown)
        assert all(image.description for image in get_image_model().objects.all())

    def test_a_picture_that_two_articles_show_is_in_the_library_once(self) -> None:
        files = {picture.file for article in CONTENT.articles for picture in pictures_of(article)}
        assert get_image_model().objects.count() == len(files)

    def test_addresses_are_made_of_each_languages_title(self) -> None:
        assert page_of(SHORT, "ar").slug == "شنغهاي-تحتفي-باليوم-العالمي-للمدن"
        assert len({page.slug for page in ArticlePage.objects.filter(translation_key=translation_key(SUMMIT))}) == 3

    def test_no_text_has_an_origin_that_it_does_not_have(self) -> None:
        for revision in SegmentRevision.objects.select_related("segment__group__source", "author"):
            assert (revision.engine_version, revision.chained) == ("", False)
            if revision.locale_id == revision.segment.group.source.locale_id:
                assert (revision.origin, revision.engine) == (Origin.PERSON, "")
                assert revision.author.get_full_name() == "Sample editor"
            else:
                assert (revision.origin, revision.engine, revision.author) == (Origin.IMPORT, SAMPLE, None)

    def test_without_an_engine_there_is_no_spanish_text(self) -> None:
        of_others = SegmentRevision.objects.exclude(segment__group__source__locale__language_code="es")
        assert {revision.engine for revision in of_others.filter(locale__language_code="es")} == {SAMPLE}
        pages = ArticlePage.objects.filter(locale__language_code="es")
        assert [page.title for page in pages] == [a.title["es"] for a in CONTENT.articles if a.source == "es"]
        assert not TranslationJob.objects.filter(purpose=jobs.Purpose.TRANSLATE).exists()
        assert "No translation engine is installed" in self.said

    def test_nothing_says_that_a_sample_is_a_machines(self) -> None:
        samples = LanguageVersion.objects.exclude(state=State.ORIGINAL)
        assert samples.exists()
        assert not any(version.machine_translated for version in samples)
        for version in samples.select_related("rendered"):
            assert (version.rendered.facts["engines"], version.rendered.facts["samples"]) == ([], [SAMPLE])

    def test_all_states_of_a_sample_show(self) -> None:
        states = Counter(LanguageVersion.objects.values_list("state", flat=True))
        assert states[State.PARTLY_REVIEWED] == 2
        assert states[State.REVIEWED] == 3 + 2 * len(CONTENT.pages)
        assert states[State.UNCHECKED] > 5
        assert states[State.OUTDATED] == 2
        assert set(states) == set(State) - {State.MACHINE, State.MISSING, State.WITHHELD}

    def test_a_corrected_original_outdates_one_sentence_and_keeps_what_was_checked(self) -> None:
        article = next(article for article in CONTENT.articles if article.corrections)
        version = version_of(article, "fr")
        assert (version.state, version.outdated, version.reviewed) == (State.OUTDATED, 1, version.total - 1)
        body = str(page_of(article, "en").body)
        assert article.corrections[0].new in body and article.corrections[0].old not in body

    def test_mails_lead_to_the_address_and_port_that_the_demonstration_runs_on(self) -> None:
        with override_settings(WAGTAILADMIN_BASE_URL="http://localhost:8304", INTERURBAN_DEMO=True):
            call_command("load_demo", stdout=io.StringIO())
        assert Site.objects.get(is_default_site=True).root_url == "http://localhost:8304"

    def test_menus_lead_to_standard_pages_topics_and_types(self) -> None:
        assert [menu.place for menu in Menu.objects.all()] == ["footer", "footer", "main"]
        assert {item.page.specific.role for item in MenuItem.objects.exclude(page=None)} == {
            text.role for text in CONTENT.pages
        }
        html = self.client.get("/ar/").content.decode()
        assert "كيف نترجم" in html and CONTENT.site.about["ar"] in html
        assert f'href="mailto:{CONTACT}"' in html  # the contact page says that it stands at the foot of each page
        with override("fr"):
            assert CONTENT.site.about["fr"] in str(Menu.objects.filter(place="footer").first())

    def test_the_french_summit_is_checked_in_part_by_the_sample_reviewer(self) -> None:
        version = version_of(SUMMIT, "fr")
        assert (version.state, version.reviewed) == (State.PARTLY_REVIEWED, 7)
        assert version.unchecked == version.total - 7
        approved = SegmentRevision.objects.filter(
            decision=Decision.APPROVED, locale=version.locale, origin=Origin.IMPORT
        )
        assert {revision.decided_by.get_full_name() for revision in approved} == {"Sample reviewer"}
        assert approved.filter(segment__kind="title").exists()

    def test_one_arabic_version_is_checked_whole(self) -> None:
        version = version_of(SHORT, "ar")
        assert (version.state, version.reviewed) == (State.REVIEWED, version.total)

    def test_links_and_marks_stand_where_the_original_has_them(self) -> None:
        for version in LanguageVersion.objects.select_related("group__source", "locale", "page"):
            source = version.group.source.page.specific
            assert marks(version.page.specific) == marks(source)

    def test_labels_are_there_in_every_language(self) -> None:
        assert (Tag.objects.count(), ContentKind.objects.count()) == (len(CONTENT.tags), len(CONTENT.kinds))
        for key, tag in CONTENT.tags.items():
            stored = Tag.objects.get(key=key)
            assert (stored.name_fr, stored.slug_ar) == (tag.name["fr"], tag.slug["ar"])
            assert stored.description_es == tag.description["es"]
        for author in CONTENT.authors.values():
            assert Author.objects.get(slug=author.slug).role_ar == author.role["ar"]
        names = SiteSettings.for_site(Site.objects.get(is_default_site=True))
        assert (names.name_fr, names.tagline_ar) == (CONTENT.site.name["fr"], CONTENT.site.tagline["ar"])

    def test_every_language_has_its_home_and_news(self) -> None:
        for code in ("en", "fr", "es", "ar"):
            assert Page.objects.live().filter(locale__language_code=code, depth=3, slug="news").count() == 1

    def test_accounts_say_that_they_are_samples_and_what_they_may(self) -> None:
        people = {user.username: user for user in get_user_model().objects.all()}
        assert {name for name, user in people.items() if user.is_superuser} == {"admin"}
        assert all(user.first_name == "Sample" and user.check_password("interurban-demo") for user in people.values())
        spanish, french = (Locale.objects.get(language_code=code).pk for code in ("es", "fr"))
        assert permissions.roles_of(people["translator-es"]).translates == {spanish}
        assert permissions.roles_of(people["reviewer-fr"]).reviews == {french}
        assert permissions.roles_of(people["moderator"]).moderates
        assert not permissions.roles_of(people["editor"]).moderates
        assert permissions.may_publish(people["editor"], version=version_of(SUMMIT, "en"))
        for name in people:
            assert re.search(rf"^  {name} .*password: interurban-demo$", self.said, re.MULTILINE)

    def test_each_article_has_a_line_that_says_what_there_is(self) -> None:
        assert f"nordic-safe-cities-summit: en; fr 7 of {version_of(SUMMIT, 'fr').total} checked; ar 0 of" in self.said
        assert "15 articles loaded, 0 were there." in self.said

    def test_a_second_run_changes_nothing(self) -> None:
        before = rows()
        newest = Revision.objects.latest("pk").pk
        said = load()
        assert rows() == before
        assert Revision.objects.latest("pk").pk == newest
        assert "nothing was changed" in said

    def test_a_second_run_loses_nothing_that_people_did(self) -> None:
        version = version_of(SUMMIT, "fr")
        reviewer = get_user_model().objects.get(username="reviewer-fr")
        rows_now = texts.load(version).translations
        unchecked = [key for key, row in rows_now.items() if row.live.decision == Decision.STORED]
        open_id = next(key for key in unchecked if "<" not in rows_now[key].live.text)
        review.approve(version=version, public_id=open_id, text="Phrase relue.", person=reviewer)
        source = page_of(SUMMIT, "en")
        source.title = "Another headline"
        source.save_revision().publish()
        page_of(SHORT, "ar").delete()
        Tag.objects.filter(key="prevention").update(name_en="Preventing")
        get_user_model().objects.get(username="translator-ar").delete()
        before = rows()
        load()
        assert rows() == before
        assert page_of(SUMMIT, "en").title == "Another headline"
        assert Tag.objects.get(key="prevention").name_en == "Preventing"
        assert texts.load(version).latest(open_id).text == "Phrase relue."


def as_corrected(article: Article, html: str, language: str) -> str:
    """What the original says after the editor corrected it; a translation keeps its words."""
    for correction in article.corrections if language == article.source else ():
        html = html.replace(correction.old, correction.new)
    return html


def marks(page: ArticlePage) -> tuple[Counter[str], int, int]:
    """Addresses of links, and how many pieces are bold and italic."""
    html = "".join(str(block.value) for block in page.body if block.block_type in ("text", "call_out"))
    return Counter(re.findall(r'href="([^"]+)"', html)), html.count("<b>"), html.count("<i>")


# Other circumstances


@pytest.mark.django_db
def test_a_run_that_was_stopped_is_continued_and_a_deleted_article_does_not_come_back() -> None:
    with patch("articles.demo.loader.review.approve", side_effect=LoadError("stopped")), pytest.raises(LoadError):
        quietly(content=ONLY_SHORT)
    assert not ArticlePage.objects.exists()
    assert not SegmentRevision.objects.exists()
    quietly(content=ONLY_SHORT)
    assert version_of(SHORT, "ar").state == State.REVIEWED
    for page in ArticlePage.objects.all():
        page.delete()
    quietly(content=ONLY_SHORT)
    assert not ArticlePage.objects.exists()


@pytest.mark.django_db
def test_languages_that_the_site_does_not_have_are_left_out() -> None:
    jumelages = next(article for article in CONTENT.articles if article.key == "jumelages")
    both = replace(CONTENT, pages=(), articles=(SHORT, jumelages))
    with override_settings(WAGTAIL_CONTENT_LANGUAGES=[("en", "English"), ("ar", "Arabic")]):
        said = quietly(content=both)
    assert {page.locale.language_code for page in ArticlePage.objects.all()} == {"en", "ar"}
    assert "jumelages: left out, the site has no language “fr”" in said
    assert not get_user_model().objects.filter(username="reviewer-fr").exists()


@pytest.mark.django_db
def test_a_site_that_is_not_for_demonstrations_refuses() -> None:
    with override_settings(INTERURBAN_DEMO=False), pytest.raises(CommandError, match="--force"):
        load()
    assert not ArticlePage.objects.exists()
    assert not get_user_model().objects.exists()


@pytest.mark.django_db
def test_forced_upon_such_a_site_no_password_is_known_and_what_is_there_is_left_as_it_is() -> None:
    person = get_user_model().objects.create_user("moderator", "real@example.org", "a real password")
    wanted = CONTENT.tags[SHORT.tags[0]]
    mine = Tag.objects.create(key="mine", name_en="My own name", slug_en=wanted.slug["en"])
    with override_settings(INTERURBAN_DEMO=False), patch("articles.demo.loader.load_content", lambda: ONLY_SHORT):
        said = load(force=True)
    assert "interurban-demo" not in said
    passwords = re.findall(r"password: (\S{20})$", said, re.MULTILINE)
    assert len(set(passwords)) == get_user_model().objects.count() - 1
    assert re.search(r"^  sample-moderator .*password: ", said, re.MULTILINE)
    assert get_user_model().objects.get(username="admin").check_password(passwords[0])
    person.refresh_from_db()
    assert person.check_password("a real password")
    assert not person.groups.exists()
    assert mine in page_of(SHORT, "en").tags.all()
    assert not Tag.objects.filter(key=wanted.key).exists()


@pytest.mark.django_db
def test_a_broken_or_missing_picture_is_named(tmp_path: Path) -> None:
    assert SUMMIT.picture
    editor = get_user_model().objects.create_superuser("somebody")
    whole = SUMMIT.picture.path.read_bytes()
    with patch("articles.demo.blocks.media.PICTURES", tmp_path):
        with pytest.raises(BadPicture, match=r"^harbour\.jpg: No such file"):
            ensure_image(SUMMIT.picture, language="en", user=editor)
        (tmp_path / "harbour.jpg").write_bytes(whole[: len(whole) // 2])
        with pytest.raises(BadPicture, match=r"^harbour\.jpg: "):
            ensure_image(SUMMIT.picture, language="en", user=editor)
        with pytest.raises(LoadError, match=r"^nordic-safe-cities-summit: harbour\.jpg: "):
            quietly(content=replace(CONTENT, pages=(), articles=(SUMMIT,)))
    assert not get_image_model().objects.exists()
    assert not ArticlePage.objects.exists()


@pytest.mark.django_db
def test_a_broken_file_of_content_is_an_error_in_words(tmp_path: Path) -> None:
    folder = shutil.copytree(demo.FOLDER / "content", tmp_path / "content")
    (folder / "world-cities-day.toml").write_text("key = ")
    with patch("articles.demo.loader.load_content", lambda: demo.load(folder)), pytest.raises(CommandError) as error:
        load()
    assert "world-cities-day.toml" in str(error.value)


# With an engine


@pytest.mark.apertium
@pytest.mark.skipif(("en", "es") not in installed_modes(), reason="Apertium's package apertium-eng-spa is missing")
@pytest.mark.django_db
def test_spanish_is_left_to_the_worker_and_comes_from_apertium() -> None:
    one = replace(CONTENT, pages=(), articles=(SUMMIT,))
    with override_settings(INTERURBAN_ENGINES=APERTIUM):
        engines.reset()
        try:
            quietly(content=one)
            assert not SegmentRevision.objects.filter(locale__language_code="es").exists()
            while (job := jobs.lease_next(worker="test")) is not None:
                tasks.run(job)
        finally:
            engines.reset()
    version = version_of(SUMMIT, "es")
    assert (version.state, version.machine, version.machine_translated) == (State.MACHINE, version.total, True)
    assert set(SegmentRevision.objects.filter(locale=version.locale).values_list("origin", "engine")) == {
        (Origin.MACHINE, "apertium")
    }
    assert marks(page_of(SUMMIT, "es")) == marks(page_of(SUMMIT, "en"))
    assert version_of(SUMMIT, "fr").state == State.PARTLY_REVIEWED
    assert words_of(SUMMIT.title["fr"]) == page_of(SUMMIT, "fr").title
