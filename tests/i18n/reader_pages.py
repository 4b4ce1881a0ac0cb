"""Reads readers' pages as a browser without JavaScript does: forms are found in the HTML and sent as they stand."""

from typing import Any

from django.test import Client
from lxml import html


def parsed(response: Any) -> Any:
    """The document of a response."""
    return html.document_fromstring(response.content.decode())


def words(response: Any) -> str:
    """All words of the main part, white space folded."""
    return " ".join(parsed(response).get_element_by_id("content").text_content().split())


def form_data(form: Any) -> dict[str, str]:
    """What a browser would send for a form whose first submit button is pressed."""
    data = {name: value or "" for name, value in form.form_values()}
    button = form.xpath(".//button[@name]")
    if button:
        data[button[0].get("name")] = button[0].get("value")
    return data


def press(
    client: Client, form: Any, *, follow: bool = True, headers: dict[str, str] | None = None, **changes: str
) -> Any:
    """Press the form's button; `changes` are typed in before."""
    data = form_data(form) | changes
    return client.post(form.get("action"), data, follow=follow, headers=headers)


def row_form(response: Any, public_id: str) -> Any:
    """The form in the row of a sentence on the parallel page."""
    return parsed(response).get_element_by_id(f"s-{public_id}").find("form")
