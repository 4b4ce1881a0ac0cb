"""Changes to tags and content types: one door each for screens, commands and imports."""

from tags.services.merging import Merged, MergeRefused, merge_kinds, merge_tags, merged_before
from tags.services.planning import Plan, plan_merge
from tags.services.relations import drafts_with, holders_of, uses_of, with_uses
from tags.services.vocabulary import Renamed, create_kind, create_tag, rename_kind, rename_tag

__all__ = [
    "MergeRefused",
    "Merged",
    "Plan",
    "Renamed",
    "create_kind",
    "create_tag",
    "drafts_with",
    "holders_of",
    "merge_kinds",
    "merge_tags",
    "merged_before",
    "plan_merge",
    "rename_kind",
    "rename_tag",
    "uses_of",
    "with_uses",
]
