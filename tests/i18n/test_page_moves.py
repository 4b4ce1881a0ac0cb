"""Moves never cross languages, and the versions of an article follow it."""

import pytest
from django.urls import reverse

from i18n.services.moves import MoveRefused
from tests.i18n import factories as make
from tests.i18n import invariants, people
from tests.testsite.models import NotePage, NotesIndexPage

pytestmark = pytest.mark.django_db


def again(page):
    return NotePage.objects.get(pk=page.pk)


def section(index, slug="more"):
    """Another section beside a list of notes, with its translation into Spanish."""
    made = NotesIndexPage(title="More", slug=slug, locale=index.locale)
    index.get_parent().add_child(instance=made)
    there = NotesIndexPage(title="Más", slug=slug, locale=make.locale("es"), translation_key=made.translation_key)
    make.notes_index("es").get_parent().add_child(instance=there)
    return made, there


def test_a_move_to_another_language_is_refused_with_the_reason_everywhere(client):
    client.force_login(make.user("boss", superuser=True))
    page = make.note()
    spanish = make.published(page, "es")
    index = make.notes_index("en")
    for url, data in (
        (reverse("wagtailadmin_pages:move_confirm", args=[spanish.page_id, index.pk]), {}),
        (
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
            + f"?id={spanish.page_id}&next=/admin/",
            {"chooser": index.pk},
        ),
    ):
        answer = client.post(url, data, follow=True)
        assert answer.status_code == 200
        assert again(spanish.page).get_parent() != index
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[spanish.page_id, index.pk])
    said = client.post(confirm, follow=True).content.decode()
    assert "A page stays in its language" in said
    with pytest.raises(MoveRefused, match="A page stays in its language"):
        again(spanish.page).move(index, pos="last-child")
    people.ensure()
    moderator = people.member("m", "Moderators")
    tester = again(spanish.page).permissions_for_user(moderator)
    assert not tester.can_move_to(index)
    assert tester.can_move_to(section(index)[1])
    invariants.assert_hold()


def test_a_moved_original_takes_its_versions_along_and_all_ids_stay():
    here, there = section(make.notes_index("en"))
    make.note("Otra", code="es", slug="es-a-day-in-the-city").move(there, pos="last-child")
    page = make.note()
    spanish = make.published(page, "es")
    french = make.published(page, "fr")
    before = make.live_texts(spanish)
    again(page).move(here, pos="last-child")
    assert again(page).get_parent().pk == here.pk
    assert again(spanish.page).get_parent().pk == there.pk
    assert again(spanish.page).slug != spanish.page.slug
    assert again(french.page).get_parent().pk == make.notes_index("fr").pk
    assert make.live_texts(spanish) == before
    invariants.assert_hold()


def test_a_version_moved_by_itself_stays_where_it_was_put():
    page = make.note()
    spanish = make.published(page, "es")
    here, there = section(make.notes_index("en"))
    again(spanish.page).move(there, pos="last-child")
    assert again(page).get_parent().pk == make.notes_index("en").pk
    other, elsewhere = section(make.notes_index("en"), "third")
    again(page).move(other, pos="last-child")
    assert again(spanish.page).get_parent().pk == there.pk
    assert not NotePage.objects.child_of(elsewhere).exists()
    assert not NotePage.objects.child_of(here).exists()
    invariants.assert_hold()
