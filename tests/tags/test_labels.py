import unicodedata

import pytest
from django.forms import ModelMultipleChoiceField
from django.utils import translation

from tags.forms import CheckboxSelectMultiple
from tags.labels import Label, by_label, description_of, label_of, resolve_kind, resolve_tag, slug_of
from tags.models import Tag
from tags.services import create_tag, rename_tag
from tests.tags.factories import make_kind, make_tag

pytestmark = pytest.mark.django_db


def test_label_says_in_which_language_it_is() -> None:
    tag = make_tag(en="Safety", fr="Sécurité")
    assert label_of(tag, "fr") == Label("Sécurité", "fr")
    assert label_of(tag, "ar") == Label("Safety", "en")


def test_label_falls_back_to_any_language_when_the_default_one_is_empty() -> None:
    assert label_of(make_tag(ar="السلام"), "fr") == Label("السلام", "ar")


@pytest.mark.parametrize("active", ["en", "fr", "ar"])
def test_label_does_not_depend_on_the_active_language(active: str) -> None:
    tag = make_tag(en="Safety", fr="Sécurité")
    with translation.override(active):
        assert label_of(tag, "fr").text == "Sécurité"
        resolved = resolve_tag("safety", "en")
    assert resolved and resolved.tag == tag


def test_labels_take_no_query(django_assert_num_queries) -> None:
    tag = make_tag(en="Safety")
    with django_assert_num_queries(0):
        label_of(tag, "fr")
        slug_of(tag, "fr")
        description_of(tag, "fr")
        str(tag)


def test_description_is_none_where_there_is_none() -> None:
    assert description_of(make_tag(en="Safety"), "en") is None
    tag = create_tag(names={"en": "Peace"}, descriptions={"fr": "Ce qui suit la guerre."})
    assert description_of(tag, "en") == Label("Ce qui suit la guerre.", "fr")


def test_own_slug_is_found_and_is_canonical() -> None:
    tag = make_tag(en="Nordic cities", ar="مدن الشمال")
    resolved = resolve_tag("مدن-الشمال", "ar")
    assert resolved and resolved.tag == tag
    assert resolved.canonical_slug == "مدن-الشمال"


def test_slug_of_another_language_leads_to_the_own_one() -> None:
    tag = make_tag(en="Safety", fr="Sécurité")
    resolved = resolve_tag("safety", "fr")
    assert resolved and (resolved.tag, resolved.canonical_slug) == (tag, "sécurité")


def test_tag_without_a_slug_in_the_language_keeps_the_fallbacks_address() -> None:
    tag = make_tag(en="Safety")
    resolved = resolve_tag(slug_of(tag, "ar"), "ar")
    assert resolved and (resolved.tag, resolved.canonical_slug) == (tag, "safety")


@pytest.mark.parametrize("spelling", ["SÉCURITÉ", "Sécurité", unicodedata.normalize("NFD", "sécurité")])
def test_capitals_and_decomposed_letters_mean_one_tag(spelling: str) -> None:
    tag = make_tag(fr="Sécurité")
    resolved = resolve_tag(spelling, "fr")
    assert resolved and (resolved.tag, resolved.canonical_slug) == (tag, "sécurité")


def test_old_slug_leads_to_the_tag() -> None:
    tag = make_tag(en="Safety", fr="Sécurité")
    rename_tag(tag=tag, slugs={"fr": "sûreté"})
    resolved = resolve_tag("sécurité", "fr")
    assert resolved and (resolved.tag, resolved.canonical_slug) == (tag, "sûreté")
    elsewhere = resolve_tag("sécurité", "en")
    assert elsewhere and (elsewhere.tag, elsewhere.canonical_slug) == (tag, "safety")


@pytest.mark.parametrize("slug", ["", " ", "unknown", "a\x00b", "\ud800", "x" * 5000, "-", "٣", "%00", "' OR 1=1 --"])
def test_what_is_no_address_is_nobodys(slug: str) -> None:
    make_tag(en="Safety")
    assert resolve_tag(slug, "en") is None


def test_unknown_language_does_not_fail() -> None:
    tag = make_tag(en="Safety")
    assert label_of(tag, "xx").text == "Safety"
    resolved = resolve_tag("safety", "xx")
    assert resolved and resolved.tag == tag


def test_resolving_takes_at_most_two_queries(django_assert_max_num_queries) -> None:
    tag = make_tag(en="Safety", fr="Sécurité")
    rename_tag(tag=tag, slugs={"fr": "sûreté"})
    for slug in ("sûreté", "safety", "sécurité", "unknown"):
        with django_assert_max_num_queries(2):
            resolve_tag(slug, "fr")


def test_kinds_resolve_in_the_same_way() -> None:
    kind = make_kind(en="News", fr="Actualité")
    resolved = resolve_kind("news", "fr")
    assert resolved and (resolved.kind, resolved.canonical_slug) == (kind, "actualité")
    assert resolve_kind("unknown", "fr") is None


def test_tags_in_the_order_of_their_labels() -> None:
    peace, climate = make_tag(en="peace", fr="Apaisement"), make_tag(en="Climate", fr="Climat")
    assert by_label([peace, climate], "en") == [climate, peace]
    assert by_label([climate, peace], "fr") == [peace, climate]


def test_accents_do_not_put_a_label_behind_the_alphabet() -> None:
    water, energy, forest = make_tag(fr="Eau"), make_tag(fr="Énergie"), make_tag(fr="Forêt")
    assert by_label([forest, energy, water], "fr") == [water, energy, forest]


def test_labels_to_choose_stand_in_the_alphabet_of_whoever_chooses() -> None:
    for english, french in (("Air", "Qualité de l’air"), ("Water", "Énergie de l’eau"), ("Zoo", "Animaux")):
        make_tag(en=english, fr=french)
    field = ModelMultipleChoiceField(Tag.objects.all(), widget=CheckboxSelectMultiple)
    with translation.override("fr"):
        names = [group[1][0]["label"] for group in field.widget.optgroups("tags", [])]
    assert names == ["Animaux", "Énergie de l’eau", "Qualité de l’air"]
