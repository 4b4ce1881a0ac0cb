import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from tags.labels import resolve_tag
from tags.models import ContentKind, Tag
from tests.articles.factories import article
from tests.tags.factories import make_kind, make_tag

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def sign_in(client: Client, *permissions: str) -> None:
    """Somebody who may enter the admin and has these permissions of the app `tags`."""
    user = get_user_model().objects.create_user("somebody", "somebody@example.org", "secret-enough")
    codes = Permission.objects.filter(content_type__app_label="tags", codename__in=permissions)
    user.user_permissions.set([Permission.objects.get(codename="access_admin"), *codes])
    user.groups.set(Group.objects.none())
    client.force_login(user)


EDITOR = ("add_tag", "change_tag", "delete_tag", "view_tag")


def url(model: type, view: str, *args: object) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)  # type: ignore[attr-defined]


def texts(**filled: str) -> dict[str, str]:
    """A complete form of a tag."""
    names = [f"{name}_{code}" for name in ("name", "description", "slug") for code in ("en", "fr", "es", "ar")]
    return {**dict.fromkeys(names, ""), **filled}


def test_form_has_a_panel_for_each_language_under_its_own_name(client: Client) -> None:
    sign_in(client, *EDITOR)
    page = client.get(url(Tag, "add")).content.decode()
    for name in ("English", "Français", "Español", "العربيّة"):
        assert name in page
    (arabic,) = re.findall(r'<input[^>]*name="name_ar"[^>]*>', page)
    assert 'dir="rtl"' in arabic
    assert 'lang="ar"' in arabic
    assert 'name="name"' not in page


@pytest.mark.parametrize("interface", ["en", "fr", "ar"])
def test_tag_is_created_alike_in_every_language_of_the_interface(client: Client, interface: str) -> None:
    sign_in(client, *EDITOR)
    client.post(url(Tag, "add"), texts(name_fr="Sécurité", name_ar="الأمن"), headers={"accept-language": interface})
    tag = Tag.objects.get()
    assert tag.slugs() == {"fr": "sécurité", "ar": "الأمن"}
    assert [tag.name_en or "", tag.name_fr, tag.name_ar] == ["", "Sécurité", "الأمن"]


def test_editing_one_language_leaves_the_others(client: Client) -> None:
    tag = make_tag(en="Safety", fr="Sécurité")
    sign_in(client, *EDITOR)
    client.post(
        url(Tag, "edit", tag.pk),
        texts(name_en="Safety", slug_en="urban-safety", name_fr="Sécurité", slug_fr="sécurité"),
    )
    tag.refresh_from_db()
    assert tag.slugs() == {"en": "urban-safety", "fr": "sécurité"}
    assert resolve_tag("safety", "en").tag == tag  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({}, "Give a name in at least one language."),
        ({"name_en": "peace"}, "This name is already in use in this language."),
        ({"name_en": "Calm", "slug_en": "peace"}, "This address already belongs to “Peace”."),
        ({"name_en": "a\x00b"}, "Null characters are not allowed."),
        ({"name_en": "x" * 200}, "Ensure this value has at most 120 characters"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_the_reason(client: Client, form: dict[str, str], message: str) -> None:
    make_tag(en="Peace")
    sign_in(client, *EDITOR)
    response = client.post(url(Tag, "add"), texts(**form))
    assert response.status_code == 200
    assert message in response.content.decode()
    assert Tag.objects.count() == 1


def test_list_finds_a_tag_by_its_name_in_any_language(client: Client) -> None:
    make_tag(en="Safety", fr="Sécurité")
    make_tag(en="Peace")
    sign_in(client, *EDITOR)
    page = client.get(url(Tag, "list"), {"q": "Sécurité"}).content.decode()
    assert "Safety" in page
    assert "Peace" not in page


def test_tag_in_use_is_not_deleted(client: Client) -> None:
    tag = make_tag(en="Safety")
    page = article(tags=[tag])
    sign_in(client, *EDITOR)
    answer = client.post(url(Tag, "delete", tag.pk), follow=True).content.decode()
    assert "is in use on 1 page" in answer
    assert list(page.tags.all()) == [tag]


def test_unused_tag_is_deleted(client: Client) -> None:
    tag = make_tag(en="Safety")
    sign_in(client, *EDITOR)
    client.post(url(Tag, "delete", tag.pk))
    assert not Tag.objects.exists()


@pytest.mark.parametrize("view", ["list", "add", "edit", "delete"])
@pytest.mark.parametrize("make", [make_tag, make_kind])
def test_without_permission_nothing_opens_and_nothing_changes(client: Client, make, view: str) -> None:
    item = make()
    sign_in(client)
    address = url(type(item), view, *([item.pk] if view in {"edit", "delete"} else []))
    for response in (client.get(address), client.post(address, texts(name_en="Other"))):
        assert response.status_code in {302, 403}
    assert (Tag.objects.count() + ContentKind.objects.count(), str(type(item).objects.get())) == (1, str(item))


def test_content_type_is_created(client: Client) -> None:
    sign_in(client, "add_contentkind", "view_contentkind")
    client.post(url(ContentKind, "add"), texts(name_en="Interview", order="4"))
    assert list(ContentKind.objects.values_list("key", "order")) == [("interview", 4)]
