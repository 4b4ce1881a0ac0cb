"""Columns per language of tags and content types (read by modeltranslation when Django starts)."""

from modeltranslation.translator import TranslationOptions, register

from tags.models import ContentKind, Tag


@register(Tag)
class TagLabels(TranslationOptions):
    fields = ("name", "slug", "description")


@register(ContentKind)
class ContentKindLabels(TranslationOptions):
    fields = ("name", "slug", "description")
