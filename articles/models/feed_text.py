"""The text of an article as feeds carry it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import ArticlePage


class FeedText(models.Model):
    """Made at the first request after a change (`edition` is another one then): 5 ms an article otherwise.

    Everything in it is derived; the table may be emptied at any time.
    """

    page = models.OneToOneField(ArticlePage, primary_key=True, on_delete=models.CASCADE, related_name="feed_text")
    edition = models.CharField(max_length=64)
    html = models.TextField()

    class Meta:
        verbose_name = _("text for feeds")
        verbose_name_plural = _("texts for feeds")

    def __str__(self) -> str:
        return str(self.page_id)
