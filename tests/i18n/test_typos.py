"""Only typos: what the editor says about a publication, and what it does to the translations."""

import pytest
from django.core.exceptions import PermissionDenied

from i18n.models import DeclaredChange, PublicationKind, SegmentRevision, State
from i18n.quality import typo
from i18n.services import declaring, publishing, snapshots, taking_back, typos
from tests.i18n import factories as make
from tests.i18n.test_source_edits import fresh, replace
from tests.i18n.test_worker import engine, spanish, work  # noqa: F401  the fixture
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


def draft(page, change):
    """A draft of the source with its body changed: the revision."""
    page = NotePage.objects.get(pk=page.pk)
    block = page._meta.get_field("body").stream_block
    page.body = block.to_python(change(block.get_prep_value(page.body)))
    return page.save_revision(user=make.user())


def declare(revision, kind=PublicationKind.TYPOS):
    group = spanish(revision.content_object).group
    return declaring.declare(group=group, revision=revision, kind=kind, person=make.user())


def test_only_typos_keeps_every_translation_fresh_and_asks_no_engine(engine):  # noqa: F811
    engine()
    make.notes_index("es")
    page = make.note()
    work()
    version = spanish(page)
    corrected = make.id_of(version, "two days")
    make.approve(version, corrected, "Se quedaron dos días.", make.user("translator"))
    publishing.publish(version=version)
    before, counts = make.live_texts(version), spanish(page).counts
    revision = draft(page, lambda blocks: replace("two days", "two dayss")(replace("showed", "showd")(blocks)))
    declared = declare(revision)
    revision.publish()
    version = spanish(page)
    assert (version.state, version.counts) == (State.PARTLY_REVIEWED, counts)
    declared.refresh_from_db()
    assert declared.snapshot == version.group.current_snapshot
    asked = _asked()
    assert {job.status for job in work()} == {"done"}
    assert _asked() == asked
    version = spanish(page)
    assert version.snapshot == version.group.current_snapshot
    assert (version.counts, make.live_texts(version)) == (counts, before)


def _asked() -> int:
    """How many calls the engine has had."""
    from i18n.services import engines

    return len(engines.registry().engine("fake").calls)


def test_without_a_word_the_content_changed():
    page = make.note()
    version = make.published(page)
    draft(page, replace("two days", "two dayss")).publish()
    assert fresh(version).state == State.OUTDATED


def test_the_word_is_about_the_draft_as_it_was(settings):
    page = make.note()
    version = make.published(page)
    revision = draft(page, replace("two days", "two dayss"))
    declare(revision)
    changed = NotePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    changed.title = "Another title"
    revision = changed.save_revision(user=make.user(), overwrite_revision=revision)
    revision.publish()
    assert fresh(version).outdated == 2
    assert not DeclaredChange.objects.exclude(snapshot=None).exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("They stayed for two dayss.", "They stayed for two days."),
        ("The visitors stayd and teh guide went.", "The visitors stayed and the guide went."),
        ("It was was good.", "It was good."),
        ("A plan ,then a start", "A plan, then a start"),
        ("Every body came.", "Everybody came."),
        ("La ville a ouvertt ses portes.", "La ville a ouvert ses portes."),
    ],
)
def test_a_slip_of_the_keyboard_is_a_typo(old, new):
    assert typo.only_typos(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It has 40 rooms.", "It has 41 rooms."),
        ("It has ٤٠ rooms.", "It has ٤١ rooms."),
        ("On 2 November they met.", "On 2 December they met."),
        ("They met on lundi.", "They met on mardi."),
        ("Anna Berg said so.", "Anna Borg said so."),
        ("It is now open.", "It is not open."),
        ("They can enter.", "They cannot enter."),
        ("They agreed to seven points.", "They agreed to eleven points."),
        ("The plan was accepted.", "The plan was rejected."),
        ("He is hot.", "He is hit."),
        ("It grew by 5 %.", "It grew by 5 €."),
        ("Is it open?", "It is open."),
        ("فتحت المدينة أبوابها", "فتحت المدينة أبوابنا"),
        ("One sentence.", "One sentence more."),
    ],
)
def test_what_may_change_the_meaning_is_no_typo(old, new):
    assert not typo.only_typos(old, new)


def proposal(page, change):
    revision = draft(page, change)
    group = spanish(page).group
    return typos.propose(snapshots.preview(group=group, page=revision.as_object()))


def test_only_typos_is_proposed_for_a_slip_with_a_reason_and_never_for_more():
    page = make.note()
    make.published(page)
    found = proposal(page, replace("two days", "two dayss"))
    assert found.proposed
    assert "1" in found.reason
    assert not proposal(page, replace("two days", "ten days")).proposed
    assert not proposal(page, replace("example.org/house", "example.org/hause")).proposed
    assert not proposal(page, lambda blocks: [*blocks, make.text_block("<p>More.</p>")]).proposed


def test_more_than_a_typo_after_all_is_a_new_record_and_asks_the_engine(engine):  # noqa: F811
    engine()
    make.notes_index("es")
    page = make.note()
    work()
    version = spanish(page)
    corrected, plain_one = make.id_of(version, "two days"), make.id_of(version, "old house")
    make.approve(version, corrected, "Se quedaron dos días.", make.user("translator"))
    publishing.publish(version=version)
    revision = draft(page, lambda blocks: replace("two days", "six days")(replace("showed", "showd")(blocks)))
    declare(revision)
    revision.publish()
    work()
    version, editor = spanish(page), make.user("admin", superuser=True)
    texts_before = SegmentRevision.objects.count()
    back = taking_back.take_back(source=_source(version), person=editor)
    assert back.outdated == {version.pk: 2}
    assert SegmentRevision.objects.count() == texts_before + 2
    version = spanish(page)
    assert (version.outdated, version.state) == (2, State.OUTDATED)
    assert make.live_texts(version)[corrected] == "Se quedaron dos días."
    said = list(DeclaredChange.objects.values_list("kind", flat=True))
    assert said == ["typos", "content"]
    assert work() != []
    version = spanish(page)
    assert "showd" in make.live_texts(version)[plain_one]
    assert make.live_texts(version)[corrected] == "Se quedaron dos días."
    assert version.outdated == 1
    assert taking_back.take_back(source=_source(version), person=editor) is None


def test_taking_it_back_needs_the_right_to_publish_the_original():
    page = make.note()
    version = make.published(page)
    revision = draft(page, replace("two days", "two dayss"))
    declare(revision)
    revision.publish()
    with pytest.raises(PermissionDenied):
        taking_back.take_back(source=_source(fresh(version)), person=make.user("somebody"))


def _source(version):
    group = type(version.group).objects.select_related("source__page", "current_snapshot").get(pk=version.group_id)
    group.source.group = group
    return group.source
