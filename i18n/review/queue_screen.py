"""What the pages of the queue and of a set of work show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from wagtail.models import Locale

from i18n.models import LanguageVersion, State, WorkSet
from i18n.review import queue_words
from i18n.services import languages, queue, queue_lines, work_sets
from i18n.services.open_sentences import OpenSentence, Work
from i18n.services.queue import InLanguage, Wanted
from i18n.services.queue_lines import Line
from i18n.services.standing import data_state

PER_PAGE = 20
_LINKS = 5  # to single reported sentences
# Work of a line → which sentences of the review screen are shown.
_SHOW = {Work.REPORTED: "reported", Work.OUTDATED: "outdated"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the site in the queue. `reported`: (number of the sentence, address) of the first few."""

    title: str
    title_language: str
    language: str
    state: str
    data_state: str
    url: str
    button: str
    reasons: list[str]
    estimate: str
    reported: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class QueueScreen:
    """The queue of a person, one page of it."""

    wanted: Wanted
    lines: list[Shown]
    languages: list[InLanguage]
    number: int
    more: bool
    estimate: str
    nothing: str
    query: str
    work_set: WorkSet | None = None

    @property
    def first(self) -> str:
        """Where "Start with the first" leads."""
        return self.lines[0].url if self.lines and self.number == 1 else ""

    @property
    def start(self) -> int:
        """The number of the first line."""
        return (self.number - 1) * PER_PAGE + 1

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def following(self) -> int:
        return self.number + 1

    @property
    def narrow(self) -> bool:
        return bool(self.wanted.language or self.wanted.work or self.wanted.words)

    @property
    def kinds(self) -> list[tuple[str, str | Promise]]:
        return [(str(work.value), work.label) for work in queue.KINDS]

    @property
    def minutes(self) -> tuple[int, ...]:
        return work_sets.CHOICES

    @property
    def locales(self) -> list[Locale]:
        return [one.locale for one in self.languages]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """The sentences of a set on one page."""

    title: str
    title_language: str
    language: str
    url: str
    total: int
    done: int


@dataclass(frozen=True, slots=True)
class SetScreen:
    """A set of work: how far it is, and where it goes on."""

    work_set: WorkSet
    parts: list[ShownPart]
    total: int
    done: int
    next_url: str
    left: str

    @property
    def is_done(self) -> bool:
        return not self.next_url

    @property
    def end(self) -> str:
        """What is said when nothing is left."""
        return queue_words.set_is_done(sentences=self.total, pages=len(self.parts))


def wanted_of(query: Mapping[str, Any]) -> Wanted:
    """What an address asks for; unknown values count as none."""
    work = str(query.get("work", ""))
    words = "".join(c for c in str(query.get("q", ""))[:100] if c.isprintable())
    return Wanted(
        language=str(query.get("language", ""))[:20], work=work if work in queue.KINDS else "", words=words.strip()
    )


def address(wanted: Wanted) -> str:
    """The query that asks for it, without its question mark."""
    asked = {"language": wanted.language, "work": wanted.work, "q": wanted.words}
    return urlencode({name: value for name, value in asked.items() if value})


def build(*, user: Any, query: Mapping[str, Any]) -> QueueScreen:
    """One page of the queue: 10 queries and those for the rights, whatever is in it."""
    wanted, number = wanted_of(query), _page(query.get("p", ""))
    found = queue.ranked(user=user, wanted=wanted)
    start = (number - 1) * PER_PAGE
    lines = queue_lines.load(found.ranked[start : start + PER_PAGE], queue=found, work=wanted.work)
    outdated = {line.version.pk: line.of(Work.OUTDATED)[0] for line in lines if line.of(Work.OUTDATED)}
    former = queue_lines.former_sources(outdated)
    return QueueScreen(
        wanted=wanted,
        lines=[_shown(line, found, wanted, former.get(line.version.pk, "")) for line in lines],
        languages=found.languages,
        number=number,
        more=len(found.ranked) > start + PER_PAGE,
        estimate=queue_words.estimate(found.sentences) if found.ranked else "",
        nothing=queue_words.nothing(narrow=bool(address(wanted))),
        query=address(wanted),
        work_set=work_sets.newest(person=user),
    )


def build_set(*, work_set: WorkSet, user: Any) -> SetScreen:
    """A set with its pages: 10 queries and those for the rights."""
    state = work_sets.progress(work_set=work_set, person=user)
    versions = LanguageVersion.objects.filter(pk__in=[part.version_id for part in state.parts])
    by_id = {version.pk: version for version in versions.select_related("group__source__page", "locale", "page")}
    parts = []
    for part in state.parts:
        version = by_id.get(part.version_id)
        if version is not None:
            title, language = _title(version)
            first = (part.left or part.ids)[0]
            url = f"{_review(version.pk)}?set={work_set.pk}#s-{first}"
            parts.append(ShownPart(title, language, languages.name(version.locale), url, len(part.ids), part.done))
    following = state.next
    return SetScreen(
        work_set=work_set,
        parts=parts,
        total=state.total,
        done=state.done,
        next_url=f"{_review(following.version_id)}?set={work_set.pk}#s-{following.left[0]}" if following else "",
        left=queue_words.estimate(state.total - state.done),
    )


def _shown(line: Line, found: queue.Queue, wanted: Wanted, former: str) -> Shown:
    version = line.version
    title, language = _title(version)
    show = _SHOW.get(Work(wanted.work), "") if wanted.work else ""
    base = _review(version.pk) + (f"?show={show}" if show else "")
    best = max(line.open, key=lambda one: (line.score(one, found.now), -one.number))
    return Shown(
        title=title,
        title_language=language,
        language=languages.name(version.locale),
        state=queue_words.state(version),
        data_state=data_state(State(version.state)),
        url=f"{base}#s-{best.public_id}",
        button=queue_words.button(line, len(line.open)),
        reasons=queue_words.reasons(line, former=former),
        estimate=queue_words.estimate(len(line.open)),
        reported=_links(line.reported, base) if len(line.reported) > 1 else [],
    )


def _links(found: list[OpenSentence], base: str) -> list[tuple[int, str]]:
    return [(one.number, f"{base}#s-{one.public_id}") for one in found[:_LINKS]]


def _title(version: LanguageVersion) -> tuple[str, str]:
    """The title of the original, which all translators of an article know, and its language."""
    source = version.group.source
    if source is not None and source.page is not None:
        return source.page.title, source.page.locale.language_code if source.page.locale else ""
    return (version.page.title if version.page else "–"), version.locale.language_code


def _review(version_id: int) -> str:
    return reverse("translations:review", args=[version_id])


def _page(text: Any) -> int:
    digits = str(text)
    return max(1, int(digits)) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1
