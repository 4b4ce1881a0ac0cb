"""A small article in English with a Spanish version, and what editors, translators and the worker do to it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Revision

from i18n import tasks
from i18n.models import LanguageVersion, TranslationJob
from i18n.services import content, declaring, jobs, merging, readback, texts
from tests.i18n import factories as make
from tests.i18n import people
from tests.testsite.models import NotePage

# What the source may say. No word of it may ever stand in the Spanish page.
POOL = (
    "Boats left the harbour early.",
    "Boats left the harbour late.",
    "A <b>guide</b> showed houses.",
    "Nobody slept that night.",
    "Teams agreed about plans.",
    "Teams agreed about nothing.",
    "Rain fell.",
    "Visitors came from five countries.",
    "Visitors came from five towns and stayed there.",
)
# What people say in Spanish; with a mark where the source has one.
PHRASES = ("Frase uno.", "Frase dos.", "Otra cosa distinta.", "Llegaron cinco barcas.", "Nadie durmió.")

Paragraphs = list[list[str]]


def paragraphs(html: str) -> Paragraphs:
    """The sentences of each paragraph; every one ends with a full stop."""
    return [re.split(r"(?<=\.) ", inner) for inner in re.findall(r"<p[^>]*>(.*?)</p>", html)]


def html_of(found: Paragraphs) -> str:
    return "".join(f"<p>{' '.join(sentences)}</p>" for sentences in found)


class World:
    """The article. Everything is read afresh from the database, so that a rolled back example leaves nothing."""

    def __init__(self) -> None:
        people.ensure("en", "es")
        make.notes_index("es")
        self.editor = make.user("boss", superuser=True)
        self.ana = people.member("ana", "Moderators")
        self.iris = people.member("iris", "Translators: Spanish")
        page = make.note(
            "Old title",
            intro="<p>Rain fell.</p>",
            body=[html_of([[POOL[0], POOL[2], POOL[3]], [POOL[4]]]), html_of([[POOL[7], POOL[3]]])],
            person=self.editor,
        )
        self.page_id, self.key = page.pk, page.translation_key
        self.work()
        self.spanish_id = LanguageVersion.objects.get(group__translation_key=self.key, locale__language_code="es").pk

    @property
    def source(self) -> NotePage:
        return NotePage.objects.get(pk=self.page_id)

    @property
    def spanish(self) -> LanguageVersion:
        return LanguageVersion.objects.select_related("group__current_snapshot", "snapshot").get(pk=self.spanish_id)

    @property
    def spanish_page(self) -> NotePage | None:
        return NotePage.objects.filter(language_version=self.spanish_id).first()

    def work(self) -> list[TranslationJob]:
        """Do everything that waits, as the worker does, however long it was to be put off."""
        done, later = [], timezone.now() + timedelta(hours=1)
        while (job := jobs.lease_next(worker="test", now=later)) is not None:
            done.append(tasks.run(job))
        return done

    # The original

    def blocks(self) -> list[dict[str, Any]]:
        """Raw blocks of the source with `value` as lists of sentences."""
        page = self.source
        raw = page._meta.get_field("body").stream_block.get_prep_value(page.body)
        return [{**block, "value": paragraphs(block["value"])} for block in raw]

    def publish_source(self, blocks: list[dict[str, Any]], kind: str = "") -> None:
        """Publish the source with these blocks; empty paragraphs and blocks go. `kind`: what the editor says it is."""
        page, raw = self.source, []
        for block in blocks:
            kept = [sentences for sentences in block["value"] if sentences]
            if kept:
                raw.append({**block, "value": html_of(kept)})
        if not raw:
            return
        page.body = page._meta.get_field("body").stream_block.to_python(raw)
        revision = page.save_revision(user=self.editor)
        if kind:
            group = self.spanish.group
            declaring.declare(group=group, revision=revision, kind=kind, person=self.editor)
        revision.publish(user=self.editor)

    def restore_source(self, number: int) -> None:
        """Publish an older revision of the source again."""
        older = _pick(_revisions(self.source), number)
        older.as_object().save_revision(user=self.editor).publish(user=self.editor)

    # The Spanish page in Wagtail's editor

    def edit_directly(
        self, change: Callable[[Paragraphs], Paragraphs], number: int, person: Any, publish: bool
    ) -> bool:
        """Change one text of the newest draft as the page's form does; false where the form refuses it."""
        page = self.spanish_page
        if page is None:
            return False
        mine = page.get_latest_revision_as_object()
        raw = mine._meta.get_field("body").stream_block.get_prep_value(mine.body)
        block = raw[number % len(raw)]
        block["value"] = html_of(change(paragraphs(block["value"])))
        mine.body = mine._meta.get_field("body").stream_block.to_python(raw)
        return self._save(page, mine, person, publish)

    def restore_directly(self, number: int, person: Any, publish: bool) -> bool:
        """Bring back an older revision of the Spanish page; false where the form refuses it."""
        page = self.spanish_page
        if page is None:
            return False
        return self._save(page, _pick(_revisions(page), number).as_object(), person, publish)

    def _save(self, page: NotePage, mine: NotePage, person: Any, publish: bool) -> bool:
        version = self.spanish
        merged = merging.of_translation(
            version=version,
            loaded_revision_id=page.latest_revision_id,
            latest_revision_id=page.latest_revision_id,
            mine=content.read_values(mine),
            structure_hash=content.structure_hash(mine),
        )
        if merged.refused or not version.snapshot_id:
            return False
        latest = page.get_latest_revision_as_object()
        content.write_values(latest, content.read_values(mine), structure_from=mine)
        revision = latest.save_revision(user=person)
        if publish:
            revision.publish(user=person)
        readback.pull(version=self.spanish, store=texts.load(self.spanish))
        return True


def _revisions(page: NotePage) -> list[Revision]:
    return list(page.revisions.order_by("pk"))


def _pick(revisions: list[Revision], number: int) -> Revision:
    return revisions[number % len(revisions)]
