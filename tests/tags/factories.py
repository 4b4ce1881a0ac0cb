"""Tags and content types for tests."""

from tags.models import ContentKind, Tag
from tags.services import create_kind, create_tag


def make_tag(**names: str) -> Tag:
    """A tag with names by language: make_tag(en="Safety", fr="Sécurité")."""
    return create_tag(names=names or {"en": "Safety"})


def make_kind(**names: str) -> ContentKind:
    return create_kind(names=names or {"en": "News"})
