"""Makes articles, tags and translated versions of the news site."""

import io
import itertools
import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Pillow
from wagtail.images.models import Image
from wagtail.models import Locale

from articles.models import ArticlePage, Author, Menu, MenuItem, StandardPage, TextPage
from articles.structure import Structure, ensure_structure
from i18n.models import LanguageVersion
from i18n.services import publishing, versions
from tags.models import ContentKind, Tag
from tests.i18n.factories import approve, fill, live_texts, user

__all__ = ["approve", "fill", "live_texts", "user"]
_numbers = itertools.count(1)


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def structure(code: str = "en") -> Structure:
    return ensure_structure(locale(code))


def tag(name: str = "Prevention", **labels: str) -> Tag:
    """A tag with its English name; `name_fr=` and the like for other languages."""
    found = Tag.objects.filter(name_en=name).first()
    if found:
        return found
    made = Tag(name_en=name, **labels)
    made.save()
    return made


def kind(name: str = "News", **labels: str) -> ContentKind:
    found = ContentKind.objects.filter(name_en=name).first()
    if found:
        return found
    made = ContentKind(name_en=name, **labels)
    made.save()
    return made


def picture_file(*, size: tuple[int, int] = (64, 48), mode: str = "RGB", form: str = "JPEG", **options: Any) -> bytes:
    content = io.BytesIO()
    Pillow.new(mode, size, 60).save(content, form, **options)
    return content.getvalue()


def picture(title: str = "Drawing") -> Image:
    return Image.objects.create(title=title, file=ImageFile(io.BytesIO(picture_file()), name="drawing.jpg"))


def author(name: str = "Ana Lund", **fields: Any) -> Author:
    return Author.objects.create(name=name, **fields)


def block(kind_of_block: str, value: Any) -> dict[str, Any]:
    return {"type": kind_of_block, "value": value, "id": str(uuid.uuid4())}


TEXT = "<p>The city opened its doors. Visitors came from <b>five</b> countries.</p><p>They stayed for two days.</p>"


def article(
    title: str = "",
    *,
    code: str = "en",
    body: Iterable[Mapping[str, Any]] | None = None,
    tags: Iterable[Tag] | None = None,
    authors: Iterable[Author] = (),
    publish: bool = True,
    **fields: Any,
) -> ArticlePage:
    """A published article."""
    page = ArticlePage(
        title=title or f"Article {next(_numbers)}",
        locale=locale(code),
        summary=fields.pop("summary", "What happened there."),
        kind=fields.pop("kind", None) or kind(),
        published_on=fields.pop("published_on", date(2022, 11, 2)),
        live=False,
        **fields,
    )
    blocks = [block("text", TEXT)] if body is None else list(body)
    page.body = page._meta.get_field("body").stream_block.to_python(blocks)
    page.tags.set([tag()] if tags is None else list(tags))
    page.authors.set(list(authors))
    structure(code).news.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return ArticlePage.objects.get(pk=page.pk)


def standard(
    title: str = "About us",
    *,
    code: str = "en",
    body: Iterable[Mapping[str, Any]] | None = None,
    publish: bool = True,
    **fields: Any,
) -> StandardPage:
    """A published standard page."""
    page = StandardPage(title=title, locale=locale(code), live=False, **fields)
    blocks = [block("text", TEXT)] if body is None else list(body)
    page.body = page._meta.get_field("body").stream_block.to_python(blocks)
    structure(code).home.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return StandardPage.objects.get(pk=page.pk)


def menu(*items: Mapping[str, Any], place: str = Menu.Place.MAIN, order: int = 0, **headings: str) -> Menu:
    """A menu with its links in this order; `heading_fr=` and the like."""
    made = Menu.objects.create(place=place, order=order, **headings)
    for number, item in enumerate(items):
        MenuItem.objects.create(menu=made, sort_order=number, **item)
    return made


def version(page: TextPage, code: str = "fr", **facts: Any) -> LanguageVersion:
    """A published version of an article, by default all machine text; `say=`, `origin=`, `engine=` as in `fill`."""
    structure(code)
    source = LanguageVersion.objects.select_related("group").get(page_id=page.pk)
    made = fill(versions.create(group=source.group, locale=locale(code)), **facts)
    publishing.publish(version=made, release=True)
    return LanguageVersion.objects.select_related("group", "locale", "page", "snapshot").get(pk=made.pk)


def page_of(made: LanguageVersion) -> Any:
    return made.page.specific_class.objects.get(pk=made.page_id)
