"""What must be so after every step, worked out from the rows of the database alone.

Nothing here calls the product: neither its states nor its skeletons nor its rebuilding.
"""

import html
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from i18n.models import (
    DisclosureEntry,
    KnownRevision,
    LanguageVersion,
    RenderedText,
    SegmentRevision,
    SegmentTranslation,
    SourceSnapshot,
)
from tests.i18n.stateful.world import POOL, World
from tests.testsite.models import NotePage


def words(text: str) -> set[str]:
    """Words of two letters and more."""
    return set(re.findall(r"[^\W\d_]{2,}", text.lower()))


SOURCE_WORDS = {word for text in (*POOL, "Old title") for word in words(re.sub("<.*?>", "", text))}
COUNTED = {"title", "summary", "heading", "body", "quotation", "caption"}


@dataclass(frozen=True)
class Sentence:
    """A sentence of a snapshot, as its JSON says it."""

    id: str
    hash: str
    kind: str


@dataclass(frozen=True)
class Texts:
    """What readers and translators have of one sentence."""

    live: SegmentRevision | None
    latest: SegmentRevision | None
    conflict_id: int | None


def skeleton(snapshot: SourceSnapshot) -> list[tuple[str, str, list[Sentence]]]:
    """(path, key of the block, its sentences) in order."""
    found = []
    for field in snapshot.skeleton_data["fields"]:
        for part in field["parts"]:
            if isinstance(part, dict):
                sentences = [Sentence(key, digest, part["kind"]) for key, digest, _tags in part["sentences"]]
                found.append((field["path"], f"{field['path']}#{part['index']}", sentences))
    return found


def rows(version: LanguageVersion) -> dict[str, Texts]:
    """Public id → texts."""
    found = SegmentTranslation.objects.filter(segment__group_id=version.group_id, locale_id=version.locale_id)
    return {
        row.segment.public_id: Texts(row.live, row.latest, row.conflict_id)
        for row in found.select_related("segment", "live", "latest")
    }


def is_persons(text: SegmentRevision | None) -> bool:
    """A text that a person wrote or decided upon."""
    return text is not None and (
        text.origin == "person" or text.decision in ("approved", "approved_unseen", "covered", "suggested")
    )


def state_of(text: SegmentRevision | None, now: str | None, said: bool = True) -> str:
    """The state of a sentence, by the table of the design."""
    if text is None:
        return "missing"
    if text.decision == "withheld":
        return "withheld"
    if text.source_hash != now:
        return "outdated"
    if text.decision == "covered" and not said:
        return "missing"
    if text.decision in ("approved", "covered"):
        return "reviewed"
    return "machine" if text.origin == "machine" else "unchecked"


def said(text: SegmentRevision | None, block: dict[int, SegmentRevision | None]) -> bool:
    """Whether a covered sentence is still said: by a text of its paragraph that was there when somebody decided so, or
    that a person wrote since. `block`: key of the segment → live text.
    """
    if text is None or text.decision != "covered" or text.said_in_id is None:
        return True
    carrier, steps = block.get(text.said_in_id), 0
    while carrier is not None and carrier.decision == "covered" and steps < len(block):
        carrier, steps = block.get(carrier.said_in_id), steps + 1
    if carrier is None or not carrier.text:
        return False
    if carrier.origin == "person" and carrier.undoes_id is None:
        return True
    wording = carrier.text
    while carrier is not None and carrier.pk > text.pk and carrier.text == wording:
        taken_back = carrier.undoes
        if taken_back is None:
            carrier = carrier.based_on
        else:
            carrier = taken_back if taken_back.pk < text.pk else taken_back.based_on
    return carrier is not None and carrier.text == wording


def check(world: World) -> tuple[dict[str, Texts], dict[str, str]]:
    """Everything that must be so now. Returns the texts, and the hash of each sentence of the newest source."""
    version = world.spanish
    texts = rows(version)
    _one_page_per_language(world)
    _label_is_derived(version, texts)
    page = world.spanish_page
    _record_says_what_readers_are_shown(version, page, texts)
    if page is not None and page.live and version.snapshot is not None:
        _page_says_the_live_texts(version, page, texts)
        _no_source_text(page)
        _draft_says_the_latest_texts(page)
    newest = skeleton(version.group.current_snapshot)
    return texts, {s.id: s.hash for _path, _key, found in newest for s in found}


def _record_says_what_readers_are_shown(
    version: LanguageVersion, page: NotePage | None, texts: dict[str, Texts]
) -> None:
    """The newest entry of the disclosure record is the page as it is: sentence by sentence, with its engines."""
    *before, entry = DisclosureEntry.objects.filter(version=version)
    assert entry.follows == (before[-1].digest if before else "")
    is_public = page is not None and page.live
    assert entry.shown == is_public, "the record does not know whether the page is public"
    if not is_public:
        return
    rendered = RenderedText.objects.get(version=version)
    html_of_page = "".join(str(field.get("html", "")) for field in rendered.fields.values())
    marks = dict(re.findall(r'id="s-([^"]+)" data-state="([^"]+)"', html_of_page))
    noted = {key: {"unchecked": "machine"}.get(state, state) for key, _text, state in entry.texts}
    assert marks == {key: noted[key] for key in marks}, "the record marks a sentence as the page does not"
    assert {key: pk for key, pk, _state in entry.texts}.items() <= {
        k: t.live.pk for k, t in texts.items() if t.live
    }.items()
    machines = [texts[key].live for key, *_rest in entry.texts if texts[key].live.origin == "machine"]
    assert entry.label["engines"] == sorted({text.engine for text in machines if text.engine})
    assert (entry.label["checked"], entry.label["total"]) == (version.reviewed, version.total)
    assert entry.label["state"] == version.state
    if before:
        facts = ("shown", "words", "label", "texts", "address", "title")
        assert any(getattr(entry, name) != getattr(before[-1], name) for name in facts), "an entry without a change"


def _one_page_per_language(world: World) -> None:
    pages = NotePage.objects.filter(translation_key=world.key).values_list("locale_id", flat=True)
    assert max(Counter(pages).values()) == 1, "a second page in one language"
    versions = LanguageVersion.objects.filter(group__translation_key=world.key).values_list("locale_id", flat=True)
    assert max(Counter(versions).values()) == 1


def _label_is_derived(version: LanguageVersion, texts: dict[str, Texts]) -> None:
    now = {s.id: s.hash for _p, _k, found in skeleton(version.group.current_snapshot) for s in found}
    shown = [s for _p, _k, found in skeleton(version.snapshot) for s in found] if version.snapshot else []
    newest = [s for _p, _k, found in skeleton(version.group.current_snapshot) for s in found]
    live = {s.id: texts[s.id].live if s.id in texts else None for s in shown}
    nothing_says = set()
    for _path, _key, found in skeleton(version.snapshot) if version.snapshot else []:
        block = {text.segment_id: text for text in (live[s.id] for s in found) if text is not None}
        nothing_says |= {s.id for s in found if not said(live[s.id], block)}
    states = Counter(state_of(live[s.id], now.get(s.id), s.id not in nothing_says) for s in shown if s.kind in COUNTED)
    states["missing"] += sum(s.id not in live and s.kind in COUNTED for s in newest)
    open_machine = any(
        text.origin == "machine" and state_of(text, now.get(key)) != "reviewed" for key, text in live.items() if text
    )
    stored = {
        name: getattr(version, name) for name in ("reviewed", "machine", "unchecked", "outdated", "withheld", "missing")
    }
    assert stored == {name: states[name] for name in stored}
    assert version.total == sum(states.values())
    assert version.machine_translated == open_machine
    assert version.state == _label(states, version)


def _label(states: Counter[str], version: LanguageVersion) -> str:
    total = sum(states.values())
    if version.page_id is None or states["missing"] >= total:
        return "missing"
    if states["withheld"]:
        return "withheld"
    if states["outdated"] or states["missing"]:
        return "outdated"
    if states["reviewed"] == total:
        return "reviewed"
    if states["reviewed"]:
        return "partly_reviewed"
    return "machine" if states["machine"] else "unchecked"


def bare(text: str) -> str:
    """Text without tags, its entities read, spaces single."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


def blocks_of(page: NotePage) -> list[tuple[str, str]]:
    """(path, HTML of a paragraph) of a page, in order."""
    raw = page._meta.get_field("body").stream_block.get_prep_value(page.body)
    fields = [("title", page.title), ("intro", page.intro)] + [(f"body/{b['id']}", b["value"]) for b in raw]
    found = []
    for path, value in fields:
        found += [(path, part) for part in re.findall(r"<p[^>]*>(.*?)</p>", value) or [value]]
    return found


def _expected(version: LanguageVersion, snapshot: SourceSnapshot, order: Any, say: Any) -> list[tuple[str, str]]:
    """(path, words) of each block."""
    found = []
    for path, key, sentences in skeleton(snapshot):
        ids = [s.id for s in sentences]
        wanted = [i for i in order.get(key, []) if i in ids] or ids
        assert sorted(wanted) == sorted(ids), "the arrangement loses or doubles a sentence"
        found.append((path, bare(" ".join(filter(None, (say(i) for i in wanted))))))
    return found


def _page_says_the_live_texts(version: LanguageVersion, page: NotePage, texts: dict[str, Texts]) -> None:
    said = [(path, bare(part)) for path, part in blocks_of(page)]
    expected = _expected(version, version.snapshot, version.arrangement, lambda key: texts[key].live.text)
    assert said == expected, f"the page does not say the live texts: {_differ(said, expected)}"
    rendered = RenderedText.objects.get(version=version).fields
    stored = [
        (path, bare(piece["html"]))
        for path in dict.fromkeys(path for path, _words in expected)  # the database may not keep the order of keys
        for piece in rendered[path]["pieces"]
        if piece["ids"]
    ]
    wanted = [pair for pair in expected if pair[1]]
    assert stored == wanted, f"the readers' copy does not say the live texts: {_differ(stored, wanted)}"


def _differ(said: list[tuple[str, str]], expected: list[tuple[str, str]]) -> list[Any]:
    """What differs, for the message."""
    return [(a[1], b[1]) for a, b in itertools.zip_longest(said, expected, fillvalue=("", "(nothing)")) if a != b]


def _draft_says_the_latest_texts(page: NotePage) -> None:
    """What the store believes that the newest revision shows is what it shows."""
    known = KnownRevision.objects.select_related("snapshot", "version").filter(pk=page.latest_revision_id).first()
    if known is None:
        return
    texts = SegmentRevision.objects.in_bulk(known.texts.values())
    order = getattr(known, "arrangement", known.version.arrangement)
    expected = _expected(known.version, known.snapshot, order, lambda key: texts[known.texts[key]].text)
    said = [(path, bare(part)) for path, part in blocks_of(page.get_latest_revision_as_object())]
    assert said == expected, f"the store is wrong about the draft: {_differ(said, expected)}"


def _no_source_text(page: NotePage) -> None:
    said = {word for _path, part in blocks_of(page) for word in words(bare(part))}
    assert not said & SOURCE_WORDS, "text of the source in a translation"
