"""Standard pages: about, contact, privacy, accessibility, how we translate."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField

from articles.blocks import BodyBlock
from articles.forms import StandardPageForm
from articles.models.addresses import NamedAddress, reverse_for
from articles.slugs import check_not_reserved
from i18n.translatable import TranslatableField, TranslatablePage


class StandardPage(NamedAddress, TranslatablePage):
    """A page that stays: translated, checked and labelled sentence by sentence, as articles are."""

    class Role(models.TextChoices):
        """What the site itself links to the page for."""

        NONE = "", _("none of these")
        ABOUT = "about", _("About us")
        CONTACT = "contact", _("Contact (shows the contact address)")
        PRIVACY = "privacy", _("Privacy (linked beside the report form)")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        TRANSLATION = "translation", _("How we translate (linked from the notice; shows the licence of the texts)")

    role = models.CharField(
        _("purpose"),
        max_length=16,
        choices=Role.choices,
        blank=True,
        default="",
        help_text=_("Where the site links to this page by itself."),
    )
    summary = models.TextField(
        _("introduction"), blank=True, help_text=_("One to three sentences under the title, also for search engines.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    translatable_fields = (
        TranslatableField("title", "title"),
        TranslatableField("summary", "summary"),
        TranslatableField("body", "body"),
    )
    synchronised_fields = ("role",)

    base_form_class = StandardPageForm
    fallback_slug = "page"
    parent_page_types: ClassVar[list[str]] = ["articles.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A page that stays, such as “About us”, translated into the languages of the site.")

    content_panels = [
        TitleFieldPanel("title", placeholder=_("Title")),
        FieldPanel("summary"),
        FieldPanel("role"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def reader_path(self) -> str:
        return reverse_for("standard", self.locale.language_code, slug=self.slug)

    def clean(self) -> None:
        super().clean()
        check_not_reserved(self.slug)
        same = StandardPage.objects.filter(role=self.role, locale=self.locale).exclude(pk=self.pk)
        if self.role and same.exclude(translation_key=self.translation_key).exists():
            message = _("Another page of this language has this purpose already: “%(title)s”.")
            raise ValidationError({"role": message % {"title": same[0].title}}, code="role")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page's own texts, outside of its address."""
        from articles.views.standard import render_standard

        return render_standard(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Wagtail's preview: what is in the editor, in the look of the site."""
        return self.serve(request)
