"""What the owner of a site may name and decide."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from articles.models.columns import language_panels
from tags.columns import column, read, site_languages


@register_setting(icon="site", order=10)
class SiteSettings(BaseSiteSetting):
    """Names, contact, licence and policies of the site; texts have a column for each language.

    Where a language has no text, the default language's is shown, with its `lang`.
    """

    class Coverage(models.TextChoices):
        ALL = "machine", _("All articles, machine translation included")
        CHECKED = "checked", _("Only what a person has written or checked")
        OTHERS = "others", _("All articles, in other languages where the reader’s own has none")

    class Robots(models.TextChoices):
        INDEX = "index", _("Search engines may list it")
        NOINDEX = "noindex", _("Search engines are asked to leave it out until a person has checked it")

    name = models.CharField(_("name"), max_length=80, blank=True, default="")
    tagline = models.CharField(
        _("tagline"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("One sentence that says whose news this is. It stands in the footer and in search engines."),
    )
    contact_email = models.EmailField(_("e-mail"), blank=True, help_text=_("In the footer and on the contact page."))
    postal_address = models.TextField(_("postal address"), blank=True, help_text=_("Shown on the contact page."))
    licence_name = models.CharField(
        _("licence of the texts"),
        max_length=120,
        blank=True,
        help_text=_("What others may do with the texts, such as CC BY 4.0. In the footer and on “How we translate”."),
    )
    licence_url = models.URLField(
        _("address of the licence"),
        blank=True,
        help_text=_("Such as https://creativecommons.org/licenses/by/4.0/"),
    )
    profiles = models.TextField(
        _("profiles in social networks"), blank=True, help_text=_("One https address on each line.")
    )
    share_picture = models.ForeignKey(
        "wagtailimages.Image", verbose_name=_("picture for sharing"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=_("For pages that have no picture of their own."),
    )  # fmt: skip
    default_coverage = models.CharField(
        _("articles that lists show at first"),
        max_length=8,
        choices=Coverage.choices,
        default=Coverage.ALL,
    )
    unchecked_robots = models.CharField(
        _("machine translation in search engines"), max_length=8, choices=Robots.choices, default=Robots.INDEX
    )
    republishing = models.BooleanField(
        _("offer articles to be republished"),
        default=True,
        help_text=_("A link below each article leads to its text as HTML to copy. It needs a licence of the texts."),
    )
    shows_engines = models.BooleanField(_("name the translation engines in the notice"), default=True)

    panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(language_panels("name"), heading=_("Name")),
        MultiFieldPanel(language_panels("tagline"), heading=_("Tagline")),
        MultiFieldPanel(language_panels("contact_email"), heading=_("E-mail")),
        MultiFieldPanel(language_panels("postal_address"), heading=_("Postal address")),
        MultiFieldPanel(language_panels("licence_name"), heading=_("Licence of the texts")),
        MultiFieldPanel(language_panels("licence_url"), heading=_("Address of the licence")),
        FieldPanel("republishing"),
        MultiFieldPanel(language_panels("profiles"), heading=_("Profiles in social networks")),
        FieldPanel("share_picture"),
        MultiFieldPanel(
            [FieldPanel("default_coverage"), FieldPanel("unchecked_robots"), FieldPanel("shows_engines")],
            heading=_("Machine translation"),
        ),
    ]

    class Meta:
        verbose_name = _("settings of the site")

    def clean(self) -> None:
        super().clean()
        for code in site_languages():
            for line in read(self, "profiles", code).split():
                if not line.startswith("https://") or "." not in line:
                    message = _("“%(line)s” is not an address that begins with https://") % {"line": line}
                    raise ValidationError({column("profiles", code): message}, code="profile")
