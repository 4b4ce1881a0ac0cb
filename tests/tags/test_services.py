import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from tags.labels import label_of, resolve_tag, slug_of
from tags.models import Tag
from tags.services import create_kind, create_tag, rename_kind, rename_tag
from tests.tags.factories import make_tag

pytestmark = pytest.mark.django_db


def test_new_tag_gets_key_and_slugs_in_its_languages_only() -> None:
    tag = create_tag(names={"en": "Local democracy", "ar": "الديمقراطية المحلية"})
    tag.refresh_from_db()
    assert tag.key == "local-democracy"
    assert tag.slugs() == {"en": "local-democracy", "ar": "الديمقراطية-المحلية"}


def test_key_and_slugs_can_be_given() -> None:
    tag = create_tag(names={"en": "City networks"}, slugs={"en": "Réseaux URBAINS"}, key="networks")
    assert (tag.key, tag.slugs()) == ("networks", {"en": "réseaux-urbains"})


def test_names_of_signs_only_get_a_slug_that_is_free() -> None:
    slugs = [slug_of(make_tag(en=name), "en") for name in ("🚲", "❤️", "…")]
    assert slugs == ["tag", "tag-2", "tag-3"]


def test_a_name_of_signs_takes_the_slug_of_another_language() -> None:
    assert make_tag(en="Cycling", fr="🚲").slugs() == {"en": "cycling", "fr": "cycling"}


def test_one_slug_in_several_languages_of_one_tag() -> None:
    assert make_tag(en="Culture", fr="Culture").slugs() == {"en": "culture", "fr": "culture"}


def test_made_slugs_avoid_those_of_other_tags_in_every_language() -> None:
    cat = make_tag(fr="Chat")
    talk = make_tag(en="Chat")
    assert talk.slugs() == {"en": "chat-2"}
    assert slug_of(cat, "en") == "chat"


def test_given_slug_of_another_tag_is_refused_on_its_field() -> None:
    make_tag(fr="Chat")
    with pytest.raises(ValidationError) as caught:
        create_tag(names={"en": "Talk"}, slugs={"en": "chat"})
    assert list(caught.value.message_dict) == ["slug_en"]
    assert "Chat" in str(caught.value)


@pytest.mark.parametrize("name", ["Sécurité", "SÉCURITÉ", "  se\u0301curite\u0301 "])
def test_same_name_in_one_language_is_refused(name: str) -> None:
    make_tag(fr="Sécurité")
    with pytest.raises(ValidationError) as caught:
        make_tag(fr=name)
    assert list(caught.value.message_dict) == ["name_fr"]
    assert Tag.objects.count() == 1


def test_same_name_in_two_languages_is_no_clash() -> None:
    assert make_tag(fr="Culture") != make_tag(es="Culture")


@pytest.mark.parametrize("names", [{}, {"en": ""}, {"en": " \x00\n"}])
def test_tag_without_a_name_is_refused(names: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        create_tag(names=names)
    assert not Tag.objects.exists()


def test_language_that_the_site_does_not_have_is_refused() -> None:
    with pytest.raises(ValidationError):
        create_tag(names={"en": "Peace", "xx": "Peace"})


def test_too_long_a_name_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        create_tag(names={"en": "x" * 121})
    assert list(caught.value.message_dict) == ["name_en"]


def test_control_characters_go() -> None:
    assert label_of(create_tag(names={"en": "Pe\x00ace\n now\u202e"}), "en").text == "Pe ace now"


def test_new_name_keeps_key_and_address() -> None:
    tag = make_tag(en="Safety", fr="Sécurité")
    renamed = rename_tag(tag=tag, names={"en": "Urban safety"})
    assert (renamed.languages, renamed.redirects) == (("en",), {})
    tag.refresh_from_db()
    assert (tag.key, slug_of(tag, "en"), label_of(tag, "en").text) == ("safety", "safety", "Urban safety")


def test_new_address_redirects_the_old_one() -> None:
    tag = make_tag(en="Safety")
    assert rename_tag(tag=tag, slugs={"en": "urban-safety"}).redirects == {"en": "safety"}
    assert rename_tag(tag=tag, slugs={"en": "safe-cities"}).redirects == {"en": "urban-safety"}
    for old in ("safety", "urban-safety"):
        resolved = resolve_tag(old, "en")
        assert resolved and resolved.canonical_slug == "safe-cities"


def test_address_given_back_redirects_no_more() -> None:
    tag = make_tag(en="Safety")
    rename_tag(tag=tag, slugs={"en": "urban-safety"})
    rename_tag(tag=tag, slugs={"en": "safety"})
    assert list(tag.slug_redirects.values_list("slug", flat=True)) == ["urban-safety"]


def test_address_that_another_tag_takes_over_is_its_own() -> None:
    tag = make_tag(en="Crime")
    rename_tag(tag=tag, names={"en": "Safety"}, slugs={"en": "safety"})
    assert make_tag(en="Crime").slugs() == {"en": "crime-2"}  # made by itself: old links are left alone
    other = create_tag(names={"en": "Offences"}, slugs={"en": "crime"})  # asked for by a person
    resolved = resolve_tag("crime", "en")
    assert resolved and resolved.tag == other
    assert not tag.slug_redirects.exists()


def test_rename_under_another_active_language_touches_only_what_was_given() -> None:
    tag = make_tag(en="Safety", fr="Sécurité")
    with translation.override("fr"):
        rename_tag(tag=tag, names={"ar": "الأمن"})
        tag = Tag.objects.get(pk=tag.pk)
        tag.save()
    tag.refresh_from_db()
    assert [label_of(tag, code).text for code in ("en", "fr", "ar")] == ["Safety", "Sécurité", "الأمن"]
    assert label_of(tag, "es").lang != "es"


def test_refused_rename_changes_nothing() -> None:
    make_tag(en="Peace")
    tag = make_tag(en="Safety")
    with pytest.raises(ValidationError):
        rename_tag(tag=tag, names={"en": "Peace"}, slugs={"en": "other"})
    tag.refresh_from_db()
    assert slug_of(tag, "en") == "safety"
    assert not tag.slug_redirects.exists()


def test_the_last_name_cannot_be_taken_away() -> None:
    with pytest.raises(ValidationError):
        rename_tag(tag=make_tag(en="Safety"), names={"en": ""})


def test_kinds_are_created_and_renamed_in_the_same_way() -> None:
    kind = create_kind(names={"en": "News", "fr": "Actualité"}, order=3)
    assert (kind.key, kind.order) == ("news", 3)
    assert rename_kind(kind=kind, slugs={"fr": "actus"}).redirects == {"fr": "actualité"}
