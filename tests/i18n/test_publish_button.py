"""What the publish button of the review says, and how loudly."""

import pytest

from i18n.services import publishing
from tests.i18n import factories, people
from tests.i18n.people import logged_in
from tests.i18n.test_review_screen import FIRST, page_of, post

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_publish_button_stands_back_while_readers_have_it_all() -> None:
    people.ensure()
    client = logged_in(people.member("anna", "Translators: French"))
    version = factories.published(factories.note(), "fr")
    up_to_date = "What readers see is what stands here."
    quiet, loud = (
        'class="button button-secondary" name="action" value="publish"',
        'class="button" name="action" value="publish"',
    )
    page = page_of(client, version)
    assert up_to_date in page
    assert quiet in page and loud not in page
    post(client, version, FIRST, "suggest", text="La ville a ouvert ses portes.")
    assert up_to_date in page_of(client, version)  # a suggestion would not be published
    post(client, version, FIRST, "approve", text="La ville.")
    page = page_of(client, version)
    assert up_to_date not in page
    assert loud in page and quiet not in page
    publishing.publish(version=version)
    assert up_to_date in page_of(client, version)
