"""Another language becomes the original: ids and texts stay, what was fresh stays fresh, and it can be undone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from i18n.models import Decision, LanguageVersion, Origin, State
from i18n.services import publishing, review, source_change, texts
from tests.i18n import factories as make
from tests.i18n import invariants, people
from tests.i18n.test_source_edits import edit, replace
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


def french_of(page, **facts):
    """A French version that a person wrote; its sentences begin as sentences do."""
    return make.published(
        page,
        "fr",
        **{"origin": Origin.PERSON, "decision": Decision.APPROVED, "say": lambda text: f"Fr {text}", **facts},
    )


@pytest.fixture
def boss():
    return make.user("boss", superuser=True)


def fresh(version):
    return LanguageVersion.objects.select_related(
        "group__source", "group__current_snapshot", "locale", "page", "snapshot"
    ).get(pk=version.pk)


def source_of(page):
    return LanguageVersion.objects.select_related("group__source").get(page_id=page.pk)


def change(to, person):
    return source_change.change_source(group=fresh(to).group, to=fresh(to), person=person)


def words_of(version):
    page = NotePage.objects.get(pk=version.page_id)
    return page.title, page.intro, [block.value.source for block in page.body]


def facts(version):
    """What readers and translators get of a version, without the numbers of records."""
    version = fresh(version)
    store = texts.load(version)
    ids = [ref.id for ref in version.snapshot.skeleton.sentences()]
    live = {key: store.live(key) for key in ids}
    return version.state, {key: (t.text, t.origin, t.decision, t.author_id, t.engine) for key, t in live.items()}


def settle(*versions):
    """The corrections that wait are published, as the worker does."""
    for version in versions:
        publishing.publish(version=fresh(version))


def test_the_new_original_keeps_ids_and_texts_and_the_others_follow_it(boss):
    page = make.note()
    french = french_of(page, author=boss)
    spanish = make.published(page, "es")
    english = source_of(page)
    before = {v.pk: (words_of(v), facts(v)[1].keys()) for v in (english, french, spanish)}
    kept = invariants.persons_texts()
    done = change(french, boss)
    settle(english, spanish)
    assert (done.source.pk, done.before.pk) == (french.pk, english.pk)
    assert {v.pk: (words_of(v), facts(v)[1].keys()) for v in (english, french, spanish)} == before
    assert [fresh(v).state for v in (french, english, spanish)] == [State.ORIGINAL, State.REVIEWED, State.MACHINE]
    invariants.assert_kept(kept)
    invariants.assert_hold()

    edit(NotePage.objects.get(pk=french.page_id), replace("two days", "three days"))
    assert [fresh(v).state for v in (english, spanish)] == [State.OUTDATED, State.OUTDATED]
    assert fresh(english).outdated == fresh(spanish).outdated == 1
    invariants.assert_hold()


def test_the_other_way_brings_everything_back(boss):
    page = make.note()
    french = french_of(page, author=boss)
    spanish = make.published(page, "es")
    english = source_of(page)
    before = [(words_of(v), facts(v)) for v in (english, french, spanish)]
    change(french, boss)
    settle(english, spanish)
    change(english, boss)
    settle(french, spanish)
    assert [(words_of(v), facts(v)) for v in (english, french, spanish)] == before
    invariants.assert_hold()


def test_a_sentence_said_in_the_one_before_loses_its_place_and_gets_it_back(boss):
    page = make.note()
    french = french_of(page, author=boss)
    spanish = make.published(page, "es")
    english = source_of(page)
    covered = make.id_of(french, "two days")
    review.cover(version=french, public_id=covered, person=boss, base_revision_id=texts.load(french).latest(covered).pk)
    settle(french)
    before = [(words_of(v), facts(v)) for v in (english, french, spanish)]
    change(french, boss)
    settle(english, spanish)
    assert covered not in facts(english)[1]
    assert [words_of(v) for v in (english, french, spanish)] == [said for said, _facts in before]
    joined = [text for text in facts(spanish)[1].values() if "two days" in text[0]]
    assert [(text[0], text[1]) for text in joined] == [
        ("es: Visitors came from <1>five</1> countries. es: They stayed for two days.", Origin.MACHINE)
    ]
    invariants.assert_hold()

    change(english, boss)
    settle(french, spanish)
    assert [(words_of(v), facts(v)) for v in (english, french, spanish)] == before
    invariants.assert_hold()


def test_a_joined_text_that_somebody_corrected_is_said_once(boss):
    page = make.note()
    french = french_of(page, author=boss)
    spanish = make.published(page, "es")
    english = source_of(page)
    covered = make.id_of(french, "two days")
    review.cover(version=french, public_id=covered, person=boss, base_revision_id=texts.load(french).latest(covered).pk)
    settle(french)
    change(french, boss)
    first = next(key for key, text in facts(spanish)[1].items() if "two days" in text[0])
    shown = texts.load(fresh(spanish)).latest(first)
    review.approve(
        version=fresh(spanish),
        public_id=first,
        text="Vinieron de ⟨1⟩cinco⟨/1⟩ países, dos días.",
        person=boss,
        base_revision_id=shown.pk,
    )
    settle(english, spanish)
    change(english, boss)
    settle(french, spanish)
    said = str(words_of(spanish))
    assert "cinco</b> países, dos días." in said
    assert "They stayed" not in said
    assert "two days" in str(words_of(english))
    invariants.assert_hold()


def test_what_nobody_has_checked_stays_labelled_in_the_new_original(boss):
    page = make.note()
    french = make.published(page, "fr")
    change(french, boss)
    assert fresh(french).state == State.MACHINE
    assert fresh(french).machine_translated
    assert 'data-state="machine"' in str(fresh(french).rendered.fields)
    assert fresh(source_of(page)).state == State.REVIEWED


def test_a_version_that_is_behind_or_not_public_is_refused_with_the_reason(boss):
    page = make.note()
    french = french_of(page)
    edit(page, replace("two days", "three days"))
    with pytest.raises(source_change.ChangeRefused, match="1 sentence of it is behind"):
        change(french, boss)
    hidden = make.version_of(page, "es")
    with pytest.raises(source_change.ChangeRefused, match="not public"):
        change(hidden, boss)
    assert fresh(french).group.source.page_id == page.pk


def test_editors_of_the_section_and_moderators_change_it_nobody_else():
    people.ensure()
    page = make.note()
    french = french_of(page)
    for person in (people.member("t", "Translators: French"), people.member("r", "Reviewers: French")):
        with pytest.raises(PermissionDenied):
            change(french, person)
    change(french, people.member("m", "Moderators"))
    assert fresh(french).state == State.ORIGINAL


def test_the_screen_says_what_changes_then_changes_it_and_the_history_knows(client, boss):
    page = make.note()
    french, spanish = french_of(page), make.published(page, "es")
    url = reverse("translations:source", args=[french.pk])
    client.force_login(boss)
    assert url in client.get(reverse("translations:list")).content.decode()
    asked = client.get(url).content.decode()
    assert "English becomes a translation" in asked
    people.ensure()
    assert people.logged_in(people.member("t", "Translators: French")).post(url).status_code == 403
    assert fresh(french).state != State.ORIGINAL
    client.post(url)
    assert fresh(french).state == State.ORIGINAL
    assert (
        "The original of this article is in another language now: French"
        in client.get(reverse("wagtailadmin_pages:history", args=[spanish.page_id])).content.decode()
    )
    refused = client.post(url)
    assert (refused.status_code, "It is the original" in refused.content.decode()) == (422, True)
    invariants.assert_hold()
