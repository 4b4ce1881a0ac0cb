"""Edits a note as a person does: through the form of Wagtail's page editor."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.testsite.models import NotePage


def form_data(page: NotePage, *, loaded: int | None = None, **changes: Any) -> dict[str, Any]:
    """What the browser sends for a page: the latest revision's content with `changes` (`body`: raw blocks)."""
    latest = page.get_latest_revision_as_object()
    blocks = changes.get("body", latest._meta.get_field("body").stream_block.get_prep_value(latest.body))
    data = {
        "title": changes.get("title", latest.title),
        "slug": changes.get("slug", latest.slug),
        "intro": rich_text(changes.get("intro", latest.intro)),
        "body": _stream(blocks),
        "happened_on": changes.get("happened_on", latest.happened_on or ""),
        "links": inline_formset(
            [{"id": link.pk, "address": link.address} for link in latest.links.all()],
            initial=latest.links.count(),
        ),
        "comments": inline_formset([]),
        "loaded_revision_id": str(loaded or page.latest_revision_id or ""),
        "loaded_revision_created_at": "",
        **{key: value for key, value in changes.items() if key.startswith("action-")},
    }
    return nested_form_data(data)


def _stream(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    data = streamfield([(block["type"], rich_text(block["value"])) for block in blocks])
    for number, block in enumerate(blocks):
        data[f"{number}"]["id"] = block["id"]
    return data


def save(client: Client, page: NotePage, **changes: Any) -> Any:
    """Post the form: a draft, or published with `publish=True`."""
    if changes.pop("publish", False):
        changes["action-publish"] = "1"
    page = NotePage.objects.get(pk=page.pk)
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, **changes))


def body_of(page: NotePage) -> list[dict[str, Any]]:
    """Raw blocks of the latest revision."""
    latest = NotePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return latest._meta.get_field("body").stream_block.get_prep_value(latest.body)


def replaced(page: NotePage, old: str, new: str) -> list[dict[str, Any]]:
    """The blocks with words replaced; fails where the words are not there."""
    blocks = body_of(page)
    assert any(old in block["value"] for block in blocks), old
    return [{**block, "value": block["value"].replace(old, new)} for block in blocks]


def autosave(client: Client, page: NotePage, *, overwrite: int | None = None, **changes: Any) -> Any:
    """Post the form as the editor's autosave does: the answer is JSON; later rounds overwrite their own revision."""
    page = NotePage.objects.get(pk=page.pk)
    data = form_data(page, **changes)
    latest = page.latest_revision
    data["loaded_revision_created_at"] = latest.created_at.isoformat() if latest else ""
    if overwrite:
        data["overwrite_revision_id"] = str(overwrite)
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, headers={"accept": "application/json"})
