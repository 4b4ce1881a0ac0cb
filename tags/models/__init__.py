"""Tags and content types."""

from tags.models.kind import ContentKind, KindSlugRedirect
from tags.models.labelled import Labelled, SlugRedirect
from tags.models.tag import Tag, TagSlugRedirect

__all__ = ["ContentKind", "KindSlugRedirect", "Labelled", "SlugRedirect", "Tag", "TagSlugRedirect"]
