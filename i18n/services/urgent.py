"""Urgent corrections: what the original no longer says leaves the translations at once, and people's texts stay.

In force when the transaction ends: no worker is waited for. Machine text, where it is asked for, follows by a job.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from i18n.conf import conf
from i18n.models import LanguageVersion, Policy, TranslationGroup, TranslationJob, UrgentCorrection, UrgentMode
from i18n.services import choosing, jobs, permissions, policy, publishing, standing, texts
from i18n.services.course import course
from i18n.services.declaring import Change
from i18n.services.sentences import lock

logger = logging.getLogger(__name__)

BEGIN, END = "i18n.urgent_begin", "i18n.urgent_take_back"
#: What may be chosen for a language; empty leaves it to the ordinary way.
MODES = frozenset({"", *UrgentMode.values})


class NotUrgent(ValueError):
    """There is no urgent correction here, or no such mode."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What an urgent correction did to one version. `sentences`: in question; `mode` is empty where none is."""

    version: LanguageVersion
    mode: str = ""
    sentences: int = 0
    withheld: int = 0
    public: bool = True
    problem: str = ""


@transaction.atomic
def begin(*, group: TranslationGroup, modes: Mapping[str, str], person: Any, reason: str = "") -> list[Begun]:
    """Begin (or widen) an urgent correction. `modes`: language → mode; a language that is not named is left alone.

    Sentences in question are those whose original has changed since their text was made, and new ones without a text.
    A version without any just moves on to the newest original. Raises `NotUrgent`, `PermissionDenied`.
    """
    if group.source is None or not set(modes.values()) <= MODES:
        raise NotUrgent(modes)
    permissions.require(permissions.may_correct_urgently(person, version=group.source))
    return _begin(group, modes, person, reason)


def correct(change: Change) -> None:
    """An original is being published as urgent: who publishes it has been asked for the right already.

    Languages that the editor did not name follow the site's setting.
    """
    declared = change.declared
    named: Mapping[str, str] = declared.modes if declared else {}
    codes = [version.locale.language_code for version in change.versions]
    modes = {code: named.get(code, conf.urgent_mode(code)) for code in codes}
    _begin(
        change.group,
        {code: mode for code, mode in modes.items() if mode in MODES},
        declared.person if declared else None,
        declared.reason if declared else "",
    )
    for version in change.versions:  # what follows counts and queues what is there now
        version.refresh_from_db()
        version.group = change.group


def _begin(group: TranslationGroup, modes: Mapping[str, str], person: Any, reason: str) -> list[Begun]:
    named = group.versions.exclude(pk=group.source_id or 0).filter(locale__language_code__in=[*modes])
    public = named.filter(Q(page__live=True) | Q(urgent__isnull=False))
    return [
        _begin_version(version, mode, person, reason.strip()[:500])
        for version in public.select_related("locale").order_by("pk")
        if (mode := modes[version.locale.language_code])
    ]


def _begin_version(version: LanguageVersion, mode: str, person: Any, reason: str) -> Begun:
    version = lock(version)
    newest = version.group.current_snapshot
    if newest is None or version.snapshot is None or version.page is None:
        return Begun(version, public=False)
    store = texts.load(version)
    hashes = {ref.id: ref.hash for ref in newest.skeleton.sentences()}
    in_question = [
        key for key, text in choosing.ordinary(store, newest).items() if text is None or text.source_hash != hashes[key]
    ]
    if in_question or version.urgent is not None:
        _note(version, store, mode, in_question, person, reason)
    try:
        with transaction.atomic():
            return _enforce(version, mode, in_question, person)
    except Exception as error:
        # Whatever is in the way of rebuilding the page, the wrong fact must not stay: the version is taken down.
        logger.exception("Version %s could not be rebuilt for an urgent correction; it is taken down", version.pk)
        return _take_down_instead(version, store, in_question, person, reason, str(error))


def _note(
    version: LanguageVersion, store: texts.Store, mode: str, in_question: list[str], person: Any, reason: str
) -> None:
    """Note what is in question and what readers saw before. A second correction widens the first."""
    correction = version.urgent
    if correction is None:
        live = {key: row.live_id for key, row in store.translations.items() if row.live_id is not None}
        correction = UrgentCorrection(
            version=version,
            snapshot_before=version.snapshot,
            live_before=live,
            revision_before_id=version.page.live_revision_id if version.page else None,
            was_public=bool(version.page and version.page.live),
            began_by=person,
        )
    correction.mode = mode
    correction.reason = reason or correction.reason
    correction.sentences = list(dict.fromkeys([*correction.sentences, *in_question]))
    correction.save()
    version.urgent = correction
    version.save(update_fields=["urgent", "changed_at"])
    if version.page is not None:
        data = {"mode": mode, "sentences": len(in_question), "reason": reason}
        log(instance=version.page.specific, action=BEGIN, user=person, data=data)


def _enforce(version: LanguageVersion, mode: str, in_question: list[str], person: Any) -> Begun:
    if version.urgent is not None and mode == UrgentMode.DOWN:
        _take_off(version, person)
        standing.refresh(version=version)
        return Begun(version, mode, len(in_question), 0, public=False)
    was_down = version.urgent is not None and version.urgent.was_public and version.page and not version.page.live
    done = publishing.publish(version=version, release=bool(was_down))
    version = done.version
    if version.urgent is not None and mode == UrgentMode.MACHINE:
        _ask_machine(version)
    return Begun(version, mode if version.urgent else "", len(in_question), version.withheld, done.published)


def _take_off(version: LanguageVersion, person: Any) -> None:
    if version.page is not None and version.page.live:
        UnpublishPageAction(version.page.specific, user=person).execute(skip_permission_checks=True)
        version.page.refresh_from_db()


def _take_down_instead(
    version: LanguageVersion, store: texts.Store, in_question: list[str], person: Any, reason: str, problem: str
) -> Begun:
    version.refresh_from_db()
    version = lock(version)
    version.problem = problem[:500]
    version.save(update_fields=["problem", "changed_at"])
    _note(version, store, UrgentMode.DOWN, in_question, person, reason)
    _take_off(version, person)
    return Begun(version, UrgentMode.DOWN, len(in_question), 0, public=False, problem=problem)


def _ask_machine(version: LanguageVersion) -> TranslationJob | None:
    """Queue machine text for the sentences in question, unless no machine may translate this article."""
    snapshot = version.group.current_snapshot
    if snapshot is None:
        return None
    route = policy.best_route(snapshot.language, version.locale.language_code)
    if policy.of(group=version.group, locale=version.locale, route=route) == Policy.NEVER:
        return None
    return jobs.enqueue(purpose=jobs.Purpose.TRANSLATE, version=version, snapshot=snapshot)


@transaction.atomic
def take_back(*, version: LanguageVersion, person: Any) -> publishing.Publication:
    """Readers get what they saw before, marked "the original has changed since"; what people have decided meanwhile
    stays. The ordinary work on the newest original goes on. Raises `NotUrgent`, `StructureChanged`, `PermissionDenied`.
    """
    version = lock(version)
    source = version.group.source or version
    permissions.require(permissions.may_correct_urgently(person, version=source))
    correction = version.urgent
    if correction is None:
        raise NotUrgent(_("No urgent correction is running here."))
    correction.ended_at, correction.ended_by = timezone.now(), person
    correction.outcome = UrgentCorrection.Outcome.TAKEN_BACK
    correction.save(update_fields=["ended_at", "ended_by", "outcome"])
    done = publishing.restore(version=version, correction=correction, user=person)
    if done.version.page is not None:
        log(instance=done.version.page.specific, action=END, user=person, data={"mode": correction.mode})
    if done.version.snapshot_id != version.group.current_snapshot_id:
        _go_on(done.version)
    return done


def _go_on(version: LanguageVersion) -> None:
    """The ordinary way on to the newest original, as if it had been published without urgency."""
    newest = version.group.current_snapshot
    if newest is None:
        return
    route = policy.best_route(newest.language, version.locale.language_code)
    decided = policy.of(group=version.group, locale=version.locale, route=route)
    needs = bool(texts.needed(store=texts.load(version), snapshot=newest))
    todo = course(policy=decided, version=version, shows_newest=False, needs_text=needs)
    if todo.held is not None and todo.held != version.held:
        version.held = todo.held
        version.save(update_fields=["held", "changed_at"])
    if todo.purpose:
        delay = timedelta(0) if todo.asks_machine else conf.republish_delay
        snapshot = newest if todo.asks_machine else None
        jobs.enqueue(purpose=todo.purpose, version=version, snapshot=snapshot, delay=delay)


def reopen(*, version: LanguageVersion, public_id: str) -> bool:
    """A decision that ended an urgent correction is undone: the sentence is in question again, unless its text is for
    the present source. Returns whether it is.
    """
    if version.urgent_id is not None:
        return False
    last = UrgentCorrection.objects.filter(version=version).order_by("-pk").first()
    ended_by_decision = last is not None and last.outcome == UrgentCorrection.Outcome.DECIDED
    if last is None or not ended_by_decision or public_id not in last.sentences:
        return False
    last.ended_at, last.outcome = None, ""
    if last.mode == UrgentMode.DOWN:  # the page is public again by now, and may stay so
        last.mode = UrgentMode.WITHHOLD
    last.save(update_fields=["ended_at", "outcome", "mode"])
    version.urgent = last
    version.save(update_fields=["urgent", "changed_at"])
    return True
