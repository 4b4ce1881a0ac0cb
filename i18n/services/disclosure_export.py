"""The disclosure record for reading and handing out: labels with their periods, texts with who had checked them.

An entry holds until the next one of the same page and language. Entries name only the texts that the entry before did
not show, so a page's entries are read from the first one on, whatever period is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from i18n.models import DisclosureEntry, PublicName
from i18n.models.disclosure import seal

Choice = PublicName.Choice

LABELS = (
    "translation_key", "language", "address", "title", "from", "until", "since_at_the_latest", "shown", "label",
    "state", "checked", "total", "machine", "unchecked", "outdated", "engines", "chained", "digest", "intact",
)  # fmt: skip
TEXTS = (
    "translation_key", "language", "address", "sentence", "sha256", "state", "origin", "engine", "engine_version",
    "chained", "decision", "checked_by", "at", "shown_from", "shown_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the record: a language, an article (translation key), words of title or address, a period."""

    language: str = ""
    key: str = ""
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def pages(self) -> QuerySet[DisclosureEntry]:
        """The pages that it is about, by (translation key, language)."""
        rows = DisclosureEntry.objects.all()
        if self.language:
            rows = rows.filter(language=self.language)
        if self.key:
            rows = rows.filter(translation_key=self.key)
        for word in self.words.split()[:10]:
            rows = rows.filter(Q(title__icontains=word) | Q(address__icontains=word))
        return rows

    def overlaps(self, begin: datetime, end: datetime | None) -> bool:
        """Whether something that was shown from `begin` until `end` (or still is) falls into the period."""
        return not (self.until is not None and begin >= self.until) and not (
            self.since is not None and end is not None and end <= self.since
        )


@dataclass(slots=True)
class Label:
    """What readers were shown from a moment on. `intact`: neither changed since, nor anything left out before it."""

    entry: DisclosureEntry
    until: datetime | None = None
    intact: bool = True
    # Each sentence of the page: public id, state, and what was known about its text.
    texts: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)


class Names:
    """Who checked, in words: the account, or only what the person agreed to have said in public."""

    def __init__(self, *, accounts: bool) -> None:
        self._accounts = accounts
        self._users = {user.pk: user for user in get_user_model().objects.all()}
        self._public = {row.user_id: row for row in PublicName.objects.all()}

    def of(self, user_id: int | None) -> str:
        """Empty for nobody; an account that is gone is its number."""
        if user_id is None:
            return ""
        user = self._users.get(user_id)
        if self._accounts:
            return f"{user.get_full_name() or user.get_username()} (#{user_id})" if user else f"#{user_id}"
        row = self._public.get(user_id)
        if row is not None and row.choice == Choice.PSEUDONYM:
            return row.pseudonym
        if row is not None and row.choice == Choice.NAME and user is not None and user.get_full_name():
            return str(user.get_full_name())
        return "a person"


def labels(wanted: Wanted, *, texts: bool = False) -> Iterator[Label]:
    """Labels of the pages asked for, page after page, oldest first; the texts only where they are asked for."""
    keys = set(wanted.pages().order_by().values_list("translation_key", "language").distinct())
    rows = DisclosureEntry.objects.order_by("translation_key", "language", "pk")
    if wanted.language:
        rows = rows.filter(language=wanted.language)
    if len(keys) <= 500:  # more of them than a database takes as parameters: all are read, and those left out
        rows = rows.filter(translation_key__in={key for key, _language in keys})
    pages = groupby(rows.iterator(chunk_size=200), key=lambda entry: (entry.translation_key, entry.language))
    for page, entries in pages:
        if page in keys:
            yield from (label for label in _of_page(entries, texts) if wanted.overlaps(label.entry.moment, label.until))


def _of_page(entries: Iterable[DisclosureEntry], texts: bool) -> Iterator[Label]:
    known: dict[str, Mapping[str, Any]] = {}
    last: Label | None = None
    digest = ""
    for entry in entries:
        known |= entry.details
        label = Label(entry, intact=entry.follows == digest and entry.digest == seal(entry.facts()))
        if texts:
            label.texts = [(key, state, known.get(str(pk), {})) for key, pk, state in entry.texts]
        digest = entry.digest
        if last is not None:
            last.until = entry.moment
            yield last
        last = label
    if last is not None:
        yield last


def label_rows(wanted: Wanted) -> Iterator[list[Any]]:
    """One row for each label, in the order of `LABELS`."""
    for label in labels(wanted):
        entry, facts = label.entry, label.entry.label
        yield [
            str(entry.translation_key), entry.language, entry.address, entry.title, entry.moment.isoformat(),
            label.until.isoformat() if label.until else "", entry.inherited, entry.shown, entry.words,
            facts.get("state", ""), *(facts.get(name, "") for name in ("checked", "total", "machine", "unchecked")),
            facts.get("outdated", ""), " ".join(_engines(facts)), facts.get("chained", ""), entry.digest, label.intact,
        ]  # fmt: skip


def _engines(facts: Mapping[str, Any]) -> list[str]:
    return [" ".join(map(str, engine)) if isinstance(engine, list) else str(engine) for engine in facts["engines"]] if (
        facts.get("engines")
    ) else []  # fmt: skip


def text_rows(wanted: Wanted, names: Names) -> Iterator[list[Any]]:
    """One row for each text and state of a sentence, with the period in which readers saw it: `TEXTS`."""
    for _page, of_page in groupby(
        labels(wanted, texts=True), key=lambda one: (one.entry.translation_key, one.entry.language)
    ):
        open_rows: dict[tuple[str, str, str], list[Any]] = {}
        for label in of_page:
            entry, until = label.entry, label.until.isoformat() if label.until else ""
            now: dict[tuple[str, str, str], list[Any]] = {}
            for key, state, facts in label.texts:
                same = (key, state, str(facts.get("sha256", "")))
                row = open_rows.pop(same, None) or _text_row(entry, key, state, facts, names)
                row[-1] = until
                now[same] = row
            yield from open_rows.values()
            open_rows = now
        yield from open_rows.values()


def _text_row(entry: DisclosureEntry, key: str, state: str, facts: Mapping[str, Any], names: Names) -> list[Any]:
    told = [facts.get(name, "") for name in ("origin", "engine", "engine_version", "chained", "decision")]
    who = names.of(facts.get("checked_by"))
    return [
        str(entry.translation_key), entry.language, entry.address, key, facts.get("sha256", ""), state, *told, who,
        facts.get("at", ""), entry.moment.isoformat(), "",
    ]  # fmt: skip


def as_json(wanted: Wanted, names: Names) -> Iterator[dict[str, Any]]:
    """Labels with their texts, as plain values."""
    for label in labels(wanted, texts=True):
        entry = label.entry
        yield {
            "translation_key": str(entry.translation_key),
            "language": entry.language,
            "address": entry.address,
            "title": entry.title,
            "from": entry.moment.isoformat(),
            "until": label.until.isoformat() if label.until else None,
            "since_at_the_latest": entry.inherited,
            "shown": entry.shown,
            "label": {"words": entry.words, **entry.label},
            "texts": [
                {"sentence": key, "state": state, **facts, "author": names.of(facts.get("author")),
                 "checked_by": names.of(facts.get("checked_by"))}
                for key, state, facts in label.texts
            ],
            "digest": entry.digest,
            "intact": label.intact,
        }  # fmt: skip
