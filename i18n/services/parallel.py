"""A translation beside its original, sentence by sentence: what the parallel page shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from i18n.models import LanguageVersion, SegmentRevision, SourceSnapshot, State
from i18n.models.states import TextFacts, sentence_state
from i18n.segments import Element, SentenceRef, sanitise_html, to_html
from i18n.services import covering, texts
from i18n.services.reports import mark_of
from i18n.services.standing import data_state

# Alt texts are not seen beside the picture, so nobody comes from one.
_LEFT_OUT = frozenset({"alt"})

_WORDS: dict[State, Promise] = {
    State.REVIEWED: _("Checked"),
    State.MACHINE: _("Machine"),
    State.UNCHECKED: _("Not checked"),
    State.OUTDATED: _("Original has changed"),
    State.WITHHELD: _("Being corrected"),
}
_HEADINGS: dict[str, Promise] = {
    "title": pgettext_lazy("part of an article", "Title"),
    "summary": pgettext_lazy("part of an article", "Summary"),
    "heading": _("Heading"),
    "quotation": _("Quotation"),
    "caption": _("Caption"),
    "credit": _("Credit"),
    "label": _("Label"),
    "cell": _("Table"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence. `source` is what the translation was made for; `present` is set where the original says something
    else by now, `gone` where it no longer has the sentence. An empty `target` is said within the sentence before it.
    """

    public_id: str
    number: int
    state: State
    word: str | Promise
    source: SafeString
    present: SafeString
    gone: bool
    target: SafeString
    seen: str

    @property
    def data_state(self) -> str:
        return data_state(self.state)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences of one block; `number` counts the paragraphs of the body, `heading` names what is none."""

    number: int
    anchor: str
    heading: str | Promise
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Parallel:
    """All of it, in the order of the original."""

    version: LanguageVersion
    source_language: str
    paragraphs: list[Paragraph]

    @property
    def state(self) -> State:
        return State(self.version.state)

    @property
    def data_state(self) -> str:
        return data_state(self.state)


@dataclass(frozen=True, slots=True)
class _Sources:
    """Every wording of the original's sentences, by (public id, hash)."""

    by_hash: Mapping[tuple[str, str], SegmentRevision]
    now: Mapping[str, str]

    def html(self, public_id: str, source_hash: str | None) -> SafeString:
        revision = self.by_hash.get((public_id, source_hash or ""))
        return _html(revision.text, revision.elements or ()) if revision else SafeString("")

    def elements(self, public_id: str, source_hash: str) -> tuple[Element, ...]:
        revision = self.by_hash.get((public_id, source_hash))
        return (revision.elements or ()) if revision else ()


def read(version: LanguageVersion, *, only: Iterable[str] | None = None) -> Parallel:
    """The rows of a translation's page, or those of some sentences: 3 queries for any length.

    `version` comes with its snapshot and its group's current one.
    """
    shown = version.snapshot
    if shown is None:
        return Parallel(version, "", [])
    wanted = None if only is None else set(only)
    store = texts.load(version)
    sources = _sources(version, shown, wanted)
    unsaid = covering.unsaid(shown.skeleton, {key: store.live(key) for key in store.segments}, store.segments)
    paragraphs: list[Paragraph] = []
    number = bodies = 0
    for block in shown.skeleton.blocks():
        if block.kind in _LEFT_OUT:
            continue
        bodies += block.kind == "body"
        rows = []
        for ref in block.sentences:
            number += 1
            live = store.live(ref.id)
            if live is not None and (wanted is None or ref.id in wanted):
                rows.append(_row(ref, number, live, sources, said=ref.id not in unsaid))
        if rows:
            count = bodies if block.kind == "body" else 0
            heading = _HEADINGS.get(block.kind, "")
            paragraphs.append(Paragraph(count, f"p{len(paragraphs) + 1}", heading, rows))
    return Parallel(version, shown.language, paragraphs)


def _row(ref: SentenceRef, number: int, live: SegmentRevision, sources: _Sources, *, said: bool) -> Row:
    now = sources.now.get(ref.id)
    state = sentence_state(TextFacts(live.origin, live.decision, live.source_hash, now, said=said))
    source = sources.html(ref.id, live.source_hash) or sources.html(ref.id, ref.hash)
    present = sources.html(ref.id, now) if now is not None and now != live.source_hash else SafeString("")
    elements = live.elements
    if elements is None:
        elements = sources.elements(ref.id, live.source_hash)
    return Row(
        public_id=ref.id,
        number=number,
        state=state,
        word=_WORDS.get(state, state.label),
        source=source,
        present=present if present != source else SafeString(""),
        gone=now is None,
        target=_html(live.text, elements),
        seen=mark_of(live.text),
    )


def _sources(version: LanguageVersion, shown: SourceSnapshot, wanted: set[str] | None) -> _Sources:
    newest = version.group.current_snapshot
    skeleton = shown.skeleton if newest is None or newest.pk == shown.pk else newest.skeleton
    rows = SegmentRevision.objects.filter(
        segment__group_id=version.group_id, locale__language_code=shown.language
    ).select_related("segment")
    if wanted is not None:
        rows = rows.filter(segment__public_id__in=wanted)
    by_hash = {(row.segment.public_id, row.source_hash): row for row in rows.order_by("pk")}
    return _Sources(by_hash, {ref.id: ref.hash for ref in skeleton.sentences()})


def _html(text: str, elements: tuple[Element, ...]) -> SafeString:
    """Inline HTML, sanitised once more on its way out. Links to pages of the site keep their words only."""
    plain_links = tuple(
        Element(e.tag, (), e.void) if any(name == "linktype" for name, _value in e.attrs) else e for e in elements
    )
    return mark_safe(sanitise_html(to_html(text, plain_links)))
