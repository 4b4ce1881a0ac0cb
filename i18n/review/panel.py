"""The panel before publishing: what will happen in each language, in words, and what an editor may choose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from i18n.conf import conf
from i18n.models import LanguageVersion, Policy, PublicationKind, UrgentMode
from i18n.models.states import COUNTED_KINDS
from i18n.review import panel_words, words
from i18n.services import declaring, forecast, gate, source_publishing, typos
from i18n.services.forecast import Facts, Forecast, LanguageForecast
from i18n.services.source_publishing import Order


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to answer a question of the form."""

    value: str
    label: str
    hint: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One language."""

    code: str
    name: str
    engine: str
    hint: str
    why: str
    outcome: str
    choices: list[Choice]
    urgent: list[Choice] = field(default_factory=list)


@dataclass(slots=True)
class Panel:
    """Everything that the page shows. `first`: the article was never published."""

    page: Page
    revision: Revision
    source: LanguageVersion
    heading: str
    kinds: list[Choice]
    proposal: str
    lines: list[Line]
    readers: list[str]
    button: str
    first: bool
    # Texts that machines translate, too, and that do not count as sentences: descriptions of pictures, credits, labels.
    besides: int = 0
    scheduled: str = ""
    workflow: str = ""
    shut: str = ""
    reason: str = ""
    said: str = ""
    errors: list[str] = field(default_factory=list)


def build(*, page: Page, revision: Revision, source: LanguageVersion, order: Order | None = None) -> Panel:
    """The panel for a draft; `order`: what the form says by now. The number of queries is fixed."""
    draft = revision.as_object()
    facts = forecast.gather(page=draft, group=source.group)
    proposal = typos.propose(facts.preview)
    order = order or _first_answer(facts, revision, proposal)
    choices = source_publishing.choices_of(facts, order.choices)
    seen = forecast.forecast(facts, kind=order.kind, choices=choices)
    site = forecast.forecast(facts, kind=order.kind, choices={})
    lines = [_line(said, usual, order) for said, usual in zip(seen.languages, site.languages, strict=True)]
    later = draft.go_live_at if draft.go_live_at and draft.go_live_at > timezone.now() else None
    first = source.group.current_snapshot is None
    return Panel(
        page=page,
        revision=revision,
        source=source,
        heading=panel_words.heading(seen, first=first),
        kinds=[] if first or not seen.changed else _kinds(seen, order.kind),
        proposal=proposal.reason if proposal.proposed else "",
        lines=lines,
        readers=panel_words.readers(page, [(line.name, line.outcome) for line in lines], _when(later) if later else ""),
        button=panel_words.button(seen, later),
        first=first,
        besides=sum(ref.kind not in COUNTED_KINDS for ref in facts.preview.snapshot.skeleton.sentences()),
        scheduled=_when(later) if later else "",
        workflow=_workflow(page),
        shut=gate.reason(source) if source.pk else "",
        reason=order.reason,
        said=_said(source),
    )


def _first_answer(facts: Facts, revision: Revision, proposal: typos.Proposal) -> Order:
    """What was said about this draft before, else what is proposed."""
    said = declaring.about_draft(revision)
    choices = dict(facts.rules.article_languages)
    if said is not None:
        return Order(said.kind, choices, said.modes, said.reason)
    return Order(PublicationKind.TYPOS if proposal.proposed else PublicationKind.CONTENT, choices)


def _kinds(seen: Forecast, chosen: str) -> list[Choice]:
    hints = panel_words.kinds(seen)
    return [Choice(kind, str(PublicationKind(kind).label), hint, kind == chosen) for kind, hint in hints.items()]


def _line(said: LanguageForecast, usual: LanguageForecast, order: Order) -> Line:
    code = said.locale.language_code
    policies = []
    if said.route is not None:
        for value in Policy:
            label = panel_words.policy(value)
            if value == usual.decided.policy:
                label = _("%(policy)s (as set for the site)") % {"policy": label}
            policies.append(Choice(value, label, chosen=value == said.decided.policy))
    live = said.version is not None and said.version.page is not None and said.version.page.live
    mode = order.modes.get(code, conf.urgent_mode(code))
    urgent = [*((value.value, str(value.label)) for value in UrgentMode), ("", _("Nothing special"))] if live else []
    return Line(
        code=code,
        name=str(said.locale.get_display_name()),
        engine=panel_words.engine(said),
        hint=panel_words.sentences(said),
        why=panel_words.why(said),
        outcome=panel_words.outcome(said, urgent=mode if order.kind == PublicationKind.URGENT and live else ""),
        choices=policies,
        urgent=[Choice(value, label, chosen=value == mode) for value, label in urgent],
    )


def _when(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def _workflow(page: Page) -> str:
    state = page.current_workflow_state
    return str(state.workflow.name) if state is not None else ""


def _said(source: LanguageVersion) -> str:
    """That the newest publication was called "only typos", by whom and when."""
    declared = declaring.about_snapshot(source.group.current_snapshot) if source.group.pk else None
    if declared is None or declared.kind != PublicationKind.TYPOS:
        return ""
    return _(
        "The last publication was “only typos”, says %(person)s, %(when)s: the translations stayed as they were."
    ) % {
        "person": words.person(declared.person),
        "when": date_format(timezone.localtime(declared.created_at), "SHORT_DATETIME_FORMAT"),
    }


def order_of(data: Mapping[str, str]) -> Order:
    """What a posted form says. Unknown values are left out; nothing is refused here."""
    kind = data.get("kind", "")
    choices = {key.removeprefix("policy-"): data[key] for key in data if key.startswith("policy-")}
    modes = {key.removeprefix("urgent-"): data[key] for key in data if key.startswith("urgent-")}
    return Order(
        kind=kind if kind in PublicationKind.values else PublicationKind.CONTENT,
        choices={code: value for code, value in choices.items() if value in Policy.values},
        modes={code: value for code, value in modes.items() if value in ("", *UrgentMode.values)}
        if kind == PublicationKind.URGENT
        else {},
        reason=data.get("reason", "").strip()[:500] if kind == PublicationKind.URGENT else "",
    )
