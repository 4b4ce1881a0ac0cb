"""Reader's addresses below /{lang}/."""

from django.urls import path, register_converter

from articles.converters import FeedForm, Slug
from articles.views import article, authors, feeds, home, news, republish, search, share, tags
from articles.views.share_picture import share_picture

register_converter(Slug, "uslug")
register_converter(FeedForm, "feedform")

urlpatterns = [
    path("", home.home, name="home"),
    path("news/", news.news, name="news"),
    path("news/<uslug:slug>/", article.article, name="article"),
    path("news/<uslug:slug>/republish/", republish.republish, name="republish"),
    path("authors/<uslug:slug>/", authors.author, name="author"),
    path("tags/", tags.tags, name="tags"),
    path("tags/<uslug:slug>/", tags.tag, name="tag"),
    path("types/<uslug:slug>/", tags.content_kind, name="type"),
    path("feed.<feedform:form>", feeds.site_feed, name="site-feed"),
    path("tags/<uslug:slug>/feed.<feedform:form>", feeds.tag_feed, name="tag-feed"),
    path("types/<uslug:slug>/feed.<feedform:form>", feeds.type_feed, name="type-feed"),
    path("search/", search.search, name="search"),
    path("n/<slug:short_id>/share.jpg", share_picture, name="share-picture"),
    path("share/mastodon/", share.mastodon, name="share-mastodon"),
]
