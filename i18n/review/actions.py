"""From a posted form to a service, and what to say afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import is_naive, localtime, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.models import Locale

from i18n.models import LanguageVersion, Policy, TranslationJob
from i18n.review import desk_actions, report_actions
from i18n.review.done import Done, number, tell
from i18n.services import (
    gate,
    jobs,
    permissions,
    policy,
    publishing,
    readback,
    release,
    review,
    urgent,
    versions,
)

_APPROVING = ("approve", "keep", "cover")
__all__ = ["Done", "moment", "number", "on_article", "on_sentence", "on_version", "tell", "try_again", "try_all_again"]


def on_sentence(*, version: LanguageVersion, person: Any, data: Mapping[str, str]) -> Done:
    """Do what a row's form asks for. Raises `TextRefused`, `UnknownSentence`, `PermissionDenied`."""
    action = data.get("action", "")
    if action in report_actions.AT_SENTENCE:
        return report_actions.at_sentence(version=version, person=person, data=data)
    if action.startswith(report_actions.WORDING):
        return report_actions.use_wording(version=version, person=person, data=data)
    noted = report_actions.note_choice(person=person, data=data) if action in _APPROVING else ""
    where: dict[str, Any] = {"version": version, "public_id": data.get("sentence", ""), "person": person}
    shown: dict[str, Any] = {**where, "base_revision_id": number(data.get("revision"))}
    text = data.get("text", "")
    conflict_id = number(data.get("conflict")) or 0
    said = desk_actions.on_sentence(action, _asked(version, person, data))
    if said is not None:
        return Done(said.message, said.level, changed=said.changed)
    if action in ("save", "suggest", "approve"):
        service = {"save": review.save, "suggest": review.suggest, "approve": review.approve}[action]
        outcome = service(**shown, text=text)
    elif action == "propose":
        outcome = review.approve(**shown, text=data.get("proposal", ""))
    elif action in ("keep", "cover"):
        outcome = {"keep": review.keep, "cover": review.cover}[action](**shown)
    elif action == "reject":
        outcome = review.reject(**shown, reason=data.get("reason", ""))
    elif action == "use_conflict":
        outcome = review.use_conflict(**where, conflict_id=conflict_id)
    elif action == "dismiss_conflict":
        outcome = review.dismiss_conflict(**where, conflict_id=conflict_id)
    else:
        raise Http404
    done = _say(action, outcome)
    return replace(done, message=f"{done.message} {noted}") if noted else done


def _say(action: str, outcome: review.Outcome) -> Done:
    if outcome.conflict is not None:
        if outcome.stored is None:
            return Done(_("Somebody else changed this sentence meanwhile: look again."), "warning")
        both = _("Somebody else changed this sentence meanwhile. Both texts are kept: compare them here.")
        return Done(both, "warning")
    texts = {
        "save": _("Saved"),
        "suggest": _("Suggested: it waits for approval."),
        "approve": _("Checked. The page follows in a few seconds."),
        "propose": _("Checked. The page follows in a few seconds."),
        "keep": _("Kept: it counts as checked for the changed original."),
        "cover": _("Noted: the sentence before says this, too."),
        "reject": _("Turned down; the text before it is back."),
        "use_conflict": _("Their text is in place."),
        "dismiss_conflict": _("Your text stays; theirs is in the history."),
    }
    message = texts[action]
    if outcome.answered:
        message += " " + ngettext(
            "A reader's report is answered by it.", "%(count)d readers' reports are answered by it.", outcome.answered
        ) % {"count": outcome.answered}
    if outcome.also:
        message += " " + ngettext(
            "Also put in place in %(count)d equal sentence.",
            "Also put in place in %(count)d equal sentences.",
            len(outcome.also),
        ) % {"count": len(outcome.also)}
    return Done(message, moves_on=action in ("approve", "propose", "keep", "cover", "suggest"), changed=outcome.also)


def _asked(version: LanguageVersion, person: Any, data: Mapping[str, str]) -> desk_actions.Asked:
    return desk_actions.Asked(
        version,
        data.get("sentence", ""),
        person,
        shown_id=number(data.get("revision")),
        act_id=number(data.get("act")),
        comment_id=number(data.get("comment")),
        data=data,
    )


def on_version(*, version: LanguageVersion, person: Any, data: Mapping[str, str]) -> Done:
    """Do what the form of the whole version asks for."""
    action = data.get("action", "")
    if action == "publish":
        return _publish(version, person)
    if action == "hold":
        release.hold(version=version, person=person)
        return Done(_("Held: it goes out when somebody publishes it."))
    if action == "take_down":
        release.take_down(version=version, person=person)
        return Done(_("Taken down. The texts stay here; publish it to bring it back."))
    if action in ("schedule", "unschedule", "with_source"):
        return _plan(action, version, person, data)
    if action == "take_back_urgent":
        return _take_back(version, person)
    if action == "approve_many":
        return _approve_many(version, person, data)
    raise Http404


def _plan(action: str, version: LanguageVersion, person: Any, data: Mapping[str, str]) -> Done:
    """When a version that is not public goes out."""
    try:
        if action == "with_source":
            release.go_with_source(version=version, person=person)
            return Done(_("It goes out together with the original."))
        if action == "unschedule":
            release.unschedule(version=version, person=person)
            return Done(_("The schedule is cancelled; the version is held."))
        when = moment(data.get("when", ""))
        if when is None:
            return Done(_("Give the day and the time."), "error")
        release.schedule(version=version, person=person, when=when)
    except release.ScheduleRefused as error:
        return Done(str(error), "error")
    return Done(_("Scheduled for %(when)s.") % {"when": date_format(localtime(when), "SHORT_DATETIME_FORMAT")})


def moment(text: str) -> datetime | None:
    """A moment from a form, in the time zone of the person; nothing where it is none."""
    try:
        found = parse_datetime(text.strip()[:40])
    except ValueError:
        return None
    return make_aware(found) if found is not None and is_naive(found) else found


def _take_back(version: LanguageVersion, person: Any) -> Done:
    try:
        urgent.take_back(version=version, person=person)
    except (urgent.NotUrgent, readback.StructureChanged, publishing.NoPlace) as error:
        return Done(str(error), "error")
    return Done(_("Taken back: readers get what they saw before, marked as older than the original."))


def _publish(version: LanguageVersion, person: Any) -> Done:
    if reason := gate.reason(version):
        return Done(reason, "warning")
    try:
        done = release.publish_version(version=version, person=person)
    except (readback.StructureChanged, publishing.NoPlace) as error:
        return Done(str(error), "error")
    if done.published:
        return Done(_("Published."))
    if not done.waiting:
        return Done(_("It goes out together with the original, which is not public yet."))
    return Done(
        ngettext(
            "Not published yet: %(count)d sentence still needs a text.",
            "Not published yet: %(count)d sentences still need a text.",
            done.waiting,
        )
        % {"count": done.waiting},
        "warning",
    )


def _approve_many(version: LanguageVersion, person: Any, data: Mapping[str, str]) -> Done:
    pairs = (part.partition(":") for part in data.get("shown", "").split()[:5000])
    shown = {public_id: number(revision) or 0 for public_id, _colon, revision in pairs}
    done = release.approve_many(version=version, shown=shown, opened=set(data.get("opened", "").split()), person=person)
    parts = [
        _("%(count)d checked") % {"count": len(done.approved)},
        _("%(count)d approved unseen (they do not count as checked)") % {"count": len(done.unseen)}
        if done.unseen
        else "",
        _("%(count)d left as they are") % {"count": len(done.left)} if done.left else "",
    ]
    return Done(pgettext("between parts of a line", "; ").join(part for part in parts if part) + ".")


def on_article(*, source: LanguageVersion, person: Any, data: Mapping[str, str]) -> Done:
    """Create the version of a language, by hand or by machine."""
    locale = Locale.objects.filter(language_code=str(data.get("language", ""))[:20]).first()
    known = {site_locale.pk for site_locale in versions.site_locales()}
    if locale is None or locale.pk not in known or not permissions.is_source(source) or locale.pk == source.locale_id:
        raise Http404
    if data.get("how") == "machine":
        return _translate(source, locale, person)
    version = release.create_by_hand(source=source, locale=locale, person=person)
    if data.get("how") == "paste":
        return Done(moves_on=True, version=version)
    return Done(_("Write its sentences here, then publish it."), moves_on=True, version=version)


def _translate(source: LanguageVersion, locale: Locale, person: Any) -> Done:
    permissions.require(permissions.may_start_machine(person, version=source))
    route = policy.best_route(source.locale.language_code, locale.language_code)
    if policy.of(group=source.group, locale=locale, route=route) == Policy.NEVER:
        return Done(_("No engine may translate this article into this language: it is written by hand."), "warning")
    version = release.create_by_machine(source=source, locale=locale, person=person)
    return Done(_("The machine is at work; reload the list in a moment."), version=version)


def try_again(*, job_id: int, person: Any) -> Done | None:
    """Queue a failed job once more; nothing where there is no such job for this person."""
    job = (
        TranslationJob.objects.select_related(
            "version__group__source__page", "version__locale", "version__page", "snapshot", "page"
        )
        .filter(pk=job_id)
        .first()
    )
    if job is None or (job.version is not None and not permissions.may_read_drafts(person, version=job.version)):
        return None
    permissions.require(permissions.may_try_again(person, job=job, version=job.version))
    jobs.again(job=job)
    return Done(_("It is tried again."), version=job.version)


def try_all_again(*, failed: Iterable[TranslationJob], person: Any) -> Done:
    """Queue once more what failed, as far as this person may; of one language where the list shows one."""
    mine = [job for job in failed if permissions.may_try_again(person, job=job, version=job.version)]
    for job in mine:
        jobs.again(job=job)
    if not mine:
        return Done(_("There is nothing that you may try again."), "warning")
    said = ngettext("%(count)d is tried again.", "%(count)d are tried again.", len(mine))
    return Done(said % {"count": len(mine)})
