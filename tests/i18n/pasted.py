"""Pasting as a person does it, through the service: a French text for the note of the factories."""

from typing import Any

from i18n.models import LanguageVersion, PastedTranslation, SegmentRevision
from i18n.services import pasting, texts
from tests.i18n.editing import replaced
from tests.testsite.models import NotePage

FRENCH = """Une journée dans la ville

Ce qui s’y est passé.

La ville a ouvert ses portes. Les visiteurs venaient de cinq pays. Ils sont restés deux jours.

Un guide a montré la vieille maison à tout le monde.

La suite

Les équipes se sont entendues sur un plan. Il commence au printemps."""
HTML = (
    "<h1>Une journée dans la ville</h1><p>Ce qui s’y est passé.</p>"
    "<p>La ville a ouvert ses portes. Les visiteurs venaient de <strong>cinq</strong> pays. "
    "Ils sont restés deux jours.</p>"
    '<p>Un guide a montré la <a href="https://example.org/house/">vieille maison</a> à tout le monde.</p>'
    "<h2>La suite</h2><p>Les équipes se sont entendues sur un plan. Il commence au printemps.</p>"
)


def begun(version: LanguageVersion, person: Any, text: str = HTML, form: str = "html") -> PastedTranslation:
    return pasting.begin(version=version, person=person, given=pasting.Given(text, form))


def fresh(draft: PastedTranslation, person: Any) -> PastedTranslation:
    found = pasting.find(draft_id=draft.pk, person=person)
    assert found is not None
    return found


def said(draft: PastedTranslation) -> list[str]:
    return [row["text"] for row in draft.rows]


def key_of(draft: PastedTranslation, words: str) -> tuple[int, int]:
    """Key and number of changes of the row whose text holds some words."""
    return next((row["key"], row["n"]) for row in draft.rows if words in row["text"])


def step(draft: PastedTranslation, person: Any, action: str, words: str, text: str | None = None) -> pasting.Acted:
    draft.refresh_from_db()
    key, n = key_of(draft, words)
    done = pasting.act(draft=draft, person=person, action=action, key=key, n=n, text=text)
    draft.refresh_from_db()
    return done


def confirm_all(draft: PastedTranslation, person: Any) -> PastedTranslation:
    for row in list(draft.rows):
        if row["id"] and row["text"]:
            pasting.act(draft=draft, person=person, action="confirm", key=row["key"], n=row["n"], text=row["text"])
    return fresh(draft, person)


def latest(version: LanguageVersion) -> dict[str, SegmentRevision]:
    store = texts.load(version)
    return {key: row.latest for key, row in store.translations.items() if row.latest}


def edit_source(version: LanguageVersion, old: str, new: str) -> None:
    """The original says something else, and is published."""
    page = NotePage.objects.get(pk=version.group.source.page_id)
    page.body = page._meta.get_field("body").stream_block.to_python(replaced(page, old, new))
    page.save_revision().publish()
