"""An article is withdrawn in all languages by one act: 410 at each address, nothing brings it back by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from articles.models import ArticlePage
from i18n import tasks
from i18n.models import LanguageVersion, RenderedText
from i18n.services import jobs, publishing, release, review, schedule, withdrawal
from tests.articles import factories as make
from tests.i18n.factories import id_of, live_texts

pytestmark = pytest.mark.django_db


def work():
    while (job := jobs.lease_next(worker="test", now=timezone.now() + timedelta(minutes=1))) is not None:
        tasks.run(job)


def fresh(version):
    return LanguageVersion.objects.select_related("group__source__page", "locale", "page", "snapshot").get(
        pk=version.pk
    )


def site():
    """An English article; French and Arabic public, Spanish taken down, German never public."""
    page = make.article("The summit of cities")
    person = make.user("boss", superuser=True)
    versions = {code: make.version(page, code) for code in ("fr", "ar", "es")}
    release.take_down(version=versions["es"], person=person)
    return page, versions, person


def addresses(page, versions):
    """Reader's addresses of the article, with their language."""
    paths = [page.reader_path(), *(make.page_of(versions[code]).reader_path() for code in ("fr", "ar"))]
    short = LanguageVersion.objects.get(page_id=page.pk).group.short_id
    return [*paths, f"{paths[1]}parallel/", f"/fr/n/{short}/", f"/en/n/{short}/"]


def seen(page, versions):
    """What readers get of each page, and where it stands."""
    rows = {}
    for pk in [page.pk, *(v.page_id for v in versions.values())]:
        row = ArticlePage.objects.get(pk=pk)
        rendered = RenderedText.objects.get(version__page_id=pk)
        rows[pk] = (
            row.live, row.slug, row.title, row.summary, str(row.body.get_prep_value()),
            row.live_revision_id, row.has_unpublished_changes, row.first_published_at, row.last_published_at,
            rendered.fields, row.language_version.state, row.language_version.counts, row.language_version.held,
        )  # fmt: skip
    return rows


def test_each_address_says_gone_in_its_language_and_lists_forget_it(client: Client):
    page, versions, person = site()
    other = make.article("Another story")
    public = addresses(page, versions)
    assert [client.get(path).status_code for path in public] == [200] * 4 + [302] * 2
    assert client.get(make.page_of(versions["es"]).reader_path()).status_code == 410
    done = withdrawal.withdraw(
        group=fresh(versions["fr"]).group, person=person, reasons={"en": "The figures were wrong.", "ar": " "}
    )
    assert sorted(done.languages) == ["ar", "en", "fr"]
    for path in public:
        answer = client.get(path)
        text = answer.content.decode()
        assert answer.status_code == 410
        assert f'<html lang="{path[1:3]}"' in text
        assert "The figures were wrong." in text
        assert ('lang="en" dir="ltr">The figures' in text) and "noindex" in text
        assert "summit of cities" not in text
    for path in ("/en/", "/en/news/", "/en/tags/prevention/", "/fr/news/", "/ar/news/", "/en/search/?q=summit"):
        assert "summit of cities" not in client.get(path).content.decode()
    assert other.title in client.get("/en/news/").content.decode()
    assert client.get("/de/news/the-summit-of-cities/").status_code == 404


def test_restored_it_is_just_as_it_was_and_what_was_down_stays_down(client: Client):
    page, versions, person = site()
    before, group = seen(page, versions), fresh(versions["fr"]).group
    withdrawal.withdraw(group=group, person=person)
    withdrawal.withdraw(group=group, person=person)  # a double click
    assert not Page.objects.filter(translation_key=page.translation_key, live=True).exists()
    withdrawal.restore(group=group, person=person)
    withdrawal.restore(group=group, person=person)
    assert seen(page, versions) == before
    work()
    assert [client.get(path).status_code for path in addresses(page, versions)] == [200] * 4 + [302] * 2
    assert not make.page_of(versions["es"]).live
    acts = PageLogEntry.objects.filter(page_id=page.pk, action__startswith="i18n.").order_by("pk")
    assert [act.action for act in acts] == ["i18n.withdraw", "i18n.restore"]
    assert acts[0].user == person
    assert sorted(acts[0].data["languages"]) == ["ar", "en", "fr"]


def test_nothing_brings_a_withdrawn_article_back_and_its_texts_can_be_worked_on():
    page, versions, person = site()
    french = versions["fr"]
    withdrawal.withdraw(group=fresh(french).group, person=person)
    sentence = id_of(fresh(french), "two days")
    review.approve(version=fresh(french), public_id=sentence, text="Deux jours.", person=person)
    work()
    publishing.publish(version=french, release=True)
    schedule.publish_due()
    for row in ArticlePage.objects.filter(translation_key=page.translation_key):
        row.get_latest_revision().publish(user=person)
        row.save_revision(user=person, approved_go_live_at=timezone.now() - timedelta(minutes=1))
    assert schedule.publish_due() == []
    changed = ArticlePage.objects.get(pk=page.pk)
    changed.title = "Rewritten"
    changed.save_revision(user=person).publish(user=person)
    assert not Page.objects.filter(translation_key=page.translation_key, live=True).exists()
    withdrawal.restore(group=fresh(french).group, person=person)
    original = ArticlePage.objects.get(pk=page.pk)
    assert (original.live, original.title, original.has_unpublished_changes) == (True, page.title, True)
    assert original.get_latest_revision_as_object().title == "Rewritten"
    work()
    assert live_texts(fresh(french))[sentence] == "Deux jours."
    assert "Deux jours." in str(make.page_of(french).body)
    assert schedule.publish_due() == []  # what should have gone out meanwhile does not come out of nowhere


def test_a_version_that_somebody_takes_down_meanwhile_stays_down():
    _page, versions, person = site()
    withdrawal.withdraw(group=fresh(versions["fr"]).group, person=person)
    release.take_down(version=versions["fr"], person=person)
    withdrawal.restore(group=fresh(versions["fr"]).group, person=person)
    assert not make.page_of(versions["fr"]).live
    assert make.page_of(versions["ar"]).live


def test_only_those_who_may_publish_the_original_withdraw_and_restore():
    _page, versions, person = site()
    group = fresh(versions["fr"]).group
    with pytest.raises(PermissionDenied):
        withdrawal.withdraw(group=group, person=make.user("somebody"))
    withdrawal.withdraw(group=group, person=person)
    with pytest.raises(PermissionDenied):
        withdrawal.restore(group=group, person=make.user("somebody"))


def test_a_draft_that_never_was_public_is_not_found(client: Client):
    page = make.article("Secret plans", publish=False)
    assert client.get(page.reader_path()).status_code == 404
