"""Reader's addresses below /{lang}/."""

from django.urls import path, register_converter

from articles.converters import Slug
from articles.views import article, authors, home, news, search, share, tags

register_converter(Slug, "uslug")

urlpatterns = [
    path("", home.home, name="home"),
    path("news/", news.news, name="news"),
    path("news/<uslug:slug>/", article.article, name="article"),
    path("authors/<uslug:slug>/", authors.author, name="author"),
    path("tags/", tags.tags, name="tags"),
    path("tags/<uslug:slug>/", tags.tag, name="tag"),
    path("types/<uslug:slug>/", tags.content_kind, name="type"),
    path("search/", search.search, name="search"),
    path("share/mastodon/", share.mastodon, name="share-mastodon"),
]
