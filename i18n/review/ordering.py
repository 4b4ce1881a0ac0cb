"""What may be joined, split and moved in a paragraph."""

from collections.abc import Mapping, Sequence

from i18n.models import SegmentTranslation
from i18n.review.rows import Rights, Row


def allow(rows: Sequence[Row], translations: Mapping[str, SegmentTranslation], rights: Rights) -> None:
    """Note it at the rows of one paragraph, in the order of the version. It is decided at once: whoever needs a second
    pair of eyes may not.
    """
    if not rights.decides:
        return
    said_in = set()
    for row in rows:
        translation = translations.get(row.id)
        if row.covered and translation is not None and translation.latest is not None:
            said_in.add(translation.latest.said_in_id)
    for place, row in enumerate(rows):
        translation = translations.get(row.id)
        row.may_join = place > 0 and not row.covered
        row.may_move_up, row.may_move_down = place > 0, place < len(rows) - 1
        row.may_split = translation is not None and translation.segment_id in said_in
