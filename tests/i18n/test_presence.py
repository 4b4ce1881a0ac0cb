"""Two people on one version: they see each other and what changes, and no history of it is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from i18n.models import LanguageVersion, Presence
from i18n.services import presence, review
from tests.i18n import factories, people

pytestmark = pytest.mark.django_db

FIRST = "opened its doors"


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def theo(anna: Any) -> Any:
    theo = people.member("theo", "Translators: French")
    theo.first_name, theo.last_name = "Théo", "Martin"
    theo.save()
    return theo


@pytest.fixture
def version(anna: Any) -> LanguageVersion:
    return factories.published(factories.note(), "fr")


def test_both_see_each_other_and_the_sentence_in_hand(version: LanguageVersion, anna: Any, theo: Any) -> None:
    assert presence.note(version=version, person=anna, public_id="aaa").others == ()
    assert [(o.name, o.public_id) for o in presence.note(version=version, person=theo, public_id="bbb").others] == [
        ("anna", "aaa")
    ]
    presence.note(version=version, person=theo, public_id="ccc")
    assert [(o.name, o.public_id) for o in presence.note(version=version, person=anna).others] == [
        ("Théo Martin", "ccc")
    ]
    presence.leave(version=version, person=theo)
    assert presence.note(version=version, person=anna).others == ()


def test_who_says_nothing_is_gone_and_forgotten(version: LanguageVersion, anna: Any, theo: Any) -> None:
    now = timezone.now()
    presence.note(version=version, person=theo, now=now - presence.GONE - timedelta(seconds=1))
    other = factories.published(factories.note(), "fr")
    presence.note(version=other, person=anna, now=now)
    assert list(Presence.objects.values_list("person", flat=True)) == [anna.pk]
    assert presence.forget_old(now=now + timedelta(minutes=1)) == 1


def test_each_sees_what_the_other_changes_and_not_ones_own(version: LanguageVersion, anna: Any, theo: Any) -> None:
    start = presence.note(version=version, person=anna).last
    where = {"version": version, "public_id": factories.id_of(version, FIRST)}
    outcome = review.suggest(**where, text="De Théo.", person=theo)
    news = presence.note(version=version, person=anna, since=start)
    assert [(c.public_id, c.revision_id, c.by) for c in news.changed] == [
        (where["public_id"], outcome.stored.pk, "Théo Martin")
    ]
    assert presence.note(version=version, person=theo, since=start).changed == ()
    assert presence.note(version=version, person=anna, since=news.last).changed == ()
    factories.fill(version, only=[factories.id_of(version, "stayed")])
    assert presence.note(version=version, person=theo, since=news.last).changed[0].by == "the machine"


def test_it_is_cheap(version: LanguageVersion, anna: Any, theo: Any) -> None:
    presence.note(version=version, person=theo)
    presence.note(version=version, person=anna)
    with CaptureQueriesContext(connection) as queries:
        presence.note(version=version, person=anna, since=1)
    asked = [q for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= 3


def test_strangers_do_not_learn_who_is_here(version: LanguageVersion, anna: Any) -> None:
    eva = people.member("eva", "Translators: Spanish")
    with pytest.raises(PermissionDenied):
        presence.note(version=version, person=eva)
    for name in ("presence", "rows", "replace", "concordance"):
        address = reverse(f"translations:{name}", args=[version.pk])
        for method in ("get", "post"):
            assert getattr(people.logged_in(eva), method)(address).status_code in (403, 404, 405)


def test_by_the_endpoints_rows_come_as_they_are_now(version: LanguageVersion, anna: Any, theo: Any) -> None:
    client = people.logged_in(anna)
    address = reverse("translations:presence", args=[version.pk])
    since = client.post(address, {"at": "aaa"}).json()["last"]
    public_id = factories.id_of(version, FIRST)
    review.approve(version=version, public_id=public_id, text="De Théo.", person=theo)
    news = client.post(address, {"at": "aaa", "since": since}).json()
    assert [(c["id"], c["by"]) for c in news["changed"]] == [(public_id, "Théo Martin")]
    rows = client.get(reverse("translations:rows", args=[version.pk]), {"ids": f"{public_id} zzz"}).json()
    assert list(rows["rows"]) == [public_id]
    assert "De Théo." in rows["rows"][public_id]
    assert rows["texts"] == {public_id: "De Théo."}
    client.post(address, {"leave": "1"})
    assert not Presence.objects.exists()
    for bad in ({"since": "x"}, {"since": "9" * 40}, {"at": "\x00" * 50}, {"at": "x" * 5000}):
        assert client.post(address, bad).status_code == 200
