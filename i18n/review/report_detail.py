"""One report as staff see it: who said what about which text, what was done, and what the reader was told."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from i18n.conf import conf
from i18n.models import Decision, ErrorReport, SegmentRevision, SegmentTranslation
from i18n.review import report_actions, words
from i18n.review.report_listing import title_of
from i18n.segments import diff_words, plain
from i18n.services import (
    permissions,
    report_joining,
    report_kinds,
    report_outcomes,
    report_queries,
    report_words,
)
from i18n.services.report_joining import OPEN

Status = ErrorReport.Status
_TEXTS = 20


@dataclass(frozen=True, slots=True)
class Reader:
    """What one reader said, and what they are told by mail."""

    report: ErrorReport
    leads: bool
    seen: str
    mail: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened, when, and by whom."""

    when: datetime
    what: str
    who: str = ""
    text: str = ""


@dataclass(slots=True)
class Detail:
    """The page of a report with those joined to it."""

    report: ErrorReport
    title: str
    kind: Any
    guessed: Any
    source: str
    source_language: str
    seen: str
    changes: list[tuple[str, str]]
    readers: list[Reader]
    history: list[Step]
    said: list[str]
    is_open: bool
    may_close: bool
    may_reopen: bool
    choices: list[tuple[str, str]]
    because: str = ""
    answer: str = ""
    error: str = ""
    kinds: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def language(self) -> str:
        return str(self.report.version.locale.language_code)

    @property
    def sentence_address(self) -> str:
        """The sentence in the review."""
        review = reverse("translations:review", args=[self.report.version_id])
        return f"{review}#s-{self.report.segment.public_id}"


def find(*, user: Any, report_id: int) -> ErrorReport | None:
    """A report that this person may see, the leading one where it is joined: 1 query, or 2."""
    reports = report_queries.with_facts(report_queries.visible(user))
    report = reports.filter(pk=report_id).first()
    return reports.filter(pk=report.joined_to_id).first() or report if report and report.joined_to_id else report


def build(*, report: ErrorReport, user: Any) -> Detail:
    """Everything that the page says: 5 queries and those for the rights."""
    version = report.version
    source = version.group.source
    rows = SegmentTranslation.objects.filter(segment=report.segment_id).select_related("live")
    live = {row.locale_id: row.live for row in rows}
    now = live.get(version.locale_id)
    original = live.get(source.locale_id) if source else None
    seen = report.revision.text if report.revision else ""
    is_open = report.status in OPEN
    changed = now is not None and report_actions.differs(report, now)
    others = _others(report) if is_open else []
    corrected = bool(changed and now and now.decision in (Decision.APPROVED, Decision.COVERED))
    return Detail(
        report=report,
        title=title_of(report),
        kind=report_kinds.of(report),
        guessed=report_kinds.guess(report.reason),
        source=plain(original.text) if original else "",
        source_language=source.locale.language_code if source else "",
        seen=plain(seen),
        changes=list(diff_words(seen, now.text)) if changed and now else [],
        readers=[_reader(one, report) for one in report_joining.group_of(report).select_related("revision")],
        history=_history(report),
        said=report_words.to_reader(report),
        is_open=is_open,
        may_close=permissions.may_close_reports(user, version=version),
        may_reopen=report_outcomes.may_reopen(report),
        choices=report_actions.choices(report, others, corrected=corrected),
        kinds=list(ErrorReport.IssueType.choices),
    )


def _others(report: ErrorReport) -> list[ErrorReport]:
    """Open reports on the same sentence that are not joined with this one."""
    same = ErrorReport.objects.filter(segment=report.segment_id, version=report.version_id)
    return list(same.filter(status__in=OPEN, joined_to=None).exclude(pk=report.pk).order_by("created_at")[:20])


def _reader(one: ErrorReport, leader: ErrorReport) -> Reader:
    other = one.revision is not None and one.revision_id != leader.revision_id
    return Reader(one, one.pk == leader.pk, plain(one.revision.text) if other and one.revision else "", _mail(one))


def _mail(report: ErrorReport) -> str:
    """What became of the message that a reader may ask for; the address itself is for nobody to see."""
    if report.mailed_at:
        return _("The reader has had a message about the outcome.")
    if not report.email:
        return (
            _("No message asked for.")
            if report.status in OPEN
            else _("No message asked for, or the address is erased.")
        )
    if not conf.sends_mail:
        return _("A message is asked for, but this site has no mail server.")
    if report.status in OPEN:
        return _("A message is asked for: it leaves when the report is closed.")
    if report.answer_code == ErrorReport.Answer.EMPTY:
        return _("No message: what was closed as spam gets none.")
    return _("A message waits to be sent.")


def _history(report: ErrorReport) -> list[Step]:
    steps = [Step(report.created_at, _("Received"))]
    if report.looked_at:
        steps.append(Step(report.looked_at, _("First looked at")))
    texts = SegmentRevision.objects.filter(segment=report.segment_id, locale=report.version.locale_id)
    for text in (
        texts.filter(created_at__gt=report.created_at).select_related("author", "decided_by").order_by("-pk")[:_TEXTS]
    ):
        by = words.person(text.decided_by or text.author) if text.decided_by or text.author else ""
        steps.append(Step(text.created_at, _text_word(text), by, plain(text.text)))
    if report.closed_at:
        by = words.person(report.closed_by) if report.closed_by else ""
        steps.append(Step(report.closed_at, str(Status(report.status).label), by))
    if report.mailed_at:
        steps.append(Step(report.mailed_at, _("Message handed to the mail server")))
    if report.erased_at:
        steps.append(Step(report.erased_at, _("Words erased: their time was over")))
    return sorted(steps, key=lambda step: step.when)


def _text_word(text: SegmentRevision) -> str:
    label = Decision(text.decision).label if text.decision in Decision.values else ""
    return _("A text: %(decision)s") % {"decision": label} if label else _("A text")
