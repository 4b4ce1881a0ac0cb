"""Pages of the site and what belongs to them."""

from articles.models.article import ArticlePage
from articles.models.author import Author, AuthorSlugRedirect
from articles.models.feed_text import FeedText
from articles.models.home import HomePage
from articles.models.index import NewsIndexPage
from articles.models.menus import Menu, MenuItem
from articles.models.search import SearchEntry, SearchPosting, SearchWord
from articles.models.settings import SiteSettings
from articles.models.standard import StandardPage

# Pages that readers read, in the same frame and with the same notice.
TextPage = ArticlePage | StandardPage

__all__ = [
    "ArticlePage",
    "Author",
    "AuthorSlugRedirect",
    "FeedText",
    "HomePage",
    "Menu",
    "MenuItem",
    "NewsIndexPage",
    "SearchEntry",
    "SearchPosting",
    "SearchWord",
    "SiteSettings",
    "StandardPage",
    "TextPage",
]
