"""Columns per language for what people fill in once: roles of authors, name of the site (read by modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from articles.models import Author, SiteSettings


@register(Author)
class AuthorLabels(TranslationOptions):
    fields = ("role",)


@register(SiteSettings)
class SiteSettingsLabels(TranslationOptions):
    fields = ("name", "tagline")
