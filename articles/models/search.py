"""The index of search: plain tables, so that every database finds the same pages in the same order.

Filled by `articles.search.index` alone. Only pages that are public have rows; of sections that are closed with their
pages `articles.search.finding` knows itself.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class SearchEntry(models.Model):
    """A page that can be found. `key` is that of its article in all languages; `text` what excerpts are cut from."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="search_entry")
    language = models.CharField(max_length=35)
    key = models.UUIDField()
    text = models.TextField()
    digest = models.CharField(max_length=32)
    form = models.PositiveSmallIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("page in the search index")
        verbose_name_plural = _("pages in the search index")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["key", "language"], name="articles_search_versions"),
            models.Index(fields=["form"], name="articles_search_form"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.page_id}"


class SearchPosting(models.Model):
    """A term in a page. `term` is the number of a word's form, a topic or a content type (`articles.search.terms`);
    `weight` tells where it stands, `day` when the page was published, `at` the first place in the entry's text, or -1.
    """

    pk = models.CompositePrimaryKey("entry_id", "term")
    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="postings", db_index=False)
    term = models.BigIntegerField()
    weight = models.PositiveSmallIntegerField()
    day = models.PositiveIntegerField()
    at = models.IntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("term in the search index")
        verbose_name_plural = _("terms in the search index")
        # The best pages of a term stand together, in order: a common word costs what a rare one does.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["term", "-weight", "-day", "-entry"], name="articles_search_ranked")
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.entry_id}"


class SearchWord(models.Model):
    """A word that occurs on some page: for wrong letters, beginnings of words, and "did you mean".

    `text` is folded, `shown` as it was written, `head` its beginning. Rows are only added, and no constraint keeps a
    word from standing twice: pages that are published at once must not wait for one another. `rebuild_search` tidies.
    """

    language = models.CharField(max_length=35)
    text = models.CharField(max_length=40)
    shown = models.CharField(max_length=60)
    head = models.CharField(max_length=3)
    term = models.BigIntegerField()

    class Meta:
        verbose_name = _("word in the search index")
        verbose_name_plural = _("words in the search index")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["language", "text"], name="articles_search_words"),
            models.Index(fields=["language", "head"], name="articles_search_heads"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.shown}"
