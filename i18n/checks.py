"""System checks, an id for each setting that would be wrong."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning
from django.core.checks import register as register_check
from django.utils.module_loading import import_string

from i18n.engines.registry import BadConfig, build
from i18n.models import Policy, UrgentMode


def register() -> None:
    """Register the checks (called once, when the apps are ready)."""
    register_check(check_engines, Tags.compatibility)
    register_check(check_policies, Tags.compatibility)
    register_check(check_pages, Tags.models)


def check_engines(**_kwargs: Any) -> list[CheckMessage]:
    """i18n.E001: an engine whose class cannot be imported. i18n.E002: an engine without a class. i18n.E006: one that
    refuses its settings. i18n.W007: a key or text that would travel unencrypted to another network.
    """
    found: list[CheckMessage] = []
    for name, config in getattr(settings, "INTERURBAN_ENGINES", {}).items():
        path = config.get("class") if isinstance(config, dict) else None
        if not path:
            found.append(Error(f"INTERURBAN_ENGINES[{name!r}] names no class.", id="i18n.E002"))
            continue
        try:
            import_string(path)
        except ImportError as error:
            found.append(Error(f"INTERURBAN_ENGINES[{name!r}]: {error}", id="i18n.E001"))
            continue
        found += _check_engine(name, config)
    return found


def _check_engine(name: str, config: dict[str, Any]) -> list[CheckMessage]:
    try:
        engine = build({name: config}).engine(name)
    except BadConfig as error:
        return [Error(f"INTERURBAN_ENGINES: {error}.", hint="docs/engines.md names the variables.", id="i18n.E006")]
    place = getattr(engine, "place", "")
    if place.startswith("http://") and engine.capabilities.leaves_site:
        message = f"The address of the engine {name!r} begins with http://: texts would travel unencrypted."
        return [Warning(message, hint="Use https://.", id="i18n.W007")]
    return []


def check_policies(**_kwargs: Any) -> list[CheckMessage]:
    """i18n.E003: a policy that does not exist. i18n.E020: a mode of urgent corrections that does not exist."""
    found: list[CheckMessage] = [
        Error(f"{name} must be one of {', '.join(Policy.values)}.", id="i18n.E003")
        for name in ("INTERURBAN_MACHINE_POLICY", "INTERURBAN_CHAINED_POLICY")
        if getattr(settings, name, Policy.PUBLISH) not in Policy.values
    ]
    modes = getattr(settings, "INTERURBAN_URGENT_MODES", {})
    if not isinstance(modes, dict) or not set(modes.values()) <= {"", *UrgentMode.values}:
        known = ", ".join(UrgentMode.values)
        found.append(Error(f"INTERURBAN_URGENT_MODES maps languages to one of {known}, or to ''.", id="i18n.E020"))
    return found


def check_pages(**_kwargs: Any) -> list[CheckMessage]:
    """i18n.E004: a declared field that the page does not have. i18n.W005: a page whose title is not declared."""
    found: list[CheckMessage] = []
    model: Any
    for model in apps.get_models():
        if not hasattr(model, "translatable_fields") or model._meta.abstract:
            continue
        names = {field.name for field in model._meta.get_fields()}
        declared = [field.name for field in model.translatable_fields]
        missing = sorted({*declared, *model.synchronised_fields} - names)
        if missing:
            found.append(Error(f"{model.__name__} declares fields that it lacks: {missing}", obj=model, id="i18n.E004"))
        if "title" not in declared:
            found.append(Warning(f"{model.__name__} does not declare its title.", obj=model, id="i18n.W005"))
    return found
