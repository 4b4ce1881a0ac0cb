"""Decisions about a whole version: approve many sentences, publish as it stands, hold, take down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from i18n.models import Decision, LanguageVersion, Policy, SegmentRevision
from i18n.services import acts, gate, permissions, policy, publishing, reports, standing, texts, versions
from i18n.services.publishing import Publication
from i18n.services.readback import approval_of
from i18n.services.sentences import lock


@dataclass(frozen=True, slots=True)
class ManyApproved:
    """Approved sentences (opened before, so that they count as checked), approved unseen, and those left alone because
    their text moved meanwhile, is missing, is older than the original, or is one's own.
    """

    approved: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@transaction.atomic
def approve_many(
    *, version: LanguageVersion, shown: Mapping[str, int], opened: frozenset[str] | set[str], person: Any
) -> ManyApproved:
    """Approve texts as they are. `shown`: public id → id of the text that was shown; `opened`: what was looked at.

    What was never opened is recorded as approved unseen, and does not count as checked.
    """
    version = lock(version)
    permissions.require(permissions.may_approve(person, version=version))
    store = texts.load(version)
    snapshot = version.group.current_snapshot
    hashes = {ref.id: ref.hash for ref in snapshot.skeleton.sentences()} if snapshot else {}
    done = ManyApproved()
    new: list[texts.NewText] = []
    for public_id, revision_id in shown.items():
        latest = store.latest(public_id)
        if latest is None or not _may_go(latest, revision_id, hashes.get(public_id), version, person):
            done.left.append(public_id)
            continue
        seen = public_id in opened
        if latest.decision == Decision.APPROVED or (latest.decision == Decision.APPROVED_UNSEEN and not seen):
            continue
        (done.approved if seen else done.unseen).append(public_id)
        decision = Decision.APPROVED if seen else Decision.APPROVED_UNSEEN
        new.append(approval_of(public_id, latest, person, decision=decision, findings=tuple(latest.findings)))
    before = {text.public_id: acts.pointers(store.translations[text.public_id]) for text in new}
    made = texts.record(store=store, new=new)
    for public_id, revision in made.items():
        reports.on_approved(version=version, public_id=public_id, revision=revision, person=person)
    if new:
        steps = [acts.step(key, before[key], store.translations[key], text) for key, text in made.items()]
        acts.note(version=version, person=person, kind=acts.Kind.APPROVE_MANY, steps=steps)
        versions.republish(version=version)
    return done


def _may_go(
    latest: SegmentRevision, shown_id: int, hash_now: str | None, version: LanguageVersion, person: Any
) -> bool:
    return (
        latest.pk == shown_id
        and latest.source_hash == hash_now
        and latest.decision != Decision.COVERED
        and permissions.may_approve(person, version=version, author=latest.author)
    )


@transaction.atomic
def publish_version(*, version: LanguageVersion, person: Any) -> Publication:
    """Publish a version as it stands, labelled: no unapproved text of a person goes live.

    `waiting` in the answer says how many sentences still need a text. Raises `StructureChanged`, `NoPlace`.
    """
    version = lock(version)
    permissions.require(permissions.may_publish(person, version=version))
    permissions.require(not permissions.is_source(version), _("This is the original: publish it in the page editor."))
    return publishing.publish(version=version, release=True, user=person)


@transaction.atomic
def hold(*, version: LanguageVersion, person: Any) -> LanguageVersion:
    """Keep a version that is not public yet from going out by itself."""
    version = lock(version)
    permissions.require(permissions.may_publish(person, version=version))
    if version.page is None or not version.page.live:
        _keep_back(version)
    return version


def _keep_back(version: LanguageVersion) -> None:
    """Neither a job nor the original, a schedule or a restored article brings it out."""
    version.held, version.with_source, version.publish_at, version.live_when_withdrawn = True, False, None, False
    version.save(update_fields=["held", "with_source", "publish_at", "live_when_withdrawn", "changed_at"])
    if version.urgent is not None:  # its end does not bring it back either
        version.urgent.was_public = False
        version.urgent.save(update_fields=["was_public"])


class ScheduleRefused(ValueError):
    """A version cannot be scheduled so; the message says why."""


@transaction.atomic
def schedule(*, version: LanguageVersion, person: Any, when: datetime) -> LanguageVersion:
    """Publish a version by itself at a moment, as it stands then. Raises `ScheduleRefused`."""
    version = _unpublished(version, person)
    if when <= timezone.now():
        raise ScheduleRefused(_("This moment is over: choose a later one, or publish the version now."))
    version.publish_at, version.with_source = when, False
    version.save(update_fields=["publish_at", "with_source", "changed_at"])
    _log(version, "i18n.schedule", person, {"publish_at": when.isoformat()})
    return version


@transaction.atomic
def unschedule(*, version: LanguageVersion, person: Any) -> LanguageVersion:
    """Cancel the schedule; the version is held."""
    version = _unpublished(version, person)
    if version.publish_at is not None:
        _keep_back(version)
        _log(version, "i18n.unschedule", person, {})
    return version


@transaction.atomic
def go_with_source(*, version: LanguageVersion, person: Any) -> LanguageVersion:
    """Release a held version together with its original, which is not public yet. Raises `ScheduleRefused`."""
    version = _unpublished(version, person)
    if not gate.awaits_source(version):
        raise ScheduleRefused(_("The original is public already."))
    version.with_source, version.held, version.publish_at = True, False, None
    version.save(update_fields=["with_source", "held", "publish_at", "changed_at"])
    return version


def _unpublished(version: LanguageVersion, person: Any) -> LanguageVersion:
    """A translation that is not public, locked."""
    version = lock(version)
    permissions.require(permissions.may_publish(person, version=version))
    permissions.require(not permissions.is_source(version), _("This is the original: publish it in the page editor."))
    if version.page is not None and version.page.live:
        raise ScheduleRefused(_("This version is public already."))
    return version


def _log(version: LanguageVersion, action: str, person: Any, data: dict[str, str]) -> None:
    if version.page is not None:
        log(instance=version.page.specific, action=action, user=person, data=data)


@transaction.atomic
def take_down(*, version: LanguageVersion, person: Any) -> LanguageVersion:
    """Take a translation off the site; its texts stay, and it comes back only by being published."""
    version = lock(version)
    permissions.require(permissions.may_publish(person, version=version))
    permissions.require(not permissions.is_source(version), _("This is the original: take it down in the page editor."))
    _keep_back(version)
    if version.page is not None and version.page.live:
        UnpublishPageAction(version.page.specific, user=person).execute(skip_permission_checks=True)
    return standing.refresh(version=version)


@transaction.atomic
def create_by_hand(*, source: LanguageVersion, locale: Any, person: Any) -> LanguageVersion:
    """A version to be written by people: it goes out when somebody publishes it."""
    permissions.require(permissions.may_create_version(person, version=source))
    version = versions.create(group=source.group, locale=locale)
    if version.page_id is None:
        version.held = True
        version.save(update_fields=["held", "changed_at"])
    return version


@transaction.atomic
def create_by_machine(*, source: LanguageVersion, locale: Any, person: Any) -> LanguageVersion:
    """A version that a machine fills; by policy it goes out labelled, or is held for a person."""
    permissions.require(permissions.may_start_machine(person, version=source))
    version = versions.create(group=source.group, locale=locale)
    snapshot = source.group.current_snapshot
    if snapshot is not None and version.page_id is None:
        route = policy.best_route(snapshot.language, locale.language_code)
        version.held = policy.of(group=source.group, locale=locale, route=route) == Policy.HOLD
        version.removed = False  # whoever deleted the page: now a person wants it again
        version.save(update_fields=["held", "removed", "changed_at"])
    versions.translate(version=version)
    return version
