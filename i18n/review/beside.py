"""What stands beside a sentence: texts that may serve for it, with a key each, and what colleagues say about it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from i18n.models import Decision, ErrorReport, Origin, SegmentRevision
from i18n.segments import Element, Sentence, code, plain, refit
from i18n.services import chips, comments
from i18n.services.hidden_characters import visible
from i18n.services.json_rows import moment
from i18n.services.suggestions import Known

#: As many as there are keys for.
SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Suggested:
    """A text for the field, and where it comes from. `bare`: its marks are not those of this sentence, so that only
    its words are offered.
    """

    number: int
    text: str
    pieces: list[chips.Piece]
    why: str
    bare: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A text of which a suggestion may be made: coded, with the markup behind its marks."""

    text: str
    elements: Sequence[Element]
    why: str


def suggested(source: Sentence, now: str, offers: Iterable[Offer]) -> list[Suggested]:
    """The first few of these texts that say something else than what stands there (`now`), each once."""
    found: list[Suggested] = []
    seen = {now}
    for offer in offers:
        fitted = refit(offer.text, offer.elements, source)
        text = fitted if fitted is not None else code(plain(offer.text))
        if text and text not in seen:
            seen.add(text)
            shown = chips.pieces(text, source.elements)
            bare = fitted is None and bool(source.elements or offer.elements)
            found.append(Suggested(len(found) + 1, chips.to_field(text), shown, offer.why, bare))
        if len(found) == SUGGESTIONS:
            break
    return found


def of_reports(reports: Sequence[ErrorReport]) -> Iterator[Offer]:
    """Readers' wordings."""
    for report in reports:
        if report.better_wording:
            yield Offer(code(visible(report.better_wording).strip()), (), _("A reader's wording"))


def of_machine(record: Sequence[SegmentRevision], source: Sentence) -> Iterator[Offer]:
    """The newest text that no person wrote, for the present original."""
    for text in record:
        if text.origin not in (Origin.PERSON, Origin.NOTICE) and text.source_hash == source.hash and text.text:
            yield Offer(text.text, text.elements or source.elements, _("The machine, for the changed original"))
            return


def of_record(
    record: Sequence[SegmentRevision], source: Sentence, old_elements: Mapping[str, tuple[Element, ...]]
) -> Iterator[Offer]:
    """The newest approved text of the sentence that nobody took back."""
    taken_back = {text.undoes_id for text in record}
    for text in record:
        if text.decision == Decision.APPROVED and text.text and text.pk not in taken_back:
            elements = text.elements if text.elements is not None else old_elements.get(text.source_hash)
            fitting = source.elements if text.source_hash == source.hash else ()
            yield Offer(text.text, fitting if elements is None else elements, _("The earlier checked translation"))
            return


def of_equals(source: Sentence, here: Sequence[SegmentRevision], known: Sequence[Known]) -> Iterator[Offer]:
    """Approved texts of the same sentence: between the same neighbours, on this page, in other articles."""
    said = [(text.context, text.revision, _("Same sentence, same neighbours: %(title)s"), text.title) for text in known]
    close = [each for each in said if each[0]]
    far = [(0, each[1], _("Same sentence: %(title)s"), each[3]) for each in said if not each[0]]
    page = [(0, text, _("Same sentence on this page"), "") for text in here]
    for _context, text, why, title in [*close, *page, *far]:
        elements = text.elements if text.elements is not None else source.elements
        yield Offer(text.text, elements, why % {"title": title} if title else why)


@dataclass(frozen=True, slots=True)
class Comment:
    """A colleague's remark; characters that hide are written out."""

    pk: int
    by: str
    text: str
    when: datetime
    settled: bool
    deletable: bool


def thread(rows: Sequence[Mapping[str, Any]], person_id: int) -> list[Comment]:
    """The comments on a sentence, oldest first."""
    found = []
    for row in rows:
        when = moment(row["created_at"]) or timezone.now()
        full = f"{row['first_name'] or ''} {row['last_name'] or ''}".strip()
        found.append(
            Comment(
                pk=row["pk"],
                by=full or row["username"] or _("somebody who has left"),
                text=visible(row["text"]),
                when=when,
                settled=row["resolved_at"] is not None,
                deletable=comments.may_delete(row["author"], when, person_id),
            )
        )
    return found
