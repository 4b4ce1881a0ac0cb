"""The text engine: pages as sentences and back. Pure Python, no Django. See ``docs/text-engine.md``."""

from .allowed import sanitise_plain
from .assemble import block_order, joiner
from .coded import (
    code,
    from_html,
    plain,
    renumber,
    same_tags,
    tags_of,
    text_hash,
    to_html,
    valid_coded,
)
from .differences import diff_words
from .extract import Document, DocumentBlock, DocumentField, extract
from .folding import fold, highlight
from .heirs import heirs
from .match import Change, Matched, match
from .merge import Merge, merge
from .model import (
    Block,
    Element,
    FieldValue,
    Format,
    Kind,
    MissingText,
    Run,
    Sentence,
    SentenceRef,
    Skeleton,
    SkeletonField,
    Target,
)
from .read_back import ReadBack, read_back
from .rebuild import rebuild
from .refit import refit
from .sanitise import sanitise_html
from .shape import StructureProblem
from .split import SPLITTER, split_sentences
from .wrap import WrappedField, WrappedPiece, wrap

__all__ = [
    "SPLITTER",
    "Block",
    "Change",
    "Document",
    "DocumentBlock",
    "DocumentField",
    "Element",
    "FieldValue",
    "Format",
    "Kind",
    "Matched",
    "Merge",
    "MissingText",
    "ReadBack",
    "Run",
    "Sentence",
    "SentenceRef",
    "Skeleton",
    "SkeletonField",
    "StructureProblem",
    "Target",
    "WrappedField",
    "WrappedPiece",
    "block_order",
    "code",
    "diff_words",
    "extract",
    "fold",
    "from_html",
    "heirs",
    "highlight",
    "joiner",
    "match",
    "merge",
    "plain",
    "read_back",
    "rebuild",
    "refit",
    "renumber",
    "same_tags",
    "sanitise_html",
    "sanitise_plain",
    "split_sentences",
    "tags_of",
    "text_hash",
    "to_html",
    "valid_coded",
    "wrap",
]
