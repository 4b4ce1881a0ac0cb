"""What the panel says before publishing is what happens."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from i18n.models import LanguageVersion, MachinePolicy, Policy, PublicationKind, TranslationGroup
from i18n.services import declaring, engines, forecast, policy, publishing, release, versions
from i18n.services.forecast import Outcome
from tests.i18n import factories as make
from tests.i18n.test_source_edits import replace
from tests.i18n.test_worker import engine, work  # noqa: F401  the fixture
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db
TYPOS, CONTENT = PublicationKind.TYPOS, PublicationKind.CONTENT


def draft(page, change=lambda blocks: blocks):
    page = NotePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    block = page._meta.get_field("body").stream_block
    page.body = block.to_python(change(block.get_prep_value(page.body)))
    return page.save_revision(user=make.user("admin", superuser=True))


def foresee(revision, kind=CONTENT, choices=None):
    page = revision.as_object()
    facts = forecast.gather(page=page, group=forecast.group_of(page))
    return forecast.forecast(facts, kind=kind, choices=choices)


def versions_of(page):
    rows = LanguageVersion.objects.filter(group__translation_key=page.translation_key).select_related(
        "locale", "page", "snapshot", "group"
    )
    return {version.locale.language_code: version for version in rows}


def publish_as_foreseen(revision, kind=CONTENT):
    """Publishes, lets the worker work, and compares with what was foreseen: outcome by outcome, count by count."""
    page = revision.content_object
    before = versions_of(page)
    asked = _asked()
    foreseen = foresee(revision, kind)
    if kind == TYPOS:
        declaring.declare(group=TranslationGroup.objects.get(), revision=revision, kind=kind, person=make.user())
    revision.publish()
    work()
    after = versions_of(page)
    for said in foreseen.languages:
        code = said.locale.language_code
        version = after.get(code)
        newest = version is not None and version.snapshot_id == version.group.current_snapshot_id
        live = version is not None and version.page is not None and version.page.live
        was_live = code in before and before[code].page is not None and before[code].page.live
        assert said.outcome == _what_happened(version, was_live, live, newest, said.outcome), code
        if live:
            assert said.counts == version.counts, code
    assert sum(said.anew + said.proposals for said in foreseen.languages) == _asked() - asked
    return {said.locale.language_code: said for said in foreseen.languages}


def _what_happened(version, was_live, live, newest, said):
    if version is None or version.page is None:
        return Outcome.NOTHING
    if not was_live:
        if live:
            return Outcome.FIRST
        return said if said in (Outcome.FIRST_HELD, Outcome.DOWN) and not live else None
    if newest:
        return said if said in (Outcome.UPDATED, Outcome.SAME) else None
    return Outcome.UPDATE_HELD if version.held else Outcome.EARLIER


def _asked() -> int:
    """Sentences that the engine was asked for."""
    return sum(len(batch.segments) for batch in engines.registry().engine("fake").calls)


def test_what_is_foreseen_happens_in_each_language_from_the_first_publication_on(engine):  # noqa: F811
    engine()
    for code in ("es", "fr", "ar"):
        make.notes_index(code)
    MachinePolicy.objects.create(locale=make.locale("fr"), policy=Policy.HOLD)
    MachinePolicy.objects.create(locale=make.locale("ar"), policy=Policy.NEVER)
    page = make.note(publish=False)
    said = publish_as_foreseen(draft(page))
    assert {code: one.outcome for code, one in said.items()} == {"es": "first", "fr": "first_held", "ar": "nothing"}
    assert (said["es"].anew, said["es"].labelled, said["ar"].decided.why) == (9, True, policy.Why.LANGUAGE)

    spanish = versions_of(page)["es"]
    make.approve(spanish, make.id_of(spanish, "two days"), "Se quedaron dos días.", make.user("translator"))
    publishing.publish(version=spanish)
    said = publish_as_foreseen(
        draft(page, lambda blocks: replace("two days", "six days")(replace("doors", "gates")(blocks)))
    )
    assert (said["es"].outcome, said["es"].anew, said["es"].proposals) == ("updated", 1, 1)
    assert (said["es"].kept, said["es"].outdated, said["fr"].outcome) == (7, 1, "down")

    release.publish_version(version=versions_of(page)["fr"], person=make.user("admin", superuser=True))
    said = publish_as_foreseen(draft(page, replace("gates", "portals")))
    assert (said["es"].outcome, said["fr"].outcome) == ("updated", "update_held")
    assert said["fr"].counts.outdated == 1

    said = publish_as_foreseen(draft(page, replace("old house", "old hous")), TYPOS)
    assert (said["es"].outcome, said["es"].anew) == ("updated", 0)

    said = publish_as_foreseen(draft(page, replace("old hous", "old house")))
    assert (said["es"].outcome, said["es"].anew) == ("updated", 0)

    group = TranslationGroup.objects.get()
    group.policies = {"es": Policy.NEVER}
    group.save()
    said = publish_as_foreseen(draft(page, replace("in spring", "in autumn")))
    assert (said["es"].outcome, said["es"].decided.why) == ("earlier", policy.Why.ARTICLE_LANGUAGE)

    said = publish_as_foreseen(draft(page))
    assert said["ar"].outcome == "nothing"


def test_versions_prepared_with_a_draft_go_out_with_it_and_a_withdrawn_article_stays_away(engine):  # noqa: F811
    engine()
    make.notes_index("es")
    page = make.note(publish=False)
    revision = draft(page)
    versions.prepare(page=revision.as_object(), revision=revision)
    work()
    assert not versions_of(page)["es"].page.live
    said = publish_as_foreseen(draft(page))
    assert (said["es"].outcome, said["es"].anew) == ("first", 0)
    TranslationGroup.objects.update(withdrawn_at=timezone.now())
    assert {one.outcome for one in foresee(draft(page)).languages} <= {"down", "nothing"}


def test_choices_that_are_not_stored_yet_are_foreseen():
    page = make.note(publish=False)
    make.notes_index("es")
    said = foresee(draft(page), choices={"es": "never"})
    assert {one.decided.why for one in said.languages} == {policy.Why.NO_ENGINE}


def test_a_forecast_takes_the_same_queries_for_one_language_and_three_and_any_sentences(engine):  # noqa: F811
    engine()
    counts = []
    for codes, number in ((("es",), 2), (("es", "fr", "ar"), 40)):
        for code in codes:
            make.notes_index(code)
        page = make.note(body=[f"<p>Sentence {n} of words stands here.</p>" for n in range(number)])
        for code in codes:
            version = make.published(page, code)
            public_id = make.id_of(version, "Sentence 1")
            make.approve(version, public_id, "Una frase.", make.user())
        revision = draft(page, replace("stands", "stnds"))
        loaded = revision.as_object()
        engines.read_again()  # what every process reads again after some seconds, it reads now
        with CaptureQueriesContext(connection) as captured:
            facts = forecast.gather(page=loaded, group=forecast.group_of(loaded))
            for kind in (CONTENT, TYPOS):
                assert forecast.forecast(facts, kind=kind).changed == number
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 20
