"""The article: one page per language, translated sentence by sentence."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField

from articles.blocks import BodyBlock
from articles.forms import ArticleForm
from articles.models.addresses import NamedAddress, reverse_for
from articles.reading_time import minutes, plain_text
from articles.slugs import check_not_reserved
from articles.texts import body_texts
from i18n.translatable import TranslatableField, TranslatablePage
from tags.forms import CheckboxSelectMultiple
from tags.models import ContentKind


class ArticlePage(NamedAddress, TranslatablePage):
    """News, analysis, an event: what readers come for."""

    published_on = models.DateField(
        _("publication date"),
        default=timezone.localdate,
        db_index=True,
        help_text=_("The day that readers see. It does not decide when the page goes public."),
    )
    kind = models.ForeignKey(
        "tags.ContentKind",
        verbose_name=_("content type"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        error_messages={"required": _("Choose the content type."), "blank": _("Choose the content type.")},
    )
    tags = ParentalManyToManyField("tags.Tag", verbose_name=_("tags"), related_name="articles")
    authors = ParentalManyToManyField("articles.Author", verbose_name=_("authors"), blank=True, related_name="articles")
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("Where it happened, such as “Copenhagen”.")
    )
    summary = models.TextField(
        _("summary"),
        help_text=_("One to three sentences under the headline, also shown in lists and by search engines."),
        error_messages={"required": _("Write a summary of one to three sentences.")},
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    lead_image = models.ForeignKey(
        "wagtailimages.Image", verbose_name=_("picture"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    lead_alt = models.CharField(
        _("description of the picture"),
        max_length=500,
        blank=True,
        help_text=_("For people who do not see the picture: what it shows."),
    )
    lead_decorative = models.BooleanField(
        _("the picture is decorative: it tells nothing that the text does not say"), default=False
    )
    lead_caption = models.CharField(_("caption"), max_length=500, blank=True)
    lead_credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Who made the picture."))
    reading_minutes = models.PositiveSmallIntegerField(_("reading time in minutes"), default=1, editable=False)

    translatable_fields = (
        TranslatableField("title", "title"),
        TranslatableField("summary", "summary"),
        TranslatableField("body", "body"),
        TranslatableField("place", "label"),
        TranslatableField("lead_alt", "alt"),
        TranslatableField("lead_caption", "caption"),
        TranslatableField("lead_credit", "credit"),
    )
    synchronised_fields = ("published_on", "kind", "tags", "authors", "lead_image", "lead_decorative")

    base_form_class = ArticleForm
    fallback_slug = "article"
    parent_page_types: ClassVar[list[str]] = ["articles.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("News, analysis, an event: translated into the languages of the site.")

    content_panels = [
        TitleFieldPanel("title", placeholder=_("Title"), help_text=_("The headline.")),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("published_on"),
                FieldPanel("kind"),
                FieldPanel("tags", widget=CheckboxSelectMultiple),
                FieldPanel("authors", widget=CheckboxSelectMultiple),
                FieldPanel("place"),
            ],
            heading=_("Facts"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("lead_image"),
                FieldPanel("lead_alt"),
                FieldPanel("lead_decorative"),
                FieldPanel("lead_caption"),
                FieldPanel("lead_credit"),
            ],
            heading=_("Picture"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["-published_on", "-page_ptr"], name="articles_newest_first")]

    def reader_path(self) -> str:
        return reverse_for("article", self.locale.language_code, slug=self.slug)

    def translation_policy_key(self) -> str:
        """The content type's key: a language's policy may depend on it."""
        return self.kind.key if self.kind else ""

    @classmethod
    def translation_policy_names(cls) -> Iterable[tuple[str, str]]:
        return [(kind.key, str(kind)) for kind in ContentKind.objects.all()]

    def finish_translation(self, source: Any) -> None:
        self.compute_from_text()

    def compute_from_text(self) -> None:
        """Reading time in this language, of the texts as they are now."""
        body = plain_text(body_texts(self.body))
        self.reading_minutes = minutes(f"{self.title}\n{self.summary}\n{body}", self.locale.language_code)

    def clean(self) -> None:
        super().clean()
        check_not_reserved(self.slug)
        if self.lead_image and not self.lead_decorative and not self.lead_alt.strip():
            message = _("Describe the picture, or mark it as decorative.")
            raise ValidationError({"lead_alt": message}, code="alt")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.compute_from_text()
        super().save(*args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page's own texts, outside of its address."""
        from articles.views.article import render_article

        return render_article(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Wagtail's preview: what is in the editor, in the look of the site."""
        return self.serve(request)
