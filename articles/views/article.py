"""One article."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import ArticlePage
from articles.queries import readable
from articles.view_models.article import article_context
from articles.viewed import viewed
from articles.views.errors import gone
from delivery.page_views import shows
from i18n.public import with_texts, withdrawal_of


@require_safe
def article(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The page found by one look-up; drafts, private pages and other languages' slugs are a 404, and what was public
    and was taken back is a 410.
    """
    page = with_texts(readable(language)).filter(slug=slug).first()
    if page is None:
        return instead(request, language, slug)
    context = article_context(request, page)
    return shows(render(request, "articles/article.html", context), viewed(page, context["info"]))


def instead(request: HttpRequest, language: str, slug: str, part: str = "") -> HttpResponse:
    """Where no article is: an alias leads on to the same part of what it stands for, what was taken back says so."""
    original = _of_alias(language, slug)
    if original is not None:
        return redirect(original.reader_path() + (f"{part}/" if part else ""))
    withdrawal = withdrawal_of(ArticlePage.objects.filter(locale__language_code=language, slug=slug), language)
    if withdrawal is not None:
        return gone(request, **withdrawal.said)
    raise Http404(_("There is no page at this address"))


def _of_alias(language: str, slug: str) -> ArticlePage | None:
    """The article that an alias of the same language stands for; an alias in another language has no text to show."""
    aliases = ArticlePage.objects.live().filter(locale__language_code=language, slug=slug, alias_of__isnull=False)
    return readable(language).filter(pk__in=aliases.values("alias_of")).first()


def render_article(request: HttpRequest, page: ArticlePage) -> HttpResponse:
    """A page that is not found by its address (Wagtail's preview): its own texts as they stand in the editor."""
    with translation.override(page.locale.language_code):
        context: dict[str, Any] = article_context(request, page, preview=True)
        return render(request, "articles/article.html", context | {"noindex": True})
