"""Changes to tags and content types: one door each for screens, commands and imports."""

from tags.services.merging import Merged, MergeRefused, merge_kinds, merge_tags
from tags.services.relations import uses_of
from tags.services.vocabulary import Renamed, create_kind, create_tag, rename_kind, rename_tag

__all__ = [
    "MergeRefused",
    "Merged",
    "Renamed",
    "create_kind",
    "create_tag",
    "merge_kinds",
    "merge_tags",
    "rename_kind",
    "rename_tag",
    "uses_of",
]
