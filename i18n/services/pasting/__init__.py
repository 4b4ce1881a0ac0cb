"""A whole translation from outside: read, paired with the original, checked pair by pair, stored as a person's text."""

from .drafts import (
    Acted,
    AlreadyPasting,
    Stale,
    act,
    begin,
    confirm_sure,
    discard,
    find,
    load_facts,
    pair_again,
    refresh,
    under_way,
)
from .files import ENDINGS, MAX_CHARACTERS, MAX_FILE, Given, PasteRefused, read_file
from .finishing import Finished, finish, take_back
from .moving import STEPS
from .reading import looks_like_markdown
from .rows import ABSENT, COVERED, OK, OPEN, UNUSED, Facts, Row

__all__ = [
    "ABSENT",
    "COVERED",
    "ENDINGS",
    "MAX_CHARACTERS",
    "MAX_FILE",
    "OK",
    "OPEN",
    "STEPS",
    "UNUSED",
    "Acted",
    "AlreadyPasting",
    "Facts",
    "Finished",
    "Given",
    "PasteRefused",
    "Row",
    "Stale",
    "act",
    "begin",
    "confirm_sure",
    "discard",
    "find",
    "finish",
    "load_facts",
    "looks_like_markdown",
    "pair_again",
    "read_file",
    "refresh",
    "take_back",
    "under_way",
]
