"""The disclosure record is written here: one entry for each change of what readers are shown of a version.

`note` is asked by `services/standing` whenever a version is counted again, in the transaction of the publication (or
withdrawal, deletion, urgent correction …) that shows it, and compares with the entry before: 1 query, and 1 more where
something has changed. An original that is nothing else has no entries: there is nothing to disclose.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.encoding import iri_to_uri

from i18n.models import DisclosureEntry, LanguageVersion, SegmentRevision, State
from i18n.segments import plain
from i18n.services import visibility
from i18n.services.disclosure_words import line

#: What is compared with the entry before; the rest follows from it.
_KEPT = ("shown", "words", "label", "texts", "address", "title")


@dataclass(frozen=True, slots=True)
class Shown:
    """The sentences that a version shows, in order: public id, text, state."""

    sentences: Sequence[tuple[str, SegmentRevision, State]] = field(default_factory=tuple)


def concerns(version: LanguageVersion, state_before: str) -> bool:
    """Whether readers are, or were until now, shown anything but an original."""
    if version.page_id is None and not version.removed:
        return False
    return not version.state == state_before == State.ORIGINAL


def note(*, version: LanguageVersion, shown: Shown) -> DisclosureEntry | None:
    """Write down what readers are shown of a version from now on, unless that is what the entry before says.

    The caller holds the version's row, so that entries of one version follow each other.
    """
    now = _now(version)
    if now is None:
        return None
    facts, is_first = _facts(version, now, shown), now["disclosures__digest"] is None
    if is_first and (not facts["shown"] or version.state == State.ORIGINAL):
        return None
    if not is_first and all(facts[name] == now[f"disclosures__{name}"] for name in _KEPT):
        return None
    entry = DisclosureEntry(
        version=version,
        translation_key=now["group__translation_key"],
        language=version.locale.language_code,
        moment=timezone.now(),
        details=_details(shown, now["disclosures__texts"] or ()) if facts["shown"] else {},
        follows=now["disclosures__digest"] or "",
        **facts,
    )
    entry.save()
    return entry


def _now(version: LanguageVersion) -> dict[str, Any] | None:
    """What the database says of the page, and the entry before (`disclosures__…`, empty where there is none)."""
    return (
        LanguageVersion.objects.filter(pk=version.pk)
        .annotate(below=visibility.below_unpublished("page__path"))
        .order_by("-disclosures__pk")
        .values(
            "below", "page__live", "page__url_path", "page__title", "rendered__facts", "group__translation_key",
            "disclosures__digest", *(f"disclosures__{name}" for name in _KEPT),
        )
        .first()
    )  # fmt: skip


def _facts(version: LanguageVersion, now: Mapping[str, Any], shown: Shown) -> dict[str, Any]:
    if not now["page__live"] or now["below"]:
        return {"shown": False, "words": "", "label": {}, "texts": [], "address": "", "title": ""}
    label = label_of(version, now["rendered__facts"] or {})
    path = "/".join(["", version.locale.language_code, *now["page__url_path"].strip("/").split("/")[1:], ""])
    return {
        "shown": True,
        "words": line(label, version.locale.language_code),
        "label": label,
        "texts": [[key, text.pk, str(state.value)] for key, text, state in shown.sentences],
        "address": iri_to_uri(path)[:500],
        "title": str(now["page__title"])[:500],
    }


def label_of(version: LanguageVersion, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the label is made from: the counts of the version, and the facts stored with its readers' text."""
    return {
        "state": str(version.state),
        "is_source": version.group.source_id == version.pk,
        "checked": version.reviewed,
        "total": version.total,
        "machine": version.machine,
        "unchecked": version.unchecked,
        "outdated": version.outdated,
        "withheld": version.withheld,
        "missing": version.missing,
        "machine_translated": version.machine_open > 0,
        "engines": list(facts.get("engines", [])),
        "samples": list(facts.get("samples", [])),
        "chained": bool(facts.get("chained")),
        "source_language": str(facts.get("source_language", "")),
    }


def _details(shown: Shown, before: Iterable[Sequence[Any]]) -> dict[str, dict[str, Any]]:
    known = {item[1] for item in before}
    return {str(text.pk): detail(text) for _key, text, _state in shown.sentences if text.pk not in known}


def detail(text: SegmentRevision) -> dict[str, Any]:
    """A text as the record keeps it: the hash of its words, where they come from, who decided, when. Accounts by id."""
    return {
        "sha256": text_hash(text.text),
        "origin": text.origin,
        "engine": text.engine,
        "engine_version": text.engine_version,
        "chained": text.chained,
        "decision": text.decision,
        "author": text.author_id,
        "checked_by": text.decided_by_id,
        "at": text.moment.isoformat(),
    }


def text_hash(coded: str) -> str:
    """SHA-256 of the words alone (no links, no bold) as UTF-8: what stands on the page can be compared with it."""
    return hashlib.sha256(plain(coded).encode()).hexdigest()
