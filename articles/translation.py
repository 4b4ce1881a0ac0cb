"""Columns per language for what people fill in once: authors, menus, settings (read by modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from articles.models import Author, Menu, MenuItem, SiteSettings


@register(Author)
class AuthorLabels(TranslationOptions):
    fields = ("role", "biography")


@register(Menu)
class MenuLabels(TranslationOptions):
    fields = ("heading",)


@register(MenuItem)
class MenuItemLabels(TranslationOptions):
    fields = ("label",)


@register(SiteSettings)
class SiteSettingsLabels(TranslationOptions):
    fields = ("name", "tagline", "contact_email", "postal_address", "licence_name", "licence_url", "profiles")
