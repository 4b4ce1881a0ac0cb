"""Copies and aliases: what becomes an article of its own, what stays one with another, and what its sentences are."""

import pytest
from django.urls import reverse
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page

from i18n import tasks
from i18n.models import Decision, LanguageVersion, Origin, Segment, SourceSnapshot, State, TranslationJob
from i18n.services import copies, engines, jobs, publishing, texts
from tests.i18n import editing, invariants
from tests.i18n import factories as make
from tests.i18n.test_source_edits import edit, replace
from tests.testsite.models import NotePage, NotesIndexPage

pytestmark = pytest.mark.django_db
FAKE = "tests.engines_fake.fake.FakeEngine"


@pytest.fixture
def boss():
    return make.user("boss", superuser=True)


@pytest.fixture
def engine(settings):
    settings.INTERURBAN_ENGINES = {"fake": {"class": FAKE}}
    engines.reset()
    yield
    engines.reset()


def fresh(version):
    return LanguageVersion.objects.select_related(
        "group__source", "group__current_snapshot", "locale", "page", "snapshot"
    ).get(pk=version.pk)


def of_page(page):
    return LanguageVersion.objects.select_related(
        "group__source", "group__current_snapshot", "locale", "page", "snapshot"
    ).get(page_id=page.pk)


def again(page):
    return NotePage.objects.get(pk=page.pk)


def work():
    done = []
    while (job := jobs.lease_next(worker="test")) is not None:
        done.append(tasks.run(job))
    return done


def test_a_copied_original_is_a_group_of_its_own_with_its_own_ids_and_shares_no_text():
    page = make.note()
    spanish = make.published(page, "es")
    copy = again(page).copy(update_attrs={"slug": "copied"})
    group = of_page(copy).group
    assert group.source.page_id == copy.pk
    ids = set(Segment.objects.filter(group=group).values_list("public_id", flat=True))
    assert len(ids) == 9
    assert not ids & set(Segment.objects.filter(group=spanish.group).values_list("public_id", flat=True))
    assert [block.id for block in again(copy).body] == [block.id for block in again(page).body]
    assert of_page(copy).state == State.ORIGINAL
    edit(again(copy), replace("two days", "ten days"))
    assert "two days" in str(again(page).body)
    assert fresh(spanish).outdated == 0
    invariants.assert_hold()


def test_a_copied_section_takes_its_articles_along_each_as_itself(boss):
    page = make.note()
    spanish = make.published(page, "es", say=lambda text: f"Es {text}")
    make.approve(spanish, make.id_of(spanish, "two days"), "Se quedaron dos días.", boss)
    publishing.publish(version=spanish)
    index = NotesIndexPage.objects.get(pk=spanish.page.get_parent().pk)
    copied = index.copy(recursive=True, update_attrs={"slug": "copied"}, user=boss)
    version = of_page(NotePage.objects.child_of(copied).get())
    assert version.group_id != spanish.group_id
    assert (version.state, version.reviewed, version.machine) == (State.PARTLY_REVIEWED, 1, 8)
    invariants.assert_hold()


def test_a_copy_of_a_translation_keeps_the_origins_of_its_sentences(boss):
    page = make.note()
    spanish = make.published(page, "es", say=lambda text: f"Es {text}")
    make.approve(spanish, make.id_of(spanish, "two days"), "Se quedaron dos días.", boss)
    publishing.publish(version=spanish)
    copy = again(spanish.page).copy(update_attrs={"slug": "copied"}, keep_live=False)
    copy.body = copy._meta.get_field("body").stream_block.to_python(
        [
            {**block, "value": block["value"].replace("Es It begins in spring.", "Empieza en mayo.")}
            for block in copy.body.raw_data
        ]
    )
    copy.save_revision(user=boss).publish(user=boss)
    version = of_page(copy)
    live = {row.live.text: row.live for row in texts.load(version).translations.values()}
    assert live["Se quedaron dos días."].decision == Decision.APPROVED
    assert live["Empieza en mayo."].origin == Origin.PERSON
    assert live["Es What happened there."].origin == Origin.MACHINE
    assert live["Es What happened there."].engine == "test engine"
    assert (version.state, version.reviewed, version.machine) == (State.PARTLY_REVIEWED, 2, 7)
    assert version.machine_translated
    assert 'data-state="machine"' in str(version.rendered.fields)
    assert not any(piece["open"] for path in version.rendered.fields.values() for piece in path.get("pieces", ()))
    invariants.assert_hold()

    shown = [text.pk for text in copies.open_texts(version)]
    copies.check(version=version, shown=shown[:1], person=boss)
    assert (fresh(version).state, fresh(version).machine) == (State.PARTLY_REVIEWED, 6)
    copies.check(version=version, shown=shown, person=boss)
    assert fresh(version).state == State.ORIGINAL
    assert not fresh(version).machine_translated
    assert fresh(spanish).machine == 8
    invariants.assert_hold()


@pytest.mark.parametrize("origin", [Origin.MACHINE, Origin.IMPORT])
def test_nothing_is_translated_from_a_copy_before_somebody_has_checked_it(engine, boss, origin):
    page = make.note()
    spanish = make.published(page, "es", say=lambda text: f"Es {text}", origin=origin)
    work()
    copy = again(spanish.page).copy(update_attrs={"slug": "copied"})
    version = of_page(copy)
    assert work() == []
    copies.check(version=version, shown=[text.pk for text in copies.open_texts(version)], person=boss)
    assert {(job.version.locale.language_code, job.status) for job in work()} == {("en", "done")}
    invariants.assert_hold()


def test_the_screens_say_what_a_copy_of_a_translation_is(client, boss):
    client.force_login(boss)
    spanish = make.published(make.note(), "es", say=lambda text: f"Es {text}")
    form = client.get(reverse("wagtailadmin_pages:copy", args=[spanish.page_id])).content.decode()
    assert "article of its own, written in Spanish" in form
    copy = again(spanish.page).copy(update_attrs={"slug": "copied"})
    version = of_page(copy)
    edit_page = client.get(reverse("wagtailadmin_pages:edit", args=[copy.pk])).content.decode()
    url = reverse("translations:checked", args=[version.pk])
    assert url in edit_page
    asked = client.get(url).content.decode()
    assert "Es What happened there." in asked
    shown = " ".join(str(text.pk) for text in copies.open_texts(version))
    client.post(url, {"shown": shown})
    assert fresh(version).state == State.ORIGINAL


def test_an_alias_of_an_original_and_of_a_translation_follows_it_and_is_nothing_to_the_store(boss):
    page = make.note()
    spanish = make.published(page, "es", say=lambda text: f"Es {text}")
    aliases = [again(page).create_alias(update_slug="one"), again(spanish.page).create_alias(update_slug="two")]
    before = (LanguageVersion.objects.count(), SourceSnapshot.objects.count(), TranslationJob.objects.count())
    edit(again(page), replace("two days", "three days"))
    assert "three days" in str(again(aliases[0]).body)
    make.fill(spanish, say=lambda text: f"Es {text}")
    publishing.publish(version=spanish)
    assert "three days" in str(again(aliases[1]).body)
    assert (LanguageVersion.objects.count(), SourceSnapshot.objects.count() - 1) == before[:2]
    assert not LanguageVersion.objects.filter(page_id__in=[alias.pk for alias in aliases]).exists()
    assert not TranslationJob.objects.filter(page_id__in=[alias.pk for alias in aliases]).exists()
    invariants.assert_hold()

    for alias in aliases:
        ConvertAliasPageAction(again(alias), user=boss).execute()
        editing_body = again(alias)
        editing_body.save_revision(user=boss).publish(user=boss)
    one, two = (of_page(alias) for alias in aliases)
    assert one.state == State.ORIGINAL
    assert (two.state, two.machine) == (State.MACHINE, 9)
    invariants.assert_hold()


def test_an_alias_in_another_language_gives_way_to_the_translation(engine):
    make.notes_index("es")
    page = make.note()
    alias = again(page).copy_for_translation(make.locale("es"), alias=True)
    assert [job.status for job in work() if job.version.locale.language_code == "es"] == ["done"]
    version = of_page(again(alias))
    assert again(alias).alias_of_id is None
    assert again(alias).title.startswith("[es] ")
    assert version.state == State.MACHINE
    invariants.assert_hold()


def test_a_copy_made_for_translation_is_the_page_of_its_version_and_keeps_what_a_person_wrote(engine, boss, client):
    client.force_login(boss)
    page = make.note()
    make.notes_index("es")
    copy = again(page).copy_for_translation(make.locale("es"))
    version = of_page(copy)
    assert (version.held, version.state) == (True, State.MISSING)
    editing.save(client, again(copy), body=editing.replaced(copy, "They stayed for two days.", "Se quedaron dos días."))
    store = texts.load(fresh(version))
    public_id = make.id_of(version, "two days")
    assert (store.latest(public_id).text, store.latest(public_id).origin) == ("Se quedaron dos días.", Origin.PERSON)
    assert sum(row.latest is not None for row in store.translations.values()) == 1

    editing.save(client, again(copy), publish=True)
    assert not again(copy).live
    assert "8 sentences are still in the words of the original" in fresh(version).problem
    jobs.enqueue(purpose="translate", version=fresh(version), snapshot=fresh(version).group.current_snapshot)
    assert {job.status for job in work()} == {"done"}
    assert not again(copy).live
    publishing.publish(version=fresh(version), release=True)
    shown = again(copy)
    assert shown.live
    assert "Se quedaron dos días." in str(shown.body)
    assert shown.slug != page.slug
    assert fresh(version).state == State.PARTLY_REVIEWED
    invariants.assert_hold()


def test_a_copy_made_by_a_program_and_published_by_one_is_read_as_what_it_is():
    page = make.note()
    make.notes_index("es")
    copy = again(page).copy_for_translation(make.locale("es"))
    copy = again(copy)
    copy.title, copy.intro = "Un día en la ciudad", "<p>Lo que pasó.</p>"
    copy.body = copy._meta.get_field("body").stream_block.to_python(
        [
            {**b, "value": b["value"].replace(". ", ".. ").replace(".<", "..<").replace("came", "ca")}
            for b in copy.body.raw_data
        ]
    )
    copy.save_revision().publish()
    version = of_page(copy)
    assert "9 sentences are still" in version.problem
    assert not again(copy).live
    invariants.assert_hold()
    assert Page.find_problems() == ([], [], [], [], [])
