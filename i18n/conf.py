"""Typed access to the settings of i18n."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Conf:
    """Settings by name; each property says its default."""

    @property
    def engines(self) -> dict[str, dict[str, Any]]:
        """Engines by name: `{"class": dotted path, "options": {...}}`. Default: none."""
        return dict(getattr(settings, "INTERURBAN_ENGINES", {}))

    @property
    def machine_policy(self) -> str:
        """What happens to machine text by default: publish (labelled), hold or never."""
        return str(getattr(settings, "INTERURBAN_MACHINE_POLICY", "publish"))

    @property
    def chained_policy(self) -> str:
        """The same for text that went through a language in between: worse by about 5 chrF, so held by default."""
        return str(getattr(settings, "INTERURBAN_CHAINED_POLICY", "hold"))

    def urgent_mode(self, language: str) -> str:
        """What an urgent correction does to a language: withhold (default), machine, down, or empty for nothing.

        `INTERURBAN_URGENT_MODES` maps languages to modes; `*` is for all others.
        """
        modes = getattr(settings, "INTERURBAN_URGENT_MODES", {})
        return str(modes.get(language, modes.get("*", "withhold")))

    @property
    def republish_delay(self) -> timedelta:
        """Corrections are gathered this long before a version is published again."""
        return timedelta(seconds=float(getattr(settings, "INTERURBAN_REPUBLISH_DELAY", 3)))

    @property
    def editor_patience(self) -> timedelta:
        """So long, at most, corrections wait for somebody who has the page open in the page editor."""
        return timedelta(seconds=float(getattr(settings, "INTERURBAN_EDITOR_PATIENCE", 120)))

    @property
    def lease(self) -> timedelta:
        """A job whose worker gave no sign for this long is taken up by another."""
        return timedelta(seconds=float(getattr(settings, "INTERURBAN_JOB_LEASE", 60)))

    @property
    def max_attempts(self) -> int:
        return int(getattr(settings, "INTERURBAN_JOB_ATTEMPTS", 5))

    @property
    def second_eyes(self) -> frozenset[str]:
        """Languages in which translators do not approve, and reviewers not what is their own (moderators may).

        What somebody chose in the admin counts first (`LanguageRule`).
        """
        return frozenset(getattr(settings, "INTERURBAN_SECOND_EYES", ()))

    @property
    def moderated_apps(self) -> tuple[str, ...]:
        """Apps (by label) whose lists moderators look after: vocabularies, pictures, documents."""
        return tuple(getattr(settings, "INTERURBAN_MODERATED_APPS", ("tags", "wagtailimages", "wagtaildocs")))

    @property
    def edited_models(self) -> tuple[str, ...]:
        """Models (`app.model`) of which editors may make and change entries: authors, say."""
        return tuple(getattr(settings, "INTERURBAN_EDITED_MODELS", ()))

    @property
    def report_email(self) -> str:
        return str(getattr(settings, "INTERURBAN_REPORT_EMAIL", ""))

    @property
    def report_words_months(self) -> int:
        """So many months after a report was closed, what was written about it is erased; 0: never. Default: 24."""
        return int(getattr(settings, "INTERURBAN_REPORT_WORDS_MONTHS", 24))

    @property
    def report_mail_delay(self) -> timedelta:
        """So long, at least, an outcome can be taken back before its mail leaves. Default: 60 seconds."""
        return timedelta(seconds=float(getattr(settings, "INTERURBAN_REPORT_MAIL_DELAY", 60)))

    @property
    def digest_hour(self) -> int:
        """The hour (of the site's time zone) from which daily digests leave. Default: 6."""
        return int(getattr(settings, "INTERURBAN_DIGEST_HOUR", 6))

    @property
    def sends_mail(self) -> bool:
        """Whether mails leave the site. Without a mail server readers are not offered any."""
        backend = str(settings.EMAIL_BACKEND)
        if backend.endswith(("dummy.EmailBackend", "console.EmailBackend")):
            return False
        return bool(getattr(settings, "INTERURBAN_SENDS_MAIL", True)) and (
            not backend.endswith("smtp.EmailBackend") or bool(settings.EMAIL_HOST)
        )

    @property
    def trusted_proxies(self) -> tuple[str, ...]:
        """Networks of our own proxies (and `unix` for a local socket), whose X-Forwarded-For counts. Default: none."""
        return tuple(getattr(settings, "INTERURBAN_TRUSTED_PROXIES", ()))


conf = Conf()
