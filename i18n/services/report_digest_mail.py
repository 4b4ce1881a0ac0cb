"""The text of a digest of reports, in the language that is active: counts, articles, sentences, links.

No word and no address of a reader is in it: those stay on the site.
"""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from i18n.models import ErrorReport
from i18n.segments import plain
from i18n.services import languages

_ARTICLES = 10
_SENTENCES = 3
_LONGEST = 160


def message(*, reports: Sequence[ErrorReport], count: int, locale: Locale, to: str) -> EmailMessage:
    """The message about some reports (oldest first) on translations into one language, `count` of them in all."""
    root = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    account = root + reverse("wagtailadmin_account")
    language = languages.name(locale)
    new = ngettext("%(count)d new report", "%(count)d new reports", count) % {"count": count}
    said = ngettext(
        "Readers sent %(count)d report about translations into %(language)s that waits for an answer.",
        "Readers sent %(count)d reports about translations into %(language)s that wait for an answer.",
        count,
    )
    parts = [said % {"count": count, "language": language}]
    by_article: dict[int, list[ErrorReport]] = {}
    for report in reports:
        by_article.setdefault(report.version_id, []).append(report)
    parts += [_article(found, root) for found in list(by_article.values())[:_ARTICLES]]
    everything = f"{root}{reverse('translations:reports')}?language={locale.language_code}"
    parts.append(_("All open reports: {address}").format(address=everything))
    parts.append(
        _("You get one message for each language and period. Change or switch it off here: {address}").format(
            address=account
        )
    )
    return EmailMessage(
        subject=f"{language}: {new}",
        body="\n\n".join(parts) + "\n",
        to=[to],
        headers={"List-Unsubscribe": f"<{account}>", "Auto-Submitted": "auto-generated", "Precedence": "bulk"},
    )


def _article(reports: Sequence[ErrorReport], root: str) -> str:
    version = reports[0].version
    source = version.group.source
    page = version.page or (source.page if source else None)
    lines = [_one_line(page.title if page else "")]
    sentences = {report.segment_id: report for report in reversed(reports)}
    shown = list(reversed(sentences.values()))
    lines += [f"– {_one_line(plain(r.revision.text))}" for r in shown[:_SENTENCES] if r.revision is not None]
    if len(shown) > _SENTENCES:
        more = len(shown) - _SENTENCES
        lines.append(
            ngettext("– and %(count)d sentence more", "– and %(count)d sentences more", more) % {"count": more}
        )
    lines.append(f"{root}{reverse('translations:review', args=[version.pk])}?show=reported")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
