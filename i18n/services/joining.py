"""Sentences that the language wants otherwise: two said in one, one text split again, another order in a paragraph.

Each is one act, counts as a decision of the person who does it, and is taken back in one go.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from i18n.models import Decision, LanguageVersion, Origin, Segment, SegmentRevision, SegmentTranslation
from i18n.segments import Element, joiner, refit, renumber, same_tags
from i18n.services import acts, arrangements, chips, permissions, reports, versions
from i18n.services.chips import TextRefused
from i18n.services.outcome import Outcome
from i18n.services.sentences import Work, open_sentence
from i18n.services.texts import NewText, Store, record

_LINE = re.compile(r"\s*[\r\n]+\s*")


def _second_eyes() -> str:
    return _(
        "Here one person writes and another approves: write it as a suggestion. A reviewer can join, split and move."
    )


def _require(work: Work, person: Any) -> None:
    permissions.require(permissions.may_suggest(person, version=work.version))
    permissions.require(permissions.may_approve(person, version=work.version, author=person), _second_eyes())


def _block(work: Work) -> list[str]:
    """Public ids of the paragraph, in the order of the version."""
    snapshot = work.version.group.current_snapshot or work.version.snapshot
    for _paragraph, refs in arrangements.in_order(work.version.arrangement, snapshot.skeleton) if snapshot else ():
        ids = [ref.id for ref in refs]
        if work.ref.id in ids:
            return ids
    return [work.ref.id]


def _load(work: Work, ids: list[str]) -> Store:
    """The texts of a paragraph: 2 queries."""
    segments = {s.public_id: s for s in Segment.objects.filter(group_id=work.version.group_id, public_id__in=ids)}
    by_pk = {segment.pk: public_id for public_id, segment in segments.items()}
    rows = SegmentTranslation.objects.filter(segment_id__in=by_pk, locale_id=work.version.locale_id)
    return Store(work.version, segments, {by_pk[row.segment_id]: row for row in rows.select_related("latest__author")})


def _is_covered(text: SegmentRevision | None) -> bool:
    return text is not None and text.decision == Decision.COVERED


@transaction.atomic
def merge(
    *, version: LanguageVersion, public_id: str, text: str, person: Any, base_revision_id: int | None = None
) -> Outcome:
    """Say this sentence in the one before: its text is appended there, and nothing is shown here.

    Both count as checked. Raises `TextRefused`, `PermissionDenied`; a text that came meanwhile is a conflict.
    """
    work = open_sentence(version=version, public_id=public_id)
    _require(work, person)
    if _is_covered(work.latest):
        return Outcome(public_id, work.latest)
    coded = chips.from_field(text)
    met = work.met(coded=coded, shown_id=base_revision_id, person=person)
    if met is not None:
        return Outcome(public_id, work.latest, conflict=met)
    if not coded:
        raise TextRefused(_("There is no text yet. If the sentence before says it, too, choose “Said before”."))
    ids = _block(work)
    store = _load(work, ids)
    carrier = next((key for key in reversed(ids[: ids.index(public_id)]) if not _is_covered(store.latest(key))), None)
    if carrier is None:
        raise TextRefused(_("This is the first sentence of its paragraph: there is none before it to join it with."))
    first = open_sentence(version=work.version, public_id=carrier)
    whole, elements = _joined(first, coded, work.fit(coded) or work.source.elements, work.version)
    source = f"{first.source.text} {renumber(work.source.text, len(first.source.elements))}"
    new = [
        _approved(first, whole, elements, person, first.findings(whole, source)),
        _covered(work, store.segments[carrier], person),
    ]
    return _write(work, store, new, person, acts.Kind.MERGE)


def _joined(
    first: Work, coded: str, elements: tuple[Element, ...], version: LanguageVersion
) -> tuple[str, tuple[Element, ...] | None]:
    """The text of the sentence before with another one appended, and the markup of both."""
    latest = first.latest
    if latest is None or not latest.text:
        raise TextRefused(_("The sentence before has no text yet: write it first."))
    if latest.elements is None and not same_tags(first.source.text, latest.text):
        raise TextRefused(_("The marks of the sentence before are not those of its original: handle it first."))
    before = latest.elements if latest.elements is not None else first.source.elements
    whole = latest.text.rstrip() + joiner(version.locale.language_code) + renumber(coded, len(before))
    return whole, (*before, *elements) if elements else latest.elements


@transaction.atomic
def split(
    *, version: LanguageVersion, public_id: str, text: str, person: Any, base_revision_id: int | None = None
) -> Outcome:
    """Give the second part of a joined text (what stands on a new line) back to the sentence that it belongs to.

    Both count as checked. Raises `TextRefused`, also where a mark would be cut in two.
    """
    work = open_sentence(version=version, public_id=public_id)
    _require(work, person)
    met = work.met(coded="", shown_id=base_revision_id, person=person)
    if met is not None:
        return Outcome(public_id, work.latest, conflict=met)
    parts = _LINE.split(text.strip(), maxsplit=1)
    if len(parts) < 2:
        raise TextRefused(_("Put the second sentence on a new line, then split."))
    head, tail = (chips.from_field(part) for part in parts)
    store = _load(work, _block(work))
    takers = list(_covered_by(work, store))
    if not takers:
        raise TextRefused(_("No other sentence is said in this one: there is nothing to split."))
    latest = work.latest
    own = latest.elements if latest is not None else None
    elements = own if own is not None else work.source.elements
    chips.check_marks(head + tail, latest.text if latest is not None and own is not None else work.source.text)
    second = open_sentence(version=work.version, public_id=takers[0])
    new = []
    for each, part in ((work, head), (second, tail)):
        fitted = refit(part, elements, each.source)
        findings = each.findings(fitted or part)
        new.append(_approved(each, fitted or part, None if fitted is not None else elements, person, findings))
    # What the second part says of the others, it says from its new place.
    others = (open_sentence(version=work.version, public_id=key) for key in takers[1:])
    new += [_covered(other, store.segments[takers[0]], person) for other in others]
    return _write(work, store, new, person, acts.Kind.SPLIT)


def _covered_by(work: Work, store: Store) -> Iterator[str]:
    """Sentences of the paragraph that are said in this one, in order."""
    segment = store.segments[work.ref.id]
    for key in _block(work):
        latest = store.latest(key)
        if latest is not None and _is_covered(latest) and latest.said_in_id == segment.pk:
            yield key


def _approved(
    work: Work, coded: str, elements: tuple[Element, ...] | None, person: Any, findings: tuple[dict[str, str], ...]
) -> NewText:
    return NewText(
        work.ref.id,
        coded,
        work.ref.hash,
        Origin.PERSON,
        decision=Decision.APPROVED,
        elements=elements,
        author=person,
        decided_by=person,
        findings=findings,
        based_on=work.before_drafts(person),
    )


def _covered(work: Work, said_in: Segment, person: Any) -> NewText:
    return NewText(
        work.ref.id,
        "",
        work.ref.hash,
        Origin.PERSON,
        decision=Decision.COVERED,
        author=person,
        decided_by=person,
        based_on=work.before_drafts(person),
        said_in=said_in,
    )


def _write(work: Work, store: Store, new: list[NewText], person: Any, kind: str) -> Outcome:
    """Record the texts of one act, and what follows from them."""
    before = {text.public_id: acts.pointers(store.translations.get(text.public_id)) for text in new}
    made = record(store=store, new=new)
    answered = 0
    for public_id, text in made.items():
        answered += len(reports.on_approved(version=work.version, public_id=public_id, revision=text, person=person))
    steps = [acts.step(key, before[key], store.translations[key], text) for key, text in made.items()]
    acts.note(version=work.version, person=person, kind=kind, steps=steps)
    versions.republish(version=work.version)
    mine = made[work.ref.id]
    also = tuple(key for key in made if key != work.ref.id)
    return Outcome(work.ref.id, mine, mine, answered=answered, also=also)


@transaction.atomic
def move(*, version: LanguageVersion, public_id: str, by: int, person: Any) -> Outcome:
    """Move a sentence up (−1) or down (1) within its paragraph; the page follows. At an end nothing happens."""
    work = open_sentence(version=version, public_id=public_id)
    _require(work, person)
    newest = work.version.group.current_snapshot or work.version.snapshot
    ids = _block(work)
    at = ids.index(public_id)
    to = at + (1 if by > 0 else -1)
    if newest is None or not 0 <= to < len(ids):
        raise TextRefused(_("A sentence moves within its paragraph: it stands at the end of it already."))
    moved = [*ids]
    moved[at], moved[to] = moved[to], moved[at]
    before = dict(work.version.arrangement)
    work.version.arrangement = _arranged(work.version, moved)
    work.version.save(update_fields=["arrangement", "changed_at"])
    steps = [acts.step(public_id, work.before, work.row)]
    order = (before, dict(work.version.arrangement))
    acts.note(version=work.version, person=person, kind=acts.Kind.MOVE, steps=steps, order=order)
    versions.republish(version=work.version)
    return Outcome(public_id, work.latest, also=tuple(key for key in ids if key != public_id))


def _arranged(version: LanguageVersion, ids: list[str]) -> dict[str, list[str]]:
    """The order of the version with these sentences in this order; that of a snapshot which is still shown is kept."""
    newest = version.group.current_snapshot or version.snapshot
    if newest is None:
        return {}
    known = arrangements.fitted(version.arrangement, newest.skeleton)
    order = arrangements.fitted({"": ids, **known}, newest.skeleton)
    if version.snapshot is not None and version.snapshot_id != newest.pk:
        here = {key for listed in order.values() for key in listed} | set(ids)
        for key, listed in version.arrangement.items():
            if key not in order and not here.intersection(listed):
                order[key] = list(listed)
    return order
