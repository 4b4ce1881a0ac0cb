"""Addresses of the site."""

from django.conf import settings
from django.urls import include, path, register_converter
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from articles.converters import LanguageCode, OtherSpelling, SitemapKind
from articles.views import files, sitemaps
from articles.views.media import media
from articles.views.root import choose_language, one_spelling
from articles.views.standard import standard

register_converter(LanguageCode, "language")
register_converter(OtherSpelling, "otherspelling")
register_converter(SitemapKind, "sitemapkind")

handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.server_error"

urlpatterns = [
    path("", choose_language, name="root"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", files.robots),
    path(".well-known/security.txt", files.security),
    path("favicon.ico", files.favicon),
    path("sitemap.xml", sitemaps.index),
    path("sitemap-news.xml", sitemaps.news),
    path("sitemap-<language:language>-<sitemapkind:kind>.xml", sitemaps.part),
    # A web server in front answers these itself; without one the application does.
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media),
    path("<language:language>/", include("articles.urls")),
    path("<language:language>/", include("i18n.reader.urls")),
    # After all others: a standard page takes any name that is not taken above.
    path("<language:language>/<uslug:slug>/", standard, name="standard"),
    path("<otherspelling:language>/", one_spelling),
    path("<otherspelling:language>/<path:rest>", one_spelling),
]
