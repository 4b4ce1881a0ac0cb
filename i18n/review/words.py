"""What the screens say for the codes of the store: engines' failures, decisions, what happened."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from i18n.models import Decision, Origin, SegmentRevision, State
from i18n.models.states import Counts
from i18n.services import engines


def failure(code: str) -> str:
    """Why a machine gave no text, in a sentence."""
    sentences = {
        "timeout": _("The engine did not answer in time."),
        "unavailable": _("The engine could not be reached."),
        "resting": _("The engine failed several times; it is left alone for a while."),
        "rate-limited": _("The engine asked for a pause."),
        "quota": _("The engine's quota is used up."),
        "auth": _("The engine refused our key."),
        "unsupported-pair": _("The engine does not know this pair of languages."),
        "no-engine": _("No engine knows this pair of languages."),
        "too-long": _("The sentence is too long for the engine."),
        "bad-output": _("The engine's answer could not be used."),
        "missing": _("The engine left this sentence out."),
        "markup": _("The engine lost links or bold text, and its answer was not taken."),
        "empty": _("The engine's answer was empty."),
        "echo": _("The engine gave the original back."),
        "truncated": _("The engine's answer broke off."),
        "far-too-long": _("The engine's answer was far longer than the sentence."),
        "foreign-markup": _("The engine's answer held markup that is not in the original."),
        "foreign-link": _("The engine's answer held a link or address that is not in the original."),
        "instructions": _("The engine's answer spoke to us instead of translating."),
        "wrong-script": _("The engine answered in another script."),
        "wrong-language": _("The engine answered in another language."),
    }
    return str(sentences.get(code, _("The machine gave no usable text (%(code)s).") % {"code": code})) if code else ""


def reason(stored: str) -> str:
    """Why a job failed or waits: a sentence of the worker's, or the facts of `Translated.told` put into words."""
    if not stored.startswith("{"):
        return _(stored) if stored else ""
    facts = json.loads(stored)
    waiting, done = int(facts["waiting"]), int(facts["stored"])
    said = ngettext("%(count)d sentence has no text yet.", "%(count)d sentences have no text yet.", waiting)
    parts = [said % {"count": waiting}]
    parts += [f"{engine}: {failure(code)}" for engine, code in facts["refused"]] or [_("No engine was asked.")]
    if done:
        parts.append(ngettext("%(count)d was translated.", "%(count)d were translated.", done) % {"count": done})
    return " ".join(parts)


def origin(revision: SegmentRevision) -> str:
    """Where a text comes from: engine and version, or a person."""
    if revision.origin == Origin.PERSON:
        return person(revision.author)
    if revision.origin == Origin.NOTICE:
        return _("note for readers")
    name = str(Origin(revision.origin).label)
    label = engines.label(revision.engine)
    says_it = revision.engine_version.casefold().startswith((label + " ").casefold())
    engine = " ".join(part for part in ("" if says_it else label, revision.engine_version) if part)
    chained = _("through another language") if revision.chained else ""
    named = _("%(origin)s: %(engine)s") % {"origin": name, "engine": engine} if engine else name
    return listed([part for part in (named, chained) if part])


def listed(parts: Sequence[str]) -> str:
    """Parts of a line, with the comma of the language."""
    return pgettext("between parts of a line", ", ").join(parts)


def person(user: Any) -> str:
    """A person's name for colleagues (readers see it only by consent)."""
    if user is None:
        return _("somebody who has left")
    return str(user.get_full_name() or user.get_username())


def kind(code: str) -> str:
    """What a text is on its page."""
    names = {
        "title": _("Title"),
        "summary": _("Summary"),
        "heading": _("Heading"),
        "quotation": _("Quotation"),
        "caption": _("Caption"),
        "alt": _("Description of a picture"),
        "credit": _("Credit"),
        "label": _("Label"),
        "cell": _("Table"),
    }
    return str(names.get(code, ""))


def decision(revision: SegmentRevision) -> str:
    """What was decided about a text."""
    if revision.origin == Origin.PERSON and revision.decision == Decision.STORED:
        return _("Draft")
    if revision.decision == Decision.APPROVED:
        return _("Checked")
    return str(Decision(revision.decision).label)


def decider(revision: SegmentRevision) -> str:
    """Who took the decision behind a record: for a text carried over to another wording, who said so."""
    if revision.made_at is not None:
        return person(revision.carried_by) if revision.carried_by_id else ""
    return person(revision.decided_by) if revision.decided_by_id else ""


def standing(state: State, latest: SegmentRevision | None) -> str:
    """The word of a row: its state, or that a person's text waits."""
    if latest is not None and not latest.may_be_live:
        return _("Draft") if latest.decision == Decision.STORED else _("Suggestion")
    if latest is not None and latest.decision == Decision.COVERED and state == State.REVIEWED:
        return _("Said before")
    words = {
        State.REVIEWED: _("Checked"),
        State.MACHINE: _("Machine"),
        State.UNCHECKED: _("Unchecked"),
        State.OUTDATED: _("Original changed"),
        State.MISSING: _("No text"),
    }
    return str(words.get(state, state.label))


def shares(counts: Counts) -> list[str]:
    """`9 checked`, `4 machine`, …: what a version consists of, without empty shares."""
    found = [
        (counts.reviewed, _("%(count)d checked")),
        (counts.machine, _("%(count)d machine")),
        (counts.unchecked, _("%(count)d unchecked")),
        (counts.outdated, _("%(count)d older than the original")),
        (counts.withheld, _("%(count)d withheld")),
    ]
    return [text % {"count": count} for count, text in found if count]


def publish(counts: Counts, waiting: int) -> str:
    """What the publish button does."""
    if waiting:
        return ngettext("%(count)d sentence still needs a text", "%(count)d sentences still need a text", waiting) % {
            "count": waiting
        }
    if counts.total and counts.reviewed == counts.total:
        return _("Publish: all %(count)d checked") % {"count": counts.total}
    return _("Publish: %(shares)s, labelled") % {"shares": listed(shares(counts))}
