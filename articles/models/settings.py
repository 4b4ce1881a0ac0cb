"""What the owner of a site may name."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel, Panel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from articles.models.columns import language_panels


@register_setting(icon="site", order=10)
class SiteSettings(BaseSiteSetting):
    """Name and tagline of the site, a column for each language (articles/translation.py).

    Where a language has none, the default language's is shown, with its `lang`.
    """

    name = models.CharField(_("name"), max_length=80, blank=True, default="")
    tagline = models.CharField(
        _("tagline"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("One sentence that says whose news this is. It stands in the footer and in search engines."),
    )

    panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(language_panels("name"), heading=_("Name")),
        MultiFieldPanel(language_panels("tagline"), heading=_("Tagline")),
    ]

    class Meta:
        verbose_name = _("name of the site")
