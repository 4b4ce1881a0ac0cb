"""A translator of French does nothing to a Spanish sentence: every service that takes a version and a person, asked."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

import i18n.services
from i18n.models import (
    ErrorReport,
    LanguageVersion,
    SegmentComment,
    SegmentRevision,
    SegmentTranslation,
    TranslationJob,
)
from i18n.services import comments, replacing
from tests.i18n import factories, people

pytestmark = pytest.mark.django_db

FIRST = "opened its doors"
Service = Callable[..., Any]
# Called by other services and signals only, after they have asked: who did it is noted, not asked again.
INNER = {
    "copies.check", "presence.leave",  # one's own, whatever it is
    "acts.note", "carrying.carry", "importing.import_texts", "readback.read_revision", "report_outcomes.on_approved",
}  # fmt: skip


def services() -> Iterator[tuple[str, Service]]:
    """All public functions of `i18n.services` that act for a person on a version, by module and name."""
    for module in pkgutil.iter_modules(i18n.services.__path__):
        found = importlib.import_module(f"i18n.services.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            wants = inspect.signature(function).parameters
            own = function.__module__ == found.__name__ and not name.startswith("_")
            acts = {"version", "person"} <= {p.name for p in wants.values() if p.kind is p.KEYWORD_ONLY}
            if own and acts and f"{module.name}.{name}" not in INNER:
                yield f"{module.name}.{name}", function


SERVICES = dict(services())


def arguments(function: Service, version: LanguageVersion, person: Any) -> dict[str, Any]:
    """What a service needs, well-formed: only the right is missing."""
    public_id = factories.id_of(version, FIRST)
    revision = SegmentTranslation.objects.get(segment__public_id=public_id, locale=version.locale).latest
    comment = SegmentComment.objects.filter(segment__public_id=public_id).first()
    boss = factories.user("boss", superuser=True)
    comment = comment or comments.add(version=version, public_id=public_id, person=boss, text="?")
    known: dict[str, Any] = {
        "comment_id": comment.pk, "by": 1, "wanted": replacing.Wanted("fr", "es"), "how": "draft", "chosen": {},
        "version": version, "person": person, "public_id": public_id, "text": "Una ciudad abrió sus puertas.",
        "base_revision_id": revision.pk, "reason": "no", "conflict_id": revision.pk, "revision_id": revision.pk,
        "when": timezone.now() + timedelta(days=1), "shown": {public_id: revision.pk}, "opened": {public_id},
    }  # fmt: skip
    wanted = inspect.signature(function).parameters.values()
    missing = [p.name for p in wanted if p.default is p.empty and p.name not in known and p.kind is p.KEYWORD_ONLY]
    assert not missing, f"tell this test what to give for {missing}"
    return {p.name: known[p.name] for p in wanted if p.name in known}


def facts() -> tuple[Any, ...]:
    rows = SegmentTranslation.objects.order_by("pk").values_list("live", "latest", "conflict")
    versions = LanguageVersion.objects.order_by("pk").values_list("state", "held", "page__live", "publish_at")
    counts = (model.objects.count() for model in (SegmentRevision, TranslationJob, ErrorReport))
    return (list(rows), list(versions), *counts)


@pytest.fixture
def spanish() -> LanguageVersion:
    people.ensure()
    return factories.published(factories.note(), "es")


def test_there_are_services_to_ask() -> None:
    assert {"review.approve", "review.save", "undoing.undo", "release.publish_version"} <= SERVICES.keys()


def test_a_translator_of_french_is_refused_in_spanish(spanish: LanguageVersion) -> None:
    person = people.member("camille", "Translators: French", "Reviewers: French")
    before, done = facts(), []
    for name, service in SERVICES.items():
        given = arguments(service, spanish, person)
        try:
            with transaction.atomic():
                service(**given)
        except PermissionDenied:
            continue
        done.append(name)
    assert done == []
    assert facts() == before
