"""What `manage.py check_site` asks of translation: engines for the pairs, a worker, work that failed, mail."""

from itertools import permutations

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.core.mail import get_connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from i18n.conf import conf
from i18n.engines.apertium_packages import packages_for
from i18n.models import EngineChoice, TranslationJob
from i18n.review import words
from i18n.services import engines, signs

_EXAMPLES = ("@example.org", "@example.com", "@example.net", ".example")
_PATIENCE = 5  # seconds for the mail server


def check_engines() -> list[CheckMessage]:
    """Servers that do not answer, and which pairs of the site's languages no engine translates; what would help."""
    heading = _("Translation engines")
    codes = [code for code, _name in settings.LANGUAGES]
    found: list[CheckMessage] = [
        Warning(
            f"{engines.label(status.engine)}: {words.failure(status.failure)}",
            hint=_("Look at its address and key in the environment, and whether the server runs."),
            obj=heading,
            id="i18n.site.engine-server",
        )
        for status in engines.ask_servers(now=True)
        if status.asked_at != status.tried_at
    ]
    pairs = list(permutations(codes, 2))
    found += _of_choices(heading)
    # Where engines were chosen that are not there, that is said already.
    without = [
        pair for pair in pairs if not engines.routes(*pair) and not set(engines.chosen(*pair)) - set(conf.engines)
    ]
    return [*found, _without(without, pairs, heading)] if without else found


def _of_choices(heading: str) -> list[CheckMessage]:
    """Engines that somebody chose for a pair, and that are not there: their address or key is not set."""
    rows = EngineChoice.objects.exclude(engine__in=conf.engines).values_list("engine", flat=True)
    absent = sorted(set(rows))
    if not absent:
        return []
    message = _("Engines are chosen for pairs of languages and are not there: %(engines)s")
    hint = _("Set their address or key (docs/engines.md), or choose others on the screen of engines.")
    return [
        Error(
            message % {"engines": ", ".join(map(engines.label, absent))},
            hint=hint,
            obj=heading,
            id="i18n.site.engine-absent",
        )
    ]


def _without(without: list[tuple[str, str]], pairs: list[tuple[str, str]], heading: str) -> CheckMessage:
    """That no engine translates some of the pairs."""
    if len(without) == len(pairs):
        message = _("No engine translates anything here: every translation is written by people.")
    else:
        named = ", ".join(f"{source} → {target}" for source, target in without)
        message = _("No engine translates: %(pairs)s. People write these, or an engine is added.") % {"pairs": named}
    hint = _("Engines and their keys are named in the documents, docs/engines.md.")
    packages = sorted({package for pair in without if (package := packages_for(*pair))})
    if packages and "apertium" in conf.engines:
        hint = _("Apertium has some of them: apt-get install apertium %(packages)s") % {"packages": " ".join(packages)}
    return Warning(message, hint=hint, obj=heading, id="i18n.site.engines")


def check_worker() -> list[CheckMessage]:
    """Somebody takes up the work: without a worker nothing is translated or mailed, and schedules pass."""
    heading = _("Worker")
    seen = signs.last_seen()
    hint = _("Run: manage.py run_worker (make start does, a service manager should)")
    if seen is None:
        message = _("No worker runs: nothing is translated, mailed or published by schedule.")
        return [Error(message, hint=hint, obj=heading, id="i18n.site.worker")]
    if timezone.now() - seen > signs.MISSED_AFTER:
        when = timezone.localtime(seen)
        message = _("The worker has given no sign since %(when)s.") % {"when": f"{when:%Y-%m-%d %H:%M}"}
        return [Error(message, hint=hint, obj=heading, id="i18n.site.worker")]
    return []


def check_jobs() -> list[CheckMessage]:
    """Work that ended without success, kind by kind with its newest reason, unless it was done later."""
    heading = _("Worker")
    done = TranslationJob.objects.exclude(status=TranslationJob.Status.FAILED).order_by("idempotency_key", "-pk")
    later: dict[str, int] = {}
    for key, pk in done.values_list("idempotency_key", "pk"):
        later.setdefault(key, pk)
    newest: dict[str, TranslationJob] = {}
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]  # work for others waits with its language
    here = Q(version=None) | Q(version__locale__language_code__in=codes)
    for job in TranslationJob.objects.failed().filter(here).order_by("pk"):
        if later.get(job.idempotency_key, 0) < job.pk:
            newest[job.idempotency_key] = job
    if not newest:
        return []
    last = max(newest.values(), key=lambda job: job.pk)
    message = ngettext(
        "%(count)s job failed: %(reason)s", "%(count)s jobs failed. The last one: %(reason)s", len(newest)
    ) % {"count": len(newest), "reason": words.reason(last.reason)}
    hint = _("In the admin, Translations lists what failed with its reason, and tries it again.")
    return [Warning(message, hint=hint, obj=heading, id="i18n.site.jobs")]


def check_mail() -> list[CheckMessage]:
    """Mails reach people, and people reach us."""
    heading = _("Mail")
    found: list[CheckMessage] = []
    address = conf.report_email
    if not address or address.endswith(_EXAMPLES):
        found.append(
            Error(
                _("Readers are told to write to %(address)s, where nobody reads.") % {"address": address or "–"},
                hint=_("Set INTERURBAN_REPORT_EMAIL to an address that somebody reads."),
                obj=heading,
                id="i18n.site.report-email",
            )
        )
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        found.append(
            Warning(
                _("Mail is not set up: answers to readers and new passwords are written to files, and reach nobody."),
                hint=_("Set EMAIL_HOST and what belongs to it, then try: check_site --send-test-mail ADDRESS"),
                obj=heading,
                id="i18n.site.mail",
            )
        )
        return found
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        connection = get_connection(timeout=_PATIENCE)
        connection.open()
        connection.close()
    except Exception as error:
        found.append(
            Error(
                _("The mail server %(server)s lets nobody in: %(error)s.")
                % {"server": server, "error": f"{type(error).__name__}, {error}"},
                hint=_("Check EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS, EMAIL_HOST_USER and EMAIL_HOST_PASSWORD."),
                obj=heading,
                id="i18n.site.mail-server",
            )
        )
    return found


CHECKS = (check_engines, check_worker, check_jobs, check_mail)
