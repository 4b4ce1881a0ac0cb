"""The panel before publishing: nothing typed is lost, what was chosen holds, and plain publishing still works."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from i18n.models import DeclaredChange, LanguageVersion, State, TranslationGroup, TranslationJob
from i18n.services import engines, urgent
from tests.i18n import editing, people
from tests.i18n import factories as make
from tests.i18n.test_source_edits import fresh
from tests.i18n.test_worker import engine, work  # noqa: F401  the fixture
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(make.user("admin", superuser=True))
    return client


def panel(page):
    return reverse("translations:before_publishing", args=[page.pk])


def look(page, **said):
    """What the panel's form says for the newest draft."""
    revision = Revision.objects.get(pk=NotePage.objects.get(pk=page.pk).latest_revision_id)
    return {"revision": revision.pk, "content_at": revision.created_at.isoformat(), "action": "publish", **said}


def new_note(**changes):
    data = {
        "title": "A new note",
        "slug": "a-new-note",
        "intro": rich_text("<p>What happened.</p>"),
        "body": streamfield([("text", rich_text("<p>The city opened its doors.</p>"))]),
        "happened_on": "",
        "links": inline_formset([]),
        "comments": inline_formset([]),
        "action-before-publishing": "1",
        **changes,
    }
    return nested_form_data(data)


def test_a_first_publication_goes_by_the_panel_and_what_was_chosen_holds(admin, engine):  # noqa: F811
    engine()
    for code in ("es", "fr", "ar"):
        make.notes_index(code)
    add = reverse("wagtailadmin_pages:add", args=["testsite", "notepage", make.notes_index("en").pk])
    assert 'name="action-before-publishing"' in admin.get(add).content.decode()
    refused = admin.post(add, new_note(title=""))
    assert (refused.status_code, NotePage.objects.count()) == (200, 0)
    assert "The city opened its doors." in refused.content.decode()
    saved = admin.post(add, new_note())
    page = NotePage.objects.get()
    assert (saved.status_code, saved.url, page.live) == (302, panel(page), False)
    shown = admin.get(panel(page)).content.decode()
    assert "Publish in 4 languages, 3 labelled" in shown
    assert 'name="kind"' not in shown
    answer = admin.post(panel(page), look(page, **{"policy-es": "never", "policy-fr": "hold", "policy-ar": "publish"}))
    assert answer.status_code == 302
    assert f'href="{reverse("translations:list")}" class="button' in admin.get(answer.url).content.decode()
    assert NotePage.objects.get().live
    assert TranslationGroup.objects.get().policies == {"es": "never", "fr": "hold"}
    logged = set(PageLogEntry.objects.filter(page=page.pk, user__username="admin").values_list("action", flat=True))
    assert {"wagtail.publish", "i18n.policy"} <= logged
    assert {job.version.locale.language_code for job in TranslationJob.objects.all()} == {"fr", "ar"}


def test_only_typos_from_the_editor_to_the_translations_and_back(admin):
    page = make.note()
    version = make.published(page)
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert 'name="action-before-publishing"' in admin.get(edit_url).content.decode()
    saved = editing.save(
        admin, page, body=editing.replaced(page, "two days", "two dayss"), **{"action-before-publishing": "1"}
    )
    assert saved.url == panel(page)
    assert "dayss" not in str(NotePage.objects.get(pk=page.pk).body)
    shown = admin.get(panel(page)).content.decode()
    assert '<input type="radio" name="kind" value="typos" checked>' in shown
    assert "The text as it is, labelled" in shown
    admin.post(panel(page), look(page, kind="typos"))
    assert "dayss" in str(NotePage.objects.get(pk=page.pk).body)
    assert fresh(version).outdated == 0
    declared = DeclaredChange.objects.get()
    assert (declared.kind, declared.person.username, declared.snapshot.number) == ("typos", "admin", 2)
    assert 'value="take_back"' in admin.get(panel(page)).content.decode()
    admin.post(panel(page), {"action": "take_back"})
    assert fresh(version).outdated == 1
    assert 'value="take_back"' not in admin.get(panel(page)).content.decode()


def test_the_content_changed_is_what_is_said_without_choosing(admin):
    page = make.note()
    version = make.published(page)
    editing.save(admin, page, body=editing.replaced(page, "two days", "nine days"), **{"action-before-publishing": "1"})
    assert 'value="content" checked' in admin.get(panel(page)).content.decode()
    looked = admin.post(panel(page), look(page, kind="typos", action="look")).content.decode()
    assert 'value="typos" checked' in looked
    admin.post(panel(page), look(page))
    assert fresh(version).state == State.OUTDATED


def test_an_urgent_correction_is_foreseen_as_it_comes_and_not_begun_again_by_the_published_draft(admin):
    page = make.note()
    version = make.published(page, origin="person", decision="approved")
    body = editing.replaced(page, "two days", "nine days")
    editing.save(admin, page, body=body, **{"action-before-publishing": "1"})
    seen = {
        mode: admin.post(panel(page), look(page, kind="urgent", action="look", **{"urgent-es": mode})).content.decode()
        for mode in ("withhold", "machine", "down", "")
    }
    withheld = "1 sentence withheld until a person has checked it"
    assert f"<td>{withheld}</td>" in seen["withhold"]
    assert withheld in seen["machine"]  # no engine knows the pair, so the note stands
    assert "No page until a person has checked 1 sentence" in seen["down"]
    assert withheld not in seen[""]
    admin.post(panel(page), look(page, kind="urgent", **{"urgent-es": "withhold"}))
    assert fresh(version).withheld == 1
    urgent.take_back(version=fresh(version), person=make.user("admin"))
    shown = admin.get(panel(page)).content.decode()
    assert "nothing of it has changed" in shown
    assert "Publish the correction" not in shown
    assert withheld not in shown
    admin.post(panel(page), look(page))
    assert (DeclaredChange.objects.count(), fresh(version).urgent_id) == (1, None)


def test_panel_and_review_say_what_they_count_besides_sentences(admin):
    words = {"type": "words", "value": [{"type": "item", "value": "Ana Example", "id": "w1"}], "id": "w"}
    labelled = {"type": "section", "value": [words], "id": "s"}
    page = make.note(body=["<p>The city opened its doors.</p>", labelled])
    review = reverse("translations:review", args=[make.published(page).pk])
    assert "1 description, credit or label" in admin.get(panel(page)).content.decode()
    assert "besides 1 description, credit or label" in admin.get(review).content.decode()
    plain = make.note()
    assert "description, credit or label" not in admin.get(panel(plain)).content.decode()


def test_a_draft_that_moved_is_shown_again_and_not_published(admin):
    page = make.note()
    editing.save(admin, page, body=editing.replaced(page, "two days", "nine days"))
    said = look(page)
    editing.save(admin, page, title="Somebody else's title")
    answer = admin.post(panel(page), said)
    assert answer.status_code == 409
    assert NotePage.objects.get(pk=page.pk).title == "A day in the city"


def test_an_incomplete_draft_is_refused_with_the_reason(admin):
    page = make.note()
    draft = NotePage.objects.get(pk=page.pk)
    draft.title = ""
    draft.save_revision(clean=False)
    answer = admin.post(panel(page), look(page))
    assert answer.status_code == 422
    assert NotePage.objects.get(pk=page.pk).title


def test_a_schedule_keeps_the_word_until_it_goes_live(admin, monkeypatch):
    page = make.note()
    version = make.published(page)
    later = timezone.now() + timedelta(days=2)
    draft = NotePage.objects.get(pk=page.pk)
    draft.body[0] = ("text", draft.body[0].value.__class__(draft.body[0].value.source.replace("two days", "two dayss")))
    draft.go_live_at = later
    draft.save_revision(user=make.user("admin"))
    shown = admin.get(panel(page)).content.decode()
    assert "English: on" in shown
    assert "English: at once" not in shown
    admin.post(panel(page), look(page, kind="typos"))
    assert "dayss" not in str(NotePage.objects.get(pk=page.pk).body)
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(minutes=1))
    call_command("publish_scheduled")
    assert "dayss" in str(NotePage.objects.get(pk=page.pk).body)
    assert fresh(version).outdated == 0


def test_kept_choices_hold_when_a_workflow_or_a_plain_publication_ends_it(admin):
    page = make.note()
    version = make.published(page)
    editing.save(admin, page, body=editing.replaced(page, "two days", "two dayss"))
    admin.post(panel(page), look(page, kind="typos", action="keep", **{"policy-es": "never"}))
    assert "dayss" not in str(NotePage.objects.get(pk=page.pk).body)
    NotePage.objects.get(pk=page.pk).latest_revision.publish()
    assert fresh(version).outdated == 0


def test_only_who_may_publish_the_original_sees_the_panel():
    page = make.note()
    staff = people.everybody()
    version = make.published(page, "fr")
    for name in ("nobody", "translator", "reviewer", "stranger"):
        other = people.logged_in(staff[name])
        assert other.get(panel(page)).status_code in (403, 404), name
        assert other.post(panel(page), look(page)).status_code in (403, 404), name
    for name in ("editor", "moderator"):
        assert people.logged_in(staff[name]).get(panel(page)).status_code == 200, name
    assert people.logged_in(staff["admin"]).get(panel(version.page)).status_code == 404


def test_the_panel_takes_the_same_queries_for_one_language_and_three(admin, engine):  # noqa: F811
    engine()
    counts = []
    for codes, number in ((("es",), 2), (("es", "fr", "ar"), 30)):
        for code in codes:
            make.notes_index(code)
        page = make.note(body=[f"<p>Sentence {n} of words stands here.</p>" for n in range(number)])
        for code in codes:
            make.published(page, code)
        editing.save(admin, page, body=editing.replaced(page, "stands", "stnds"))
        admin.get(panel(page))
        engines.read_again()  # what every process reads again after some seconds, it reads now
        with CaptureQueriesContext(connection) as captured:
            assert admin.get(panel(page)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 45
    assert LanguageVersion.objects.count() == 6
