"""The screens of a pasted translation: what they show, and what their forms do without JavaScript."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from i18n.models import LanguageVersion, PastedTranslation, SegmentRevision
from i18n.services import pasting
from tests.i18n import factories, people
from tests.i18n.pasted import FRENCH, HTML, begun, edit_source, key_of
from tests.i18n.people import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version() -> LanguageVersion:
    return factories.published(factories.note(), "fr")


def paste_url(version: LanguageVersion) -> str:
    return reverse("translations:paste", args=[version.pk])


def pasted_url(draft: PastedTranslation) -> str:
    return reverse("translations:pasted", args=[draft.pk])


def act(
    client: Client, draft: PastedTranslation, words: str, action: str, text: str | None = None, **extra: Any
) -> Any:
    draft.refresh_from_db()
    key, n = key_of(draft, words)
    row = next(row for row in draft.rows if row["key"] == key)
    data = {"key": key, "n": n, "action": action, "text": row["text"] if text is None else text}
    return client.post(pasted_url(draft), data, **extra)


def test_from_the_review_to_checked_sentences_by_plain_forms(version: Any, anna: Any) -> None:
    client = logged_in(anna)
    review = client.get(reverse("translations:review", args=[version.pk])).content.decode()
    assert paste_url(version) in review
    assert client.get(paste_url(version)).status_code == 200
    answer = client.post(paste_url(version), {"text": FRENCH, "html": HTML, "credit": "Ville de Nantes"})
    draft = PastedTranslation.objects.get()
    assert answer.url == pasted_url(draft)
    page = client.get(pasted_url(draft)).content.decode()
    assert "Les visiteurs venaient de ⟨1⟩cinq⟨/1⟩ pays." in page
    assert "Ville de Nantes" in page
    moved = act(client, draft, "Ils sont restés", "confirm")
    assert moved.status_code == 302
    assert "#p-" in moved.url
    client.post(pasted_url(draft), {"action": "finish"})
    text = SegmentRevision.objects.filter(author=anna).get()
    assert (text.text, text.decision) == ("Ils sont restés deux jours.", "approved")
    done = client.get(pasted_url(draft)).content.decode()
    assert "1 sentence was taken over" in done
    assert "Un guide a montré" in done  # what was not taken over is still to be read
    client.post(pasted_url(draft), {"action": "take_back"})
    assert "Undone" in client.get(pasted_url(draft)).content.decode()


def test_who_comes_back_goes_on(version: Any, anna: Any) -> None:
    draft = begun(version, anna)
    assert logged_in(anna).get(paste_url(version)).url == pasted_url(draft)


def test_a_refused_text_stays_in_the_form(version: Any, anna: Any) -> None:
    client = logged_in(anna)
    begun(version, anna)
    answer = client.post(paste_url(version), {"text": "Un tout autre texte.", "credit": "Moi"})
    assert answer.status_code == 422
    assert all(words in answer.content.decode() for words in ("Un tout autre texte.", "Moi", "Go on with it"))


def test_a_file_is_taken_and_a_wrong_one_is_refused(version: Any, anna: Any) -> None:
    client = logged_in(anna)
    wrong = client.post(paste_url(version), {"file": SimpleUploadedFile("x.png", b"\x89PNG"), "text": "Mon texte."})
    assert wrong.status_code == 422
    assert "Mon texte." in wrong.content.decode()
    good = SimpleUploadedFile("texte.txt", FRENCH.encode("cp1252"))
    client.post(paste_url(version), {"file": good})
    draft = PastedTranslation.objects.get()
    assert draft.file_name == "texte.txt"
    assert "not in UTF-8" in client.get(pasted_url(draft)).content.decode()


def test_what_cannot_be_confirmed_stays_with_the_reason(version: Any, anna: Any) -> None:
    client = logged_in(anna)
    draft = begun(version, anna)
    answer = act(client, draft, "cinq", "confirm", "De cinq pays.")
    assert answer.status_code == 422
    assert "De cinq pays." in answer.content.decode()
    assert "missing" in answer.content.decode()


def test_a_stale_form_keeps_what_was_typed(version: Any, anna: Any) -> None:
    client = logged_in(anna)
    draft = begun(version, anna)
    key, n = key_of(draft, "Ils sont restés")
    act(client, draft, "Ils sont restés", "save", "Ils sont restés ici.")
    old = {"key": key, "n": n, "action": "confirm", "text": "Une autre fenêtre."}
    answer = client.post(pasted_url(draft), old)
    assert answer.status_code == 409
    assert "Une autre fenêtre." in answer.content.decode()
    gone = client.post(pasted_url(draft), {**old, "key": 999})
    assert gone.status_code == 403
    assert "Une autre fenêtre." in gone.content.decode()


def test_the_script_gets_the_rows_that_changed_and_their_order(version: Any, anna: Any) -> None:
    client = logged_in(anna)
    draft = begun(version, anna)
    answer = act(client, draft, "Ils sont restés", "absent", headers={"Accept": "application/json"}).json()
    assert len(answer["rows"]) == 2
    assert len(answer["order"]) == 10
    assert "left over" in answer["progress"]
    refused = act(client, draft, "cinq", "confirm", "De cinq pays.", headers={"Accept": "application/json"})
    assert (refused.status_code, "missing" in refused.json()["message"]) == (422, True)


def test_a_changed_original_is_said_and_paired_again(version: Any, anna: Any) -> None:
    client = logged_in(anna)
    draft = begun(version, anna)
    act(client, draft, "Ils sont restés", "confirm")
    edit_source(version, "It begins in spring.", "It begins in autumn.")
    stale = act(client, draft, "ouvert ses portes", "confirm")
    assert stale.status_code == 409
    client.get(pasted_url(draft))  # this load pairs again
    draft.refresh_from_db()
    assert [row["mark"] for row in draft.rows if "Ils sont restés" in row["text"]] == ["ok"]
    assert draft.snapshot_id == LanguageVersion.objects.get(pk=version.pk).group.current_snapshot_id


def test_a_language_without_a_version_is_pasted_from_the_list(anna: Any) -> None:
    source = LanguageVersion.objects.get(page_id=factories.note().pk)
    factories.notes_index("fr")
    client = logged_in(people.member("mo", "Moderators"))
    assert "Paste a translation" in client.get(reverse("translations:list")).content.decode()
    body = {"source": source.pk, "language": "fr", "how": "paste"}
    answer = client.post(reverse("translations:create"), body)
    made = LanguageVersion.objects.get(group=source.group, locale__language_code="fr")
    assert answer.url == paste_url(made)
    assert logged_in(anna).post(reverse("translations:create"), {**body, "language": "es"}).status_code in (403, 404)


def test_text_from_outside_is_text_on_every_screen(version: Any, anna: Any) -> None:
    client = logged_in(anna)
    client.post(
        paste_url(version), {"text": "<script>alert(1)</script> Bonjour.", "credit": "<script>alert(2)</script>"}
    )
    draft = PastedTranslation.objects.get()
    for _turn in range(2):
        assert not re.search(r"<script>alert", client.get(pasted_url(draft)).content.decode())
        client.post(pasted_url(draft), {"action": "discard"})


@pytest.mark.parametrize("step", [None, "save"])
def test_the_number_of_queries_does_not_grow_with_the_text(anna: Any, step: str | None) -> None:
    counts = []
    for size in (2, 24):
        body = ["".join(f"<p>The tram number {at} leaves at {at} o’clock. Nobody waits.</p>" for at in range(size))]
        version = factories.published(factories.note(body=body), "fr")
        said = "\n\n".join(f"Le tram numéro {at} part à {at} heures. Personne n’attend." for at in range(size))
        draft = begun(version, anna, said, "plain")
        client = logged_in(anna)
        client.get(pasted_url(draft))  # what is looked up once per process
        with CaptureQueriesContext(connection) as queries:
            if step is None:
                assert client.get(pasted_url(draft)).status_code == 200
            else:
                act(client, draft, "Le tram numéro 1", step, "Le tram 1 part.", headers={"Accept": "application/json"})
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 25


def test_taking_over_costs_the_same_for_many_sentences(anna: Any) -> None:
    counts = []
    for size in (2, 12):  # more texts than that go into the database in portions
        body = ["".join(f"<p>The tram number {at} leaves at {at} o’clock. Nobody waits.</p>" for at in range(size))]
        version = factories.published(factories.note(body=body), "fr")
        said = "\n\n".join(f"Le tram numéro {at} part à {at} heures. Personne n’attend." for at in range(size))
        draft = begun(version, anna, said, "plain")
        PastedTranslation.objects.filter(pk=draft.pk).update(
            rows=[{**row, "mark": "ok" if row["text"] else ""} for row in draft.rows]
        )
        found = pasting.find(draft_id=draft.pk, person=anna)
        with CaptureQueriesContext(connection) as queries:
            pasting.finish(draft=found, person=anna)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_headings_and_links_of_markdown_are_known_in_the_field_too(version: Any, anna: Any) -> None:
    words = "# La suite\n\nUn guide a montré la [vieille maison](https://example.org/house) à tout le monde."
    logged_in(anna).post(paste_url(version), {"text": words})
    texts = [row["text"] for row in PastedTranslation.objects.get().rows]
    assert "Un guide a montré la ⟨1⟩vieille maison⟨/1⟩ à tout le monde." in texts
    assert not any(text.startswith("#") for text in texts)
