"""What readers get of aliases, copies, deleted originals, sections that are not public, and languages that went."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction

from articles.models import ArticlePage
from i18n import tasks
from i18n.models import LanguageVersion, TranslationJob
from i18n.services import engines, jobs
from i18n.services.catching_up import catch_up
from tests.articles import factories as make
from tests.i18n import invariants
from tests.i18n.factories import user

pytestmark = pytest.mark.django_db
FAKE = "tests.engines_fake.fake.FakeEngine"
LANGUAGES = [("en", "English"), ("fr", "French"), ("es", "Spanish")]


@pytest.fixture
def engine(settings):
    settings.INTERURBAN_ENGINES = {"fake": {"class": FAKE}}
    engines.reset()
    yield
    engines.reset()


def offer(settings, *codes):
    """The languages of the site from now on."""
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES = [pair for pair in LANGUAGES if pair[0] in codes]


def get(client, path):
    return client.get(path).content.decode()


def work():
    done = []
    while (job := jobs.lease_next(worker="test")) is not None:
        done.append(tasks.run(job))
    return done


def again(page):
    return ArticlePage.objects.get(pk=page.pk)


def test_an_alias_is_in_no_list_and_leads_to_its_article(client):
    page = make.article("One day in the city")
    french = make.version(page, "fr", say=lambda text: f"Fr {text}")
    again(page).create_alias(update_slug="other-address")
    make.page_of(french).create_alias(update_slug="autre-adresse")
    again(page).copy_for_translation(make.locale("es"), alias=True, copy_parents=True)
    for path, title in (("/en/news/", page.title), ("/fr/news/", french.page.title)):
        assert get(client, path).count(f">{title}<") == 1
    assert client.get("/en/news/other-address/").url == page.reader_path()
    assert client.get("/fr/news/autre-adresse/").url == make.page_of(french).reader_path()
    alias = ArticlePage.objects.get(locale__language_code="es")
    assert client.get(alias.reader_path()).status_code == 404
    assert page.title not in get(client, "/es/news/")
    assert "/es/" not in get(client, page.reader_path()).split("</nav>", 1)[0].split('rel="alternate"', 1)[-1][:200]


def test_a_copied_translation_says_that_a_machine_made_it(client):
    french = make.version(make.article(), "fr", say=lambda text: f"Fr {text}")
    copy = make.page_of(french).copy(update_attrs={"slug": "copie", "title": "Une copie"})
    said = get(client, again(copy).reader_path())
    assert 'class="notice" data-state="partly"' in said
    assert 'data-state="machine" data-origin="machine"' in said
    assert "test engine" in said
    assert "parallel/" not in said.split("<main", 1)[1].split("</article>", 1)[0]


def test_readers_of_a_translation_whose_original_was_deleted_meet_no_dead_link(client):
    page = make.article()
    french = make.version(page, "fr", say=lambda text: f"Fr {text}")
    path, translated = page.reader_path(), make.page_of(french).reader_path()
    again(page).delete()
    said = get(client, translated)
    assert path not in said
    assert 'data-state="machine"' in said
    assert client.get(f"{translated}parallel/").status_code == 200
    assert path not in get(client, f"{translated}parallel/")
    assert client.get(path).status_code in (404, 410)
    invariants.assert_hold()


@pytest.mark.parametrize("how", ["private", "unpublished"])
def test_nothing_leaks_from_a_section_that_is_not_public(client, engine, how):
    make.structure("fr")
    page = make.article("A secret title")
    work()
    french = make.page_of(LanguageVersion.objects.get(locale__language_code="fr"))
    section = Page.objects.get(pk=french.get_parent().pk)
    if how == "private":
        PageViewRestriction.objects.create(page=section, restriction_type="login")
    else:
        section.specific.unpublish()
    other = make.article("Another title")
    assert {job.status for job in work()} == {"done"}
    for path in ("/fr/", "/fr/news/", "/fr/search/?q=title", french.reader_path(), f"{french.reader_path()}parallel/"):
        answer = client.get(path)
        assert french.title not in answer.content.decode(), path
    assert client.get(french.reader_path()).status_code == 404
    assert french.reader_path() not in get(client, page.reader_path())
    new = LanguageVersion.objects.select_related("page").get(
        locale__language_code="fr", group__translation_key=other.translation_key
    )
    assert client.get(make.page_of(new).reader_path()).status_code == 404
    assert new.page.live == (how == "private")


def shows_nothing_spanish(client, paths, here):
    """Readers find what is left, editors everything."""
    client.force_login(user("boss", superuser=True))
    for path in paths:
        assert client.get(path).status_code == (200 if path in here else 404)
        assert "/es/" not in (get(client, path) if path in here else "")
    translated = [path for path in here if "espa" in path]
    assert translated
    for path in translated:
        assert "espagnol" in get(client, path) or "Spanish" in get(client, path)
    for version in LanguageVersion.objects.all():
        assert client.get(reverse("translations:review", args=[version.pk]), follow=True).status_code == 200
        assert client.get(reverse("wagtailadmin_pages:edit", args=[version.page_id])).status_code == 200
    assert "Spanish" in get(client, reverse("translations:list"))


def test_a_language_that_went_takes_nothing_along_and_comes_back_whole(client, settings, engine):
    offer(settings, "en", "fr", "es")
    for code in ("en", "fr", "es"):
        make.structure(code)
    english, spanish = make.article("English day"), make.article("Día español", code="es")
    work()
    before = {
        version.pk: (version.page_id, version.state, make.live_texts(version))
        for version in LanguageVersion.objects.select_related("group", "locale")
    }
    paths = [make.page_of(version).reader_path() for version in LanguageVersion.objects.select_related("page")]
    here = [path for path in paths if not path.startswith("/es/")]

    offer(settings, "en", "fr")
    shows_nothing_spanish(client, paths, here)
    late = make.article("Late day")
    waiting = jobs.enqueue(
        purpose="republish", version=LanguageVersion.objects.filter(locale__language_code="es").first()
    )
    english = again(english)
    english.title = "English night"
    english.save_revision().publish()
    assert {job.version.locale.language_code for job in work()} == {"fr"}
    waiting.refresh_from_db()
    assert waiting.status == "waiting"
    invariants.assert_hold()

    offer(settings, "en", "fr", "es")
    assert {job.version.locale.language_code for job in catch_up()} == {"es"}
    assert not [job for job in catch_up() if job.pk != waiting.pk and job.status != TranslationJob.Status.WAITING]
    assert {job.status for job in work()} == {"done"}
    assert Locale.objects.filter(language_code="es").exists()
    for version in LanguageVersion.objects.select_related("group", "locale"):
        if version.pk in before and version.group.translation_key != english.translation_key:
            assert (version.page_id, version.state, make.live_texts(version)) == before[version.pk]
    for path in paths:
        assert client.get(path).status_code == 200
    made = ArticlePage.objects.get(locale__language_code="es", translation_key=late.translation_key)
    assert client.get(made.reader_path()).status_code == 200
    renewed = ArticlePage.objects.get(locale__language_code="es", translation_key=english.translation_key)
    assert "night" in renewed.title
    assert again(spanish).live
    invariants.assert_hold()


def test_pages_above_are_found_by_their_paths_and_not_by_reading_all_pages(only_sqlite: None):
    """Each row that a list reads would cost a look at every page of the site otherwise."""
    from articles.queries import readable

    plan = readable("en").explain()
    assert "SCAN" not in plan.replace("SCAN wagtailcore_locale", ""), plan
