"""Find and replace in a translation: looked at first, marks never broken, in one act, taken back in one."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from i18n.models import Decision, LanguageVersion, SegmentRevision, SegmentTranslation
from i18n.services import acts, chips, replacing, review
from i18n.services.replacing import Wanted
from tests.i18n import factories, people
from tests.i18n.test_review_service import publish

pytestmark = pytest.mark.django_db

BODY = ["<p>City one. The <b>city</b> &amp; the City two. Incity. New <b>Ci</b>ty.</p>"]


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version(anna: Any) -> LanguageVersion:
    return factories.published(factories.note("Cities", body=BODY, intro="<p>None.</p>"), "fr", say=lambda text: text)


def found(version: LanguageVersion, person: Any, **wanted: Any) -> replacing.Preview:
    return replacing.preview(version=version, wanted=Wanted(**wanted), person=person)


def apply(version: LanguageVersion, person: Any, how: str = "draft", **wanted: Any) -> replacing.Replaced:
    chosen = {change.public_id: change.revision_id for change in found(version, person, **wanted).changes}
    return replacing.replace(version=version, wanted=Wanted(**wanted), chosen=chosen, how=how, person=person)


def texts(version: LanguageVersion) -> list[str]:
    rows = SegmentTranslation.objects.filter(locale=version.locale, segment__group=version.group)
    return sorted(row.latest.text for row in rows.select_related("latest"))


def test_shows_before_and_after_and_keeps_marks(version: LanguageVersion, anna: Any) -> None:
    preview = found(version, anna, words="city", instead="ville")
    assert [change.text for change in preview.changes] == [
        "ville one.", "The <1>ville</1> &amp; the ville two.", "Inville.",
    ]  # fmt: skip
    assert len(preview.across) == 1  # "City" with a mark inside
    assert preview.changes[0].before == [("City", True), (" one.", False)]
    assert preview.changes[0].after == [("ville", True), (" one.", False)]


def test_case_and_whole_words(version: LanguageVersion, anna: Any) -> None:
    assert len(found(version, anna, words="City", match_case=True).changes) == 2
    assert len(found(version, anna, words="city", whole_words=True).changes) == 2
    assert [c.text for c in found(version, anna, words="& the", instead="<i> $1 \\1").changes] == [
        "The <1>city</1> &lt;i&gt; $1 \\1 City two."
    ]
    for nothing in ("", " ", "\x00", "(", "[a-z]+", "x" * 5000):
        assert found(version, anna, words=nothing).changes == []


def test_a_space_is_any_space(version: LanguageVersion, anna: Any) -> None:
    apply(version, anna, words="City two", instead="City\u00a0two")
    assert len(found(version, anna, words="City two", instead="x").changes) == 1


def test_as_drafts_readers_see_nothing_of_it_and_one_undo_takes_all_back(version: LanguageVersion, anna: Any) -> None:
    public_id = factories.id_of(version, "City one")
    review.approve(version=version, public_id=public_id, text="City une.", person=anna)
    publish(version)
    before, live = texts(version), factories.live_texts(version)
    done = apply(version, anna, words="city", instead="ville")
    assert (len(done.changed), done.decision) == (3, Decision.STORED)
    publish(version)
    assert factories.live_texts(version) == live
    assert "ville une." in texts(version)
    act = acts.open_acts(version)[0]
    review.undo(version=version, public_id=done.changed[0], person=anna, act_id=act.pk)
    assert texts(version) == before


def test_approved_where_asked(version: LanguageVersion, anna: Any) -> None:
    apply(version, anna, how="approve", words="city", instead="ville")
    assert publish(version).reviewed == 3
    act = acts.open_acts(version)[0]
    review.undo(version=version, public_id=acts.steps_of(act)[0].public_id, person=anna, act_id=act.pk)
    assert publish(version).reviewed == 0


def test_only_who_may(version: LanguageVersion, anna: Any, settings: Any) -> None:
    eva = people.member("eva", "Translators: Spanish")
    with pytest.raises(PermissionDenied):
        found(version, eva, words="city")
    with pytest.raises(PermissionDenied):
        replacing.replace(version=version, wanted=Wanted("city"), chosen={}, how="draft", person=eva)
    settings.INTERURBAN_SECOND_EYES = ["fr"]
    anna = people.member("anna", "Translators: French")
    with pytest.raises(PermissionDenied):
        apply(version, anna, how="approve", words="city", instead="ville")
    assert apply(version, anna, how="suggest", words="city", instead="ville").decision == Decision.SUGGESTED


def test_what_moved_meanwhile_stays_and_nothing_is_emptied(version: LanguageVersion, anna: Any) -> None:
    changes = found(version, anna, words="city", instead="ville").changes
    ben = people.member("ben", "Translators: French")
    review.save(
        version=version,
        public_id=changes[0].public_id,
        text="City de Ben.",
        person=ben,
        base_revision_id=changes[0].revision_id,
    )
    chosen = {change.public_id: change.revision_id for change in changes}
    wanted = Wanted("city", "ville")
    done = replacing.replace(version=version, wanted=wanted, chosen=chosen, how="draft", person=anna)
    assert done.left == [changes[0].public_id]
    again = replacing.replace(version=version, wanted=wanted, chosen=chosen, how="draft", person=anna)
    assert again.changed == []  # a second click
    before = SegmentRevision.objects.count()
    with pytest.raises(chips.TextRefused):
        apply(version, anna, words="Inville.", instead=" ")
    assert SegmentRevision.objects.count() == before


def test_by_plain_forms(version: LanguageVersion, anna: Any) -> None:
    client = people.logged_in(anna)
    address = reverse("translations:replace", args=[version.pk])
    page = client.get(address, {"q": "city", "with": "<ville>"}).content.decode()
    assert "3 sentences would change." in page
    assert "<del>City</del> one." in page
    assert "<ins>&lt;ville&gt;</ins> one." in page
    assert client.post(address, {"q": "city", "with": "ville"}).status_code == 422
    change = found(version, anna, words="city").changes[0]
    form = {"q": "city", "with": "ville", "change": f"{change.public_id}:{change.revision_id}", "how": "approve"}
    assert (
        "?set=7#s-" in client.post(f"{address}?set=7", {**form, "how": "draft"}).url
    )  # who came from a set is back in it
    change = found(version, anna, words="city").changes[0]
    form["change"] = f"{change.public_id}:{change.revision_id}"
    answer = client.post(address, form, follow=True)
    assert "Replaced and approved in 1 sentence." in answer.content.decode()
    assert "ville one." in texts(version)
