"""Texts that come from elsewhere, not from an engine and not typed here: stored as imported, and not checked."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.models import Locale, Page

from i18n.models import LanguageVersion, Origin, TranslationGroup
from i18n.segments import Element, Sentence, Skeleton, from_html, plain, same_tags
from i18n.services import snapshots, texts, versions

# Sentences of one field, paragraph by paragraph; each list item is a paragraph.
Paragraphs = Sequence[Sequence[str]]

_TAG = re.compile(r"<(/?)([0-9]+)(/?)>")
_SAME_NAME = {"strong": "b", "em": "i"}


class ImportRefused(ValueError):
    """Texts that do not fit the original; the message says which sentence, and why."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, as public ids: stored, there already, and left alone because a person's text stands there."""

    version: LanguageVersion
    stored: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def import_texts(
    *, version: LanguageVersion, texts: Mapping[str, str], label: str, person: User | None = None
) -> Imported:
    """Store coded texts (public id → text) for the newest source of a version, as imported and unchecked.

    `label` says where they come from, in the place of an engine's name. A person's text is never touched, and a text
    that is there already is not stored twice. Nothing is published. Raises `ImportRefused` before anything is stored.
    """
    locked = LanguageVersion.objects.select_for_update(of=("self",)).select_related("group__source", "locale")
    version = locked.get(pk=version.pk)
    snapshot = version.group.current_snapshot
    if snapshot is None or version.group.source_id == version.pk:
        raise ImportRefused("Only a translation of a published page takes imported texts.")
    if not label.strip():
        raise ImportRefused("Say where the texts come from.")
    hashes = {ref.id: ref.hash for ref in snapshot.skeleton.sentences()}
    sources = source_sentences(version=version)
    for public_id, text in texts.items():
        _check(public_id, text, sources[public_id].text if public_id in hashes else None)
    return _store(version, texts, hashes, label.strip(), person)


def _check(public_id: str, text: str, source: str | None) -> None:
    if source is None:
        raise ImportRefused(f"The original has no sentence {public_id}.")
    if not plain(text).strip():
        raise ImportRefused(f"The text for the sentence {public_id} is empty.")
    if not same_tags(source, text):
        raise ImportRefused(f"Links and marks of {text!r} are not those of {source!r} ({public_id}).")


def _store(
    version: LanguageVersion,
    wanted: Mapping[str, str],
    hashes: Mapping[str, str],
    label: str,
    person: User | None,
) -> Imported:
    store = texts.load(version)
    done = Imported(version)
    new = []
    for public_id, text in wanted.items():
        latest = store.latest(public_id)
        if latest is not None and texts.is_persons(latest):
            done.kept.append(public_id)
        elif latest is not None and (latest.text, latest.source_hash, latest.origin, latest.engine) == (
            text,
            hashes[public_id],
            Origin.IMPORT,
            label,
        ):
            done.same.append(public_id)
        else:
            done.stored.append(public_id)
            new.append(
                texts.NewText(
                    public_id=public_id,
                    text=text,
                    source_hash=hashes[public_id],
                    origin=Origin.IMPORT,
                    engine=label,
                    author=person,
                )
            )
    texts.record(store=store, new=new)
    return done


def is_known(*, translation_key: UUID) -> bool:
    """Whether the store has, or ever had, a page of this key."""
    return TranslationGroup.objects.filter(translation_key=translation_key).exists()


def version_for(*, page: Page, locale: Locale) -> LanguageVersion:
    """The version of a published page in another language, made where there is none. Raises `ImportRefused`."""
    group = TranslationGroup.objects.filter(translation_key=page.translation_key).select_related("source").first()
    if group is None or group.current_snapshot_id is None:
        raise ImportRefused(f"“{page}” has not been published yet.")
    return versions.create(group=group, locale=locale)


def source_sentences(*, version: LanguageVersion) -> dict[str, Sentence]:
    """Public id → sentence of the original."""
    group = version.group
    if group.source is None:
        return {}
    return snapshots.source_sentences(group=group, locale_id=group.source.locale_id)


def align_sentences(*, version: LanguageVersion, fields: Mapping[str, Paragraphs]) -> dict[str, str]:
    """Public id → coded text in the original's order, of sentences given as HTML (in plain fields as plain text).

    `fields` has the paragraphs of each field by its path. As many paragraphs and sentences as in the original, with
    the same links and marks, else `ImportRefused`.
    """
    snapshot = version.group.current_snapshot
    if snapshot is None:
        raise ImportRefused("The original has not been published yet.")
    return align(skeleton=snapshot.skeleton, sources=source_sentences(version=version), fields=fields)


def align(*, skeleton: Skeleton, sources: Mapping[str, Sentence], fields: Mapping[str, Paragraphs]) -> dict[str, str]:
    """`align_sentences` on values."""
    found: dict[str, str] = {}
    blocks: dict[str, list[tuple[str, list[str]]]] = {}
    for block in skeleton.blocks():
        blocks.setdefault(block.path, []).append((block.format, [ref.id for ref in block.sentences]))
    unknown = sorted(path for path, paragraphs in fields.items() if paragraphs and path not in blocks)
    if unknown:
        raise ImportRefused(f"The original has no text in {', '.join(unknown)}.")
    for path, originals in blocks.items():
        paragraphs = fields.get(path, ())
        if len(paragraphs) != len(originals):
            raise ImportRefused(f"{path}: {len(paragraphs)} paragraphs, the original has {len(originals)}.")
        for number, ((form, ids), sentences) in enumerate(zip(originals, paragraphs, strict=True), start=1):
            where = f"{path}, paragraph {number}"
            if len(sentences) != len(ids):
                raise ImportRefused(f"{where}: {len(sentences)} sentences, the original has {len(ids)}.")
            for public_id, sentence in zip(ids, sentences, strict=True):
                markup = sentence if form == "html" else html.escape(sentence, quote=False)
                found[public_id] = with_source_tags(source=sources[public_id], markup=markup, where=where)
    return found


def with_source_tags(*, source: Sentence, markup: str, where: str = "") -> str:
    """HTML of a translated sentence as coded text with the original's tag numbers.

    A link belongs to the original's link with the same address; bold and italic are taken in their order.
    """
    text, elements = from_html(markup)
    free = [(number, _look(element)) for number, element in enumerate(source.elements, start=1)]
    numbers: dict[str, int] = {}
    for own, element in enumerate(elements, start=1):
        match = next((entry for entry in free if entry[1] == _look(element)), None)
        if match is None:
            raise ImportRefused(f"{where}: the original has no such <{element.tag}> as in {markup!r}.")
        free.remove(match)
        numbers[str(own)] = match[0]
    if free:
        raise ImportRefused(f"{where}: links or marks of the original are missing in {markup!r}.")
    return _TAG.sub(lambda tag: f"<{tag[1]}{numbers[tag[2]]}{tag[3]}>", text)


def _look(element: Element) -> tuple[str, tuple[tuple[str, str], ...], bool]:
    """What makes two elements the same to a reader."""
    return _SAME_NAME.get(element.tag, element.tag), tuple(sorted(element.attrs)), element.void
