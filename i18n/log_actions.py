"""Names of our acts in Wagtail's audit log."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register(actions: Any) -> None:
    """Acts on a version or an article; who and when is Wagtail's part."""
    actions.register_action("i18n.urgent_begin", _("Urgent correction"), _("An urgent correction began"))
    actions.register_action(
        "i18n.urgent_take_back", _("Take back the urgent correction"), _("The urgent correction was taken back")
    )
    actions.register_action("i18n.withdraw", _("Withdraw in all languages"), _("Withdrawn in all languages"))
    actions.register_action("i18n.restore", _("Restore in all languages"), _("Restored in all languages"))
    actions.register_action("i18n.policy", _("Choose what machines may do"), _("What machines may do was chosen"))
    actions.register_action("i18n.more_than_typos", _("More than a typo"), _("The change was more than a typo"))
    actions.register_action("i18n.roles", _("Give roles"), _("Roles were given or taken"))
    actions.register_action("i18n.second_eyes", _("Second pair of eyes"), _("Who approves was chosen"))
    actions.register_action("i18n.prepare", _("Prepare translations"), _("Translations are prepared"))
    actions.register_action("i18n.schedule", _("Schedule the version"), _("The publication was scheduled"))
    actions.register_action("i18n.unschedule", _("Cancel the schedule"), _("The schedule was cancelled"))
    actions.register_action("i18n.pasted", _("Paste a translation"), _("A pasted translation was taken over"))
