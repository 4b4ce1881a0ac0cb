"""Publishing an original as its editor said: the kind of change, and what machines may do in each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision

from i18n.models import LanguageVersion, Policy, PublicationKind, TranslationGroup
from i18n.services import declaring, forecast, gate, permissions, policy
from i18n.services.forecast import Facts


class DraftMoved(Exception):
    """Somebody has saved the draft since the person looked at it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What an editor decides before publishing. `choices`: language → policy as shown in the form; `modes`: what an
    urgent correction does in each language.
    """

    kind: str = PublicationKind.CONTENT
    choices: Mapping[str, str] = field(default_factory=dict)
    modes: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """`published`: readers have it; `scheduled`: they get it then; neither: the choices are kept for later."""

    page: Page
    published: bool = False
    scheduled: datetime | None = None


def latest_draft(page: Page) -> Revision | None:
    """What would be published."""
    return page.latest_revision or page.get_latest_revision()


@transaction.atomic
def publish(*, page: Page, revision_id: int, content_at: str, order: Order, person: Any) -> Done:
    """Publish the draft that the person saw, or schedule it where it has a date: with Wagtail's own action, log and
    signals, in one transaction. Raises `DraftMoved`, `ValidationError`, `PermissionDenied`.
    """
    revision = _seen(page, revision_id, content_at)
    draft = revision.as_object()
    permissions.require(not draft.get_lock() or not draft.get_lock().for_user(person), _("This page is locked."))
    check(draft)
    source = source_of(page)
    if source is not None and (reason := gate.reason(source)):
        raise ValidationError(reason)
    _keep(page, revision, draft, order, person)
    PublishPageRevisionAction(revision, user=person, changed=page.has_unpublished_changes).execute()
    fresh = page.specific_class.objects.get(pk=page.pk)
    later = draft.go_live_at if draft.go_live_at and draft.go_live_at > timezone.now() else None
    return Done(fresh, published=later is None, scheduled=later)


@transaction.atomic
def keep(*, page: Page, revision_id: int, content_at: str, order: Order, person: Any) -> Done:
    """Keep the choices, and what was said about this draft, until it is published: by a schedule, or at the end of a
    workflow. Raises `DraftMoved`, `PermissionDenied`.
    """
    revision = _seen(page, revision_id, content_at)
    _keep(page, revision, revision.as_object(), order, person)
    return Done(page)


def _seen(page: Page, revision_id: int, content_at: str) -> Revision:
    Page.objects.select_for_update().get(pk=page.pk)
    revision = Revision.objects.filter(pk=Page.objects.get(pk=page.pk).latest_revision_id or 0).first()
    if revision is None or (revision.pk, revision.created_at.isoformat()) != (revision_id, content_at):
        raise DraftMoved
    return revision


def _keep(page: Page, revision: Revision, draft: Page, order: Order, person: Any) -> None:
    TranslationGroup.objects.get_or_create(translation_key=page.translation_key)
    group = forecast.group_of(page)
    source = forecast.as_source(page, group)
    permissions.require(permissions.is_source(source) and permissions.may_publish(person, version=source))
    facts = forecast.gather(page=draft, group=group)
    choices = choices_of(facts, order.choices)
    if choices != facts.rules.article_languages:
        taken_back = dict.fromkeys(facts.rules.article_languages, "")
        policy.set_for_article(source=source, policies={**taken_back, **choices}, person=person)
    if order.kind == PublicationKind.URGENT:
        permissions.require(permissions.may_correct_urgently(person, version=source))
    said = declaring.about_draft(revision)
    if group.current_snapshot is None or (said is None and order.kind == PublicationKind.CONTENT):
        return
    if said is None or (said.kind, said.modes, said.reason) != (order.kind, dict(order.modes), order.reason):
        declaring.declare(
            group=group, revision=revision, kind=order.kind, person=person, reason=order.reason, modes=order.modes
        )


def choices_of(facts: Facts, shown: Mapping[str, str]) -> dict[str, str]:
    """The article's own choices that a form makes: what the site decides anyway is no choice of the article.

    Languages that the form does not name keep theirs. An unknown policy is refused (`ValueError`).
    """
    rules = facts.rules.without_languages()
    chosen = {code: value for code, value in facts.rules.article_languages.items() if code not in shown}
    for locale in facts.locales:
        code = locale.language_code
        wanted = shown.get(code, "")
        if not wanted:
            continue
        route = policy.best_route(facts.preview.snapshot.language, code)
        if Policy(wanted) != rules.decide(locale=locale, route=route).policy:
            chosen[code] = wanted
    return chosen


def check(draft: Page) -> None:
    """A draft may be incomplete; what is published may not. Raises `ValidationError`."""
    draft.full_clean()
    for relation in draft._meta.get_fields():
        required = relation.many_to_many and not relation.auto_created and not relation.blank
        if required and not getattr(draft, relation.name).all():
            message = _("%(field)s: choose at least one.") % {"field": str(relation.verbose_name).capitalize()}
            raise ValidationError({relation.name: message})


def source_of(page: Page) -> LanguageVersion | None:
    """The original that a page is, or becomes with its first publication; nothing for a translation or an alias."""
    if page.alias_of_id or page.pk is None:
        return None
    source: LanguageVersion = forecast.as_source(page, forecast.group_of(page))
    return source if source.page_id == page.pk else None
