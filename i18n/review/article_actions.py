"""From a posted form about an article in all its languages to a service, and what to say afterwards."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from i18n.models import TranslationGroup, UrgentMode
from i18n.review import words
from i18n.review.actions import Done
from i18n.services import content, permissions, urgent, versions, withdrawal


def begin_urgent(*, group: TranslationGroup, person: Any, data: Mapping[str, str]) -> Done:
    """Fields `mode-fr` and the like: what is done in each language; empty leaves it alone."""
    prefix = "mode-"
    modes = {key.removeprefix(prefix): value for key, value in data.items() if key.startswith(prefix)}
    try:
        done = urgent.begin(group=group, modes=modes, person=person, reason=data.get("reason", ""))
    except urgent.NotUrgent:
        return Done(_("Choose for each language what is in the list."), "error")
    said = [_say(begun) for begun in done]
    if not any(begun.mode for begun in done):
        return Done(_("No sentence is in question: the translations say what the original says."), "info")
    return Done(" ".join([_("The urgent correction is in force."), words.listed(said)]))


def _say(begun: urgent.Begun) -> str:
    name = str(begun.version.locale.get_display_name())
    if not begun.mode:
        return _("%(language)s: nothing in question") % {"language": name}
    if begun.mode == UrgentMode.DOWN:
        return _("%(language)s: taken down") % {"language": name}
    count = ngettext("%(count)d sentence", "%(count)d sentences", begun.sentences) % {"count": begun.sentences}
    return _("%(language)s: %(count)s in question") % {"language": name, "count": count}


def withdraw(*, group: TranslationGroup, person: Any, data: Mapping[str, str]) -> Done:
    """Withdraw, with fields `reason-fr` and the like, or restore."""
    if data.get("action") == "restore":
        restored = withdrawal.restore(group=group, person=person)
        return Done(_("Restored: %(languages)s.") % {"languages": words.listed(_names(restored))})
    prefix = "reason-"
    reasons = {key.removeprefix(prefix): value for key, value in data.items() if key.startswith(prefix)}
    known = set(Locale.objects.values_list("language_code", flat=True))
    done = withdrawal.withdraw(
        group=group, person=person, reasons={code: reason for code, reason in reasons.items() if code in known}
    )
    return Done(_("Withdrawn in all languages: %(languages)s.") % {"languages": words.listed(_names(done))})


def _names(done: withdrawal.Done) -> list[str]:
    return [str(version.locale.get_display_name()) for version in done.versions]


def draft(*, page_id: int, person: Any) -> Page | None:
    """A page whose translations this person may have made; nothing where there is none."""
    page = Page.objects.filter(pk=page_id, alias_of=None).first()
    page = page.specific if page is not None else None
    if page is None or not content.is_translatable(page):
        return None
    rights = page.permissions_for_user(person)
    if not rights.can_edit() and not rights.can_publish():
        return None
    permissions.require(rights.can_publish())
    return page


def prepare(*, page: Page, person: Any) -> Done:
    """Make the translations of a draft that was never public."""
    revision = page.get_latest_revision()
    planned = versions.prepare(page=revision.as_object(), revision=revision) if revision is not None else None
    if planned is None:
        return Done(_("Only an original that was never public is prepared."), "warning")
    log(instance=page, action="i18n.prepare", user=person)
    if not planned.queued:
        return Done(_("Its sentences wait in the review screen; no engine translates them."), "info")
    return Done(
        ngettext(
            "%(count)d translation is being made. It goes out together with the original.",
            "%(count)d translations are being made. They go out together with the original.",
            len(planned.queued),
        )
        % {"count": len(planned.queued)}
    )
