"""What happens to machine text: per language, kind of content and article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale

from i18n.conf import conf
from i18n.engines.route import Route
from i18n.models import LanguageVersion, MachinePolicy, Policy, TranslationGroup
from i18n.services import content, engines, permissions


class Why(StrEnum):
    """What decided."""

    NO_ENGINE = "no_engine"
    ARTICLE_LANGUAGE = "article_language"
    ARTICLE = "article"
    KIND = "kind"
    LANGUAGE = "language"
    CHAINED = "chained"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Decided:
    """The policy for one language of an article, and what decided it."""

    policy: str
    why: Why


@dataclass(frozen=True, slots=True)
class Rules:
    """All that decides about one article: its own choices, then those of the site for languages and kinds."""

    article: str = ""
    article_languages: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    # (id of the locale, key): what somebody chose for it
    chosen: Mapping[tuple[int, str], MachinePolicy] = field(default_factory=dict)

    def decide(self, *, locale: Locale, route: Route | None) -> Decided:
        """First that somebody chose: article and language, article, language and kind, language; else the settings.

        Chained text is held, unless somebody chose otherwise for the article or for chained text of the language.
        """
        if route is None:
            return Decided(Policy.NEVER, Why.NO_ENGINE)
        own = self.article_languages.get(locale.language_code, "")
        if own in Policy.values:
            return Decided(own, Why.ARTICLE_LANGUAGE)
        if self.article:
            return Decided(self.article, Why.ARTICLE)
        return self._of_site(locale, chained=route.chained)

    def without_languages(self) -> "Rules":
        """The same without the article's choices for single languages: what holds where it makes none."""
        return Rules(article=self.article, key=self.key, chosen=self.chosen)

    def _of_site(self, locale: Locale, *, chained: bool) -> Decided:
        places = [(self.key, Why.KIND)] if self.key else []
        for key, why in (*places, ("", Why.LANGUAGE)):
            row = self.chosen.get((locale.pk, key))
            policy = _of_row(row, chained=chained) if row else ""
            if policy:
                return Decided(policy, why)
        if chained and conf.machine_policy == Policy.PUBLISH:
            return Decided(conf.chained_policy, Why.CHAINED)
        return Decided(conf.machine_policy, Why.SITE)


def _of_row(row: MachinePolicy, *, chained: bool) -> str:
    """Who chose "publish" for a language did not choose it for chained text; the stricter ones hold for that, too."""
    if not chained:
        return row.policy
    return row.chained or ("" if row.policy == Policy.PUBLISH else row.policy)


def rules(*, group: TranslationGroup, key: str | None = None) -> Rules:
    """The rules for an article: 1 query where the `key` of its kind of content is at hand."""
    return Rules(
        article=group.policy,
        article_languages=dict(group.policies),
        key=key_of(group) if key is None else key,
        chosen={(row.locale_id, row.key): row for row in MachinePolicy.objects.all()},
    )


def key_of(group: TranslationGroup) -> str:
    """The kind of content of an article, by its original."""
    page = group.source.page if group.source else None
    return page.specific.translation_policy_key() if page is not None and content.is_translatable(page.specific) else ""


def of(*, group: TranslationGroup, locale: Locale, route: Route | None) -> str:
    """The policy for one language of an article."""
    return rules(group=group).decide(locale=locale, route=route).policy


def is_forbidden(*, version: LanguageVersion) -> bool:
    """Whether somebody said "never by machine" since the work was queued."""
    source = version.group.source
    route = best_route(source.locale.language_code, version.locale.language_code) if source else None
    return route is not None and of(group=version.group, locale=version.locale, route=route) == Policy.NEVER


def best_route(source_language: str, target_language: str) -> Route | None:
    """The first way that an engine offers, or nothing."""
    return next(iter(engines.routes(source_language, target_language)), None)


def kinds() -> list[tuple[str, str]]:
    """Kinds of content that pages declare, key and name; one that is gone but still has a policy, by its key."""
    declared: dict[str, str] = {}
    model: Any
    for model in apps.get_models():
        if content.is_translatable(model):
            declared.update({key: name for key, name in model.translation_policy_names() if key not in declared})
    stored = MachinePolicy.objects.exclude(key="").order_by("key").values_list("key", flat=True).distinct()
    return [*declared.items(), *((key, key) for key in stored if key not in declared)]


@transaction.atomic
def set_for_article(*, source: LanguageVersion, policies: Mapping[str, str], person: Any) -> dict[str, str]:
    """Choose for single languages of an article; an empty policy takes the choice back. Returns all its choices.

    `source` may be unsaved: an article that was never published has choices, too. Raises `ValueError` for a policy that
    does not exist.
    """
    permissions.require(permissions.may_set_policy(person, version=source))
    group = TranslationGroup.objects.select_for_update(of=("self",)).get(pk=source.group.pk)
    chosen = {**group.policies, **{code: _known(policy) for code, policy in policies.items()}}
    chosen = {code: policy for code, policy in chosen.items() if policy}
    if chosen != group.policies:
        group.policies = chosen
        group.save(update_fields=["policies"])
        if source.page is not None:
            log(instance=source.page.specific, action="i18n.policy", user=person, data={"policies": chosen})
    source.group.policies = chosen
    return chosen


@transaction.atomic
def set_for_site(*, choices: Iterable[MachinePolicy], person: Any) -> list[MachinePolicy]:
    """Choose for languages and kinds of content. Returns the rows that changed; one without any choice goes."""
    permissions.require(permissions.may_set_site_policy(person))
    there = {(row.locale_id, row.key): row for row in MachinePolicy.objects.select_for_update()}
    changed = []
    for choice in choices:
        row = there.get((choice.locale_id, choice.key)) or MachinePolicy(locale_id=choice.locale_id, key=choice.key)
        if (row.policy, row.chained) == (choice.policy, choice.chained):
            continue
        row.policy, row.chained = _known(choice.policy), _known(choice.chained)
        if row.policy or row.chained:
            row.save()
        else:
            row.delete()
        changed.append(row)
    return changed


def _known(policy: str) -> str:
    if policy and policy not in Policy.values:
        raise ValueError(f"There is no policy {policy!r}.")
    return policy
