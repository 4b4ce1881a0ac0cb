"""Only typos: what the editor says about a publication, and what it does to the translations."""

import pytest

from i18n.models import DeclaredChange, PublicationKind, State
from i18n.services import declaring, publishing
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
