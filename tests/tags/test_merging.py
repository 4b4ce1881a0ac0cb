import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from articles.models import ArticlePage
from tags.labels import label_of, resolve_kind, resolve_tag, slug_of
from tags.models import ContentKind, Tag
from tags.services import MergeRefused, create_tag, merge_kinds, merge_tags, rename_tag, uses_of
from tests.articles.factories import article, version
from tests.tags.factories import make_kind, make_tag

pytestmark = pytest.mark.django_db


def tags_of(page: ArticlePage) -> set[str]:
    return {tag.key for tag in ArticlePage.objects.get(pk=page.pk).tags.all()}


def test_articles_of_the_merged_tag_have_the_other_one() -> None:
    safety, security, peace = make_tag(en="Safety"), make_tag(en="Security"), make_tag(en="Peace")
    only_old, both, neither = (article(tags=tags) for tags in ([security, peace], [safety, security], [peace]))
    merged = merge_tags(tags=[security], into=safety)
    assert [tags_of(page) for page in (only_old, both, neither)] == [{"safety", "peace"}, {"safety"}, {"peace"}]
    assert merged.removed == ("security",)
    assert sum(merged.moved.values()) == 2
    assert not Tag.objects.filter(key="security").exists()


def test_versions_in_other_languages_follow() -> None:
    safety, security = make_tag(en="Safety"), make_tag(en="Security")
    page = article(tags=[security])
    french = version(page, "fr")
    merge_tags(tags=[security], into=safety)
    assert tags_of(ArticlePage.objects.get(pk=french.page_id)) == {"safety"}


def test_an_unpublished_draft_keeps_its_tag_when_it_is_published() -> None:
    safety, security, peace = make_tag(en="Safety"), make_tag(en="Security"), make_tag(en="Peace")
    page = article(tags=[peace])
    page.tags.set([peace, security])
    page.save_revision()
    merged = merge_tags(tags=[security], into=safety)
    assert merged.revisions >= 1
    ArticlePage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert tags_of(page) == {"peace", "safety"}


def test_several_tags_become_one_at_once() -> None:
    safety, security, order = make_tag(en="Safety"), make_tag(en="Security"), make_tag(en="Order")
    page = article(tags=[security, order])
    merge_tags(tags=[security, order], into=safety)
    assert tags_of(page) == {"safety"}


def test_addresses_of_the_merged_tag_lead_to_the_other_one() -> None:
    safety = make_tag(en="Safety", fr="Sécurité")
    security = make_tag(en="Security", fr="Sûreté")
    rename_tag(tag=security, slugs={"en": "public-security"})
    merged = merge_tags(tags=[security], into=safety)
    assert merged.redirects == {"en": ("public-security",), "fr": ("sûreté",)}
    for slug, language, canonical in [
        ("public-security", "en", "safety"),
        ("security", "en", "safety"),
        ("sûreté", "fr", "sécurité"),
    ]:
        resolved = resolve_tag(slug, language)
        assert resolved and (resolved.tag, resolved.canonical_slug) == (safety, canonical)


def test_texts_that_the_other_one_lacks_are_kept() -> None:
    safety = make_tag(en="Safety")
    security = create_tag(names={"en": "Security", "ar": "الأمن"}, descriptions={"en": "How cities protect people."})
    merged = merge_tags(tags=[security], into=safety)
    safety.refresh_from_db()
    assert merged.filled == ("ar",)
    assert label_of(safety, "ar").text == "الأمن"
    assert label_of(safety, "en").text == "Safety"
    assert slug_of(safety, "ar") == "الأمن"
    assert safety.description_en == "How cities protect people."


def test_content_types_merge_in_the_same_way() -> None:
    news, brief = make_kind(en="News"), make_kind(en="Brief")
    page = article(kind=brief)
    page.save_revision()
    merge_kinds(kinds=[brief], into=news)
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.kind == news
    assert page.get_latest_revision_as_object().kind == news
    assert list(ReferenceIndex.get_references_to(news).values_list("object_id", flat=True)) == [str(page.pk)]
    assert resolve_kind("brief", "en").kind == news  # type: ignore[union-attr]
    assert not ContentKind.objects.filter(key="brief").exists()


@pytest.mark.parametrize("case", ["nothing", "itself", "gone"])
def test_requests_without_sense_change_nothing(case: str) -> None:
    safety, gone = make_tag(en="Safety"), make_tag(en="Gone")
    Tag.objects.filter(pk=gone.pk).delete()
    tags = {"nothing": [], "itself": [safety], "gone": [gone]}[case]
    with pytest.raises(MergeRefused):
        merge_tags(tags=tags, into=safety)
    assert list(Tag.objects.values_list("key", flat=True)) == ["safety"]


def test_a_fault_in_the_middle_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    safety, security = make_tag(en="Safety"), make_tag(en="Security")
    page = article(tags=[security])

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Tag, "remember_slug", fail)
    with pytest.raises(RuntimeError):
        merge_tags(tags=[security], into=safety)
    assert tags_of(page) == {"security"}
    assert resolve_tag("security", "en").tag == security  # type: ignore[union-attr]


def test_relations_move_in_a_fixed_number_of_queries() -> None:
    """Pages are many, revisions are read one by one: only the latter may grow."""

    def queries(pages: int) -> int:
        old = make_tag(en=f"Old {pages}")
        for _number in range(pages):
            article(tags=[old], publish=False).revisions.all().delete()
        with CaptureQueriesContext(connection) as captured:
            merge_tags(tags=[old], into=into)
        return len(captured)

    into = make_tag(en="Safety")
    assert queries(1) == queries(4)


def test_uses_are_counted() -> None:
    safety = make_tag(en="Safety")
    assert uses_of(safety) == 0
    article(tags=[safety])
    assert uses_of(safety) == 1
