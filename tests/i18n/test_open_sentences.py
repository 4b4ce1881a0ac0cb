"""Which sentences wait for a person, and what the queue ranks a version by."""

import pytest

from i18n.models import Decision, LanguageVersion, Origin, SegmentTranslation
from i18n.quality.risk import LEAST
from i18n.services import open_sentences, texts
from i18n.services.open_sentences import Work
from tests.i18n import factories

pytestmark = pytest.mark.django_db


def works(version: LanguageVersion) -> dict[str, Work]:
    rows = SegmentTranslation.objects.filter(segment__group_id=version.group_id, locale_id=version.locale_id)
    by_id = {row.segment.public_id: row for row in rows.select_related("segment", "live", "latest")}
    found = open_sentences.of_version(
        version.group.current_snapshot,
        translations=by_id,
        segments={key: row.segment for key, row in by_id.items()},
        originals={},
    )
    return {one.public_id: one.work for one in found}


def say(version: LanguageVersion, public_id: str, decision: str) -> None:
    ref = next(ref for ref in version.group.current_snapshot.skeleton.sentences() if ref.id == public_id)
    new = texts.NewText(public_id, "Dit par quelqu’un", ref.hash, Origin.PERSON, decision)
    texts.record(store=texts.load(version), new=[new])


def test_each_sentence_waits_for_its_own_reason() -> None:
    version = factories.published(factories.note(), "fr")
    person = factories.user()
    opened, stayed, came = (factories.id_of(version, words) for words in ("opened", "stayed", "Visitors"))
    factories.approve(version, opened, "La ville a ouvert ses portes.", person)
    say(version, stayed, Decision.SUGGESTED)
    say(version, came, Decision.STORED)  # a draft
    found = works(version)
    assert opened not in found
    assert found[stayed] == Work.SUGGESTED
    assert found[came] == Work.UNCHECKED
    assert set(found.values()) == {Work.SUGGESTED, Work.UNCHECKED}


def test_a_draft_over_a_checked_text_is_its_authors_own_business() -> None:
    version = factories.published(factories.note(), "fr")
    opened = factories.id_of(version, "opened")
    factories.approve(version, opened, "La ville a ouvert ses portes.", factories.user())
    SegmentTranslation.objects.filter(segment__public_id=opened, locale=version.locale).update(
        live=texts.load(version).latest(opened)
    )
    say(version, opened, Decision.STORED)
    assert opened not in works(version)


def test_a_version_without_texts_waits_whole() -> None:
    version = factories.version_of(factories.note(), "fr")
    assert set(works(version).values()) == {Work.MISSING}
    version.refresh_from_db()
    assert version.open_risk >= LEAST
    assert version.open_since is not None


def test_a_version_is_measured_with_its_counts() -> None:
    version = factories.published(factories.note(body=["<p>They came. Nobody stayed after 9.</p>"]), "fr")
    assert version.open_risk == 2.1  # numbers and a denial
    source = LanguageVersion.objects.get(pk=version.group.source_id)
    assert (source.open_risk, source.open_since) == (0, None)


def test_versions_of_an_older_release_are_measured_one_by_one() -> None:
    version = factories.published(factories.note(), "fr")
    before = version.open_risk, version.open_since
    LanguageVersion.objects.update(open_risk=None, open_since=None)
    while open_sentences.measure_next():
        pass
    version.refresh_from_db()
    assert (version.open_risk, version.open_since) == before
    assert not LanguageVersion.objects.filter(open_risk=None).exists()
