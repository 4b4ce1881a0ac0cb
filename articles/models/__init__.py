"""Pages of the site and what belongs to them."""

from articles.models.article import ArticlePage
from articles.models.author import Author
from articles.models.home import HomePage
from articles.models.index import NewsIndexPage
from articles.models.settings import SiteSettings

__all__ = ["ArticlePage", "Author", "HomePage", "NewsIndexPage", "SiteSettings"]
